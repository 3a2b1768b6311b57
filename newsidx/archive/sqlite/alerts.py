"""The alerts that an archive keeps, and for each the articles that answered when it was last run.

What answers now and did not then is news. An article that is removed takes its answers with it, so that another that
is given its id later is news.
"""

from __future__ import annotations

import datetime
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from newsidx.archive.sqlite import values
from newsidx.archive.sqlite.database import Archive
from newsidx.errors import AlertExists, UnknownAlert


@dataclass(frozen=True)
class Alert:
    """A saved query. Times are UTC, ISO 8601.

    `seen` is None, but for an alert that was not run since the archive had schema 6: the highest id of a file then.
    """

    name: str
    question: str
    seen: int | None
    added: str
    last_run: str | None = None


def alerts(archive: Archive) -> list[Alert]:
    """Every alert, by name."""
    rows = archive.rows("SELECT name, question, seen, added, last_run FROM alerts ORDER BY name")
    kinds = (values.TEXT, values.TEXT, values.MAYBE_NUMBER, values.TEXT, values.MAYBE_TEXT)
    return [Alert(*values.typed(archive.path, row, *kinds)) for row in rows]


def alert(archive: Archive, name: str) -> Alert:
    """The alert of a name. Raises UnknownAlert."""
    for one in alerts(archive):
        if one.name == name:
            return one
    raise UnknownAlert(f"There is no alert called {name}", "newsidx alert list shows those there are.")


def add(archive: Archive, name: str, question: str) -> Alert:
    """Keep a question, with no answers as yet. Raises AlertExists."""
    with archive.transaction() as connection:
        if connection.execute("SELECT 1 FROM alerts WHERE name = ?", [name]).fetchone():
            raise AlertExists(
                f"There is an alert called {name} already",
                "Choose another name, or take that one away: newsidx alert remove NAME.",
            )
        added = Alert(name, question, None, _now())
        connection.execute(
            "INSERT INTO alerts (name, question, added) VALUES (?, ?, ?)", (added.name, added.question, added.added)
        )
    return added


def remove(archive: Archive, name: str) -> None:
    """Forget an alert. Raises UnknownAlert."""
    with archive.transaction() as connection:
        alert(archive, name)
        connection.execute("DELETE FROM alerts WHERE name = ?", [name])
        connection.execute("DELETE FROM alert_answers WHERE alert = ?", [name])


def answered(archive: Archive, one: Alert, matches: Sequence[int]) -> set[int]:
    """The ids of the articles that answered when an alert was last run; `matches` are those that do now."""
    if one.seen is not None:
        return set(matches) - _new_since(archive, one.seen)
    return {article for (article,) in archive.rows("SELECT article FROM alert_answers WHERE alert = ?", [one.name])}


def note_run(connection: sqlite3.Connection, name: str) -> None:
    """Note that an alert was run just now, and that all its answers are noted."""
    connection.execute("UPDATE alerts SET last_run = ?, seen = NULL WHERE name = ?", (_now(), name))


def note_answers(connection: sqlite3.Connection, name: str, answers: Iterable[int]) -> None:
    """Note articles that answer an alert."""
    connection.executemany(
        "INSERT OR IGNORE INTO alert_answers (alert, article) VALUES (?, ?)", ((name, article) for article in answers)
    )


def note_told(connection: sqlite3.Connection, name: str, told: Iterable[tuple[int, int]]) -> None:
    """Note articles, by id and fingerprint, that were told as news. One that says something else by now was not."""
    connection.executemany(
        """
        INSERT OR IGNORE INTO alert_answers (alert, article)
        SELECT ?, id FROM articles WHERE id = ? AND fingerprint = ?
        """,
        ((name, article, fingerprint) for article, fingerprint in told),
    )


def note_gone(connection: sqlite3.Connection, name: str, gone: Iterable[int]) -> None:
    """Note articles that do not answer an alert any more."""
    connection.executemany(
        "DELETE FROM alert_answers WHERE alert = ? AND article = ?", ((name, article) for article in gone)
    )


def forget_answers(connection: sqlite3.Connection, article: int) -> None:
    """Let an article that is gone answer no alert."""
    connection.execute("DELETE FROM alert_answers WHERE alert IN (SELECT name FROM alerts) AND article = ?", [article])


def keep_answers(connection: sqlite3.Connection, old: int, new: int, fingerprint: int) -> None:
    """Let an article that is only dated otherwise, and so has another id, be no news where it was none."""
    connection.execute(
        """
        INSERT OR IGNORE INTO alert_answers (alert, article)
        SELECT alert, :new FROM alert_answers
        WHERE alert IN (SELECT name FROM alerts) AND article = :old
          AND EXISTS (SELECT 1 FROM articles WHERE id = :old AND fingerprint = :fingerprint)
        """,
        {"old": old, "new": new, "fingerprint": fingerprint},
    )


def _new_since(archive: Archive, seen: int) -> set[int]:
    """The ids of the articles that only files with a higher id than `seen` hold."""
    sql = """
        SELECT DISTINCT article FROM copies WHERE file > ?1
        AND NOT EXISTS (SELECT 1 FROM copies AS known WHERE known.article = copies.article AND known.file <= ?1)
    """
    return {article for (article,) in archive.rows(sql, [seen])}


def _now() -> str:
    return datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="seconds")
