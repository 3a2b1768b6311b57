"""What an archive keeps, read for a copy of it in another place, and written as such a copy.

Articles come before their files. Until a file comes, it is one that could not be read, and that an ingest tries again:
so whatever ends a copy, an ingest misses nothing.
"""

from __future__ import annotations

import datetime
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from newsidx.archive.records import Alert
from newsidx.archive.removals import RemovedPart
from newsidx.archive.sqlite import values
from newsidx.archive.sqlite.alerts import alerts
from newsidx.archive.sqlite.articles import articles
from newsidx.archive.sqlite.checksums import save_checksums
from newsidx.archive.sqlite.columns import MAYBE_NUMBER, MAYBE_TEXT, NUMBER, TEXT
from newsidx.archive.sqlite.counts import ArticleCounts
from newsidx.archive.sqlite.database import Database
from newsidx.archive.sqlite.fts5.index import add_to_index
from newsidx.archive.sqlite.notes import add_note
from newsidx.archive.sqlite.rows import INSERT_UNLISTED, article_row, insert_articles, unlisted_row
from newsidx.archive.sqlite.tags import add_tags
from newsidx.archive.stored import StoredAlert, StoredArticle, StoredCopy, StoredFile, StoredRemoval

if TYPE_CHECKING:
    from newsidx.article import Article

_FILES_AT_ONCE = 2_000
_DIGEST, _MAYBE_DIGEST = (bytes,), (bytes, type(None))
_FILE_TYPES = (
    *(TEXT, NUMBER, NUMBER, NUMBER, _MAYBE_DIGEST, MAYBE_TEXT, MAYBE_TEXT, TEXT, MAYBE_TEXT, MAYBE_TEXT, NUMBER),
    *(TEXT, TEXT, MAYBE_TEXT, MAYBE_TEXT, MAYBE_TEXT, MAYBE_TEXT, MAYBE_TEXT, NUMBER),
)
_REMOVAL_TYPES = (_DIGEST, NUMBER, TEXT, MAYBE_NUMBER, MAYBE_TEXT, MAYBE_TEXT, MAYBE_NUMBER)

_COPIES = """
SELECT copies.article, files.path, copies.part FROM copies JOIN files ON files.id = copies.file
WHERE copies.article IN (SELECT value FROM json_each(?)) ORDER BY files.path, copies.part
"""
_FILES = """
SELECT path, size, mtime_ns, ctime_ns, digest, reader, encoding, status, problem, ambiguous, undated,
  first_seen, last_read, missing_since, read_again, problem_kind, outcome,
  (SELECT options FROM reading_options WHERE id = files.options),
  EXISTS (
    SELECT 1 FROM copies JOIN articles ON articles.id = copies.article
    WHERE copies.file = files.id AND articles.date_from = 'mtime'
  )
FROM files ORDER BY path
"""
_REMOVED = "SELECT digest, part, path, article, title, removed, fingerprint FROM removed ORDER BY digest, part, path"
_ANSWERS = "SELECT article FROM alert_answers WHERE alert = ? ORDER BY article"

_INSERT_UNFINISHED_FILE = """
INSERT OR IGNORE INTO files (path, size, mtime_ns, ctime_ns, status, problem, undated, first_seen, last_read)
VALUES (?, 0, 0, -1, 'unreadable', 'not copied yet: copy it again, or ingest it', 0, ?2, ?2)
"""
_INSERT_COPY = "INSERT OR IGNORE INTO copies (file, part, article) SELECT id, ?, ? FROM files WHERE path = ?"
_INSERT_FILE = """
INSERT INTO files (
  path, size, mtime_ns, ctime_ns, digest, reader, encoding, status, problem, ambiguous, undated,
  first_seen, last_read, missing_since, read_again, problem_kind, outcome, options
) VALUES (
  ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, (SELECT id FROM reading_options WHERE options = ?)
)
ON CONFLICT (path) DO UPDATE SET
  size = excluded.size, mtime_ns = excluded.mtime_ns, ctime_ns = excluded.ctime_ns, digest = excluded.digest,
  reader = excluded.reader, encoding = excluded.encoding, status = excluded.status, problem = excluded.problem,
  ambiguous = excluded.ambiguous, undated = excluded.undated, first_seen = excluded.first_seen,
  last_read = excluded.last_read, missing_since = excluded.missing_since, read_again = excluded.read_again,
  problem_kind = excluded.problem_kind, outcome = excluded.outcome, options = excluded.options
WHERE files.ctime_ns = -1 AND files.digest IS NULL
"""
_INSERT_OPTIONS = "INSERT OR IGNORE INTO reading_options (options) VALUES (?)"
_INSERT_REMOVAL = """
INSERT OR IGNORE INTO removed (digest, part, path, article, title, removed, fingerprint) VALUES (?, ?, ?, ?, ?, ?, ?)
"""
_INSERT_ALERT = "INSERT OR IGNORE INTO alerts (name, question, added, last_run) VALUES (?, ?, ?, ?)"
_INSERT_ANSWER = "INSERT OR IGNORE INTO alert_answers (alert, article) VALUES (?, ?)"
_SAME_TEXT = "SELECT id FROM articles WHERE date IS ? AND fingerprint = ?"


