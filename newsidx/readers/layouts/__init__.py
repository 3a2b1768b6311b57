"""The user's own layout: a TOML file that says by regular expressions where articles, dates and titles stand."""

from newsidx.readers.layouts.layout import Layout, parse_layout
from newsidx.readers.layouts.reading import read_by_layout

__all__ = ["Layout", "parse_layout", "read_by_layout"]
