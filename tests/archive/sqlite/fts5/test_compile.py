"""What a query compiles to: SQL that SQLite runs by plans that read no more than necessary."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from newsidx import Archive, DateRange, Query, parse_range
from newsidx.archive.sqlite.fts5 import compile
from newsidx.ingest.pipeline import Report
from newsidx.query.sort import Sort

Add = Callable[..., Report]


def plan(archive: Archive, statement: compile.Statement) -> str:
    return " / ".join(row[3] for row in archive.rows(f"EXPLAIN QUERY PLAN {statement.sql}", statement.parameters))


@pytest.mark.parametrize("sort", list(Sort))
def test_a_search_within_dates_reads_only_the_ids_of_these_dates(archive: Archive, sort: str) -> None:
    query = Query.parse("oil", parse_range("2022-03"))
    steps = plan(archive, compile.ids(query, sort, 20))
    assert "articles_fts VIRTUAL TABLE INDEX" in steps
    assert "><" in steps  # FTS5 was given both ends of the range of rowids
    assert ("TEMP B-TREE" in steps) == (sort == "relevance")


def test_a_list_is_read_in_the_order_of_ids(archive: Archive) -> None:
    steps = plan(archive, compile.ids(Query(dates=parse_range("2022-03")), "newest", 20))
    assert steps == "SEARCH articles_fts_docsize USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)"


@pytest.mark.parametrize("dates", [DateRange(), parse_range("2022-03"), parse_range("--03-06")])
def test_counting_reads_no_article(archive: Archive, dates: DateRange) -> None:
    for statement in (compile.count(Query(dates=dates)), compile.counts_by(Query(dates=dates), "month")):
        assert "COVERING INDEX" in plan(archive, statement)


def test_a_range_of_dates_is_a_range_of_ids() -> None:
    statement = compile.ids(Query(dates=parse_range("2022-02")), "newest", None)
    assert statement.parameters == [20220201_000000, 20220228_999999, -1, 0]
