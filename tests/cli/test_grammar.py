"""The options of all commands that list articles or figures are the same, before and after a query."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from tests.cli.conftest import write
from tests.conftest import Run

TEXT = "Oil rose in the harbour of Marrowport while the cranes stood still and the ships had to wait"
ARTICLES = {
    "1.txt": f"Date: 2022-03-01\nSource: The Herald\n\nOil one\n\n{TEXT} one day.",
    "2.txt": f"Date: 2022-03-02\nSource: Post\n\nOil two\n\n{TEXT} two days.",
    "3.txt": f"Date: 2022-04-01\nSource: The Herald\n\nOil three\n\n{TEXT} for three days.",
    "4.txt": "Date: 2022-04-02\nSource: Post\n\nSnow\n\nIt snowed on the cranes of Marrowport.",
    "5.txt": "Snow of nobody\n\nNobody knows when it snowed in the harbour.",
    "6.png": "",
    "7.png": "",
}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an archive of the articles above."""
    folder = tmp_path_factory.mktemp("grammar")
    write(folder / "articles", ARTICLES)
    return folder


@pytest.fixture
def newsidx(run: Run, place: Path) -> Run:
    """Run the real command on that archive."""

    def run_on_archive(*arguments: str, **environment: str) -> CompletedProcess[str]:
        return run(*arguments, **{"NEWSIDX_DB": str(place / "news.db"), **environment})

    if not (place / "news.db").exists():
        assert run_on_archive("ingest", str(place / "articles")).returncode == 0
    return run_on_archive


def refs(done: CompletedProcess[str]) -> list[str]:
    assert done.returncode == 0, done.stderr
    rows = csv.DictReader(io.StringIO(done.stdout))
    return [row.get("ref") or row["id"] for row in rows]


ONE, TWO, THREE, FOUR = "20220301-1", "20220302-1", "20220401-1", "20220402-1"


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("search", "oil", "--oldest"), [ONE, TWO, THREE]),
        (("search", "--oldest", "oil"), [ONE, TWO, THREE]),
        (("search", "oil", "--sort", "oldest"), [ONE, TWO, THREE]),
        (("search", "--sort=newest", "oil"), [THREE, TWO, ONE]),
        (("search", "oil", "--oldest", "--sort", "oldest", "-n", "2"), [ONE, TWO]),
        (("search", "oil", "--source", "herald", "--oldest"), [ONE, THREE]),
        (("search", "--source=post", "--source", "The Herald", "oil", "--oldest"), [ONE, TWO, THREE]),
        (("search", "oil OR snow", "--source", "post", "--oldest", "--since", "March 2022 to April 2022"), [TWO, FOUR]),
        (("list", "--sort", "oldest", "2022-03"), [ONE, TWO]),
        (("list", "March", "to", "April", "2022", "--source", "post"), [FOUR, TWO]),
        (("list", "Q2", "2022", "--oldest"), [THREE, FOUR]),
        (("list", "--source", "post", "-n", "1", "--page", "2"), [TWO]),
        (("related", ONE, "--sort", "newest", "-n", "2"), [THREE, TWO]),
        (("related", "--oldest", ONE, "--source", "herald"), [THREE]),
        (("related", ONE, "--date", "2022-03"), [TWO]),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_an_option_means_the_same_wherever_it_is(newsidx: Run, arguments: tuple[str, ...], expected: list[str]) -> None:
    found = refs(newsidx(*arguments, "--format", "csv"))
    assert [ref.replace("000001", "-1") if ref.isdecimal() else ref for ref in found] == expected


def test_pages_of_related_articles_are_the_whole_cut_in_pieces(newsidx: Run) -> None:
    whole = newsidx("related", ONE).stdout.splitlines()
    assert len(whole) > 2
    pages = [newsidx("related", ONE, "-n", "2", "--page", str(page)).stdout.splitlines() for page in (1, 2)]
    assert pages[0] + pages[1] == whole[:4]


