"""Standard input as a file to ingest: `newsidx ingest -`."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from newsidx.archive.files import FoundFile

STANDARD_INPUT = "-"
"""The path by which a user names standard input."""

PREFIX = "stdin:"
"""What the archive stores in place of a folder: no file's path begins with it, since those are absolute."""

_BLOCK = 1 << 20


class StandardInput(NamedTuple):
    """What came in on standard input: the file that the archive is to know, and a temporary file that has its bytes."""

    file: FoundFile
    path: str


@contextlib.contextmanager
def standard_input(stream: BinaryIO) -> Iterator[StandardInput]:
    """Copy a stream to a temporary file, which is deleted after the block.

    It is named by its content: the same text from standard input a second time is an unchanged file, another one is
    another file.
    """
    import tempfile
    from hashlib import blake2b

    digest = blake2b(digest_size=8)
    size = 0
    with tempfile.NamedTemporaryFile(prefix="newsidx-") as copy:
        while block := stream.read(_BLOCK):
            digest.update(block)
            size += copy.write(block)
        copy.flush()
        yield StandardInput(FoundFile(f"{PREFIX}{digest.hexdigest()}", size, 0, 0), copy.name)
