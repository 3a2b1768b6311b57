"""Facets of a column with an index: the same from the index as from the articles, and no article is read for them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from newsidx import Archive, Query
from newsidx.archive.sqlite import facets
from newsidx.archive.sqlite.fts5 import compile as compiling
from newsidx.archive.sqlite.fts5.expansion import expansion_of
from newsidx.ingest.pipeline import Report

Add = Callable[..., Report]

DATED = ("date:2022-03", "on:--03-01", "date:1999")
TEXT = ("oil", "gas", "oil date:2022", "oil -gas", "title:gas", "oil OR gas", "zeppelin")


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


@pytest.mark.usefixtures("articles")
@pytest.mark.parametrize(
    "query", [Query(), Query(undated=True), *map(Query.parse, (*DATED, *TEXT))], ids=lambda query: query.text
)
def test_the_index_of_a_column_has_the_same_values_as_the_articles(archive: Archive, query: Query) -> None:
    in_articles = dict(archive.rows(*compiling.facets(query, expansion_of(archive, query), "source")))
    without = in_articles.pop(None, 0)
    in_index = archive.rows(*compiling.indexed_facets(query, expansion_of(archive, query), "source"))
    assert list(in_index) == sorted(in_articles.items(), key=lambda item: (-item[1], item[0]))
    assert without + sum(in_articles.values()) == archive.count(query)


@pytest.mark.usefixtures("articles")
@pytest.mark.parametrize("text", [*DATED, *TEXT])
def test_facets_of_many_matches_are_those_of_few(archive: Archive, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    query = Query.parse(text)
    from_articles = archive.facets(query, "source")
    monkeypatch.setattr(facets, "_MANY_MATCHES", 1)
    assert archive.facets(query, "source") == from_articles


@pytest.mark.parametrize(
    "query", [Query(), Query(undated=True), *map(Query.parse, (*DATED, "oil"))], ids=lambda query: query.text
)
def test_the_index_of_a_column_is_read_instead_of_articles(archive: Archive, query: Query) -> None:
    statement = compiling.indexed_facets(query, expansion_of(archive, query), "source")
    steps = [row[3] for row in archive.rows(f"EXPLAIN QUERY PLAN {statement.sql}", statement.parameters)]
    assert [step for step in steps if " articles " in step] == [
        "SEARCH articles USING COVERING INDEX articles_by_source (source>?)"
    ]


def test_facets_of_a_query_read_only_the_articles_that_match(archive: Archive) -> None:
    statement = compiling.facets(Query.parse("oil"), expansion_of(archive, Query.parse("oil")), "byline")
    steps = [row[3] for row in archive.rows(f"EXPLAIN QUERY PLAN {statement.sql}", statement.parameters)]
    assert "SEARCH articles USING INTEGER PRIMARY KEY (rowid=?)" in steps
