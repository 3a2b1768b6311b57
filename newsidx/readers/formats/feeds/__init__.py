"""Feeds, and what blogs export in the manner of feeds."""
