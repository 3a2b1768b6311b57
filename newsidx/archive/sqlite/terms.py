"""What is kept of the words of articles besides the index: their forms, and how often articles have the common ones.

Each batch of an ingest notes in `unlisted`, in its own transaction, which articles it added. Once their words are in
`forms`, they are `uncounted` until their term frequencies are stored. If the process is killed before that, the next
ingest does the rest.
"""

from __future__ import annotations

import sqlite3
from array import array
from functools import partial

from newsidx.archive.matching.forms import forms_of
from newsidx.archive.progress import OnProgress, nothing
from newsidx.archive.sqlite.database import Database
from newsidx.archive.sqlite.frequencies import building
from newsidx.archive.sqlite.fts5 import forms
from newsidx.archive.sqlite.sqlite_errors import plain_errors


def refresh(database: Database, on_progress: OnProgress = nothing, *, with_frequencies: bool = True) -> None:
    """Add the words of the articles that were added or changed since the last time; writes nothing if there are none.

    Words that are no longer in any article stay. Without `with_frequencies`, which take a minute for a million
    articles, the articles stay uncounted.
    """
    if database.value("SELECT EXISTS (SELECT 1 FROM unlisted)"):
        with database.transaction() as connection:
            connection.execute(
                """
                INSERT OR IGNORE INTO uncounted (article)
                SELECT article FROM unlisted WHERE EXISTS (SELECT 1 FROM frequency_blocks)
                """
            )
            forms.add_unlisted(connection)
    if with_frequencies and _has_uncounted(database):
        with database.transaction() as connection:
            building.refresh(
                connection, _uncounted(connection), partial(forms_of, forms.SqliteForms(database)), on_progress
            )
            connection.execute("DELETE FROM uncounted")


def renew(database: Database, on_progress: OnProgress = nothing) -> None:
    """Make all of it anew from the articles as they are, without the words that only deleted articles had."""
    with database.transaction() as connection:
        forms.make_all(connection)
        building.make_all(connection, partial(forms_of, forms.SqliteForms(database)), on_progress)
        connection.execute("DELETE FROM uncounted")


def _uncounted(connection: sqlite3.Connection) -> array[int]:
    ids = array("q")
    for (article_id,) in connection.execute("SELECT article FROM uncounted"):
        if type(article_id) is not int:
            raise sqlite3.DatabaseError("an uncounted article has no id")
        ids.append(article_id)
    return ids


def _has_uncounted(database: Database) -> bool:
    """Whether some articles are not counted, or none are in an archive that is large enough."""
    if database.value("SELECT EXISTS (SELECT 1 FROM uncounted)"):
        return True
    with plain_errors(database.path):
        return building.is_due(database.connection)
