"""A file may hold many articles: as the members of a container, or in a format of many articles."""

from __future__ import annotations

import json
import os
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest

from newsidx.archive.contract import WritableArchive as Archive
from newsidx.ingest.pipeline import Report
from newsidx.query import Query
from newsidx.readers.containers import CONTAINERS
from newsidx.readers.formats import DOCUMENT_FORMATS, TEXT_FORMATS
from tests.archive.any_kind import assert_whole, copies, found, refs
from tests.archive.kinds import ONLY_IN_FILE, archive_of_each_kind_at_length  # noqa: F401
from tests.conftest import Run
from tests.readers.small_formats import BUNDLE, DIGEST, LOG

Add = Callable[..., Report]

OIL = "date 2022-03-06 Oil rises\n\nThe price of oil rose.\n"
GAS = "date 2022-03-06 Gas falls\n\nThe price of gas fell.\n"
SNOW = "date 2022-03-05 Snow\n\nIt snowed.\n"


@pytest.fixture(autouse=True)
def _formats(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(CONTAINERS, BUNDLE.name, BUNDLE)
    monkeypatch.setitem(TEXT_FORMATS, DIGEST.name, DIGEST)
    monkeypatch.setitem(DOCUMENT_FORMATS, LOG.name, LOG)


def bundle(**members: str) -> str:
    return "BUNDLE\n" + "".join(f"=== {name}\n{text}" for name, text in members.items())


def digest(*texts: str) -> str:
    return "\n%%\n".join(texts)


def log(*articles: str) -> str:
    titled = [dict(zip(("date", "title", "text"), text.split("|"), strict=True)) for text in articles]
    return "#log\n" + "".join(f"{json.dumps(article)}\nnothing\n" for article in titled)


BUNDLED = bundle(oil=OIL, snow=SNOW, gas=GAS)
DIGESTED = digest(
    "2022-03-06\n\nOil rises\n\nThe price of oil rose.",
    "2022-03-05\n\nSnow\n\nIt snowed.",
    "2022-03-06\n\nGas falls\n\nThe price of gas fell.",
)
LOGGED = log(
    "2022-03-06|Oil rises|The price of oil rose.",
    "2022-03-05|Snow|It snowed.",
    "2022-03-06|Gas falls|The price of gas fell.",
)
FILES = pytest.mark.parametrize(
    ("text", "reader"), [(BUNDLED, "seed"), (DIGESTED, "digest"), (LOGGED, "log")], ids=["container", "text", "lines"]
)


def places(archive: Archive) -> list[tuple[int, str]]:
    """Each place in a file, and the ref of the article there."""
    return [(part, ref) for _, part, ref in copies(archive)]


@FILES
def test_each_article_of_a_file_has_its_id_and_its_place(archive: Archive, add: Add, text: str, reader: str) -> None:
    report = add({"all.txt": text})
    assert (report.outcome["new"], report.outcome["articles"]) == (1, 3)
    assert places(archive) == [(0, "20220306-1"), (1, "20220305-1"), (2, "20220306-2")]
    assert [article.title for article in archive.named("20220306-2")] == ["Gas falls"]
    assert [file.reader for file in archive.files()] == [reader]
    assert_whole(archive)


@FILES
def test_the_path_of_a_file_names_all_its_articles(
    archive: Archive, add: Add, folder: Path, run: Run, text: str, reader: str
) -> None:
    add({"all.txt": text})
    path = str(folder / "all.txt")
    assert {article.title for article in archive.named(path)} == {"Oil rises", "Snow", "Gas falls"}
    shown = run("show", path, "--db", archive.place)
    assert shown.returncode == 0, shown.stderr
    assert all(title in shown.stdout for title in ("Oil rises", "Snow", "Gas falls"))


@FILES
def test_the_second_ingest_finds_the_file_unchanged(archive: Archive, add: Add, text: str, reader: str) -> None:
    add({"all.txt": text})
    before = list(archive.files())
    assert add().outcome["unchanged"] == 1
    assert add(check=True).outcome["unchanged"] == 1
    assert [file[:5] for file in archive.files()] == [file[:5] for file in before]
    assert len(refs(archive)) == 3


@FILES
def test_an_edit_of_one_article_keeps_the_ids_of_all(archive: Archive, add: Add, text: str, reader: str) -> None:
    add({"all.txt": text})
    before = places(archive)
    report = add({"all.txt": text.replace("oil rose", "oil soared")})
    assert report.outcome["changed"] == 1
    assert places(archive) == before
    assert (found(archive, "soared"), found(archive, "rose")) == (["20220306-1"], [])
    assert_whole(archive)


def test_a_new_member_in_front_keeps_the_ids_of_the_others(archive: Archive, add: Add) -> None:
    add({"all.txt": BUNDLED})
    add({"all.txt": bundle(new="date 2022-03-06 Coal\n\nNothing.\n", oil=OIL, snow=SNOW, gas=GAS)})
    assert [ref for _, ref in places(archive)] == ["20220306-3", "20220306-1", "20220305-1", "20220306-2"]
    assert_whole(archive)


def test_a_member_that_goes_takes_its_article_with_it(archive: Archive, add: Add) -> None:
    add({"all.txt": BUNDLED})
    add({"all.txt": bundle(oil=OIL, gas=GAS)})
    assert refs(archive) == ["20220306-1", "20220306-2"]
    assert_whole(archive)


def test_an_article_in_two_containers_is_one_article_with_two_copies(archive: Archive, add: Add) -> None:
    add({"a.txt": BUNDLED, "b.txt": bundle(snow=SNOW, gas=GAS), "c.txt": GAS})
    assert refs(archive) == ["20220305-1", "20220306-1", "20220306-2"]
    assert len(archive.named("20220306-2")[0].files) == 3
    assert_whole(archive)


def test_the_articles_are_the_same_with_reading_processes(archive: Archive, add: Add) -> None:
    files = {f"{number:04}.txt": BUNDLED.replace("rose", f"rose {number}") for number in range(1100)}
    add(files, jobs=2)
    assert len(refs(archive)) == 1102
    assert archive.named("20220306-1")[0].body == "The price of oil rose 0."
    assert_whole(archive)


def test_what_a_container_knows_of_a_member_is_used_where_the_member_does_not_say(archive: Archive, add: Add) -> None:
    add({"all.txt": "BUNDLE\n=== a http://a.example/1\nTalks\n\nTalks go on.\n=== b\nDate: 2022-03-06\n\nMore talks."})
    (talks,) = archive.named("20200202-1")
    assert (talks.title, talks.url, talks.date_from) == ("Talks", "http://a.example/1", "container")
    assert archive.named("20220306-1")[0].date_from == "header"


def test_a_member_is_dated_by_its_name_and_else_by_the_container_s(archive: Archive, add: Add) -> None:
    text = "BUNDLE\n=== 2022-03-04.txt undated\nTalks\n\nTalks go on.\n=== more.txt undated\nMore\n\nMore talks."
    add({"2022-03-06.txt": text})
    assert refs(archive) == ["20220304-1", "20220306-1"]


def test_a_member_without_a_text_is_named_and_the_others_are_articles(archive: Archive, add: Add) -> None:
    report = add({"all.txt": bundle(oil=OIL, empty="", gas=GAS, bad="\x01\x02\x03")})
    assert (report.outcome["problem"], report.outcome["articles"]) == (1, 2)
    assert [problem.problem for problem in archive.problems()] == ["bad: no text (and 1 more)"]
    assert refs(archive) == ["20220306-1", "20220306-2"]
    add({"all.txt": BUNDLED})
    assert (list(archive.problems()), len(refs(archive))) == ([], 3)
    assert_whole(archive)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (f"BUNDLE\n=== oil\n{OIL}=== !\n", "the rest of the bundle is missing"),
        (
            LOGGED.split("\n", 2)[0] + "\n" + LOGGED.split("\n")[1] + "\nbroken\n",
            "article 2: a line that is no article",
        ),
        (digest("2022-03-06\n\nOil rises\n\nText.", "2022-03-07"), "article 2: a date and no text"),
    ],
)
def test_what_comes_before_a_broken_part_stays(archive: Archive, add: Add, text: str, problem: str) -> None:
    add({"all.txt": text})
    assert [each.problem for each in archive.problems()] == [problem]
    assert refs(archive) == ["20220306-1"]
    assert_whole(archive)


