"""The members of a document that is a ZIP archive inside (DOCX, ODT, EPUB), opened with care."""

from __future__ import annotations

import lzma
import os
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from newsidx.readers.containers.limits import expands_too_far
from newsidx.readers.problem import CannotRead, Problem, ProblemKind
from newsidx.readers.source import Document

_LARGEST_MEMBER = 50_000_000
_HIGHEST_RATIO = 200
_WORTH_A_RATIO = 5_000_000
"""A member of this size must not be more than so many times as large as it is in the archive: text never is."""

_MOST_MEMBERS = 20_000
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    OSError,
    ValueError,
    RuntimeError,  # an unknown flag
    NotImplementedError,  # an unknown method of compression
)


class Members:
    """The members of a document, by their names."""

    def __init__(self, archive: zipfile.ZipFile, size: int) -> None:
        self._archive = archive
        self._size, self._taken = size, 0
        self._infos = {info.filename: info for info in archive.infolist()}

    def __contains__(self, name: str) -> bool:
        return name in self._infos

    def read(self, name: str) -> bytes:
        """The bytes of a member. Raises CannotRead if it is not there, broken, encrypted, or a bomb."""
        if (info := self._infos.get(name)) is None:
            raise CannotRead(Problem(ProblemKind.DAMAGED, f"damaged: there is no {name} in it"))
        if info.flag_bits & 1:
            raise CannotRead(Problem(ProblemKind.ENCRYPTED, "encrypted"))
        self._taken += info.file_size
        if expands_too_far(self._taken, self._size):
            raise CannotRead(Problem(ProblemKind.SUSPICIOUS, "it expands more than any text does"))
        if info.file_size > _LARGEST_MEMBER or _is_bomb(info):
            raise CannotRead(Problem(ProblemKind.SUSPICIOUS, f"{name} in it would be {info.file_size / 1e6:,.0f} MB"))
        try:
            with self._archive.open(info) as stream:
                return stream.read(info.file_size)
        except _BROKEN as error:
            raise CannotRead(_damaged(error)) from None


@contextmanager
def members_of(document: Document) -> Iterator[Members]:
    """The members of a document. Raises CannotRead if it is no ZIP archive, or has too many of them."""
    with document.open() as stream:
        try:
            size = stream.seek(0, os.SEEK_END)
            archive = zipfile.ZipFile(stream)
        except _BROKEN as error:
            raise CannotRead(_damaged(error)) from None
        with archive:
            if len(archive.infolist()) > _MOST_MEMBERS:
                raise CannotRead(Problem(ProblemKind.SUSPICIOUS, f"more than {_MOST_MEMBERS:,} files in it"))
            yield Members(archive, size)


def _is_bomb(info: zipfile.ZipInfo) -> bool:
    return info.file_size > _WORTH_A_RATIO and info.file_size > _HIGHEST_RATIO * max(1, info.compress_size)


def _damaged(error: Exception) -> Problem:
    return Problem(ProblemKind.DAMAGED, f"damaged: {error}" if str(error) else "damaged")
