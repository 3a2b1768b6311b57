"""Compressed files: gzip, bzip2, xz and Zstandard. Each holds one document."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any, BinaryIO

from newsidx.readers.containers.limits import XZ_MEMORY, ZSTD_WINDOW, damaged, suspicious
from newsidx.readers.containers.streams import (
    CUT_OFF,
    Inflate,
    blocks_of,
    decompressed,
    expanded,
    stream_of_blocks,
)
from newsidx.readers.extras import extra
from newsidx.readers.source import Document, first_bytes

SUFFIXES = (".gz", ".bz2", ".xz", ".zst", ".tgz", ".tbz", ".tbz2", ".txz", ".tzst")
"""Names of compressed files. Those that begin with `.t` hold a tar file."""

_GZIP_BITS = 31
_ZSTD_PIECE = 256


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
    zstandard = extra("zstandard", "zst", "compressed by Zstandard")
    try:
        window = zstandard.get_frame_parameters(first_bytes(file)).window_size
    except zstandard.ZstdError:
        raise damaged(CUT_OFF) from None
    if window > ZSTD_WINDOW:
        raise suspicious(f"expanding it needs more than {ZSTD_WINDOW / 1e6:,.0f} MB of memory")

    new = partial(_ZstdStream, zstandard.ZstdDecompressor(max_window_size=ZSTD_WINDOW))
    return _inside(file, lambda blocks: decompressed(_in_pieces(blocks), new))


class _ZstdStream:
    """A Zstandard frame, as the decompressors of other libraries give their streams."""

    needs_input = True

    def __init__(self, decompressor: Any) -> None:
        self._frame = decompressor.decompressobj()

    @property
    def eof(self) -> bool:
        return bool(self._frame.eof)

    @property
    def unused_data(self) -> bytes:
        return bytes(self._frame.unused_data)

    def decompress(self, data: bytes, max_length: int) -> bytes:
        return bytes(self._frame.decompress(data))


def _in_pieces(blocks: Iterator[bytes]) -> Iterator[bytes]:
    """Blocks in pieces so small that what one expands to need not be limited: at most 128 KB for three bytes."""
    for block in blocks:
        for start in range(0, len(block), _ZSTD_PIECE):
            yield block[start : start + _ZSTD_PIECE]


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
    """The document in a compressed file: what is known of the file holds for it, and it has the file's place and name,
    without the suffix.
    """

    def opened() -> BinaryIO:
        return stream_of_blocks(expanded(blocks_of(file.open()), decompress))

    if file.member is None:
        yield replace(file, open=opened, path=_without_suffix(file.path))
    else:
        yield replace(file, open=opened, member=_without_suffix(file.member))


def _without_suffix(path: str) -> str:
    stem, point, suffix = path.rpartition(".")
    if not stem or point + suffix.lower() not in SUFFIXES:
        return path
    return f"{stem}.tar" if suffix.lower().startswith("t") else stem
