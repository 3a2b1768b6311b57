"""A query limited to sources is the query with `source:NAME` in it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from newsidx import Archive, Query
from newsidx.ingest.pipeline import Report
from newsidx.query.sort import Sort
from newsidx.query.sources import of_sources, source_named
from newsidx.query.tree import Metadata

Add = Callable[..., Report]

FILES = {
    f"{number}.txt": f"Date: 2022-03-0{number}\nSource: {source}\n\nOil\n\nOil or gas."
    for number, source in enumerate(("The Herald", "Herald on Sunday", "Post", "Postman"), 1)
}


@pytest.mark.parametrize(
    ("text", "names", "same"),
    [
        ("oil", ["herald"], "oil source:herald"),
        ("oil OR zinc", ["post"], "(oil OR zinc) source:post"),
        ("oil", ["Post*"], "oil source:post*"),
        ("", ["the herald"], 'source:"the herald"'),
        ("gas", ["post", "herald"], "gas (source:post OR source:herald)"),
        ("oil", [], "oil"),
    ],
)
def test_a_query_of_a_source_finds_what_the_field_finds(
    archive: Archive, add: Add, text: str, names: list[str], same: str
) -> None:
    add(FILES)
    conditions = [condition for name in names if (condition := source_named(name))]
    query = of_sources(Query.parse(text) if text else Query(), conditions)
    ids = [article_id for article_id, _ in archive.ids(query, sort=Sort.OLDEST)]
    assert ids == [article_id for article_id, _ in archive.ids(Query.parse(same), sort=Sort.OLDEST)]
    assert ids
    assert Query.parse(query.text).tree == query.tree or not names


@pytest.mark.parametrize("name", ["", "*", "---", '""', " "])
def test_a_name_without_words_is_no_source(name: str) -> None:
    assert source_named(name) is None


def test_a_quotation_mark_in_a_name_ends_no_phrase() -> None:
    assert source_named('The "Herald" OR x') == Metadata("source", "The Herald OR x")
