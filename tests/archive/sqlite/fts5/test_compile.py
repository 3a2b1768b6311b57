"""What a query compiles to: SQL that SQLite runs by plans that read no more than necessary."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from newsidx import Archive, DateRange, Query, parse_range
from newsidx.archive.sqlite.fts5 import compile
from newsidx.archive.sqlite.fts5.expansions import expansion_of
from newsidx.ingest.pipeline import Report
from newsidx.query.sort import Sort

Add = Callable[..., Report]


def plan(archive: Archive, statement: compile.Statement) -> str:
    return " / ".join(row[3] for row in archive.rows(f"EXPLAIN QUERY PLAN {statement.sql}", statement.parameters))


@pytest.mark.parametrize("sort", list(Sort))
def test_a_search_within_dates_reads_only_the_ids_of_these_dates(archive: Archive, sort: str) -> None:
    query = Query.parse("oil", parse_range("2022-03"))
    steps = plan(archive, compile.ids(query, expansion_of(archive, query), Sort(sort), 20))
    assert "articles_fts VIRTUAL TABLE INDEX" in steps
    assert "><" in steps  # FTS5 was given both ends of the range of rowids
    assert ("TEMP B-TREE" in steps) == (sort == "relevance")


def test_a_list_is_read_in_the_order_of_ids(archive: Archive) -> None:
    query = Query(dates=parse_range("2022-03"))
    steps = plan(archive, compile.ids(query, expansion_of(archive, query), Sort.NEWEST, 20))
    assert steps == "SEARCH articles_fts_docsize USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)"


@pytest.mark.parametrize("dates", [DateRange(), parse_range("2022-03"), parse_range("--03-06")])
def test_counting_reads_no_article(archive: Archive, dates: DateRange) -> None:
    query = Query(dates=dates)
    expansion = expansion_of(archive, query)
    for statement in (compile.count(query, expansion), compile.kept_counts_by(query, "month")):
        assert statement
        assert re.search("(SCAN|SEARCH) days", plan(archive, statement))
        assert "articles" not in plan(archive, statement)


def test_a_range_of_dates_is_a_range_of_ids(archive: Archive) -> None:
    query = Query(dates=parse_range("2022-02"))
    statement = compile.ids(query, expansion_of(archive, query), Sort.NEWEST, None)
    assert statement.parameters == [20220201_000000, 20220228_999999, -1, 0]


@pytest.mark.parametrize("text", ["=oil", "oil*", "by:smith", "source:herald oil", '"oil embargo"', "oil -by:smith"])
def test_words_forms_beginnings_and_metadata_are_looked_up_without_reading_articles(
    archive: Archive, add: Add, text: str
) -> None:
    add({"oil.txt": "Date: 2022-03-06\nBy: Ann Smith\n\nOil\n\nAn oil embargo.", "gas.txt": "date 2022-03-07 Gas"})
    query = Query.parse(text)
    steps = plan(archive, compile.count(query, expansion_of(archive, query)))
    assert steps.startswith("SCAN articles_fts VIRTUAL TABLE INDEX 0:M")
    assert "article." not in compile.count(query, expansion_of(archive, query)).sql
