"""The vocabulary: every stem of the full-text index in a table of its own, for questions that are misspelt.

The index can list its terms too, but reads every posting to do so: 0.4 s for 200,000 short articles. From the table
a million terms come in 0.2 s. Each batch of an ingest notes in `unlisted`, in its own transaction, which articles
it added, so that the next ingest adds their words if the process is killed before it has.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable

from newsidx.archive.sqlite.database import Database
from newsidx.archive.sqlite.sqlite_errors import plain_errors

_WHOLE_FROM = 10
"""To index a tenth of the articles anew takes about as long as to read the whole index: 17 µs an article, and 2."""

_INDEX_TERMS = "CREATE VIRTUAL TABLE IF NOT EXISTS temp.indexed USING fts5vocab (main, articles_fts, row)"


def terms(database: Database) -> list[str]:
    """Every stem of at most 64 letters that stands in an article, or once stood in one; sorted by code points."""
    # As one text, for no stem holds a line break, and a row for each takes half as long again.
    joined = database.value("SELECT group_concat(term, char(10)) FROM vocabulary")
    return joined.split("\n") if joined else []


def articles_with(database: Database, terms: Iterable[str]) -> dict[str, int]:
    """In how many articles each of these stems stands now. Those that stand in none are left out."""
    with plain_errors(database.path):
        database.connection.execute(_INDEX_TERMS)
    sql = "SELECT term, doc FROM json_each(?) CROSS JOIN temp.indexed ON term = value"
    return dict(database.rows(sql, [json.dumps(list(terms))]))


def refresh(database: Database) -> None:
    """Add the stems of the articles that were added or changed since the last time; writes nothing if none were.

    Stems that no article holds any more stay: `articles_with` tells.
    """
    if database.value("SELECT 1 FROM unlisted LIMIT 1") is None:
        return
    with database.transaction() as connection:
        added = database.value("SELECT count(*) FROM unlisted")
        if added * _WHOLE_FROM > database.value("SELECT count(*) FROM articles"):
            _add_all(connection)
        else:
            _add_unlisted(connection)
        connection.execute("DELETE FROM unlisted")


def renew(database: Database) -> None:
    """Make the vocabulary that of the index as it is, without the stems that only articles now gone held."""
    with database.transaction() as connection:
        connection.execute("DELETE FROM vocabulary")
        _add_all(connection)
        connection.execute("DELETE FROM unlisted")


def _add_all(connection: sqlite3.Connection) -> None:
    """Add every term of the index."""
    connection.execute(_INDEX_TERMS)
    connection.execute(_ADD_FROM.format("indexed"))


def _add_unlisted(connection: sqlite3.Connection) -> None:
    """Add the terms of the unlisted articles, from an index of just those."""
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


# Longer ones are no words that anybody misspells, and FTS5 may cut those of 32 KB amid a character.
_ADD_FROM = "INSERT OR IGNORE INTO vocabulary SELECT term FROM temp.{} WHERE length(term) <= 64"
