"""The articles that a changed file had, for `newsidx.archive.predecessors`."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Iterable, Sequence

from newsidx.archive import predecessors as predecessors_among
from newsidx.archive.known_files import BEYOND_ALL_PARTS
from newsidx.archive.predecessors import SortedIds, is_edit
from newsidx.article import Article

_TEXTS = """
SELECT part, article, fingerprint FROM copies JOIN articles ON articles.id = copies.article
WHERE file = ? AND part < ? ORDER BY part
"""


def predecessors(
    connection: sqlite3.Connection,
    file_id: int,
    articles: Iterable[Article],
    existing: Sequence[int],
    still_used: SortedIds,
) -> array[int]:
    """For each article of a file, the id of the one that it continues, 0 for none."""
    old = connection.execute(_TEXTS, (file_id, BEYOND_ALL_PARTS))
    return predecessors_among.predecessors(old, articles, existing, still_used)


def is_edited(connection: sqlite3.Connection, old: int, article: Article) -> bool:
    """Whether an article can be an edit of one in the archive."""
    row = connection.execute("SELECT title, body, url FROM articles WHERE id = ?", [old]).fetchone()
    return row is not None and is_edit(row[0], row[1], row[2], article)
