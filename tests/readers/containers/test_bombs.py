"""Small files that would grow beyond all measure are named problems, within 150 MB of memory and a few seconds.

Each is read in a process of its own, whose largest memory is measured.
"""

from __future__ import annotations

import bz2
import lzma
import struct
import subprocess
import sys
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
import zstandard

from tests.readers.containers.packing import tarred, zipped
from tests.readers.containers.test_warc import answer, record

STORY = b"date 2022-03-06 Oil rises\n\nThe price of oil rose.\n"
MEGABYTE = 1_000_000
MOST_MEMORY = 150 * MEGABYTE
MOST_SECONDS = 5
"""Of processor time."""

READ = """
import datetime, resource, sys, time
from newsidx.readers.reading import DateReader, read_source
from newsidx.readers.source import Document, stream_of
with open(sys.argv[1], "rb") as file:
    document = Document(sys.argv[1], lambda: stream_of(file.fileno()))
    reading = read_source(document, DateReader(today=datetime.date(2022, 3, 9)))
try:  # what getrusage tells on Linux includes the process that started this one
    with open("/proc/self/status") as status:
        memory = next(int(line.split()[1]) * 1024 for line in status if line.startswith("VmHWM"))
except OSError:
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(reading.problem.kind.value if reading.problem else None, len(reading.articles), memory, time.process_time())
"""


def deflated(size: int, bits: int = 31) -> bytes:
    """Zeros, compressed by gzip or deflate. The checksum is that of the first of them."""
    stream = zlib.compressobj(9, zlib.DEFLATED, bits)
    start, block = (stream.compress(bytes(MEGABYTE)) + stream.flush(zlib.Z_FULL_FLUSH) for _ in range(2))
    return start + block * (size // MEGABYTE - 1) + stream.flush()


def nested_zips() -> bytes:
    """16 zips of 16 zips of 16 zips of 50 MB each: 200 GB."""
    raw = zipped([("zeros", bytes(50 * MEGABYTE))])
    for _ in range(3):
        raw = zipped([(f"{number}.zip", raw) for number in range(16)])
    return zipped([("story.txt", STORY), ("more.zip", raw)])


def many_small_bombs() -> bytes:
    """Members none of which is large: each expands to less than any file may."""
    return zipped([("story.txt", STORY)] + [(f"{number}.txt", bytes(9 * MEGABYTE)) for number in range(5)])


def overlapping_zip() -> bytes:
    """A directory that names the same 5 MB 20,000 times."""
    raw = zipped([("story.txt", STORY), ("zeros", bytes(5 * MEGABYTE))])
    at = raw.rindex(b"PK\x01\x02")
    end = raw.rindex(b"PK\x05\x06")
    start = raw.index(b"PK\x01\x02")
    directory = raw[start:at] + raw[at:end] * 20_000
    return (
        raw[:start] + directory + struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 20_001, 20_001, len(directory), start, 0)
    )


def lying_zip() -> bytes:
    """A ZIP that says that a member has a byte, and it has 500 MB."""
    data = deflated(500 * MEGABYTE, -15)
    raw = zipped([("story.txt", STORY), ("zeros", b"0")], zipfile.ZIP_DEFLATED)
    header, entry = raw.rindex(b"PK\x03\x04"), raw.rindex(b"PK\x01\x02")
    start, end = raw.index(b"PK\x01\x02"), raw.rindex(b"PK\x05\x06")
    size = struct.pack("<I", len(data))
    made = raw[: header + 18] + size + raw[header + 22 : header + 35] + data
    directory = raw[start : entry + 20] + size + raw[entry + 24 : end]
    return made + directory + struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 2, 2, len(directory), len(made), 0)


def tar_with_a_huge_size() -> bytes:
    raw = bytearray(tarred([("story.txt", STORY), ("huge", STORY)], tarfile.GNU_FORMAT))
    at = raw.rindex(b"ustar") - 257
    raw[at + 124 : at + 136] = b"\x80" + (1 << 60).to_bytes(11, "big")
    raw[at + 148 : at + 156] = b" " * 8
    raw[at + 148 : at + 156] = b"%06o\0 " % sum(raw[at : at + 512])
    return bytes(raw)


def sparse_tar() -> bytes:
    """An old GNU sparse file: 8 GB without data."""
    header = tarfile.TarInfo("sparse")
    header.type = tarfile.GNUTYPE_SPARSE
    raw = bytearray(header.tobuf(tarfile.GNU_FORMAT))
    raw[386:410] = b"00000000000\0" * 2
    raw[483:495] = b"77777777777\0"
    raw[148:156] = b" " * 8
    raw[148:156] = b"%06o\0 " % sum(raw[:512])
    return tarred([("story.txt", STORY)], tarfile.GNU_FORMAT)[:1024] + bytes(raw) + bytes(1024)


