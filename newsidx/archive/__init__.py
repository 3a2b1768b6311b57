"""The archive: `contract` is the interface of every kind of archive, `sqlite` is the one stored in a file."""

from newsidx.archive.contract import Archive, Sort, WritableArchive
from newsidx.archive.opening import open_archive
from newsidx.archive.opening import open_archive as open

__all__ = ["Archive", "Sort", "WritableArchive", "open", "open_archive"]
