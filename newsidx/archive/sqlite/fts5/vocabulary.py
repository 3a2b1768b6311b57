"""The vocabulary: every stem of the full-text index in a table of its own, for misspelt queries.

The index can list its terms too, but reads every posting to do so: 0.4 s for 200,000 short articles. From the table
a million terms come in 0.2 s. Each batch of an ingest notes in `unlisted`, in its own transaction, which articles it
added. If the process is killed before their terms are in the vocabulary, the next ingest adds them.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable

from newsidx.archive.sqlite.database import Database
from newsidx.archive.sqlite.sqlite_errors import plain_errors

_FULL_READ_FRACTION = 10
"""From a tenth of the articles on, the whole index is read: that takes 2 µs an article, indexing some again 17 µs."""

_INDEX_TERMS = "CREATE VIRTUAL TABLE IF NOT EXISTS temp.indexed USING fts5vocab (main, articles_fts, row)"


def terms(database: Database) -> list[str]:
    """Every stem of at most 64 letters that is in an article, or was in one before; sorted by code points."""
    # One text is faster than a row for each, which takes half as long again. No stem contains a line break.
    joined = database.value("SELECT group_concat(term, char(10)) FROM vocabulary")
    return joined.split("\n") if joined else []


def articles_with(database: Database, terms: Iterable[str]) -> dict[str, int]:
    """How many articles have each of these stems now. Stems that are in none are left out."""
    with plain_errors(database.path):
        database.connection.execute(_INDEX_TERMS)
    sql = "SELECT term, doc FROM json_each(?) CROSS JOIN temp.indexed ON term = value"
    return dict(database.rows(sql, [json.dumps(list(terms))]))


def refresh(database: Database) -> None:
    """Add the stems of the articles that were added or changed since the last time; writes nothing if there are none.

    Stems that are no longer in any article stay; `articles_with` leaves them out.
    """
    if database.value("SELECT 1 FROM unlisted LIMIT 1") is None:
        return
    with database.transaction() as connection:
        added_count = database.value("SELECT count(*) FROM unlisted")
        if added_count * _FULL_READ_FRACTION > database.value("SELECT count(*) FROM articles"):
            _add_all(connection)
        else:
            _add_unlisted(connection)
        connection.execute("DELETE FROM unlisted")


def renew(database: Database) -> None:
    """Rebuild the vocabulary from the index as it is, without the stems that only deleted articles had."""
    with database.transaction() as connection:
        connection.execute("DELETE FROM vocabulary")
        _add_all(connection)
        connection.execute("DELETE FROM unlisted")


def _add_all(connection: sqlite3.Connection) -> None:
    """Add every term of the index."""
    connection.execute(_INDEX_TERMS)
    connection.execute(_ADD_FROM.format("indexed"))


def _add_unlisted(connection: sqlite3.Connection) -> None:
    """Add the terms of the unlisted articles, from an index of only those."""
    connection.execute(
        """
        CREATE VIRTUAL TABLE temp.added USING fts5 (
          title, body, content='', columnsize=0, detail=none, tokenize='porter unicode61 remove_diacritics 2'
        )
        """
    )
    connection.execute("CREATE VIRTUAL TABLE temp.added_terms USING fts5vocab (temp, added, row)")
    connection.execute(
        """
        INSERT INTO temp.added (rowid, title, body)
        SELECT id, title, body FROM unlisted JOIN articles ON articles.id = unlisted.article
        """
    )
    connection.execute(_ADD_FROM.format("added_terms"))
    connection.execute("DROP TABLE temp.added_terms")
    connection.execute("DROP TABLE temp.added")


# Longer words are not misspelled words, and FTS5 may cut those of 32 KB in the middle of a character.
_ADD_FROM = "INSERT OR IGNORE INTO vocabulary SELECT term FROM temp.{} WHERE length(term) <= 64"
