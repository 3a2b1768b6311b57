"""The notes that users write on articles, one an article. A note goes with its article, as its tags do."""

from __future__ import annotations

import datetime
import sqlite3

from newsidx.archive.sqlite.changes import ChangeRecord
from newsidx.archive.sqlite.database import Database
from newsidx.article import ref_of

_INSERT = "INSERT OR IGNORE INTO article_notes (article, note, written) SELECT id, ?, ? FROM articles WHERE id = ?"
_NOTE = "SELECT article, note, written FROM article_notes WHERE article = ?"


def change_note(database: Database, article: int, note: str, before: str) -> bool:
    """Write the note of an article; an empty text deletes it. `before` is the note as the user saw it, empty for none.

    Returns False, and writes nothing, if it is another one by now, or the article is gone.
    """
    with database.transaction() as connection:
        row = connection.execute(_NOTE, [article]).fetchone()
        is_there = connection.execute("SELECT 1 FROM articles WHERE id = ?", [article]).fetchone() is not None
        if not is_there or (row[1] if row else "") != before:
            return False
        if note == before:
            return True
        record = ChangeRecord(connection, "note", ref_of(article))
        if row:
            record.keep_rows("note", [row])
        else:
            record.keep_rows("note-added", [[article]])
        delete_note(connection, article)
        if note:
            add_note(connection, article, note)
    return True


def add_note(connection: sqlite3.Connection, article: int, note: str) -> None:
    """Write the note of an article that has none, within a transaction."""
    now = datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="seconds")
    connection.execute(_INSERT, (note, now, article))


def delete_note(connection: sqlite3.Connection, article: int) -> None:
    """Delete the note of an article, within a transaction."""
    connection.execute("DELETE FROM article_notes WHERE article = ?", [article])


def copy_note(connection: sqlite3.Connection, old: int, new: int) -> None:
    """Give an article the note of the one that it takes the place of, unless it has one."""
    sql = """
        INSERT OR IGNORE INTO article_notes (article, note, written)
        SELECT ?, note, written FROM article_notes WHERE article = ?
    """
    connection.execute(sql, (new, old))
