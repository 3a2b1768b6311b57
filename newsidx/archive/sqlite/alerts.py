"""The alerts that an archive keeps, and for each the articles that answered when it was last run.

What answers now and did not then is news. An article that is removed takes its answers with it, so that another that
is given its id later is news.
"""

from __future__ import annotations

import datetime
import sqlite3
from collections.abc import Iterable, Sequence

from newsidx.archive.records import Alert
from newsidx.archive.sqlite import values
from newsidx.archive.sqlite.database import Database
from newsidx.errors import AlertExists, UnknownAlert


def alerts(database: Database) -> list[Alert]:
    """Every alert, by name."""
    rows = database.rows("SELECT name, question, seen, added, last_run FROM alerts ORDER BY name")
    kinds = (values.TEXT, values.TEXT, values.MAYBE_NUMBER, values.TEXT, values.MAYBE_TEXT)
    return [Alert(*values.typed(database.path, row, *kinds)) for row in rows]


def alert(database: Database, name: str) -> Alert:
    """The alert of a name. Raises UnknownAlert."""
    for one in alerts(database):
        if one.name == name:
            return one
    raise UnknownAlert(f"There is no alert called {name}", "newsidx alert list shows those there are.")


def add(database: Database, name: str, question: str, answers: Iterable[int]) -> Alert:
    """Save a query, with the ids of the articles that match it now. Raises AlertExists."""
    with database.transaction() as connection:
        if connection.execute("SELECT 1 FROM alerts WHERE name = ?", [name]).fetchone():
            raise AlertExists(
                f"There is an alert called {name} already",
                "Choose another name, or take that one away: newsidx alert remove NAME.",
            )
        added = Alert(name, question, None, _now())
        connection.execute(
            "INSERT INTO alerts (name, question, added) VALUES (?, ?, ?)", (added.name, added.question, added.added)
        )
        _note_answers(connection, name, answers)
    return added


def remove(database: Database, name: str) -> None:
    """Forget an alert. Raises UnknownAlert."""
    with database.transaction() as connection:
        alert(database, name)
        connection.execute("DELETE FROM alerts WHERE name = ?", [name])
        connection.execute("DELETE FROM alert_answers WHERE alert = ?", [name])


def answered(database: Database, one: Alert, matches: Sequence[int]) -> set[int]:
    """The ids of the articles that answered when an alert was last run; `matches` are those that do now."""
    if one.seen is not None:
        return set(matches) - _new_since(database, one.seen)
    return {article for (article,) in database.rows("SELECT article FROM alert_answers WHERE alert = ?", [one.name])}


def note_run(
    database: Database,
    name: str,
    answers: Iterable[int],
    shown: Iterable[tuple[int, int]],
    gone: Iterable[int],
) -> None:
    """Note that an alert was run just now: the ids that match it, the articles (id, fingerprint) shown as new, and the
    ids that match no more. An article that says something else by now was not shown.
    """
    with database.transaction() as connection:
        _note_answers(connection, name, answers)
        connection.executemany(
            "DELETE FROM alert_answers WHERE alert = ? AND article = ?", ((name, article) for article in gone)
        )
        connection.executemany(
            """
            INSERT OR IGNORE INTO alert_answers (alert, article)
            SELECT ?, id FROM articles WHERE id = ? AND fingerprint = ?
            """,
            ((name, article, fingerprint) for article, fingerprint in shown),
        )
        connection.execute("UPDATE alerts SET last_run = ?, seen = NULL WHERE name = ?", (_now(), name))


def _note_answers(connection: sqlite3.Connection, name: str, answers: Iterable[int]) -> None:
    connection.executemany(
        "INSERT OR IGNORE INTO alert_answers (alert, article) VALUES (?, ?)", ((name, article) for article in answers)
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


def _new_since(database: Database, seen: int) -> set[int]:
    """The ids of the articles that only files with a higher id than `seen` hold."""
    sql = """
        SELECT DISTINCT article FROM copies WHERE file > ?1
        AND NOT EXISTS (SELECT 1 FROM copies AS known WHERE known.article = copies.article AND known.file <= ?1)
    """
    return {article for (article,) in database.rows(sql, [seen])}


def _now() -> str:
    return datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="seconds")