@pytest.mark.parametrize("command", ["files", "problems"])
def test_pages_of_files_are_the_whole_cut_in_pieces(newsidx: Run, command: str) -> None:
    whole = newsidx(command).stdout.splitlines()
    pages = [newsidx(command, "-n", "1", "--page", str(page)) for page in range(1, len(whole) + 2)]
    assert [page.stdout.rstrip("\n") for page in pages[:-1]] == whole
    assert (pages[-1].returncode, pages[-1].stdout) == (1, "")
    assert f"There is no page {len(whole) + 1}: there are {len(whole)} files.\n" in pages[-1].stderr
    assert newsidx(command, "-n", "0").stdout.splitlines() == whole
    shown = newsidx(command, "-n", "1", "--page", "2", "--format", "table")
    more = "; --page 3 shows more" if len(whole) > 2 else ""
    assert shown.stderr == f"2 of {len(whole)} files{more}.\n"


def test_pages_and_sources_of_clusters(newsidx: Run) -> None:
    pytest.importorskip("rensa")
    within = ("duplicates", "--within", "60", "--share", "50")
    whole = newsidx(*within).stdout.splitlines()
    assert {line.split("\t")[0] for line in whole} == {"1"}
    assert newsidx(*within, "--source", "post").stdout.splitlines() == whole
    assert newsidx(*within, "--source", "post", "--date", "2022-04").returncode == 1
    assert newsidx(*within, "--03-02").stdout.splitlines() == whole
    past = newsidx(*within, "--page", "2", "-n", "1")
    assert (past.returncode, past.stderr) == (1, "There is no page 2: there is 1 cluster.\n")


def test_words_and_timeline_are_limited_to_a_source(newsidx: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(newsidx("words", "--source", "post", "--format", "csv").stdout)))
    assert {row["of"] for row in rows} <= {"2"}
    line = newsidx("timeline", "oil", "--source", "herald", "--by", "year").stdout
    assert line.split("\t")[1:3] == ['oil source:"herald"', "2"]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("search", "oil", "-n", "-3"), "-3 is not possible. Give 0 for all, or a whole number from 1 to"),
        (("list", "--limit", "few"), "few is not possible. Give 0 for all,"),
        (("list", "--page", "0"), "0 is not possible. Pages are numbered from 1."),
        (("files", "--page", "-1"), "-1 is not possible. Pages are numbered from 1."),
        (("problems", "-n", "-1"), "-1 is not possible. Give 0 for all"),
        (("related", ONE, "--limit", "0"), "0 is not possible. Give a whole number from 1 to"),
        (("related", ONE, "--within", "-1"), "-1 is not possible. Give a whole number from 0 to 100,000."),
        (("words", "oil", "--limit", "0"), "0 is not possible. Give a whole number from 1 to 1,000."),
        (("words", "oil", "-n", "1000", "--page", "2"), "Only the 1,000 best keywords can be shown"),
        (("duplicates", "--share", "40"), "40 is not possible. Give a whole number from 50 to 100."),
        (("search", "oil", "--oldest", "--sort", "newest"), "--oldest cannot be combined with --sort newest"),
        (("timeline", "oil", "--share", "--against", "snow"), "--share and --against cannot be combined"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_a_value_that_is_not_possible_gets_a_sentence(newsidx: Run, arguments: tuple[str, ...], sentence: str) -> None:
    done = newsidx(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert sentence in " ".join(done.stderr.split())


@pytest.mark.parametrize(
    "command", [("search", "oil"), ("list",), ("words", "oil"), ("timeline", "oil"), ("related", ONE)], ids=" ".join
)
def test_an_unknown_source_is_an_error_with_those_like_it(newsidx: Run, command: tuple[str, ...]) -> None:
    done = newsidx(*command, "--source", "The Hreald")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "newsidx: No article has the source “The Hreald”. Did you mean “The Herald”?\n"
    done = newsidx(*command, "--source", "...")
    assert done.returncode == 2
    assert "There are Post, The Herald; newsidx list --by source lists them." in done.stderr


def test_a_suggestion_is_for_the_same_source(newsidx: Run) -> None:
    done = newsidx("search", "marowport", "--source", "post", "--oldest")
    assert done.returncode == 1
    assert re.search("^Did you mean: newsidx search --source post --oldest Marrowport$", done.stderr, re.MULTILINE)
