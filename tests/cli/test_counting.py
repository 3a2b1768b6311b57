"""`--by` of `newsidx list` and `newsidx search`: counts for each value of a field, or in each period."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from tests.cli.conftest import write
from tests.conftest import Run

LONG_BYLINE = " ".join(f"Contributor{number:02}" for number in range(12))
ARTICLES = {
    "1.txt": "Date: 2022-03-01\nSource: Post\nBy: Ann Smith and Bo Li\nLang: en\n\nOil embargo\n\nOil prices rose.",
    "2.txt": "Date: 2022-03-02\nSource: Post\nBy: Ann Smith\nLang: en\n\nGas\n\nOil and gas were dear.",
    "3.txt": "Date: 2022-04-01\nSource: POST\nBy: Ann Smith\nLang: de\n\nOil\n\nOil fell again.",
    "4.txt": f"Date: 2022-04-02\nSource: =1+1\nSection: 経済\nBy: {LONG_BYLINE}\nLang: xx\n\nSnow\n\nPrices of snow.",
    "5.txt": "---\nsource: Herald\ntitle: Oil without a date\n---\n\nNobody knows when.",
    "6.txt": "Date: 2023-01-01\n\nOil of nobody\n\nNo source is named here.",
}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an archive of the articles above."""
    folder = tmp_path_factory.mktemp("counting")
    write(folder / "articles", ARTICLES)
    return folder


@pytest.fixture
def counts(run: Run, place: Path) -> Run:
    """Run the real command on that archive."""

    def run_on_archive(*arguments: str, **environment: str) -> CompletedProcess[str]:
        return run(*arguments, **{"NEWSIDX_DB": str(place / "news.db"), **environment})

    if not (place / "news.db").exists():
        assert run_on_archive("ingest", str(place / "articles")).returncode == 0
    return run_on_archive


def test_each_value_is_a_line_with_its_articles_and_their_share(counts: Run) -> None:
    done = counts("search", "oil", "--by", "source")
    assert (done.returncode, done.stdout) == (0, "Post\t2\t0.4\nHerald\t1\t0.2\nPOST\t1\t0.2\n")
    assert done.stderr == "Note: 1 article has no source.\n"


def test_counts_have_stable_field_names_in_every_format_of_figures(counts: Run) -> None:
    def printed(form: str) -> str:
        return counts("list", "2022-03", "--by", "byline", "--format", form).stdout

    objects = [
        {"byline": "Ann Smith", "articles": 1, "share": 0.5},
        {"byline": "Ann Smith and Bo Li", "articles": 1, "share": 0.5},
    ]
    assert json.loads(printed("json")) == objects
    assert [json.loads(line) for line in printed("jsonl").splitlines()] == objects
    table = [["byline", "articles", "share"], ["Ann Smith", "1", "0.5"], ["Ann Smith and Bo Li", "1", "0.5"]]
    assert list(csv.reader(io.StringIO(printed("csv")))) == table
    assert printed("lines") == "Ann Smith\t1\t0.5\nAnn Smith and Bo Li\t1\t0.5\n"


def test_a_spreadsheet_runs_no_value(counts: Run) -> None:
    assert "'=1+1,1," in counts("list", "--by", "source", "--format", "csv").stdout


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("list", "--by", "source"), {"Post": 2, "=1+1": 1, "Herald": 1, "POST": 1}),
        (("list", "2022-04", "--by", "source"), {"=1+1": 1, "POST": 1}),
        (("list", "--since", "2022-04", "--by", "language"), {"de": 1, "xx": 1}),
        (("list", "--04-02", "--by", "section"), {"経済": 1}),
        (("list", "--undated", "--by", "source"), {"Herald": 1}),
        (("search", "oil", "--on", "2022-03-01", "--by", "source"), {"Post": 1}),
        (("search", "oil date:2022-03", "--by", "source"), {"Post": 2}),
        (("search", "oil", "-gas", "--by", "language"), {"de": 1, "en": 1}),
        (("search", "source:post", "--by", "byline"), {"Ann Smith": 2, "Ann Smith and Bo Li": 1}),
        (("search", "oil prices", "--by", "source"), {"Post": 1}),
        (("search", "oil prices", "--any", "--by", "source"), {"Post": 2, "=1+1": 1, "Herald": 1, "POST": 1}),
        (("search", "embargi", "--fuzzy", "--by", "source"), {"Post": 1}),
        (("search", "oil", "--by", "year"), {"2022": 3, "2023": 1}),
        (("search", "oil", "--by", "month"), {"2022-03": 2, "2022-04": 1, "2023-01": 1}),
        (("search", "oil", "--by", "week", "--date", "2022-03"), {"2022-W09": 2}),
        (("search", "oil", "--by", "calendar", "--date", "2022-03"), {"2022-03-01": 1, "2022-03-02": 1}),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_counts_are_of_the_articles_that_match(
    counts: Run, arguments: tuple[str, ...], expected: dict[str, int]
) -> None:
    rows = [line.split("\t") for line in counts(*arguments).stdout.splitlines()]
    assert {value: int(articles) for value, articles, *_ in rows} == expected
    assert [value for value, *_ in rows] == list(expected)


