"""The containers that newsidx opens.

A new one is a module that yields the documents in a file, and a line here; it is imported when it is first needed. A
file that no container claims is a plain file: one document, itself.
"""

from __future__ import annotations

from newsidx.readers.containers.container import Container
from newsidx.readers.formats.format import later
from newsidx.readers.kinds import Kinds
from newsidx.readers.source import Document

__all__ = ["CONTAINERS", "Container", "container_of"]


def _always(file: Document, start: bytes) -> bool:
    """For containers that their first bytes alone give away."""
    return True


_BZIP2 = tuple(b"BZh%d" % level + block for level in range(1, 10) for block in (b"1AY&SY", b"\x17rE8P\x90"))
"""`BZh`, a level, and what begins the first block, or the end of an empty file."""

CONTAINERS: Kinds[Container] = Kinds(
    (
        Container("gzip", _always, later("containers.compressed", "gzip"), starts=(b"\x1f\x8b\x08",)),
        Container("bzip2", _always, later("containers.compressed", "bzip2"), starts=_BZIP2),
        Container("xz", _always, later("containers.compressed", "xz"), starts=(b"\xfd7zXZ\0",)),
        Container("zstd", _always, later("containers.compressed", "zstd"), starts=(b"\x28\xb5\x2f\xfd",)),
        Container(
            "zip",
            later("containers.zip", "claims"),
            later("containers.zip", "documents"),
            starts=(b"PK\3\4", b"PK\5\6"),
        ),
        Container(
            "mbox", later("containers.mbox", "claims"), later("containers.mbox", "documents"), starts=(b"From ",)
        ),
        Container("warc", _always, later("containers.warc", "documents"), starts=(b"WARC/",)),
        Container("tar", later("containers.tar", "claims"), later("containers.tar", "documents"), suffixes=(".tar",)),
    )
)
"""Every container by its name, in the order in which they are tried."""

_TAR_MARK, _TAR_MARK_AT = b"ustar", 257


def container_of(file: Document, start: bytes) -> Container | None:
    """The container that claims a file by its first bytes; None for a plain file."""
    if is_tar(start) and (tar := CONTAINERS["tar"]).claims(file, start):
        return tar
    return CONTAINERS.claiming(file, start)


def is_tar(start: bytes) -> bool:
    """Whether the mark of a tar file, which does not begin with it, is where it should be."""
    return start.startswith(_TAR_MARK, _TAR_MARK_AT)
