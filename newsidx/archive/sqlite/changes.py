"""What commands change, kept so that `newsidx undo` can take it back: for 30 days, or until the archive is optimized.

Articles that a change deletes are kept with all their columns, and no other article gets their ids. If the same text
comes back in a file, it has its id, its tags and its note again.
"""

from __future__ import annotations

import datetime
import json
import sqlite3
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, cast, get_args

from newsidx.archive.known_files import BEYOND_ALL_PARTS
from newsidx.archive.sqlite import values
from newsidx.archive.sqlite.columns import COLUMNS, NUMBER, TEXT
from newsidx.archive.sqlite.database import Database
from newsidx.archive.sqlite.sqlite_errors import corrupt
from newsidx.archive.undoable import KEPT_DAYS

if TYPE_CHECKING:
    from newsidx.archive.records import Change, ChangeKind
    from newsidx.archive.sqlite.frequencies.deleting import TakenOut

ROW_TYPES: dict[str, tuple[type, ...]] = {
    "copy": (int, int, int),
    "tag": (str, int),
    "note": (int, str, str),
    "alert_answer": (str, int),
    "tag-added": (str, int),
    "note-added": (int,),
    "alert_answer-added": (str, int),
}
"""The columns of the kept rows that are about an article. The last whole number is its id."""

_KEEP_ARTICLE = (
    f"INSERT OR IGNORE INTO kept_articles (change, {COLUMNS}) SELECT ?, {COLUMNS} FROM articles WHERE id = ?"
)
_ENCODE = json.JSONEncoder(ensure_ascii=False).encode
_INSERT_CHANGE = "INSERT INTO kept_changes (kind, made, subject) VALUES (?, ?, ?)"
_INSERT_ROW = "INSERT INTO kept_rows (change, kind, article, row) VALUES (?, ?, ?, ?)"
_KEEP_FILE = """
INSERT INTO kept_rows (change, kind, row)
SELECT ?, 'file', json_array(
  id, path, size, mtime_ns, ctime_ns, hex(digest), reader, encoding, status, problem, ambiguous, undated,
  first_seen, last_read, missing_since, read_again, problem_kind, outcome, options
) FROM files WHERE id = ?
"""
_KEEP_COPIES = """
INSERT INTO kept_rows (change, kind, article, row)
SELECT ?, 'copy', article, json_array(file, part, article) FROM copies
"""
_KEEP_WITH_ARTICLE = (
    """
    INSERT INTO kept_rows (change, kind, article, row)
    SELECT ?, 'tag', article, json_array(tag, article) FROM article_tags WHERE article = ?
    """,
    """
    INSERT INTO kept_rows (change, kind, article, row)
    SELECT ?, 'note', article, json_array(article, note, written) FROM article_notes WHERE article = ?
    """,
    """
    INSERT INTO kept_rows (change, kind, article, row)
    SELECT ?, 'alert_answer', article, json_array(alert, article) FROM alert_answers
    WHERE alert IN (SELECT name FROM alerts) AND article = ?
    """,
)
_CHANGES = """
SELECT id, kind, made, subject,
  (SELECT count(*) FROM kept_articles WHERE change = kept_changes.id),
  (
    SELECT count(DISTINCT article) FROM kept_rows
    WHERE change = kept_changes.id AND kind IN ('tag', 'tag-added', 'note', 'note-added', 'alert_answer-added')
  )
FROM kept_changes WHERE made >= ?
"""
_LATEST_FIRST = f"{_CHANGES} ORDER BY id DESC"
_LAST_OF = f"""
{_CHANGES}
AND id = (
  SELECT max(kept_rows.change) FROM kept_rows JOIN kept_changes ON kept_changes.id = kept_rows.change
  WHERE kept_rows.article = ? AND kept_changes.kind IN ('tags', 'note')
)
"""
_LAST_CHANGE_OF = "SELECT max(change) FROM kept_articles WHERE id = ?1"
_GIVE_BACK = (
    f"""
    INSERT OR IGNORE INTO article_tags (tag, article)
    SELECT json_extract(row, '$[0]'), article FROM kept_rows
    WHERE article = ?1 AND kind = 'tag' AND change = ({_LAST_CHANGE_OF})
    """,
    f"""
    INSERT OR IGNORE INTO article_notes (article, note, written)
    SELECT article, json_extract(row, '$[1]'), json_extract(row, '$[2]') FROM kept_rows
    WHERE article = ?1 AND kind = 'note' AND change = ({_LAST_CHANGE_OF})
    """,
)


