"""The articles of two queries, and those of one of them only, whatever the dates of each."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from newsidx import Archive, Query
from newsidx.ingest.pipeline import Report
from newsidx.query.compare import both, without
from newsidx.query.sort import Sort

Add = Callable[..., Report]

FILES = {
    f"{month}-{word}.txt": f"date 2022-0{month}-01 {word} and more in month {month}."
    for month in (1, 2, 3)
    for word in ("Oil", "Gas", "Oil gas")
} | {"undated.txt": "Oil at no date."}

QUERIES = (
    "oil",
    "gas OR zinc",
    "oil -gas",
    "date:2022-02",
    "oil since:2022-02",
    "gas date:2022-01 OR gas date:2022-03",
)


@pytest.mark.parametrize("one", QUERIES)
@pytest.mark.parametrize("other", QUERIES)
def test_both_and_without_are_what_they_are_of_sets(archive: Archive, add: Add, one: str, other: str) -> None:
    add(FILES)

    def found(query: Query) -> set[int]:
        return {article_id for article_id, _ in archive.ids(query, sort=Sort.OLDEST)}

    first, second = Query.parse(one), Query.parse(other)
    assert found(both(first, second)) == found(first) & found(second)
    assert found(without(first, second)) == found(first) - found(second)
    assert archive.count(without(first, second)) == len(found(first) - found(second))


def test_nothing_is_left_without_every_article() -> None:
    with pytest.raises(ValueError, match="every article"):
        without(Query.parse("oil"), Query())
