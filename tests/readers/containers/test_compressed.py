"""gzip, bzip2, xz and Zstandard: a compressed file is read as what it holds."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest
import zstandard

from newsidx.readers.problem import ProblemKind
from newsidx.readers.reading import read_file
from tests.readers.containers.packing import COMPRESSIONS, DATES, one, read, tarred, texts, titles

OIL = b"date 2022-03-06 Oil rises\n\nThe price of oil rose.\n"
LONG = b"date 2022-03-06 Oil rises\n\n" + b"".join(b"The price of oil rose to %d.\n" % n for n in range(40_000))

EVERY = pytest.mark.parametrize(("suffix", "compress"), COMPRESSIONS.items())
Compress = Callable[[bytes], bytes]


@EVERY
def test_the_article_in_a_compressed_file_is_read(suffix: str, compress: Compress) -> None:
    reading = read(compress(OIL), f"/news/oil.txt.{suffix}")
    assert (one(reading).title, reading.reader) == ("Oil rises", "seed")


@EVERY
def test_the_bytes_decide_and_not_the_name(suffix: str, compress: Compress) -> None:
    assert one(read(compress(OIL), "/news/oil.txt")).title == "Oil rises"
    assert one(read(OIL, f"/news/oil.txt.{suffix}")).title == "Oil rises"


@EVERY
def test_a_compressed_file_is_dated_by_its_name(suffix: str, compress: Compress) -> None:
    article = one(read(compress(b"Oil rises\n\nThe price of oil rose."), f"/news/2022-03-06.txt.{suffix}"))
    assert (str(article.date), article.date_from) == ("2022-03-06", "path")


@EVERY
def test_several_compressed_pieces_one_after_another_are_one_text(suffix: str, compress: Compress) -> None:
    whole = one(read(compress(LONG[:1000]) + compress(b"") + compress(LONG[1000:])))
    assert whole == one(read(LONG))


@pytest.mark.parametrize("suffix", ["gz", "xz"])
def test_zeros_after_a_compressed_file_are_nothing(suffix: str) -> None:
    assert one(read(COMPRESSIONS[suffix](OIL) + bytes(100_000))).title == "Oil rises"


@EVERY
def test_what_comes_before_the_end_of_a_file_that_is_cut_off_stays(suffix: str, compress: Compress) -> None:
    raw = compress(LONG)
    reading = read(raw[: len(raw) * 9 // 10], f"/news/oil.txt.{suffix}")
    assert reading.problem == (ProblemKind.DAMAGED, "damaged or cut off")
    (body,) = texts(reading)
    assert one(read(LONG)).body.startswith(body)
    assert len(body) > len(LONG) / 2


@EVERY
def test_a_file_that_is_damaged_from_the_beginning_is_a_problem(suffix: str, compress: Compress) -> None:
    raw = compress(OIL)
    start = {"zst": 6, "xz": 12}.get(suffix, 10)
    reading = read(raw[:start], f"/news/oil.txt.{suffix}")
    assert (texts(reading), reading.problem) == ([], (ProblemKind.DAMAGED, "damaged or cut off"))


@pytest.mark.parametrize("suffix", ["tgz", "tbz2", "txz", "tzst", "tar.gz", "TAR.GZ"])
def test_a_compressed_tar_file_is_opened_twice(suffix: str) -> None:
    compress = COMPRESSIONS[{"tgz": "gz", "tbz2": "bz2", "txz": "xz", "tzst": "zst"}.get(suffix, "gz")]
    raw = compress(tarred([("2022/03/06/oil.txt", b"Oil rises\n\nOil."), ("gas.txt", b"Gas falls\n\nGas.")]))
    reading = read(raw, f"/news/all.{suffix}")
    assert titles(reading) == ["Oil rises", "Gas falls"]
    assert str(reading.articles[0].date) == "2022-03-06"


def test_what_is_known_of_a_file_holds_for_what_is_in_it() -> None:
    article = read_file(COMPRESSIONS["gz"](b"Oil rises.\n\nOil."), "/news/oil.gz", DATES, mtime=1646136000.0).articles[
        0
    ]
    assert (str(article.date), article.date_from) == ("2022-03-01", "mtime")


def test_a_zstandard_file_that_refers_too_far_back_is_suspicious() -> None:
    parameters = zstandard.ZstdCompressionParameters(window_log=30, write_content_size=False)
    compressor = zstandard.ZstdCompressor(compression_params=parameters).compressobj()
    raw = compressor.compress(OIL) + compressor.flush()
    assert read(raw).problem == (ProblemKind.SUSPICIOUS, "expanding it needs more than 134 MB of memory")


def test_without_its_library_zstandard_is_a_problem_that_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "zstandard", None)
    assert read(b"\x28\xb5\x2f\xfd" + OIL).problem == (
        ProblemKind.MISSING_EXTRA,
        "compressed by Zstandard, which needs more: pip install 'newsidx[zst]'",
    )
