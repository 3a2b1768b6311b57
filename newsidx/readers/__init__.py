"""From the bytes of a file to articles: decode, find the layout, settle what it leaves open."""

from newsidx.readers.reading import LAYOUTS, DateReader, Reading, fingerprint, read_file

__all__ = ["LAYOUTS", "DateReader", "Reading", "fingerprint", "read_file"]
