"""`newsidx timeline`, `related`, `words`, and the counts of `list`."""

from __future__ import annotations

import datetime
import json
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import News, write
from tests.conftest import Run


def test_a_timeline_in_a_pipe_is_a_line_for_each_period_and_query(ask: Run) -> None:
    done = ask("timeline", "grain", "sanctions", "--by", "year")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "2021\tgrain\t45\t1000.0\t45\t2021-01-01\t2021-12-31",
        "2021\tsanctions\t0\t0.0\t45\t2021-01-01\t2021-12-31",
        "2022\tgrain\t0\t0.0\t6\t2022-01-01\t2022-12-31",
        "2022\tsanctions\t5\t833.333\t6\t2022-01-01\t2022-12-31",
    ]
    rows = json.loads(ask("timeline", "grain", "--format", "json").stdout)
    assert {row["question"] for row in rows} == {"grain"}
    assert sum(row["articles"] for row in rows) == 45


def test_a_timeline_of_nothing_says_so(ask: Run) -> None:
    done = ask("timeline", "nothere")
    assert (done.returncode, done.stdout, done.stderr) == (1, "", "No article matches: nothere\n")
    both = ask("timeline", "nothere", "grain")
    assert (both.returncode, both.stderr) == (0, "No article matches: nothere\n")


def test_a_timeline_against_a_query_is_matches_per_hundred_of_its_matches(ask: Run) -> None:
    done = ask("timeline", "sanctions", "--against", "grain OR crude", "--by", "year")
    assert (done.returncode, done.stderr) == (0, "")
    assert [line.split("\t")[-2:] for line in done.stdout.splitlines()] == [["45", "0.0"], ["1", "500.0"]]
    table = ask("timeline", "sanctions", "--against", "grain OR crude", "--by", "year", "--format", "table").stdout
    assert "per 100 matches of  grain OR crude  (46)\n" in table
    nothing = ask("timeline", "grain", "--against", "nothere")
    assert (nothing.returncode, nothing.stdout, nothing.stderr) == (1, "", "No article matches: nothere\n")
    assert "no word, field or date" in ask("timeline", "grain", "--against", "").stderr


def test_a_stray_date_is_left_out_of_a_timeline_which_a_note_says(run: Run, tmp_path: Path) -> None:
    files = {f"{day}.txt": f"date 2021-03-{day:02} Oil story {day}." for day in range(1, 25)}
    write(tmp_path / "articles", {**files, "stray.txt": "date 1921-03-05 Oil of old."})
    run("ingest", "articles")
    done = run("timeline", "oil")
    assert (done.returncode, len(done.stdout.splitlines())) == (0, 24)
    assert done.stderr == "Note: 1 match before 2021-03-01 is left out; --by year shows it.\n"
    assert len(run("timeline", "oil", "--by", "year").stdout.splitlines()) == 2
    assert run("timeline", "oil", "--by", "year").stderr == ""


def test_a_chart_is_drawn_or_the_library_named(ask: Run, tmp_path: Path) -> None:
    assert "file name ending in" in ask("timeline", "grain", "--save", "chart.doc").stderr
    done = ask("timeline", "grain $x$", "oil", "--save", str(tmp_path / "chart.svg"))
    try:
        import matplotlib  # noqa: F401
    except ImportError:
        assert done.returncode == 2
        assert "newsidx[charts]" in done.stderr
    else:
        assert done.returncode == 0
        assert (tmp_path / "chart.svg").read_text().startswith("<?xml")
        refused = ask("timeline", "grain", "--save", str(tmp_path / "no" / "chart.svg"))
        assert (refused.returncode, refused.stderr.count("\n")) == (2, 1)


def test_related_articles_in_every_format(ask: Run) -> None:
    done = ask("related", "20220306-1", "-n", "3")
    assert done.returncode == 0
    assert len(done.stdout.splitlines()) == 3
    for form in ("json", "jsonl", "csv", "ids", "table"):
        assert ask("related", "20220306-1", "-n", "3", "--format", form).stdout.strip()
    ids = ask("related", "20220306-1", "--after", "--within", "2", "--format", "ids").stdout.split()
    assert set(ids) <= {"20220307-1", "20220308-1"}
    nothing = ask("related", "20220306-1", "--before", "--within", "1")
    assert (nothing.returncode, nothing.stderr) == (1, "No article is like 20220306-1.\n")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("related", "20990101-1"), "newsidx: "),
        (("related", "0-1", "--after"), "undated"),
        (("related", "20220306-1", "--before", "--after"), "cannot be combined"),
        (("words",), "Of which articles?"),
        (("timeline", "oil", ""), "no word"),
        (("timeline", "oil", "--date", "2022-13"), "newsidx: "),
    ],
)
def test_wrong_calls_get_one_clear_line(ask: Run, arguments: tuple[str, ...], said: str) -> None:
    done = ask(*arguments)
    assert done.returncode == 2
    assert said in done.stderr
    assert done.stdout == ""


