"""Compressed files: gzip, bzip2, xz and Zstandard. Each holds one document."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import BinaryIO

from newsidx.readers.containers.limits import XZ_MEMORY, ZSTD_WINDOW, damaged, suspicious
from newsidx.readers.containers.streams import (
    BLOCK,
    CUT_OFF,
    Inflate,
    blocks_of,
    decompressed,
    expanded,
    stream_of_blocks,
)
from newsidx.readers.extras import extra
from newsidx.readers.source import Document, first_bytes, member_of

SUFFIXES = (".gz", ".bz2", ".xz", ".zst", ".tgz", ".tbz", ".tbz2", ".txz", ".tzst")
"""Names of compressed files. Those that begin with `.t` hold a tar file."""

_GZIP_BITS = 31


def gzip(file: Document) -> Iterator[Document]:
    """The document in a gzip file."""
    return _inside(file, lambda blocks: decompressed(blocks, partial(Inflate, _GZIP_BITS)))


def bzip2(file: Document) -> Iterator[Document]:
    """The document in a bzip2 file."""
    import bz2

    return _inside(file, lambda blocks: decompressed(blocks, bz2.BZ2Decompressor))


def xz(file: Document) -> Iterator[Document]:
    """The document in an xz file."""
    return _inside(file, unxz)


def zstd(file: Document) -> Iterator[Document]:
    """The document in a Zstandard file."""
    zstandard = extra("zstandard", "zst", "compressed by zstd")
    try:
        window = zstandard.get_frame_parameters(first_bytes(file)).window_size
    except zstandard.ZstdError:
        raise damaged(CUT_OFF) from None
    if window > ZSTD_WINDOW:
        raise suspicious(f"expanding it needs more than {ZSTD_WINDOW / 1e6:,.0f} MB of memory")

    def unzstd(blocks: Iterator[bytes]) -> Iterator[bytes]:
        reader = zstandard.ZstdDecompressor(max_window_size=ZSTD_WINDOW).stream_reader(
            stream_of_blocks(blocks), read_size=BLOCK, read_across_frames=True
        )
        while data := reader.read1(BLOCK):
            yield data

    return _inside(file, unzstd)


def unxz(blocks: Iterator[bytes]) -> Iterator[bytes]:
    """What blocks compressed by xz expand to."""
    import lzma

    try:
        yield from decompressed(blocks, lambda: lzma.LZMADecompressor(memlimit=XZ_MEMORY))
    except lzma.LZMAError as error:
        if error.args == ("Memory usage limit exceeded",):  # nothing else tells it from damage
            raise suspicious(f"expanding it needs more than {XZ_MEMORY / 1e6:,.0f} MB of memory") from None
        raise


def _inside(file: Document, decompress: Callable[[Iterator[bytes]], Iterator[bytes]]) -> Iterator[Document]:
    """The document in a compressed file. It is named as the file without the suffix, and what is known of the file
    holds for it.
    """

    def opened() -> BinaryIO:
        return stream_of_blocks(expanded(blocks_of(file.open()), decompress))

    yield member_of(file, _name_inside(file.name), opened, file.hints)


def _name_inside(name: str) -> str:
    stem, point, suffix = name.rpartition(".")
    if not stem or point + suffix.lower() not in SUFFIXES:
        return name
    return f"{stem}.tar" if suffix.lower().startswith("t") else stem
