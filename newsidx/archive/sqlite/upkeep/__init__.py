"""Looking after an archive: check, repair, optimize, backup."""