def tar_with_a_huge_name() -> bytes:
    name = tarfile.TarInfo("././@LongLink")
    name.type, name.size = tarfile.GNUTYPE_LONGNAME, 2_000 * MEGABYTE
    start = tarred([("story.txt", STORY)], tarfile.GNU_FORMAT)[:1024] + name.tobuf(tarfile.GNU_FORMAT)
    return zlib.compress(start, wbits=31) + deflated(2_000 * MEGABYTE)


def tar_with_an_endless_sparse_map() -> bytes:
    pax = b"22 GNU.sparse.major=1\n22 GNU.sparse.minor=0\n"
    about = tarfile.TarInfo("pax")
    about.type, about.size = tarfile.XHDTYPE, len(pax)
    start = tarred([("story.txt", STORY)], tarfile.GNU_FORMAT)[:1024]
    entry = tarfile.TarInfo("sparse")
    entry.size = 40 * MEGABYTE
    return (
        start + about.tobuf(tarfile.USTAR_FORMAT) + pax.ljust(512, b"\0") + entry.tobuf(tarfile.GNU_FORMAT)
        + b"1000000000\n" + b"1\n" * (20 * MEGABYTE)
    )  # fmt: skip


def chain_of_headers() -> bytes:
    pax = b"13 comment=x\n"
    about = tarfile.TarInfo("pax")
    about.type, about.size = tarfile.XHDTYPE, len(pax)
    return tarred([("story.txt", STORY)], tarfile.GNU_FORMAT)[:1024] + 50_000 * (
        about.tobuf(tarfile.USTAR_FORMAT) + pax.ljust(512, b"\0")
    )


BOMBS: dict[str, tuple[Callable[[], bytes], str, int]] = {
    "gzip": (lambda: deflated(10_000 * MEGABYTE), "suspicious", 0),
    "bzip2": (lambda: bz2.compress(bytes(10 * MEGABYTE)) * 50, "suspicious", 0),
    "xz": (lambda: lzma.compress(bytes(10 * MEGABYTE), preset=1) * 50, "suspicious", 0),
    "xz memory": (
        lambda: lzma.compress(STORY, filters=[{"id": lzma.FILTER_LZMA2, "preset": 6, "dict_size": 1 << 29}]),
        "suspicious",
        0,
    ),
    "zstd": (lambda: zstandard.compress(bytes(100 * MEGABYTE)) * 100, "suspicious", 0),
    "many gzip members": (lambda: zlib.compress(b"", wbits=31) * 300_000, "empty", 0),
    "nested zips": (nested_zips, "suspicious", 1),
    "many small bombs": (many_small_bombs, "suspicious", 1),
    "overlapping zip": (overlapping_zip, "suspicious", 1),
    "lying zip": (lying_zip, "suspicious", 1),
    "huge size": (tar_with_a_huge_size, "damaged", 2),
    "sparse": (sparse_tar, "unreadable", 1),
    "huge name": (tar_with_a_huge_name, "suspicious", 1),
    "endless sparse map": (tar_with_an_endless_sparse_map, "suspicious", 1),
    "chain of headers": (chain_of_headers, "suspicious", 1),
    "gzip in a WARC": (
        lambda: (
            record(answer(STORY)) + record(answer(deflated(1_000 * MEGABYTE), headers="Content-Encoding: gzip\r\n"))
        ),
        "suspicious",
        1,
    ),
    "gzip of gzip": (lambda: zlib.compress(deflated(5_000 * MEGABYTE), 9, wbits=31), "suspicious", 0),
    "empty members": (lambda: zlib.compress(tarred([(".", b"")])[:512] * 20_000, 9, wbits=31), "suspicious", 0),
}


@pytest.mark.long
@pytest.mark.parametrize("bomb", BOMBS)
def test_a_bomb_is_a_named_problem(bomb: str, tmp_path: Path) -> None:
    make, kind, articles = BOMBS[bomb]
    path = tmp_path / "bomb"
    path.write_bytes(make())
    done = subprocess.run([sys.executable, "-c", READ, path], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    told, count, memory, seconds = done.stdout.split()
    assert (told, int(count)) == (kind, articles)
    assert int(memory) < MOST_MEMORY, f"{int(memory) / MEGABYTE:,.0f} MB"
    assert float(seconds) < MOST_SECONDS
