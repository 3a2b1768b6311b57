"""How term frequencies are stored: a vector with one byte for each article of a block.

Vectors are added, compared and counted as a whole, as numbers of many digits or by `bytes.translate`: about half a
millisecond for a million articles, where a loop in Python would take a hundred.
"""

from __future__ import annotations

import sys
import zlib
from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate, compress, islice
from operator import sub
from types import MappingProxyType
from typing import NamedTuple

LARGEST = 63
"""A larger frequency is this one in a vector, and kept beside it."""

_MOST_ADDED = 4
"""The sum of so many frequencies fits in a byte."""

CLASS_RATIOS = (0.0, 0.15, 0.25, 0.35, 0.45, 0.55, 0.65, 0.8, 0.95, 1.1, 1.3, 1.6, 2.0, 2.6, 3.5, 5.0)
"""The classes of length: the shortest body of each, as a multiple of the average body when the block was made."""

PRESENT = bytes([0, *[1] * 255])
"""Translates frequencies to 1 where there is any."""

_ENDS_GAP = bytes([1] * 255 + [0])
"""Translates the bytes of gaps to 1 where a gap ends."""

_UP_TO_LARGEST = bytes(range(LARGEST + 1))
_AT_MOST = bytes(min(value, LARGEST) for value in range(256))
_SPARSE, _DENSE = b"s", b"d"
_SPARSE_SHARE = 16
"""A vector with frequencies for at most one in so many articles is stored as gaps between their positions."""

_LONG_GAP = 255
"""Stands for a gap of so many positions to which the next one is added."""


def packed(vector: bytes | bytearray) -> bytes:
    """A vector, compressed. Runs of equal bytes are what it has most of, and looking for these alone is fast."""
    return _DENSE + _deflated(vector, zlib.Z_RLE)


def packed_counts(occurrences: Sequence[int], size: int) -> Packed | None:
    """The vector of a term, from the positions of the articles that have it, each as often as it has it, in order; None
    if there are none.
    """
    if not occurrences:
        return None
    if len(occurrences) * _SPARSE_SHARE <= size:
        return _packed_gaps(Counter(occurrences))
    vector = bytearray(size)
    try:
        for position in occurrences:
            vector[position] += 1
    except ValueError:  # more than 255 times in one article
        for position, count in Counter(occurrences).items():
            vector[position] = min(count, LARGEST)
    capped = vector.translate(_AT_MOST)
    return Packed(packed(capped), _above(Counter(occurrences)) if LARGEST in capped else {})


def packed_totals(counts: Mapping[int, int], size: int) -> Packed | None:
    """The same, from how often each article has the term, in any order."""
    if not counts:
        return None
    if len(counts) * _SPARSE_SHARE <= size:
        return _packed_gaps(dict(sorted(counts.items())))
    vector = bytearray(size)
    for position, count in counts.items():
        vector[position] = count if count < LARGEST else LARGEST
    return Packed(packed(vector), _above(counts) if LARGEST in vector else {})


