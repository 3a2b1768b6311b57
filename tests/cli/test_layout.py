"""`newsidx layout try`: what a layout would read, before anything is ingested."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Run

LAYOUT = r"""
begins = '^Edition '
date = '^Edition of (?P<date>.+)$'
date_format = "%d.%m.%y"
title = '^HEAD: (?P<title>.+)$'
[fields]
byline = '^BY (.+)$'
desk = '^DESK (.+)$'
"""

SAMPLE = """The Herald
Edition of 06.03.87
HEAD: Talks go on
BY Jane Smith

They go on.
Edition of the week
HEAD: Snow

It snowed.
"""


@pytest.fixture(autouse=True)
def _files(tmp_path: Path) -> None:
    (tmp_path / "h.toml").write_text(LAYOUT)
    (tmp_path / "a.hld").write_text(SAMPLE)
    (tmp_path / "b.txt").write_text("No article of The Herald.\n")


def test_it_shows_each_article_and_what_each_pattern_matched(run: Run) -> None:
    done = run("layout", "try", "h.toml", "a.hld", "--format", "table")
    assert done.returncode == 0
    for line in (
        "a.hld: 2 articles",
        "1  1987-03-06  Talks go on",
        "   byline  Jane Smith",
        "2  undated  Snow",
        "   date     1 line  of 2 articles",
        "   desk    0 lines  matches nothing",
        "   1 date could not be read:",
        "     the week",
        "   1 line in no article, and no pattern matches:",
        "     The Herald",
    ):
        assert line in done.stdout
    assert "1 of 2 articles without a date" in done.stderr


def test_programs_get_the_articles(run: Run) -> None:
    done = run("layout", "try", "h.toml", "a.hld", "b.txt", "--format", "jsonl")
    talks, snow = map(json.loads, done.stdout.splitlines())
    assert (talks["path"], talks["part"], talks["date"], talks["date_from"]) == ("a.hld", 0, "1987-03-06", "layout")
    assert (talks["title"], talks["byline"], talks["body"]) == ("Talks go on", "Jane Smith", "They go on.")
    assert (snow["part"], snow["date"], snow["body"]) == (1, "", "Edition of the week\n\nIt snowed.")
    assert len(run("layout", "try", "h.toml", "a.hld", "-n", "1").stdout.splitlines()) == 1


def test_a_sample_that_the_layout_does_not_fit_is_said_and_finding_nothing_is_1(run: Run) -> None:
    done = run("layout", "try", "h.toml", "b.txt", "--format", "table")
    assert done.returncode == 1
    assert done.stdout == "b.txt: not read by the layout: no pattern matches\n\n"
    assert done.stderr == "The layout finds no article.\n"


def test_an_error_in_the_layout_is_a_message(run: Run, tmp_path: Path) -> None:
    (tmp_path / "h.toml").write_text("dates = '^D (.+)$'")
    done = run("layout", "try", "h.toml", "a.hld")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "newsidx: h.toml: unknown key “dates”. Did you mean date?\n"
    assert run("layout", "try", "none.toml", "a.hld").returncode == 2
    assert run("layout", "try", "h.toml", "none.hld").returncode == 2


def test_the_article_is_the_one_that_an_ingest_reads(run: Run) -> None:
    from newsidx.dates.extract import DateReader
    from newsidx.readers.options import ReadingOptions
    from newsidx.readers.reading import read_file

    reading = read_file(SAMPLE.encode(), "a.hld", DateReader(), options=ReadingOptions(layout=LAYOUT))
    tried = map(json.loads, run("layout", "try", "h.toml", "a.hld", "--format", "jsonl").stdout.splitlines())
    assert [(article["title"], article["body"]) for article in tried] == [(a.title, a.body) for a in reading.articles]
