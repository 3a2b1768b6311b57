"""The terms of a query's words in the index that a SQLite archive has, of words or, if an earlier newsidx made it, of
stems.
"""

from __future__ import annotations

from newsidx.archive.matching.expansion import Expansion
from newsidx.archive.sqlite.database import Database
from newsidx.archive.sqlite.fts5.forms import SqliteForms
from newsidx.query import Query


def expansion_of(database: Database, query: Query) -> Expansion:
    """The terms of a query's words in the index that an archive has. Raises ArchiveBusy if that was just made anew."""
    if not database.is_outdated:
        return Expansion(SqliteForms(database), query)
    from newsidx.archive.sqlite.fts5.earlier import EarlierExpansion

    return EarlierExpansion(database, query)
