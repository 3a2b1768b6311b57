"""The alerts of an archive, and for each the articles that matched when it was last run.

An article that matches now and did not match then is new. A removed article is deleted from the answers of all alerts,
so that an article that gets the same id later counts as new.
"""

from __future__ import annotations

import datetime
import sqlite3
from collections.abc import Iterable, Sequence

from newsidx.archive.alert_errors import alert_exists, unknown_alert
from newsidx.archive.records import Alert
from newsidx.archive.sqlite import values
from newsidx.archive.sqlite.changes import ChangeRecord
from newsidx.archive.sqlite.columns import MAYBE_NUMBER, MAYBE_TEXT, TEXT
from newsidx.archive.sqlite.database import Database


def alerts(database: Database) -> list[Alert]:
    """Every alert, sorted by name."""
    rows = database.rows("SELECT name, question, seen, added, last_run FROM alerts ORDER BY name")
    kinds = (TEXT, TEXT, MAYBE_NUMBER, TEXT, MAYBE_TEXT)
    return [Alert(*values.typed(database.path, row, *kinds)) for row in rows]


def alert(database: Database, name: str) -> Alert:
    """The alert with a name. Raises UnknownAlert."""
    for saved in alerts(database):
        if saved.name == name:
            return saved
    raise unknown_alert(name)


def add(database: Database, name: str, query_text: str, answers: Iterable[int]) -> Alert:
    """Save a query, with the ids of the articles that match it now. Raises AlertExists."""
    with database.transaction() as connection:
        if connection.execute("SELECT 1 FROM alerts WHERE name = ?", [name]).fetchone():
            raise alert_exists(name)
        added = Alert(name, query_text, None, _now())
        connection.execute(
            "INSERT INTO alerts (name, question, added) VALUES (?, ?, ?)", (added.name, added.query_text, added.added)
        )
        _save_answers(connection, name, answers)
        ChangeRecord(connection, "alert-added", name).keep_rows("alert-added", [(name,)])
    return added


def remove(database: Database, name: str) -> None:
    """Delete an alert. Raises UnknownAlert."""
    with database.transaction() as connection:
        record = ChangeRecord(connection, "alert-deleted", name)
        record.keep_rows("alert", [_row(alert(database, name))])
        record.keep_rows("alert_answer", [(name, article) for article in _answers(connection, name)])
        connection.execute("DELETE FROM alerts WHERE name = ?", [name])
        connection.execute("DELETE FROM alert_answers WHERE alert = ?", [name])


def last_answers(database: Database, saved: Alert, matches: Sequence[int]) -> set[int]:
    """The ids of the articles that matched when an alert was last run; `matches` are the ids that match now."""
    if saved.seen is not None:
        return set(matches) - _new_since(database, saved.seen)
    return {article for (article,) in database.rows("SELECT article FROM alert_answers WHERE alert = ?", [saved.name])}


def record_run(
    database: Database,
    name: str,
    answers: Iterable[int],
    shown: Iterable[tuple[int, int]],
    gone: Iterable[int],
) -> None:
    """Record a run of an alert: the ids that match, the articles shown as new, as (id, fingerprint), and the ids that
    no longer match. An article that has changed since it was shown is left out, and so still counts as new.
    """
    with database.transaction() as connection:
        record = ChangeRecord(connection, "alert-run", name)
        before, last = _answers(connection, name), alert(database, name)
        _save_answers(connection, name, answers)
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
        after = _answers(connection, name)
        if before != after:
            record.keep_rows("alert", [_row(last)])
            record.keep_rows("alert_answer-added", [(name, article) for article in sorted(after - before)])
            record.keep_rows("alert_answer", [(name, article) for article in sorted(before - after)])


def _row(saved: Alert) -> tuple[object, ...]:
    """An alert as the columns of its table."""
    return (saved.name, saved.query_text, saved.seen, saved.added, saved.last_run)


def _answers(connection: sqlite3.Connection, name: str) -> set[int]:
    return {article for (article,) in connection.execute("SELECT article FROM alert_answers WHERE alert = ?", [name])}


def _save_answers(connection: sqlite3.Connection, name: str, answers: Iterable[int]) -> None:
    connection.executemany(
        "INSERT OR IGNORE INTO alert_answers (alert, article) VALUES (?, ?)", ((name, article) for article in answers)
    )


def delete_answers(connection: sqlite3.Connection, article: int) -> None:
    """Delete a removed article from the answers of all alerts."""
    connection.execute("DELETE FROM alert_answers WHERE alert IN (SELECT name FROM alerts) AND article = ?", [article])


def copy_answers(connection: sqlite3.Connection, old: int, new: int, fingerprint: int) -> None:
    """Copy the answers of an article to its new id if only its date changed, so that no alert shows it as new again."""
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