def export_articles(database: Database, ids: Sequence[int]) -> list[StoredArticle]:
    """The articles with some ids, each with its tags, note and copies."""
    copies: defaultdict[int, list[StoredCopy]] = defaultdict(list)
    for row in database.rows(_COPIES, [values.json_array(ids)]):
        article_id, path, part = values.typed(database.path, row, NUMBER, TEXT, NUMBER)
        copies[article_id].append(StoredCopy(path, part))
    return [StoredArticle(article._replace(files=()), tuple(copies[article.id])) for article in articles(database, ids)]


def export_files(database: Database) -> Iterator[StoredFile]:
    """Every file, sorted by path."""
    for row in database.rows(_FILES):
        file = StoredFile._make(values.typed(database.path, row, *_FILE_TYPES))
        yield file._replace(dated_by_mtime=bool(file.dated_by_mtime))


def export_removals(database: Database) -> Iterator[StoredRemoval]:
    """Every removed article with each file that must not bring it back."""
    for row in database.rows(_REMOVED):
        digest, part, path, *removal = values.typed(database.path, row, *_REMOVAL_TYPES)
        yield StoredRemoval(digest, part, path, RemovedPart(*removal))


def export_alerts(database: Database) -> Iterator[StoredAlert]:
    """Every alert. One that was last run with schema 5 or older has no answers."""
    for alert in alerts(database):
        rows = database.rows(_ANSWERS, [alert.name])
        yield StoredAlert(alert, tuple(values.number(database.path, article) for (article,) in rows))


def import_articles(database: Database, stored: Sequence[StoredArticle]) -> list[int]:
    """Add articles with their ids, in one transaction. Returns the ids of those that are left out, because another one
    has the id, or the same text of the same day.
    """
    left_out: list[int] = []
    with database.transaction() as connection:
        new = [copied for copied in sorted(stored, key=_id_of) if not _is_taken(connection, copied.article, left_out)]
        rows = [article_row(copied.article.id, copied.article) for copied in new]
        insert_articles(connection, rows)
        save_checksums(connection, rows)
        add_to_index(connection, rows)
        connection.executemany(INSERT_UNLISTED, map(unlisted_row, rows))
        counts = ArticleCounts()
        counts.add(rows)
        counts.save(connection)
        now = datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="seconds")
        paths = {copy.path: None for copied in new for copy in copied.copies}
        connection.executemany(_INSERT_UNFINISHED_FILE, ((path, now) for path in paths))
        connection.executemany(
            _INSERT_COPY,
            ((copy.part, copied.article.id, copy.path) for copied in new for copy in copied.copies),
        )
        for article, _ in new:
            add_tags(connection, article.id, article.tags)
            if article.note:
                add_note(connection, article.id, article.note)
    return left_out


def _id_of(copied: StoredArticle) -> int:
    return copied.article.id


def _is_taken(connection: sqlite3.Connection, article: Article, left_out: list[int]) -> bool:
    """Whether the id of an article is another one's, or another one has its text. Its id is then added to a list."""
    day = article.date.isoformat() if article.date else None
    ids = {article_id for (article_id,) in connection.execute(_SAME_TEXT, (day, article.fingerprint))}
    ids.update(article_id for (article_id,) in connection.execute("SELECT id FROM articles WHERE id = ?", [article.id]))
    if ids:
        left_out.append(article.id)
    return bool(ids)


def import_files(database: Database, stored: Iterable[StoredFile]) -> int:
    """Add files that are not there, and the rest of those whose articles are. Returns how many were added."""
    added = 0
    files = iter(stored)
    while some := list(islice(files, _FILES_AT_ONCE)):
        with database.transaction() as connection:
            connection.executemany(_INSERT_OPTIONS, ((file.options,) for file in some if file.options))
            added += sum(connection.execute(_INSERT_FILE, file[:-1]).rowcount for file in some)
    return added


def import_removals(database: Database, stored: Iterable[StoredRemoval]) -> None:
    """Add the records of removed articles that are not there."""
    with database.transaction() as connection:
        connection.executemany(_INSERT_REMOVAL, ((*removed[:3], *removed.removal) for removed in stored))


def import_alert(database: Database, stored: StoredAlert) -> bool:
    """Add an alert with its answers. Returns False, and writes nothing, if there is one with its name."""
    alert: Alert = stored.alert
    with database.transaction() as connection:
        row = (alert.name, alert.query_text, alert.added, alert.last_run)
        if not connection.execute(_INSERT_ALERT, row).rowcount:
            return False
        connection.executemany(_INSERT_ANSWER, ((alert.name, article) for article in stored.answers))
    return True
