"""`newsidx list`: articles by date, and how many there are."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.cli.conftest import News, write
from tests.conftest import Run


def refs(ask: Run, *arguments: str) -> list[str]:
    return ask("list", *arguments, "--format", "ids").stdout.split()


def test_the_newest_is_first_and_the_undated_last(ask: Run, news: News) -> None:
    everything = refs(ask)
    assert len(everything) == news.articles
    assert everything[0] == "20220401-1"
    assert everything[-1] == "0-1"
    assert refs(ask, "--oldest") == everything[::-1]


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        (("2022-03-06",), ["20220306-1"]),
        (("2022-03-06..2022-03-07",), ["20220307-1", "20220306-1"]),
        (("March", "2022", "--until", "2022-03-06"), ["20220306-1"]),
        (("--03-06",), ["20220306-1"]),
        (("--", "--03-06"), ["20220306-1"]),
        (("--on", "--03-06"), ["20220306-1"]),
        (("2022", "--since", "2022-04"), ["20220401-1"]),
        (("--undated",), ["0-1"]),
        (("1999",), []),
    ],
    ids=lambda value: " ".join(value),
)
def test_dates_choose_articles(ask: Run, arguments: tuple[str, ...], found: list[str]) -> None:
    assert ask("list", "--format", "ids", *arguments).stdout.split() == found


def test_counts_by_month_in_every_format_of_rows(ask: Run) -> None:
    def printed(form: str) -> str:
        return ask("list", "2022", "--by", "month", "--format", form).stdout

    assert printed("lines") == "2022-03\t5\n2022-04\t1\n"
    months = [{"period": "2022-03", "articles": 5}, {"period": "2022-04", "articles": 1}]
    assert json.loads(printed("json")) == months
    assert [json.loads(line) for line in printed("jsonl").splitlines()] == months
    assert list(csv.reader(io.StringIO(printed("csv")))) == [["period", "articles"], ["2022-03", "5"], ["2022-04", "1"]]


def test_counts_add_up_to_the_dated_articles(ask: Run, news: News) -> None:
    for unit in ("day", "month", "year"):
        lines = ask("list", "--by", unit).stdout.splitlines()
        assert sum(int(line.split("\t")[1]) for line in lines) == news.articles - 1


def test_nothing_is_said_plainly(ask: Run) -> None:
    for arguments in (("1999",), ("1999", "--by", "day")):
        answer = ask("list", *arguments)
        assert answer.returncode == 1
        assert "1999-01-01..1999-12-31" in answer.stderr


def test_a_page_after_the_last_says_so(ask: Run, news: News) -> None:
    answer = ask("list", "--page", "99")
    assert answer.returncode == 1
    assert f"no page 99: there are {news.articles} articles" in answer.stderr


def test_an_empty_archive_says_that_it_is_empty(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "articles", {"empty.txt": ""})
    run("ingest", "articles")
    answer = run("list")
    assert (answer.returncode, answer.stderr) == (1, "The archive is empty.\n")
    assert "undated" in run("list", "--undated").stderr
