"""A transaction is the caller's: whatever is read meanwhile, it ends when the caller ends it."""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

import newsidx
from newsidx import Archive
from newsidx.analysis import keywords, near_duplicates
from newsidx.analysis import related as related_module
from newsidx.analysis.timeline import timeline
from newsidx.archive.sqlite.articles import articles, named, problems
from newsidx.archive.sqlite.statistics import describe
from newsidx.ingest.pipeline import Report
from newsidx.query import Query
from newsidx.search import alerts, spelling
from newsidx.search.answer import count, count_by, highlight, one_of_each_story, search, tiers
from newsidx.search.explain import explained

FIRST = 20220301000001


class Undone(Exception):
    """What the caller's own work raises."""


def article(archive: Archive) -> newsidx.Article:
    return articles(archive, [FIRST])[0]


READS: Sequence[Callable[[Archive], object]] = (
    lambda archive: list(search(archive, Query.parse("oil embargo"))),
    lambda archive: list(search(archive, Query.parse("embarg* oil"))),
    lambda archive: list(search(archive, Query.parse("=oil"), "newest")),
    lambda archive: list(search(archive, Query.parse("oyl"), fuzzy=True)),
    lambda archive: list(search(archive, Query.parse("oil snow"), words="any")),
    lambda archive: (count(archive, Query.parse("oil")), count_by(archive, Query.parse("oil"), "week")),
    lambda archive: highlight(archive, article(archive), Query.parse("oil")),
    lambda archive: one_of_each_story(archive, tiers(archive, Query.parse("oil")), "relevance", 5, 0),
    lambda archive: explained(archive, Query.parse("oil embargo"), "relevance", 5),
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
def test_whatever_is_read_inside_a_transaction_can_still_be_rolled_back(
    archive: Archive, add: Callable[..., Report], read: Callable[[Archive], object]
) -> None:
    add({f"{n}.txt": f"date 2022-03-{n:02} Story {n}\n\nOil embargo number {n}, oil and gas." for n in range(1, 20)})
    alerts.add(archive, "kept", "gas")
    with pytest.raises(Undone), archive.transaction() as connection:  # noqa: PT012 - it is the caller who raises
        connection.execute("DELETE FROM alerts")
        read(archive)
        read(archive)
        assert connection.in_transaction
        raise Undone
    assert [one.name for one in archive.alerts()] == ["kept"]
    read(archive)  # what was made for it in the transaction is gone with it, and made again


def test_nothing_is_run_as_a_script_which_would_commit() -> None:
    calls = [
        f"{path.name}:{node.lineno}"
        for path in Path(newsidx.__file__).parent.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in ("executescript", "commit")
    ]
    assert calls == []