def test_words_in_every_format(ask: Run) -> None:
    done = ask("words", "--date", "2021", "--format", "json")
    assert ("grain", 45, 0) in [(row["word"], row["articles"], row["elsewhere"]) for row in json.loads(done.stdout)]
    for form in ("lines", "csv", "jsonl", "table"):
        assert "grain" in ask("words", "--date", "2021", "--format", form).stdout
    nothing = ask("words", "nothere")
    assert (nothing.returncode, nothing.stderr) == (1, "No keywords: no article matches.\n")


def test_words_of_one_query_against_those_of_another(ask: Run) -> None:
    done = ask("words", "grain", "--against", "sanctions", "--format", "json")
    rows = json.loads(done.stdout)
    assert ("Brief", 45, 45, 0, 5) in [
        (row["word"], row["articles"], row["of"], row["elsewhere"], row["of_elsewhere"]) for row in rows
    ]
    assert "Against, of 5" in ask("words", "grain", "--against", "sanctions", "--format", "table").stdout
    both = ask("words", "date:2022", "--against", "sanctions")
    assert (both.returncode, both.stdout) == (1, "")
    assert both.stderr == (
        "Note: 5 articles match both queries, and count for the first one only.\n"
        "No keywords: every article that matches the query after --against matches the first one, too.\n"
    )
    nothing = ask("words", "grain", "--against", "nothere")
    assert (nothing.returncode, nothing.stderr) == (1, "No keywords: no article to compare with matches: nothere\n")
    assert "The query after --against has no word" in ask("words", "grain", "--against", " ").stderr


def test_pages_of_keywords_are_the_whole_cut_in_pieces(ask: Run) -> None:
    whole = ask("words", "--date", "2021").stdout.splitlines()
    assert len(whole) > 1
    pages = [ask("words", "--date", "2021", "-n", "1", "--page", str(page)) for page in (1, 2)]
    assert [line for page in pages for line in page.stdout.splitlines()] == whole[:2]
    past = ask("words", "--date", "2021", "--page", "9")
    assert (past.returncode, past.stdout) == (1, "")
    assert past.stderr == f"There is no page 9: there are {len(whole)} keywords.\n"


def test_a_list_by_week_and_as_a_calendar(ask: Run) -> None:
    weeks = dict(line.split("\t") for line in ask("list", "--by", "week").stdout.splitlines())
    assert weeks["2022-W09"] == "1"
    assert sum(map(int, weeks.values())) == 51
    assert ask("list", "--by", "calendar").stdout == ask("list", "--by", "day").stdout
    assert "2022" in ask("list", "2022", "--by", "calendar", "--format", "table").stdout


def test_on_this_day_is_today_of_every_year(run: Run, tmp_path: Path) -> None:
    today = datetime.date.today()
    files = {f"{year}.txt": f"date {year}-{today:%m-%d} Then." for year in (1996, 2004)}
    write(tmp_path / "articles", {**files, "other.txt": f"date 2004-{today.month % 12 + 1:02}-01 Not then."})
    run("ingest", "articles")
    assert run("list", "--on-this-day", "--format", "ids").stdout.split() == [
        f"2004{today:%m%d}-1",
        f"1996{today:%m%d}-1",
    ]


if sys.platform != "win32":
    from tests.commands.on_terminal import on_terminal, widest

    @pytest.mark.parametrize("columns", [50, 80, 160])
    @pytest.mark.parametrize(
        "arguments",
        [
            ("timeline", "grain"),
            ("timeline", "grain", "sanctions", "oil OR rocket"),
            ("timeline", "sanctions", "--share"),
            ("timeline", "grain", "oil", "--against", "sanctions OR grain"),
            ("words", "grain", "--against", "sanctions"),
            ("related", "20220306-1"),
            ("words", "--date", "2022-03"),
            ("list", "--by", "calendar"),
            ("list", "--by", "week"),
        ],
        ids=" ".join,
    )
    def test_no_line_is_wider_than_the_terminal(news: News, columns: int, arguments: tuple[str, ...]) -> None:
        screen = on_terminal(news.db, columns, *arguments, rows=500)
        assert screen.status == 0
        assert widest(screen) <= columns