@pytest.mark.parametrize(("text", "problem"), [("BUNDLE\n", "nothing inside"), ("#log\nnothing\n", "no article in it")])
def test_a_file_of_no_articles_is_a_problem(archive: Archive, add: Add, text: str, problem: str) -> None:
    add({"all.txt": text})
    assert [each.problem for each in archive.problems()] == [problem]


def write_large_log(path: Path, megabytes: int) -> None:
    """A log with an article in every tenth of a megabyte."""
    filling = ("nothing here " * 50 + "\n") * 154
    with path.open("w") as file:
        file.write("#log\n")
        for number in range(10 * megabytes):
            file.write(json.dumps({"date": "2022-03-06", "title": f"Story {number}", "text": "Text. " * 40}) + "\n")
            file.write(filling)


def test_a_file_in_a_format_of_lines_may_be_larger_than_what_is_read_whole(
    archive: Archive, add: Add, folder: Path
) -> None:
    write_large_log(folder / "large.txt", megabytes=12)
    size = (folder / "large.txt").stat().st_size
    add({"small.txt": OIL})  # what is imported for the first time is no part of the measure
    (folder / "large.txt").touch()
    tracemalloc.start()
    try:
        report = add({"oil.txt": GAS}, largest=1_000_000, check=True)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert report.outcome["problem"] == 0
    assert archive.count(Query.parse("date:2022-03-06")) == 122
    assert size > 12_000_000
    assert peak < size / 3
    assert add(largest=1_000_000).outcome["unchanged"] == 3
    assert_whole(archive)


def test_a_container_may_be_larger_than_what_is_read_whole_and_its_members_not(archive: Archive, add: Add) -> None:
    add({"all.txt": bundle(oil=OIL, long=f"date 2022-03-06 {'x' * 3000}\n", gas=GAS)}, largest=1000)
    assert [each.problem for each in archive.problems()] == ["long: larger than 0 MB; --largest raises the limit"]
    assert len(refs(archive)) == 2


def test_a_large_file_in_no_format_of_lines_is_a_problem_as_before(archive: Archive, add: Add) -> None:
    add({"oil.txt": OIL * 100}, largest=1000)
    assert [each.problem for each in archive.problems()] == ["larger than 0 MB; --largest raises the limit"]


def test_a_stream_is_decoded_as_its_beginning_says_and_other_bytes_as_western(
    archive: Archive, add: Add, folder: Path
) -> None:
    line = json.dumps({"date": "2022-03-06", "title": "Café", "text": "Déjà vu"}, ensure_ascii=False)
    broken = line.replace("Café", "Thé").encode("cp1252")
    add({"a.txt": b"#log\n" + line.encode() + b"\n" + b"filling\n" * 20_000 + broken + b"\r\n"})
    assert {article.title for article in archive.named(str(folder / "a.txt"))} == {"Café", "Thé"}
    assert [(os.path.basename(file.path), file.encoding) for file in archive.files()] == [("a.txt", "utf-8")]
