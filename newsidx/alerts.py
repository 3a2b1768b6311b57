"""Standing questions: what is new since the last time, for each.

alerts.add(archive, "cocoa", "cocoa OR chocolate")
news = alerts.run(archive)
for one in news:
    print(one.alert.name, [hit.article.ref for hit in one.hits])
alerts.done(archive, news)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from newsidx.archive import Archive
from newsidx.archive.standing import Alert, alert, alerts, last_file, mark_run, new_since, remove
from newsidx.archive.standing import add as keep
from newsidx.query import Query, compiling
from newsidx.search import Hit, hits_of

__all__ = ["Alert", "News", "add", "alerts", "done", "remove", "run"]


@dataclass(frozen=True)
class News:
    """What is new for an alert: its hits, newest first, of the files up to the one with the id `seen`."""

    alert: Alert
    hits: tuple[Hit, ...]
    seen: int


def add(archive: Archive, name: str, question: str) -> Alert:
    """Keep a question under a name; its answer of today is no news.

    Raises BadDate if there is a date in it that is none, AlertExists if the name is taken.
    """
    Query.parse(question)
    return keep(archive, name, question)


def run(archive: Archive, names: Sequence[str] = ()) -> list[News]:
    """What is new for these alerts, or for all of them: the articles with all the words of the question.

    Nothing is noted before `done` is called, so that no news is lost where it could not be told. Dates in a question
    such as `7d` count from today. Raises UnknownAlert.
    """
    chosen = [alert(archive, name) for name in dict.fromkeys(names)] if names else alerts(archive)
    seen = last_file(archive)
    new: dict[int, set[int]] = {}
    found: list[News] = []
    for one in chosen:
        if one.seen not in new:
            new[one.seen] = new_since(archive, one.seen)
        query = Query.parse(one.question)
        ids = [
            article
            for (article,) in (archive.rows(*compiling.ids(query, "newest", None)) if new[one.seen] else ())
            if article in new[one.seen]
        ]
        found.append(News(one, tuple(hits_of(archive, query, ids)), seen))
    return found


def done(archive: Archive, told: Sequence[News]) -> None:
    """Note that these news were told, in an archive that is open for writing."""
    for seen in {news.seen for news in told}:
        mark_run(archive, [news.alert.name for news in told if news.seen == seen], seen)
