"""ZIP files, those without a directory and those that are something else too."""

from __future__ import annotations

import io
import stat
import struct
import zipfile

import pytest

from newsidx.readers.problem import ProblemKind
from newsidx.readers.reading import read_file
from tests.readers.containers.packing import DATES, one, read, streamed_zip, texts, titles, zipped

OIL = ("oil.txt", b"date 2022-03-06 Oil rises\n\nThe price of oil rose.\n")
GAS = ("gas.txt", b"date 2022-03-06 Gas falls\n\nThe price of gas fell.\n")
SNOW = ("snow.txt", b"date 2022-03-05 Snow\n\nIt snowed.\n")
ALL = [OIL, GAS, SNOW]
TITLES = ["Oil rises", "Gas falls", "Snow"]


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2])
def test_every_file_in_a_zip_is_an_article_in_its_order(method: int) -> None:
    reading = read(zipped(ALL, method))
    assert (titles(reading), reading.problem, reading.reader) == (TITLES, None, "seed")


def test_a_zip_that_was_written_to_a_pipe_is_read() -> None:
    assert titles(read(streamed_zip(ALL))) == TITLES


def test_something_before_a_zip_moves_it_and_no_more() -> None:
    raw = zipped(ALL)
    assert titles(read(zipped([SNOW])[:40] + raw)) == TITLES


def test_a_comment_after_a_zip_is_passed_over() -> None:
    made = io.BytesIO(zipped(ALL))
    with zipfile.ZipFile(made, "a") as archive:
        archive.comment = b"all the news " * 100
    assert titles(read(made.getvalue())) == TITLES


def test_the_directory_of_a_zip_with_more_files_than_fit_in_16_bits_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zipfile, "ZIP_FILECOUNT_LIMIT", 2)
    raw = zipped(ALL)
    assert b"PK\x06\x07" in raw
    assert (titles(read(raw)), read(raw).problem) == (TITLES, None)


def test_sizes_in_64_bits_are_read() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive, archive.open("oil.txt", "w", force_zip64=True) as member:
        member.write(OIL[1])
    assert titles(read(made.getvalue())) == ["Oil rises"]


def test_hidden_files_folders_and_links_are_skipped() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name in (".git/HEAD", "__MACOSX/._oil.txt", "a/.DS_Store", "a/__MACOSX/b.txt"):
            archive.writestr(name, GAS[1])
        archive.writestr("folder/", b"")
        link = zipfile.ZipInfo("link.txt")
        link.create_system = 3
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr("./oil.txt", OIL[1])
    reading = read(made.getvalue())
    assert (titles(reading), reading.problem) == (["Oil rises"], None)


def test_an_empty_zip_is_a_problem() -> None:
    assert read(zipped([])).problem == (ProblemKind.EMPTY, "nothing in it")


def test_an_encrypted_file_is_named_and_the_others_are_articles() -> None:
    raw = bytearray(zipped(ALL))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        raw[raw.index(mark) + place] |= 1
    reading = read(bytes(raw))
    assert (titles(reading), reading.problem) == (TITLES[1:], (ProblemKind.ENCRYPTED, "oil.txt: encrypted"))


def test_an_unknown_way_of_compression_is_named() -> None:
    raw = bytearray(zipped(ALL))
    raw[raw.index(b"PK\x01\x02") + 10] = 9
    reading = read(bytes(raw))
    assert titles(reading) == TITLES[1:]
    assert reading.problem == (ProblemKind.UNREADABLE, "oil.txt: compressed in a way that newsidx does not know (9)")


def test_a_zip_that_is_cut_off_gives_what_is_there() -> None:
    for raw in (zipped(ALL), streamed_zip(ALL)):
        for end, count in ((raw.index(b"PK\x01\x02"), 3), (raw.index(b"snow.txt"), 2), (len(raw) - 4, 3)):
            reading = read(raw[:end])
            assert titles(reading) == TITLES[:count]
            assert reading.problem
            assert reading.problem.kind is ProblemKind.DAMAGED


