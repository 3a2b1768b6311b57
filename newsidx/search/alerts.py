"""Alerts: saved queries, and what is new for each since it was last run.

alerts.add(archive, "cocoa", "cocoa OR chocolate")
news = alerts.run(archive)
for item in news:
    print(item.alert.name, [hit.article.ref for hit in item.hits])
alerts.done(archive, news)
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from newsidx.archive.contract import Archive, WritableArchive
from newsidx.archive.progress import OnProgress, nothing, watched
from newsidx.archive.records import Alert
from newsidx.errors import SavedInItself, UnknownAlert
from newsidx.query import Query
from newsidx.query.sort import Sort
from newsidx.search.answer import Hit, hits_of
from newsidx.search.saved import saved_in

__all__ = ["Alert", "News", "add", "done", "run"]


@dataclass(frozen=True)
class News:
    """What is new for an alert: its hits, newest first. `gone` has the ids that no longer match. `problem` says why its
    query cannot be answered, if another saved query that it names is no longer there.
    """

    alert: Alert
    hits: tuple[Hit, ...]
    gone: tuple[int, ...] = ()
    problem: str = ""


def add(archive: WritableArchive, name: str, query_text: str) -> Alert:
    """Save a query under a name; articles that match now do not count as new.

    Raises BadDate for a date that cannot be understood, AlertExists if the name is taken.
    """
    query = Query.parse(query_text, saved=saved_in(archive))
    with archive.transaction():
        return archive.save_alert(name, query_text, _matches(archive, query))


def run(
    archive: Archive, names: Sequence[str] = (), on_alerts: OnProgress = nothing, on_articles: OnProgress = nothing
) -> list[News]:
    """What is new for these alerts, or for all: the full matches of now that did not match at the last run. `on_alerts`
    is called with how many alerts have been run, and of how many, and then `on_articles` with how many of the new
    articles have been read.

    Nothing is recorded before `done` is called, so that news that could not be shown stay new. Dates in a query such
    as `7d` count from today. Raises UnknownAlert.
    """
    with archive.snapshot():
        chosen = [archive.alert(name) for name in dict.fromkeys(names)] if names else archive.alerts()
        runs = [_run(archive, alert) for alert in watched(chosen, on_alerts, 1)]
        return list(_with_hits(archive, runs, on_articles))


def done(archive: WritableArchive, shown_news: Sequence[News]) -> None:
    """Record that these news were shown, in an archive that is open for writing.

    Articles that were added or changed since `run` were not shown, and stay new.
    """
    with archive.transaction():
        saved = {(alert.name, alert.query_text, alert.added): alert for alert in archive.alerts()}
        for news in shown_news:
            alert = saved.get((news.alert.name, news.alert.query_text, news.alert.added))
            if alert is None or news.problem:  # deleted meanwhile, or not answered
                continue
            answers: set[int] = set()
            if alert.seen is not None:
                answers = archive.alert_answers(
                    alert, _matches(archive, Query.parse(alert.query_text, saved=saved_in(archive)))
                )
            shown = ((hit.article.id, hit.article.fingerprint) for hit in news.hits)
            archive.record_alert_run(alert.name, answers=answers, shown=shown, gone=news.gone)


class _Run(NamedTuple):
    """What a run of an alert finds, before its new articles are read."""

    news: News
    query: Query
    new: Sequence[int]


def _run(archive: Archive, alert: Alert) -> _Run:
    """The ids of what is new for an alert, and what no longer matches."""
    try:
        query = Query.parse(alert.query_text, saved=saved_in(archive))
    except (UnknownAlert, SavedInItself) as error:
        return _Run(News(alert, (), problem=error.message), Query(), ())
    matches = _matches(archive, query)
    before = archive.alert_answers(alert, matches)
    new = [article_id for article_id in matches if article_id not in before]
    return _Run(News(alert, (), tuple(before.difference(matches))), query, new)


def _with_hits(archive: Archive, runs: Sequence[_Run], on_progress: OnProgress) -> Iterator[News]:
    """The news with the new articles."""
    total = sum(len(run.new) for run in runs)
    done = 0

    def read(run: _Run) -> Iterator[Hit]:
        nonlocal done
        for hit in hits_of(archive, run.query, run.new):
            on_progress(done, total)
            done += 1
            yield hit

    for run in runs:
        yield replace(run.news, hits=tuple(read(run)))
    if total:
        on_progress(total, total)


def users_of(archive: Archive, name: str) -> list[str]:
    """The names of the alerts whose queries have `search:NAME` in them."""
    users = []
    for alert in archive.alerts():
        named: set[str] = set()

        def note(other: str, named: set[str] = named) -> str:
            named.add(other)
            return "x"

        Query.parse(alert.query_text, saved=note)
        if name in named:
            users.append(alert.name)
    return users


def _matches(archive: Archive, query: Query) -> list[int]:
    """The ids that match a query, newest first."""
    return [article_id for article_id, _ in archive.ids(query, sort=Sort.NEWEST)]
