"""tar files, of every age, and cut off."""

from __future__ import annotations

import gzip
import io
import tarfile

import pytest

from newsidx.readers.problem import ProblemKind
from newsidx.readers.reading import read_file
from tests.readers.containers.packing import DATES, one, read, tarred, titles

OIL = ("2022/03/06/oil.txt", b"Oil rises\n\nThe price of oil rose.\n")
GAS = ("gas.txt", b"date 2022-03-06 Gas falls\n\nThe price of gas fell.\n")
SNOW = ("snow.txt", b"date 2022-03-05 Snow\n\nIt snowed.\n")
ALL = [OIL, GAS, SNOW]
TITLES = ["Oil rises", "Gas falls", "Snow"]
LONG_NAME = ("a" * 300 + "/2022-03-06.txt", b"Oil rises\n\nOil.")


@pytest.mark.parametrize("kind", [tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT])
def test_every_file_in_a_tar_file_is_an_article_in_its_order(kind: int) -> None:
    reading = read(tarred(ALL, kind))
    assert (titles(reading), reading.problem) == (TITLES, None)
    assert str(reading.articles[0].date) == "2022-03-06"


@pytest.mark.parametrize("kind", [tarfile.GNU_FORMAT, tarfile.PAX_FORMAT])
def test_a_long_name_dates_its_article(kind: int) -> None:
    assert str(one(read(tarred([LONG_NAME], kind))).date) == "2022-03-06"


def test_a_tar_file_older_than_its_mark_is_known_by_its_name_and_checksum() -> None:
    raw = bytearray(tarred([GAS], tarfile.USTAR_FORMAT))
    raw[257:265] = bytes(8)
    raw[148:156] = b" " * 8
    raw[148:156] = b"%06o\0 " % sum(raw[:512])
    assert titles(read(bytes(raw), "/news/all.tar")) == ["Gas falls"]
    assert titles(read(GAS[1], "/news/all.tar")) == ["Gas falls"]


def test_links_folders_devices_and_hidden_files_are_skipped() -> None:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w") as archive:
        for name, kind in (
            ("l", tarfile.SYMTYPE),
            ("h", tarfile.LNKTYPE),
            ("d", tarfile.DIRTYPE),
            ("n", tarfile.CHRTYPE),
        ):
            entry = tarfile.TarInfo(name)
            entry.type, entry.linkname = kind, "/etc/passwd"
            archive.addfile(entry)
        for name, raw in ((".git/HEAD", GAS[1]), ("./gas.txt", GAS[1])):
            entry = tarfile.TarInfo(name)
            entry.size = len(raw)
            archive.addfile(entry, io.BytesIO(raw))
    for raw in (made.getvalue(), gzip.compress(made.getvalue())):
        reading = read(raw)
        assert (titles(reading), reading.problem) == (["Gas falls"], None)


@pytest.mark.parametrize("compress", [bytes, gzip.compress])
def test_what_comes_before_the_end_of_a_tar_file_that_is_cut_off_stays(compress: type[bytes]) -> None:
    raw = tarred(ALL, tarfile.USTAR_FORMAT)
    for end, count in ((raw.index(b"snow.txt") + 50, 2), (raw.index(b"snow.txt") + 516, 3)):
        reading = read(compress(raw[:end]))
        assert titles(reading)[:2] == TITLES[:2]
        assert len(reading.articles) == count
        assert reading.problem
        assert reading.problem.kind is ProblemKind.DAMAGED


@pytest.mark.parametrize("compress", [bytes, gzip.compress])
def test_a_broken_header_in_the_middle_is_damage_and_not_the_end(compress: type[bytes]) -> None:
    raw = bytearray(tarred(ALL, tarfile.USTAR_FORMAT))
    raw[raw.index(b"gas.txt") + 3] ^= 1
    reading = read(compress(bytes(raw)))
    assert titles(reading) == ["Oil rises"]
    assert reading.problem
    assert reading.problem.kind is ProblemKind.DAMAGED


def test_what_a_broken_gzip_file_gives_of_a_tar_file_is_read() -> None:
    files = [
        (f"{number}.txt", b"date 2022-03-06 Story %d\n\n" % number + bytes(range(65, 91)) * 9) for number in range(200)
    ]
    raw = gzip.compress(tarred(files))
    reading = read(raw[: len(raw) // 2])
    assert 50 < len(reading.articles) < 150
    assert titles(reading)[:-1] == [f"Story {number}" for number in range(len(reading.articles) - 1)]
    assert reading.problem
    assert reading.problem.kind is ProblemKind.DAMAGED


def test_the_time_of_a_member_counts_before_that_of_the_file_if_times_count() -> None:
    raw = tarred([("a.txt", b"Oil rises.\n\nOil.")])
    assert str(read_file(raw, "/a.tar", DATES, mtime=1600000000.0).articles[0].date) == "2022-03-01"


def test_a_name_that_is_not_utf_8_is_shown_safely() -> None:
    raw = tarred([("caf\udce9.txt", b" ")], tarfile.GNU_FORMAT)
    assert read(raw).problem == (ProblemKind.NO_TEXT, "caf?.txt: no text in it")
