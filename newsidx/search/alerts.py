"""Alerts: saved queries, and what is new for each since it was last run.

alerts.add(archive, "cocoa", "cocoa OR chocolate")
news = alerts.run(archive)
for item in news:
    print(item.alert.name, [hit.article.ref for hit in item.hits])
alerts.done(archive, news)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from newsidx.archive.sqlite.alerts import (
    Alert,
    alert,
    alerts,
    answered,
    note_answers,
    note_gone,
    note_run,
    note_told,
    remove,
)
from newsidx.archive.sqlite.alerts import add as keep
from newsidx.archive.sqlite.database import Archive
from newsidx.archive.sqlite.fts5 import compile
from newsidx.query import Query
from newsidx.search.answer import Hit, hits_of

__all__ = ["Alert", "News", "add", "alerts", "done", "remove", "run"]


@dataclass(frozen=True)
class News:
    """What is new for an alert: its hits, newest first. `gone` are the ids of those that no longer match."""

    alert: Alert
    hits: tuple[Hit, ...]
    gone: tuple[int, ...] = ()


def add(archive: Archive, name: str, question: str) -> Alert:
    """Save a query under a name; articles that match now do not count as new.

    Raises BadDate for a date that cannot be understood, AlertExists if the name is taken.
    """
    query = Query.parse(question)
    with archive.transaction() as connection:
        added = keep(archive, name, question)
        note_answers(connection, name, _matches(archive, query))
    return added


def run(archive: Archive, names: Sequence[str] = ()) -> list[News]:
    """What is new for these alerts, or for all: the articles that match fully now, and did not at the last run.

    Nothing is noted before `done` is called, so that nothing new is lost where it could not be shown. Dates in a query
    such as `7d` count from today. Raises UnknownAlert.
    """
    with archive.snapshot():
        chosen = [alert(archive, name) for name in dict.fromkeys(names)] if names else alerts(archive)
        return [_news(archive, one) for one in chosen]


def done(archive: Archive, told: Sequence[News]) -> None:
    """Note that what is new was shown, in an archive that is open for writing.

    What was added or changed since `run` was not shown, and stays new.
    """
    with archive.transaction() as connection:
        kept = {(one.name, one.question, one.added): one for one in alerts(archive)}
        for news in told:
            one = kept.get((news.alert.name, news.alert.question, news.alert.added))
            if one is None:  # removed meanwhile
                continue
            if one.seen is not None:
                matches = _matches(archive, Query.parse(one.question))
                note_answers(connection, one.name, answered(archive, one, matches))
            note_gone(connection, one.name, news.gone)
            note_told(connection, one.name, ((hit.article.id, hit.article.fingerprint) for hit in news.hits))
            note_run(connection, one.name)


def _news(archive: Archive, one: Alert) -> News:
    """What is new for an alert, and what no longer matches."""
    query = Query.parse(one.question)
    matches = _matches(archive, query)
    before = answered(archive, one, matches)
    new = [article for article in matches if article not in before]
    return News(one, tuple(hits_of(archive, query, new)), tuple(before.difference(matches)))


def _matches(archive: Archive, query: Query) -> list[int]:
    """The ids that match a query, newest first."""
    return [article for (article,) in archive.rows(*compile.ids(query, "newest", None))]