def _packed_gaps(counts: Mapping[int, int]) -> Packed:
    """A vector as the gaps between the positions in it, which are sorted."""
    gaps = bytearray()
    for gap in map(sub, counts, (-1, *counts)):
        if gap >= _LONG_GAP:
            gaps += bytes([_LONG_GAP]) * (gap // _LONG_GAP)
        gaps.append(gap % _LONG_GAP)
    frequencies = bytes(min(count, LARGEST) for count in counts.values())
    blob = _SPARSE + _deflated(gaps + frequencies, zlib.Z_HUFFMAN_ONLY)
    return Packed(blob, _above(counts) if LARGEST in frequencies else {})


def _above(counts: Mapping[int, int]) -> dict[int, int]:
    return {position: count for position, count in counts.items() if count > LARGEST}


class Packed(NamedTuple):
    """A vector as it is stored, with the frequencies above `LARGEST` by their positions."""

    blob: bytes
    larger: Mapping[int, int] = MappingProxyType({})


class Summed(NamedTuple):
    """The sum of vectors, capped, and the sums that are not below `LARGEST` by their positions."""

    vector: bytes
    larger: Mapping[int, int]


def unpacked(blob: bytes, size: int) -> bytes:
    """The vector that was packed, of `size` bytes. Raises ValueError if it is another."""
    total = summed([Packed(blob)], (), size)
    return total.vector if total else bytes(size)


def exactly_unpacked(blob: bytes, size: int) -> bytes:
    """The vector that was packed, of `size` bytes. Raises ValueError also for what no vector is packed as, although
    `summed` would read it: a frequency above `LARGEST`, or two of one position.
    """
    vector = unpacked(blob, size)
    inflated = _inflated(blob[1:], size)
    positions, frequencies = _from_gaps(inflated) if blob[:1] == _SPARSE else (range(size), inflated)
    if len(set(positions)) < len(positions) or frequencies.translate(None, _UP_TO_LARGEST):
        raise ValueError("not as a vector is packed")
    return vector


def summed(packed_vectors: Sequence[Packed], occurrences: Sequence[int], size: int) -> Summed | None:
    """The sum of vectors of `size` bytes, and of further occurrences at some positions; None if there are none.

    Raises ValueError if a vector is none of this size.
    """
    dense: list[bytes] = []
    sparse: list[tuple[list[int], bytes]] = []
    for blob, _ in packed_vectors:
        kind, inflated = blob[:1], _inflated(blob[1:], size)
        if kind == _SPARSE:
            sparse.append(_from_gaps(inflated))
        elif kind == _DENSE and len(inflated) == size:
            dense.append(inflated)
        else:
            raise ValueError("not a vector of this length")
    if not dense and not sparse and not occurrences:
        return None
    vector = _sum(dense, size)
    if sparse or occurrences:
        changed = bytearray(vector)
        for positions, frequencies in sparse:
            _scatter(changed, positions, frequencies)
        _scatter(changed, occurrences, b"\1" * len(occurrences))
        vector = bytes(changed)
    return Summed(vector, _larger(vector, packed_vectors, dense, sparse, occurrences) if LARGEST in vector else {})


def _larger(
    vector: bytes,
    packed_vectors: Sequence[Packed],
    dense: Sequence[bytes],
    sparse: Sequence[tuple[list[int], bytes]],
    occurrences: Sequence[int],
) -> dict[int, int]:
    """The sums at the positions where a vector is capped."""
    totals: dict[int, int] = {}
    position = vector.find(LARGEST)
    while position >= 0:
        totals[position] = sum(frequencies[position] for frequencies in dense)
        position = vector.find(LARGEST, position + 1)
    for positions, frequencies in sparse:
        for position, frequency in zip(positions, frequencies, strict=True):
            if position in totals:
                totals[position] += frequency
    for position in filter(totals.__contains__, occurrences):
        totals[position] += 1
    for _, larger in packed_vectors:
        for position, frequency in larger.items():
            if position in totals:
                totals[position] += frequency - LARGEST
    return totals


def _sum(vectors: Sequence[bytes], size: int) -> bytes:
    """The sum of vectors, capped."""
    if len(vectors) == 1:
        return vectors[0].translate(_AT_MOST)
    total = 0
    for number, vector in enumerate(vectors, 1):
        total += int.from_bytes(vector, "little")
        if number % (_MOST_ADDED - 1) == 0:
            total = int.from_bytes(_capped(total, size), "little")
    return _capped(total, size)


def _capped(total: int, size: int) -> bytes:
    """A sum of vectors as a vector, with no frequency above `LARGEST`."""
    try:
        return total.to_bytes(size, "little").translate(_AT_MOST)
    except OverflowError as error:
        raise ValueError("a frequency is too large") from error


def _from_gaps(stored_gaps: bytes) -> tuple[list[int], bytes]:
    """The positions of a vector, and the frequency at each, from the gaps between them and as many frequencies."""
    # A long gap has further bytes: without these, half of what is there are positions, and half frequencies.
    long_gaps = stored_gaps.count(_LONG_GAP)
    count, is_odd = divmod(len(stored_gaps) - long_gaps, 2)
    gaps, frequencies = stored_gaps[: count + long_gaps], stored_gaps[count + long_gaps :]
    if is_odd or len(frequencies) != count:
        raise ValueError("not as many positions as frequencies")
    return list(compress(islice(accumulate(gaps, initial=-1), 1, None), gaps.translate(_ENDS_GAP))), frequencies


def _scatter(vector: bytearray, positions: Iterable[int], frequencies: bytes) -> None:
    """Add frequencies at some positions. Raises ValueError if these are not those of a vector of this length."""
    try:
        for position, frequency in zip(positions, frequencies, strict=True):
            frequency += vector[position]
            vector[position] = frequency if frequency < LARGEST else LARGEST
    except IndexError as error:
        raise ValueError("a position beyond the vector") from error


def _deflated(content: bytes | bytearray, strategy: int) -> bytes:
    compressor = zlib.compressobj(1, zlib.DEFLATED, -zlib.MAX_WBITS, 9, strategy)
    return compressor.compress(content) + compressor.flush()


def _inflated(blob: bytes, size: int) -> bytes:
    """What was deflated: at most a byte more than `size`. Raises ValueError."""
    try:
        return zlib.decompressobj(-zlib.MAX_WBITS).decompress(blob, size + 1)
    except zlib.error as error:
        raise ValueError(str(error)) from error


def stored_numbers(numbers: array[int]) -> bytes:
    """Numbers as they are stored, the lowest byte of each first."""
    if sys.byteorder == "big":
        numbers = array(numbers.typecode, numbers)
        numbers.byteswap()
    return numbers.tobytes()


def stored(blob: bytes, typecode: str) -> array[int]:
    """The numbers that `stored_numbers` made. Raises ValueError."""
    numbers = array(typecode)
    numbers.frombytes(blob)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


def lowest(one: bytes | None, other: bytes | None) -> bytes | None:
    """The lower of each two frequencies of two vectors."""
    if one is None or other is None:
        return None
    size = len(one)
    first, second = int.from_bytes(one, "little"), int.from_bytes(other, "little")
    # Both are below 128, so that the highest bit of each byte of the difference tells which is lower.
    high = int.from_bytes(b"\x80" * size, "little")
    is_first_higher = ((first | high) - second & high) >> 7
    higher = (is_first_higher << 8) - is_first_higher
    return (second & higher | first & ~higher).to_bytes(size, "little")


def presence(vector: bytes | None) -> int:
    """A mask of the articles with a frequency above 0: a number with a byte of 1 for each, the first one lowest."""
    return int.from_bytes(vector.translate(PRESENT), "little") if vector else 0


def positions_in(mask: int, size: int) -> list[int]:
    """The positions of the articles in a mask, in order."""
    vector = mask.to_bytes(size, "little")
    if mask.bit_count() * _SPARSE_SHARE > size:
        return list(compress(range(size), vector))
    positions = []
    position = vector.find(1)
    while position >= 0:
        positions.append(position)
        position = vector.find(1, position + 1)
    return positions