class ChangeRecord:
    """The record of one change, in the transaction that makes it. Where nothing is kept there is no record."""

    def __init__(self, connection: sqlite3.Connection, kind: ChangeKind, subject: str = "") -> None:
        self.made = datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="microseconds")
        self._connection = connection
        self._kind = kind
        self._subject = subject
        self._id: int | None = None
        self._files: set[int] = set()

    def keep_article(self, article_id: int) -> None:
        """Keep an article with its tags, its note, and the alerts that it matched, before it is deleted."""
        change = self._change()
        self._connection.execute(_KEEP_ARTICLE, (change, article_id))
        for statement in _KEEP_WITH_ARTICLE:
            self._connection.execute(statement, (change, article_id))

    def keep_copies_of(self, article_id: int) -> None:
        """Keep the files that an article is in, and which part of them it is, before its copies are deleted."""
        change = self._change()
        for (file_id,) in self._connection.execute(
            "SELECT file FROM copies WHERE article = ?", [article_id]
        ).fetchall():
            self._keep_file(file_id)
        self._connection.execute(f"{_KEEP_COPIES} WHERE article = ?", (change, article_id))

    def keep_copies_in(self, file_id: int) -> None:
        """Keep a file and which articles it has, before it is deleted."""
        self._keep_file(file_id)
        self._connection.execute(f"{_KEEP_COPIES} WHERE file = ?", (self._change(), file_id))

    def keep_place_in(self, file_id: int, article_id: int) -> None:
        """Keep the file that an article was in until the file was read anew."""
        self._keep_file(file_id)
        self.keep_rows("copy", [(file_id, BEYOND_ALL_PARTS, article_id)])

    def _keep_file(self, file_id: int) -> None:
        if file_id not in self._files:
            self._files.add(file_id)
            self._connection.execute(_KEEP_FILE, (self._change(), file_id))

    def keep_frequencies(self, taken_out: Iterable[TakenOut]) -> None:
        """Keep which articles were taken out of the blocks of term frequencies, so that they can be put back."""
        self.keep_rows("frequencies", taken_out)

    def keep_rows(self, kind: str, rows: Iterable[Sequence[object]]) -> None:
        """Keep rows of a table, or with `-added` after its name those that the change adds to it."""
        kept = [(kind, _article_of(kind, row), _ENCODE(row)) for row in rows]
        if kept:
            change = self._change()
            self._connection.executemany(_INSERT_ROW, ((change, *row) for row in kept))

    def _change(self) -> int:
        if self._id is None:
            delete_before(self._connection, KEPT_DAYS)
            cursor = self._connection.execute(_INSERT_CHANGE, (self._kind, self.made, self._subject))
            self._id = cast("int", cursor.lastrowid)
        return self._id


class LostArticles(ChangeRecord):
    """The record of the articles that an ingest deletes because no file has their text any more: of those with tags or
    a note, and those that were `restored` by an undo. `files` says for each article in which file it was; `renewed`
    articles have handed their tags and notes on to another.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        files: Mapping[int, int],
        renewed: Container[int],
        restored: Container[int],
    ) -> None:
        super().__init__(connection, "ingest")
        self.count = 0
        self._file_of = files
        self._renewed = renewed
        self._restored = restored

    def keep_article(self, article_id: int) -> None:
        """Keep an article if it has tags or a note, or was restored."""
        is_kept = article_id in self._restored or is_marked(self._connection, article_id)
        if is_kept and article_id not in self._renewed:
            super().keep_article(article_id)
            self.keep_place_in(self._file_of[article_id], article_id)
            self.count += 1

    def keep_frequencies(self, taken_out: Iterable[TakenOut]) -> None:
        """Keep nothing: most of these articles are not kept."""


def _article_of(kind: str, row: Sequence[object]) -> int | None:
    """The article that a row is about."""
    return next(value for value in reversed(row) if isinstance(value, int)) if kind in ROW_TYPES else None


def is_marked(connection: sqlite3.Connection, article: int) -> bool:
    """Whether an article has tags or a note."""
    sql = """
        SELECT EXISTS (SELECT 1 FROM article_tags WHERE article = ?1)
          OR EXISTS (SELECT 1 FROM article_notes WHERE article = ?1)
    """
    return bool(connection.execute(sql, [article]).fetchone()[0])


def follow(connection: sqlite3.Connection, old: int, new: int) -> None:
    """Let what is kept of an article's tags, note and alerts be about the one that it became, with another id."""
    for kinds, place in (("tag alert_answer", "$[1]"), ("note", "$[0]")):
        connection.executemany(
            "UPDATE kept_rows SET article = ?, row = json_set(row, ?, ?) WHERE article = ? AND kind = ?",
            ((new, place, new, old, kind + ending) for kind in kinds.split() for ending in ("", "-added")),
        )


