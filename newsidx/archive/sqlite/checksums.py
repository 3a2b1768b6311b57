"""A checksum for each article's row, which detects a changed byte in any column.

The checksum covers every column except the body, and the fingerprint, one of these columns, covers the body. If both
are right, the row is as it was saved.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from hashlib import blake2b

from newsidx.archive.sqlite.columns import COLUMNS, COLUMNS_BEFORE_BODY


def checksum(row: Sequence[object]) -> int:
    """64 bits of BLAKE2b over the columns of `ROW` between the id and the body, with empty text for NULL.

    The columns are separated by the character NUL, unless one of them contains it: newsidx never writes such a column,
    but another program may have.
    """
    text = (  # takes a third of the time of str.join
        f"{row[1]}\0{row[2]}\0{row[3]}\0{row[4]}\0{row[5]}\0{row[6]}\0{row[7]}\0"
        f"{row[8]}\0{row[9]}\0{row[10]}\0{row[11]}\0{row[12]}\0{row[13]}\0{row[14]}"
    )
    if text.count("\0") > 13:
        text = json.dumps([str(column) for column in row[1:15]])
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big", signed=True)


def checksum_as_read(row: Sequence[object]) -> int:
    """The checksum of a row as SQLite returns it, with None for NULL."""
    return checksum(["" if column is None else column for column in row])


ROW = f"SELECT {COLUMNS} FROM articles WHERE id = ?"
"""An article with all of its columns."""

_ALL = f"SELECT {COLUMNS_BEFORE_BODY} FROM articles"


def save_checksums(connection: sqlite3.Connection, rows: Iterable[Sequence[object]]) -> None:
    """Save the checksums of new articles. The columns of each row are those of `ROW`."""
    connection.executemany(
        "INSERT OR REPLACE INTO article_checksums (article, checksum) VALUES (?, ?)",
        [(row[0], checksum(row)) for row in rows],
    )


def delete_checksum(connection: sqlite3.Connection, article_id: int) -> None:
    """Delete the checksum of a removed article."""
    connection.execute("DELETE FROM article_checksums WHERE article = ?", [article_id])


def save_all_checksums(connection: sqlite3.Connection) -> None:
    """Save the checksums of all articles as they are now. This does not read their texts."""
    connection.executemany(
        "INSERT INTO article_checksums (article, checksum) VALUES (?, ?)",
        ((row[0], checksum_as_read(row)) for row in connection.execute(_ALL)),
    )


def has_checksums(connection: sqlite3.Connection) -> bool:
    """Whether the archive has checksums: they came with schema 7."""
    return bool(connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'article_checksums'").fetchone())
