"""Articles and files as rows of their tables, and how they are inserted.

Columns that may be NULL are passed as empty strings: Python takes ten times as long to bind None or bytes as a string.
Those that are empty in all rows are left out of the statement: each of them would take as long as one that says
something, and most of them say nothing in most archives.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from operator import itemgetter
from typing import Any

from newsidx.archive.files import FileRead
from newsidx.archive.sqlite.columns import ARTICLE_COLUMNS, MAYBE_TEXT
from newsidx.article import Article

_MAYBE_EMPTY = "nullif(?, '')"
_ARTICLE = {name: _MAYBE_EMPTY if types == MAYBE_TEXT else "?" for name, types in ARTICLE_COLUMNS.items()}
_FILE = {
    "id": "?",
    "path": "?",
    "size": "?",
    "mtime_ns": "?",
    "ctime_ns": "?",
    "digest": "?",
    "reader": _MAYBE_EMPTY,
    "encoding": _MAYBE_EMPTY,
    "status": "?",
    "problem": _MAYBE_EMPTY,
    "ambiguous": _MAYBE_EMPTY,
    "undated": "?",
    "first_seen": "?",
    "last_read": "?",
    "read_again": _MAYBE_EMPTY,
    "problem_kind": _MAYBE_EMPTY,
    "outcome": "?",
    "options": "nullif(?, 0)",
}
"""The columns of a row, each with its place in a statement."""

INSERT_COPY = "INSERT INTO copies (file, part, article) VALUES (?, ?, ?)"
INSERT_UNLISTED = "INSERT OR REPLACE INTO unlisted (article, language) VALUES (?, nullif(?, ''))"


def insert_articles(connection: sqlite3.Connection, rows: Sequence[tuple[Any, ...]]) -> None:
    """Insert articles, given as rows of `article_row`."""
    _insert(connection, "articles", _ARTICLE, rows)


def insert_files(connection: sqlite3.Connection, rows: Sequence[tuple[Any, ...]]) -> None:
    """Insert files, given as rows of `file_row`."""
    _insert(connection, "files", _FILE, rows)


def _insert(
    connection: sqlite3.Connection, table: str, columns: Mapping[str, str], rows: Sequence[tuple[Any, ...]]
) -> None:
    values = zip(columns.items(), zip(*rows, strict=True), strict=True) if rows else ()
    kept = [place for place, ((_, bound), column) in enumerate(values) if bound == "?" or any(column)]
    if not kept:
        return
    names = tuple(columns)
    sql = f"""
        INSERT INTO {table} ({", ".join(names[place] for place in kept)})
        VALUES ({", ".join(columns[names[place]] for place in kept)})
    """
    connection.executemany(sql, rows if len(kept) == len(columns) else map(itemgetter(*kept), rows))


def article_row(article_id: int, article: Article) -> tuple[Any, ...]:
    """An article as the columns of its table, with an empty text for NULL."""
    return (
        article_id,
        article.date.isoformat() if article.date else "",
        article.published or "",
        article.title,
        article.byline or "",
        article.source or "",
        article.section or "",
        article.place or "",
        article.url or "",
        article.language or "",
        article.words,
        json.dumps(article.meta, ensure_ascii=False) if article.meta else "{}",
        article.date_from or "",
        article.title_from,
        article.fingerprint,
        article.body,
    )


def unlisted_row(article_row: tuple[Any, ...]) -> tuple[Any, ...]:
    """The columns of `INSERT_UNLISTED` for a row of `article_row`."""
    return article_row[0], article_row[9]


def file_row(file_id: int, file: FileRead, now: str, outcome: str, options: int) -> tuple[Any, ...]:
    """A file as the columns of its table, with empty text for NULL. `options` is the id in `reading_options`, or 0."""
    return (
        file_id,
        file.path,
        file.size,
        file.mtime_ns,
        file.ctime_ns,
        file.digest and bytearray(file.digest),
        file.reader or "",
        file.encoding or "",
        file.status,
        file.problem or "",
        file.ambiguous or "",
        file.undated,
        now,
        now,
        file.read_again or "",
        file.problem_kind or "",
        outcome,
        options,
    )