def delete_before(connection: sqlite3.Connection, days: int) -> None:
    """Delete the records of changes that were made more than so many days ago, within a transaction."""
    sql = "SELECT id FROM kept_changes WHERE made < ?"
    for (change,) in connection.execute(sql, [_moment(days)]).fetchall():
        delete(connection, change)


def expire(database: Database) -> None:
    """Delete the records of changes that are too old to be taken back; writes nothing if there are none."""
    if database.value("SELECT 1 FROM kept_changes WHERE made < ?", [_moment(KEPT_DAYS)]):
        with database.transaction() as connection:
            delete_before(connection, KEPT_DAYS)


def _moment(days: int) -> str:
    """The time so many days ago, as changes have it."""
    moment = datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(days=days)
    return moment.isoformat(timespec="microseconds")


def delete(connection: sqlite3.Connection, change: int) -> None:
    """Delete the record of a change and all that was kept for it, within a transaction."""
    connection.execute("DELETE FROM kept_articles WHERE change = ?", [change])
    connection.execute("DELETE FROM kept_rows WHERE change = ?", [change])
    connection.execute("DELETE FROM kept_changes WHERE id = ?", [change])


def changes(database: Database) -> list[Change]:
    """Every change that can be taken back, the latest first."""
    return list(_changes(database, _LATEST_FIRST))


def last_change_of(database: Database, article: int) -> Change | None:
    """The last change of the tags or the note of an article."""
    return next(_changes(database, _LAST_OF, [article]), None)


def _changes(database: Database, sql: str, parameters: Sequence[int] = ()) -> Iterator[Change]:
    kinds = (NUMBER, TEXT, TEXT, TEXT, NUMBER, NUMBER)
    for row in database.rows(sql, [_moment(KEPT_DAYS), *parameters]):
        yield _change_of(database.path, *values.typed(database.path, row, *kinds))


def _change_of(path: str, change: int, kind: str, made: str, subject: str, articles: int, others: int) -> Change:
    from newsidx.archive.records import Change, ChangeKind

    if kind not in get_args(ChangeKind):
        raise corrupt(path, "a change is of no kind that newsidx knows")
    return Change(change, cast("ChangeKind", kind), made, subject, articles or others)


def is_any_kept(connection: sqlite3.Connection) -> bool:
    """Whether an article is kept whose text may come back."""
    return bool(connection.execute("SELECT EXISTS (SELECT 1 FROM kept_articles)").fetchone()[0])


def kept_id(connection: sqlite3.Connection, date: str | None, fingerprint: int) -> int | None:
    """The id that an article of this day and text had when it was last deleted, if no other article has it now."""
    row = connection.execute(
        """
        SELECT id FROM kept_articles
        WHERE fingerprint = ? AND date IS ? AND typeof(id) = 'integer'
          AND NOT EXISTS (SELECT 1 FROM articles WHERE articles.id = kept_articles.id)
        ORDER BY change DESC
        """,
        (fingerprint, date),
    ).fetchone()
    return row[0] if row else None


def give_back(connection: sqlite3.Connection, article: int) -> None:
    """Give an article whose text came back the tags and the note it had when it was last deleted."""
    for statement in _GIVE_BACK:
        connection.execute(statement, [article])
