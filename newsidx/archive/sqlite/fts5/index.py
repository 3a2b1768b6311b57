"""The full-text index: adding articles to it, deleting them from it, and making it anew.

FTS5 needs exactly the text that was indexed to delete an article, so that all of it is made from the columns of the
table by the same expressions, in SQL or in Python.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from itertools import islice
from typing import Any

from newsidx.archive.matching.tokenizer import indexed
from newsidx.archive.progress import OnProgress, nothing
from newsidx.archive.sqlite.columns import ARTICLE_COLUMNS

INDEXED_COLUMNS = ("title", "body", "byline", "source", "section", "place", "language")
INDEXED_TITLE = "CASE title_from WHEN 'text' THEN '' ELSE title END"
"""The title as it is indexed: one that was cut from the text counts once, as body."""

INDEXED_VALUES = ", ".join(f"indexed({INDEXED_TITLE if column == 'title' else column})" for column in INDEXED_COLUMNS)
"""What the index gets of a row of articles."""

_NAMES = ", ".join(INDEXED_COLUMNS)
INDEXED_AS_ROWS = f"""
SELECT id, {", ".join(f"indexed({INDEXED_TITLE if name == 'title' else name}) AS {name}" for name in INDEXED_COLUMNS)}
FROM main.articles
"""
"""The (id, title, body, …) rows that the index was made of."""

_INSERT = f"INSERT INTO articles_fts (rowid, {_NAMES}) VALUES (?, {', '.join('?' for _ in INDEXED_COLUMNS)})"
_ALL = f"SELECT id, {INDEXED_TITLE}, {', '.join(INDEXED_COLUMNS[1:])} FROM articles ORDER BY id"
_DELETE = f"""
INSERT INTO articles_fts (articles_fts, rowid, {_NAMES})
SELECT 'delete', id, {INDEXED_VALUES} FROM articles WHERE id = ?
"""
_PLACES = {name: place for place, name in enumerate(ARTICLE_COLUMNS)}
_ID, _TITLE, _TITLE_FROM = _PLACES["id"], _PLACES["title"], _PLACES["title_from"]
_OTHERS = {name: _PLACES[name] for name in INDEXED_COLUMNS[1:]}
_STEP = 2_000
"""How many articles are indexed at a time when all of them are."""


def add_to_index(connection: sqlite3.Connection, rows: Sequence[tuple[Any, ...]]) -> None:
    """Index articles, given as rows of the table, in which an empty text stands for NULL; sorted by their ids.

    A column that is empty in all of them is left out of the statement, which takes less time, and indexes the same.
    """
    if not rows:
        return
    columns = tuple(zip(*rows, strict=True))
    indexed_columns = {
        "rowid": columns[_ID],
        "title": [
            "" if title_from == "text" else indexed(title)
            for title, title_from in zip(columns[_TITLE], columns[_TITLE_FROM], strict=True)
        ],
        **{name: map(indexed, columns[place]) for name, place in _OTHERS.items() if any(columns[place])},
    }
    sql = f"""
        INSERT INTO articles_fts ({", ".join(indexed_columns)})
        VALUES ({", ".join("?" for _ in indexed_columns)})
    """
    connection.executemany(sql, zip(*indexed_columns.values(), strict=True))


def remove_from_index(connection: sqlite3.Connection, article_id: int) -> None:
    """Delete an article from the index, before it is deleted or changed.

    The `delete` command: https://www.sqlite.org/fts5.html, section 4.4.3.
    """
    connection.execute(_DELETE, [article_id])


def index_all(connection: sqlite3.Connection, on_progress: OnProgress = nothing) -> None:
    """Index every article, in an index that is empty. `on_progress` gets how many are done, and of how many; it is not
    called if there are none.
    """
    (total,) = connection.execute("SELECT count(*) FROM articles").fetchone()
    with closing(connection.execute(_ALL)) as rows:
        for done in range(0, total, _STEP):
            on_progress(done, total)
            connection.executemany(_INSERT, map(_indexed_columns, islice(rows, _STEP)))
    if total:
        on_progress(total, total)


def _indexed_columns(row: tuple[Any, ...]) -> tuple[Any, ...]:
    """What the index gets of a row of `_ALL`. Raises DatabaseError for a text that is none, in a forged archive."""
    # In Python, not by SQL's `indexed`: Ctrl-C within a function that SQLite calls would be an error of SQLite's.
    article_id, *texts = row
    if not all(text is None or type(text) is str for text in texts):
        raise sqlite3.DatabaseError("a text is of another type")
    return (article_id, *(indexed(text) if text else "" for text in texts))


def rebuild(connection: sqlite3.Connection, on_progress: OnProgress = nothing) -> None:
    """Make the index anew from the articles as they are."""
    connection.execute("INSERT INTO articles_fts (articles_fts) VALUES ('delete-all')")
    index_all(connection, on_progress)
