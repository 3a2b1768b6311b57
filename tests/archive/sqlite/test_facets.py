"""Facets are those of reading the articles one by one, whatever they are read from, and no text is read for them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from newsidx import Archive, Query
from newsidx.archive import open_archive
from newsidx.archive.records import Facets
from newsidx.archive.sqlite.fts5 import compile as compiling
from newsidx.archive.sqlite.fts5.expansions import expansion_of
from newsidx.archive.sqlite.lookup import counted
from newsidx.errors import ArchiveCorrupt
from newsidx.ingest.pipeline import Report
from tests.archive.old_schemas import downgrade

Add = Callable[..., Report]

DATED = ("date:2022-03", "on:--03-01", "date:1999")
TEXT = ("oil", "gas", "oil date:2022", "oil -gas", "title:gas", "oil OR gas", "zeppelin", "path:none", "-oil")
QUERIES = [Query(), Query(undated=True), *map(Query.parse, (*DATED, *TEXT))]


@pytest.fixture
def articles(add: Add) -> None:
    add(
        {
            "undated.txt": "---\nsource: Post\ntitle: Oil\n---\n\nOil and no day.",
            **{
                f"{n}.txt": f"Date: 202{n % 4}-03-0{1 + n % 3}\nSource: Paper {n % 5}\n\nGas {n}\n\nOil {n}."
                for n in range(20)
            },
            **{f"none{n}.txt": f"Date: 2022-03-0{n}\n\nGas without a source\n\nText {n}." for n in range(1, 4)},
        }
    )


def one_by_one(archive: Archive, query: Query) -> Facets:
    ids = [article_id for article_id, _ in archive.ids(query)]
    sources = Counter(article.source for article in archive.articles(ids))
    without = sources.pop(None, 0)
    ordered = sorted(sources.items(), key=lambda item: (-item[1], str(item[0])))
    return Facets(tuple((str(name), number) for name, number in ordered), len(ordered), without, len(ids))


@pytest.mark.usefixtures("articles")
@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.text)
def test_facets_are_those_of_reading_the_articles_one_by_one(archive: Archive, query: Query) -> None:
    expected = one_by_one(archive, query)
    assert archive.facets(query, "source") == expected
    assert archive.facets(query, "source", limit=2) == expected._replace(values=expected.values[:2])


@pytest.mark.usefixtures("articles")
@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.text)
def test_facets_of_an_archive_without_counts_are_the_same(archive: Archive, query: Query) -> None:
    expected = archive.facets(query, "source")
    archive.close()
    downgrade(Path(archive.place), 11)
    with open_archive(archive.place) as old:
        assert old.facets(query, "source") == expected


@pytest.mark.parametrize("query", QUERIES[1:], ids=lambda query: query.text)
def test_fields_are_read_from_an_index_and_not_from_the_articles(archive: Archive, query: Query) -> None:
    statement = compiling.values_of(query, expansion_of(archive, query), ["byline", "place"], "articles_by_id")
    steps = [row[3] for row in archive.rows(f"EXPLAIN QUERY PLAN {statement.sql}", statement.parameters)]
    (fields,) = [step for step in steps if " articles " in step]
    assert "USING COVERING INDEX articles_by_id" in fields
    assert fields.startswith("SEARCH") or query.dates.every_year


def test_facets_of_everything_are_read_in_their_order(archive: Archive) -> None:
    sql = "SELECT value FROM field_counts WHERE field = ? AND value <> '' ORDER BY articles DESC, value LIMIT ?"
    steps = [row[3] for row in archive.rows(f"EXPLAIN QUERY PLAN {sql}", ["byline", 20])]
    assert steps == ["SEARCH field_counts USING COVERING INDEX field_counts_by_articles (field=?)"]


@pytest.mark.parametrize("part", [1, 2, 5, 1000])
def test_a_text_of_values_is_counted_in_parts(part: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsidx.archive.sqlite.lookup._PART", part)
    for values in (["a"], [""], ["", ""], ["a", "", "bc", "a", ""], ["", "a"], ["abc"] * 7):
        assert counted(",".join(values), ",") == Counter(values)


@pytest.mark.usefixtures("articles")
def test_a_value_that_newsidx_never_stores_makes_no_wrong_counts(archive: Archive) -> None:
    archive.connection.execute("UPDATE articles SET source = 'a' || char(0) || 'b' WHERE id = 20220301000001")
    with pytest.raises(ArchiveCorrupt, match="a source contains the character 0"):
        archive.facets(Query.parse("date:2022"), "source")
