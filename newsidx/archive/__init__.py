"""The archive: `contract` is what any archive answers, `sqlite` is the one that lies in a file."""

from newsidx.archive.opening import open_archive
from newsidx.archive.opening import open_archive as open

__all__ = ["open", "open_archive"]
