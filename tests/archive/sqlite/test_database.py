"""A transaction ends only when its caller ends it, whatever is read inside it."""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

import newsidx
from newsidx import Archive
from newsidx.analysis import keywords, near_duplicates
from newsidx.analysis import related as related_module
from newsidx.analysis.grouping import grouped_answer
from newsidx.analysis.timeline import timeline
from newsidx.archive.sqlite.articles import articles, named
from newsidx.archive.sqlite.files import problems
from newsidx.archive.sqlite.statistics import describe
from newsidx.ingest.pipeline import Report
from newsidx.query import Query
from newsidx.search import alerts, spelling
from newsidx.search.request import Match, SearchRequest
from tests.searching import answer, count, highlight, histogram, search

FIRST = 20220301000001


class Undone(Exception):
    """Raised by the caller inside its transaction."""


def article(archive: Archive) -> newsidx.Article:
    return articles(archive, [FIRST])[0]


READS: Sequence[Callable[[Archive], object]] = (
    lambda archive: list(search(archive, Query.parse("oil embargo"))),
    lambda archive: list(search(archive, Query.parse("embarg* oil"))),
    lambda archive: list(search(archive, Query.parse("=oil"), "newest")),
    lambda archive: list(search(archive, Query.parse("oyl"), fuzzy=True)),
    lambda archive: list(search(archive, Query.parse("oil snow"), match=Match.ANY)),
    lambda archive: (count(archive, Query.parse("oil")), histogram(archive, Query.parse("oil"), "week")),
    lambda archive: highlight(archive, article(archive), Query.parse("oil")),
    lambda archive: list(grouped_answer(archive, SearchRequest(query=Query.parse("oil"), limit=5)).hits),
    lambda archive: [(part.count, part.plan) for part in answer(archive, Query.parse("oil embargo")).parts],
    lambda archive: timeline(archive, [Query.parse("oil")]),
    lambda archive: related_module.related(archive, article(archive)),
    lambda archive: keywords.keywords(archive, Query.parse("date:2022-03-01..2022-03-05")),
    lambda archive: spelling.suggestion(archive, Query.parse("oyl")),
    lambda archive: (
        near_duplicates.clusters(archive),
        alerts.run(archive),
        describe(archive),
        list(problems(archive)),
    ),
    lambda archive: named(archive, "20220301-1"),
)


@pytest.mark.parametrize("read", READS)
def test_a_transaction_can_be_rolled_back_after_any_read_inside_it(
    archive: Archive, add: Callable[..., Report], read: Callable[[Archive], object]
) -> None:
    add({f"{n}.txt": f"date 2022-03-{n:02} Story {n}\n\nOil embargo number {n}, oil and gas." for n in range(1, 20)})
    alerts.add(archive, "saved", "gas")
    with pytest.raises(Undone), archive.transaction() as connection:  # noqa: PT012 - the block itself raises
        connection.execute("DELETE FROM alerts")
        read(archive)
        read(archive)
        assert connection.in_transaction
        raise Undone
    assert [alert.name for alert in archive.alerts()] == ["saved"]
    read(archive)  # creates its temporary tables again, which were rolled back too


def test_no_code_uses_executescript_or_commit() -> None:
    calls = [
        f"{path.name}:{node.lineno}"
        for path in Path(newsidx.__file__).parent.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in ("executescript", "commit")
    ]
    assert calls == []


def test_what_is_kept_of_an_archive_holds_until_that_changes(archive: Archive, add: Callable[..., Report]) -> None:
    add({"a.txt": "date 2022-03-06 Oil embargo."})
    made: list[int] = []

    def kept() -> int:
        return archive.while_unchanged("made", lambda: made.append(0) or len(made))

    assert kept() == 1
    assert archive.term_counts([20220306000001]) == {"oil": 1, "embargo": 1}  # writes a temporary table
    assert kept() == 1
    add({"b.txt": "date 2022-03-07 Gas."})
    assert kept() == 2
