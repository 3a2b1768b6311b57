"""The tags of articles. A tag goes with its article, and is kept with it where the article is kept."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence

from newsidx.archive.progress import OnProgress, in_parts, nothing
from newsidx.archive.sqlite import values
from newsidx.archive.sqlite.changes import ChangeRecord
from newsidx.archive.sqlite.columns import NUMBER, TEXT
from newsidx.archive.sqlite.database import Database

_INSERT = "INSERT OR IGNORE INTO article_tags (tag, article) SELECT ?, id FROM articles WHERE id = ?"
_DELETE = "DELETE FROM article_tags WHERE tag = ? AND article = ?"


def all_tags(database: Database) -> list[tuple[str, int]]:
    """Every tag with its number of articles, sorted by name."""
    rows = database.rows("SELECT tag, count(*) FROM article_tags GROUP BY tag ORDER BY tag")
    return [values.typed(database.path, row, TEXT, NUMBER) for row in rows]


def change_tags(
    database: Database,
    ids: Sequence[int],
    add: Sequence[str],
    remove: Sequence[str],
    on_progress: OnProgress = nothing,
) -> int:
    """Add tags to articles and remove others. Returns the number of articles that were changed."""
    subject = " ".join((*(f"+{tag}" for tag in add), *(f"-{tag}" for tag in remove)))
    with database.transaction() as connection:
        record = ChangeRecord(connection, "tags", subject)
        changed: set[int] = set()
        for part in in_parts(ids, on_progress):
            for kind, sql, tags in (("tag-added", _INSERT, add), ("tag", _DELETE, remove)):
                rows = list(_changed(connection, sql, part, tags))
                record.keep_rows(kind, rows)
                changed.update(article for _, article in rows)
    return len(changed)


def _changed(
    connection: sqlite3.Connection, sql: str, ids: Iterable[int], tags: Sequence[str]
) -> Iterator[tuple[str, int]]:
    """Run a statement for each tag of each article. Yields those that it changed."""
    for article in ids:
        for tag in tags:
            if connection.execute(sql, (tag, article)).rowcount > 0:
                yield tag, article


def add_tags(connection: sqlite3.Connection, article: int, tags: Iterable[str]) -> None:
    """Give a new article the tags that its file says it has, within a transaction."""
    connection.executemany(_INSERT, ((tag, article) for tag in tags))


def delete_tags(connection: sqlite3.Connection, article: int) -> None:
    """Delete the tags of an article that is deleted."""
    connection.execute("DELETE FROM article_tags WHERE article = ?", [article])


def copy_tags(connection: sqlite3.Connection, old: int, new: int) -> None:
    """Give an article the tags of the one that it takes the place of."""
    sql = "INSERT OR IGNORE INTO article_tags (tag, article) SELECT tag, ? FROM article_tags WHERE article = ?"
    connection.execute(sql, (new, old))
