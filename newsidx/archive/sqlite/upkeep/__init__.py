"""Maintenance of an archive: check, repair, optimize, backup."""
