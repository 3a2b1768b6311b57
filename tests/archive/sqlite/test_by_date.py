"""A query without words is answered from the ids alone, and as a query with words would be."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsidx import Archive, DateRange, Query, parse_range
from newsidx.archive import open_archive
from newsidx.archive.sqlite import by_date, lookup
from newsidx.archive.sqlite.archive import SqliteArchive
from newsidx.ingest import IngestOptions, Report, ingest
from newsidx.query.sort import Sort

DAYS = ("1999-12-31", "2021-03-06", "2022-02-28", "2022-03-01", "2022-03-06", "2022-12-31", "2024-02-29")
RANGES = ("2022-03", "2022-03-06", "..2022-02-28", "2022-03-06..", "2021..2022", "--03-06", "--02-29", "1950")


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqliteArchive]:
    """An archive with two articles on each of some days, and three undated ones."""
    folder = tmp_path_factory.mktemp("by_date")
    texts = [f"date {day} Text {number} of {day}.\n" for day in DAYS for number in (1, 2)]
    for number, text in enumerate([*texts, "No date.\n", "No date either.\n", "Nor here.\n"]):
        (folder / f"{number}.txt").write_text(text)
    with open_archive(str(folder / "news.db"), write=True) as archive:
        ingest(archive, [str(folder)], IngestOptions(jobs=0))
    with SqliteArchive.open(str(folder / "news.db")) as opened:
        yield opened


@given(
    dates=st.sampled_from([DateRange(), *map(parse_range, RANGES)]),
    first_and_last=st.tuples(st.sampled_from(DAYS), st.sampled_from(DAYS)),
    undated=st.booleans(),
    sort=st.sampled_from(Sort),
    limit=st.none() | st.integers(0, 20),
    offset=st.integers(0, 20),
    far=st.sampled_from([0, 7, 5_000]),
)
def test_the_ids_are_those_that_the_compiled_query_finds(
    filled: SqliteArchive,
    dates: DateRange,
    first_and_last: tuple[str, str],
    undated: bool,
    sort: Sort,
    limit: int | None,
    offset: int,
    far: int,
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(by_date, "_FAR", far)
        assert_found_as_compiled(filled, dates, first_and_last, undated, sort, limit, offset)


def assert_found_as_compiled(
    filled: SqliteArchive,
    dates: DateRange,
    first_and_last: tuple[str, str],
    undated: bool,
    sort: Sort,
    limit: int | None,
    offset: int,
) -> None:
    for within in (dates, dates & parse_range("..".join(sorted(first_and_last)))):
        query = Query(dates=within, undated=undated)
        found = list(by_date.ids(filled, query, sort, limit, offset))
        assert found == list(lookup.ids(filled, query, sort, limit, offset, rerank=True))
        assert found == list(filled.ids(query, sort=sort, limit=limit, offset=offset))


def test_a_query_of_which_nothing_can_be_looked_up_finds_nothing(filled: SqliteArchive) -> None:
    assert list(filled.ids(Query.parse("?!"))) == []


def test_no_article_is_read_and_nothing_is_sorted(archive: Archive, add: Callable[..., Report], folder: Path) -> None:
    add({"a.txt": "date 2022-03-06 Text.\n"})
    with SqliteArchive.open(archive.place) as opened:
        statements: list[str] = []
        opened.connection.set_trace_callback(statements.append)
        assert len(list(opened.ids(Query(dates=parse_range("2022-03"))))) == 1
        (sql,) = statements
        plan = [row[3] for row in opened.connection.execute(f"EXPLAIN QUERY PLAN {sql}")]
    assert plan == ["SEARCH articles_fts_docsize USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)"]
