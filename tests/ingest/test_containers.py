"""Containers in an archive: their articles are added, changed and named like those of any file of many articles."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from newsidx import Archive
from newsidx.archive.files import FileToRead
from newsidx.archive.sqlite.articles import named
from newsidx.archive.sqlite.files import problems
from newsidx.ingest.pipeline import Report
from newsidx.ingest.workers import ReadingRules, read_chunk
from tests.archive.checks import assert_whole, refs
from tests.readers.containers.packing import tarred, zipped
from tests.readers.containers.test_bombs import deflated
from tests.readers.containers.test_warc import answer, record

Add = Callable[..., Report]

STORIES = [
    (f"2022/03/0{day}/{number}.txt", b"Story %d\n\nText of it." % number) for day in (6, 5) for number in range(3)
]


def test_the_articles_of_every_container_are_those_of_the_folder(archive: Archive, add: Add) -> None:
    add(dict(STORIES))
    before = refs(archive)
    pages = b"".join(record(answer(raw), f"http://a.example/{name[:-4]}") for name, raw in STORIES)
    report = add(
        {"a.zip": zipped(STORIES), "a.tar.gz": gzip.compress(tarred(STORIES)), "a.warc.gz": gzip.compress(pages)}
        | {f"{name}.gz": gzip.compress(raw) for name, raw in STORIES}
    )
    assert (report.outcome["duplicate"], refs(archive)) == (9, before)
    assert_whole(archive)


def test_the_articles_are_the_same_with_reading_processes(archive: Archive, add: Add) -> None:
    files = {
        f"{number:04}.zip": zipped([("a.txt", b"date 2022-03-06 Story %d. Text." % number)]) for number in range(1100)
    }
    add(files, jobs=2)
    assert [article.title for article in named(archive, "20220306-1")] == ["Story 0."]
    assert len(refs(archive)) == 1100


def test_a_member_that_is_added_leaves_the_others_as_they_are(archive: Archive, add: Add) -> None:
    add({"a.zip": zipped(STORIES)})
    before = list(archive.rows("SELECT * FROM articles"))
    report = add({"a.zip": zipped([*STORIES, ("2022-03-07.txt", b"Snow\n\nIt snowed.")])})
    assert (report.outcome["changed"], report.outcome["articles"]) == (1, 1)
    assert list(archive.rows("SELECT * FROM articles WHERE id < 20220307000000")) == before
    assert_whole(archive)


def test_a_member_whose_header_changes_is_written_anew(archive: Archive, add: Add) -> None:
    add({"a.zip": zipped([("a.txt", b"Date: 2022-03-06\nAuthor: Ann Lee\n\nText of it.")])})
    report = add({"a.zip": zipped([("a.txt", b"Date: 2022-03-06\nAuthor: Ann Liu\n\nText of it.")])})
    assert (report.outcome["articles"], archive.value("SELECT byline FROM articles")) == (1, "Ann Liu")
    assert_whole(archive)


def test_members_may_be_larger_than_their_container(archive: Archive, add: Add) -> None:
    add({"a.zip": zipped([("a.txt", b"date 2022-03-06 Oil rises. " + b"Text of it. " * 1000)])}, largest=20_000)
    assert (refs(archive), list(problems(archive))) == (["20220306-1"], [])
    add({"a.zip": zipped([("a.txt", b"date 2022-03-06 Oil rises. " + b"Text of it. " * 2000)])}, largest=20_000)
    assert [each.problem for each in problems(archive)] == ["a.txt: larger than 0 MB (--largest takes larger ones)"]


def test_what_stands_before_a_bomb_is_kept(archive: Archive, add: Add) -> None:
    add({"a.zip": zipped([*STORIES, ("bomb.gz", deflated(100_000_000))])})
    assert [each.problem for each in problems(archive)] == ["bomb: it expands to more than its size can explain"]
    assert len(refs(archive)) == 6


@pytest.mark.parametrize(
    ("name", "raw", "kind"),
    [
        ("a.zip", zipped([("a.txt", b""), ("b.gz", gzip.compress(b"text")[:-9])]), "damaged"),
        ("a.txt", b"", "empty"),
        ("a.gz", deflated(100_000_000), "suspicious"),
        ("a.txt", b"Title: Talks\n\nText.", None),
    ],
)
def test_the_kind_of_a_problem_goes_with_its_file(name: str, raw: bytes, kind: str | None, folder: Path) -> None:
    (folder / name).write_bytes(raw)
    rules = ReadingRules(dayfirst=None, date_from_mtime=False, largest=50_000_000, today=date(2022, 3, 9))
    (file,) = read_chunk([FileToRead(str(folder / name), len(raw), None, None, False)], rules)
    assert file.problem_kind == kind
