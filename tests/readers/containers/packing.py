"""Files packed into every container that newsidx opens, and read back."""

from __future__ import annotations

import bz2
import datetime
import gzip
import io
import lzma
import tarfile
import zipfile
from collections.abc import Callable, Sequence
from typing import TypeAlias

import zstandard

from newsidx.article import Article
from newsidx.readers.reading import DateReader, Reading, read_file

DATES = DateReader(today=datetime.date(2022, 3, 9))

Files: TypeAlias = Sequence[tuple[str, bytes]]


def read(raw: bytes, path: str = "/news/a.bin") -> Reading:
    return read_file(raw, path, DATES)


def titles(reading: Reading) -> list[str]:
    return [article.title for article in reading.articles]


def texts(reading: Reading) -> list[str]:
    return [article.body for article in reading.articles]


def one(reading: Reading) -> Article:
    assert reading.problem is None
    (article,) = reading.articles
    return article


def zipped(files: Files, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as archive:
        for name, raw in files:
            archive.writestr(zipfile.ZipInfo(name, (2022, 3, 1, 12, 0, 0)), raw, method)
    return made.getvalue()


def streamed_zip(files: Files) -> bytes:
    """A ZIP whose headers do not state the sizes, as programs write it to a pipe."""

    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

        def seek(self, *_: int) -> int:
            raise io.UnsupportedOperation

    made = Pipe()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, raw in files:
            archive.writestr(name, raw)
    return made.getvalue()


def tarred(files: Files, kind: int = tarfile.PAX_FORMAT) -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w", format=kind) as archive:
        for name, raw in files:
            entry = tarfile.TarInfo(name)
            entry.size = len(raw)
            entry.mtime = int(datetime.datetime(2022, 3, 1, 12).timestamp())
            archive.addfile(entry, io.BytesIO(raw))
    return made.getvalue()


def zstd(raw: bytes) -> bytes:
    return zstandard.ZstdCompressor().compress(raw)


COMPRESSIONS: dict[str, Callable[[bytes], bytes]] = {
    "gz": gzip.compress,
    "bz2": bz2.compress,
    "xz": lzma.compress,
    "zst": zstd,
}

ARCHIVES: dict[str, Callable[[Files], bytes]] = {"zip": zipped, "tar": tarred}