def test_a_directory_that_breaks_off_is_helped_by_the_headers() -> None:
    raw = zipped(ALL).replace(b"PK\x01\x02", b"PK\x01\x03")
    reading = read(raw)
    assert titles(reading) == TITLES
    assert reading.problem == (ProblemKind.DAMAGED, "damaged or cut off")


def test_a_text_whose_checksum_is_wrong_stays_and_is_named() -> None:
    raw = zipped([(OIL[0], OIL[1]), GAS], zipfile.ZIP_STORED).replace(b"oil rose", b"oil rise", 1)
    reading = read(raw)
    assert texts(reading) == ["The price of oil rise.", "The price of gas fell."]
    assert reading.problem == (ProblemKind.DAMAGED, "oil.txt: damaged: its checksum is another")


@pytest.mark.parametrize(
    "names",
    [
        ["[Content_Types].xml", "xl/workbook.xml"],
        ["word/document.xml", "_rels/.rels", "[Content_Types].xml"],
        ["mimetype", "content.xml"],
        ["a.class", "META-INF/MANIFEST.MF"],
        ["AndroidManifest.xml", "classes.dex"],
    ],
)
def test_office_documents_books_and_programs_are_no_containers(names: list[str]) -> None:
    reading = read(zipped([(name, b"date 2022-03-06 Text. More.") for name in names]))
    assert not reading.articles
    assert reading.problem


def test_a_file_that_is_only_named_mimetype_makes_no_book() -> None:
    assert titles(read(zipped([OIL, ("mimetype", GAS[1])]))) == ["Oil rises", "Gas falls"]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("../../etc/oil.txt", "etc/oil.txt"),
        ("/etc/oil.txt", "etc/oil.txt"),
        ("C:\\news\\oil.txt", "C:/news/oil.txt"),
        ("a\x1b[31m\x00\n/oil.txt", "a[31m/oil.txt"),
        ("..", "unnamed"),
        ("日本/oil.txt", "日本/oil.txt"),
    ],
)
def test_the_name_of_a_member_is_shown_and_leads_nowhere(written: str, shown: str) -> None:
    name = written.replace("\x00", "\x01")
    reading = read(zipped([(name, b" ")]))
    assert reading.problem == (ProblemKind.NO_TEXT, f"{shown}: no text in it")


@pytest.mark.parametrize(("encoding", "shown"), [("utf-8", "油.txt"), ("shift_jis", "û√.txt")])
def test_names_are_utf_8_or_what_the_standard_says(encoding: str, shown: str) -> None:
    name = "油.txt".encode(encoding)
    raw = zipped([("abcdefg"[: len(name) - 4] + ".txt", b" ")]).replace(b"abcdefg"[: len(name) - 4] + b".txt", name)
    assert read(raw).problem == (ProblemKind.NO_TEXT, f"{shown}: no text in it")


def test_files_of_the_same_name_are_files_of_their_own() -> None:
    with pytest.warns(UserWarning, match="Duplicate"):
        raw = zipped([OIL, ("oil.txt", GAS[1])])
    assert titles(read(raw)) == ["Oil rises", "Gas falls"]


def test_the_time_of_a_member_counts_before_that_of_the_zip_if_times_count() -> None:
    raw = zipped([("a.txt", b"Oil rises.\n\nOil.")])
    assert read_file(raw, "/a.zip", DATES, mtime=1600000000.0).articles[0].date_from == "mtime"
    assert str(read_file(raw, "/a.zip", DATES, mtime=1600000000.0).articles[0].date) == "2022-03-01"
    assert one(read(raw)).date is None


def test_a_directory_larger_than_the_file_is_damage() -> None:
    raw = bytearray(zipped(ALL))
    at = raw.rindex(b"PK\x05\x06")
    struct.pack_into("<I", raw, at + 12, 0xFFFFFF)
    reading = read(bytes(raw))
    assert titles(reading) == TITLES
    assert reading.problem
    assert reading.problem.kind is ProblemKind.DAMAGED