def test_the_last_line_says_what_the_values_leave_out(counts: Run) -> None:
    done = counts("list", "--by", "source", "-n", "1")
    assert done.stdout == "Post\t2\t0.3333\n"
    assert done.stderr == "Note: 1 article has no source; 3 more sources are not shown: -n 0 shows all.\n"
    assert counts("list", "2022", "--by", "source").stderr == ""
    done = counts("list", "--by", "source", "-n", "2", "--format", "table")
    assert done.stderr == (
        "4 sources in 6 articles; 1 article has no source; 2 more sources are not shown: -n 0 shows all\n"
    )
    assert counts("search", "oil", "--by", "month").stderr == "Note: 1 article has no date.\n"


def test_pages_of_values_are_the_whole_cut_in_pieces(counts: Run) -> None:
    whole = counts("list", "--by", "source").stdout
    pages = [counts("list", "--by", "source", "-n", "3", "--page", page) for page in ("1", "2", "3")]
    assert "".join(page.stdout for page in pages) == whole
    assert (pages[2].returncode, pages[2].stderr) == (1, "There is no page 3: there are 4 sources.\n")


def test_nothing_to_count_is_exit_1_with_a_reason(counts: Run) -> None:
    for arguments, reason in (
        (("list", "1999", "--by", "source"), "No articles on those dates"),
        (("search", "zeppelin", "--by", "source"), "No article matches: zeppelin"),
        (("search", "oil zeppelin", "--by", "month"), "5 articles have some of the words; --any finds them."),
        (("search", "oil", "--date", "1999", "--by", "source"), "5 articles match on other dates."),
        (("search", "....", "--by", "source"), "There is no word to search for."),
        (("search", "embargo", "--by", "section"), "1 article, none with a section."),
        (("search", "nobody knows", "--by", "day"), "1 article, none with a date."),
        (("search", "embargi", "--by", "source"), "Did you mean: newsidx search --by source embargo"),
    ):
        done = counts(*arguments)
        assert (done.returncode, done.stdout) == (1, ""), arguments
        assert reason in done.stderr, arguments
        assert counts(*arguments, "--format", "json").stdout.split() == ["[]"], arguments


@pytest.mark.parametrize(
    "arguments",
    [
        ("search", "oil", "--by", "source", "--explain"),
        ("search", "oil", "--by", "source", "--group"),
        ("search", "oil", "--by", "source", "--sort", "newest"),
        ("search", "oil", "--by", "month", "--sort", "newest"),
        ("search", "oil", "--by", "source", "--format", "ids"),
        ("search", "oil", "--by", "source", "--format", "markdown"),
        ("search", "oil", "--by", "month", "-n", "5"),
        ("search", "oil", "--by", "url"),
        ("list", "--by", "month", "--page", "2"),
        ("list", "--by", "source", "--oldest"),
        ("list", "--by", "source", "--format", "paths"),
        ("list", "--by", "month", "--undated"),
        ("list", "2022", "--by", "source", "--undated"),
    ],
    ids=" ".join,
)
def test_what_makes_no_sense_with_counts_is_a_usage_error_in_one_line(counts: Run, arguments: tuple[str, ...]) -> None:
    done = counts(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    (error,) = re.findall("^Error: .*", done.stderr, re.MULTILINE)
    assert done.stderr.endswith(f"{error}\n")


def test_what_changes_nothing_can_be_combined_with_counts(counts: Run) -> None:
    assert counts("list", "--by", "year", "-n", "0", "--oldest").stdout == "2022\t4\n2023\t1\n"
    assert counts("search", "oil", "--by", "year", "--sort", "oldest").stdout == "2022\t3\n2023\t1\n"
    assert counts("search", "oil", "--all", "--by", "year").stdout == "2022\t3\n2023\t1\n"


def test_a_suggestion_repeats_an_archive_named_before_the_command(counts: Run, place: Path) -> None:
    db = str(place / "news.db")
    for command in (("search", "embargi"), ("search", "embargi", "--by", "source")):
        done = counts("--db", db, *command)
        assert done.returncode == 1
        assert f"--db {db} embargo" in done.stderr


needs_terminal = pytest.mark.skipif(sys.platform == "win32", reason="a pseudo-terminal is needed")


@needs_terminal
@pytest.mark.parametrize("columns", [40, 60, 80, 200])
def test_on_a_terminal_no_value_is_cut_and_no_line_too_wide(counts: Run, place: Path, columns: int) -> None:
    from tests.commands.on_terminal import on_terminal, widest

    counts("info")
    screen = on_terminal(place / "news.db", columns, "list", "--by", "byline")
    assert screen.status == 0
    assert widest(screen) <= columns
    assert all(name in screen.text for name in LONG_BYLINE.split())
    assert "…" not in screen.text
    assert "█" in screen.text
    assert "33.3%" in screen.text
    assert "2 articles have no byline" in " ".join(screen.text.split())


@needs_terminal
def test_on_a_terminal_the_first_twenty_values_are_shown(run: Run, tmp_path: Path) -> None:
    from tests.commands.on_terminal import on_terminal

    write(
        tmp_path / "articles", {f"{n}.txt": f"Date: 2022-03-01\nSource: S{n:02}\n\nT\n\nText {n}." for n in range(25)}
    )
    assert run("ingest", "articles").returncode == 0
    screen = on_terminal(tmp_path / "run.db", 80, "search", "text", "--by", "source")
    assert re.findall(r"S\d\d", screen.text) == [f"S{n:02}" for n in range(20)]
    assert "5 more sources are not shown: -n 0 shows all" in " ".join(screen.text.split())
