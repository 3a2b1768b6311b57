"""Which article of a changed file each of its new articles continues.

The same text is the same article, wherever in the file it stands and whatever its date is now. Another text is taken
for an edit of the article that was in its place before. If that has tags or a note, it must also say much the same:
these are not for whatever takes its place.
"""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Container, Iterable, Sequence

from newsidx.archive.matching.tokenizer import tokenized
from newsidx.archive.sqlite.changes import BEYOND_ALL_PARTS
from newsidx.article import Article

_LEAST_SHARED = 0.35
"""The least share of the different words of two texts that both have, for one to be an edit of the other. Two articles
on different things have 0.1 to 0.2 of them in common."""

_COMPARED = 20_000
"""Characters of a text that are compared."""

_TEXTS = """
SELECT part, article, fingerprint FROM copies JOIN articles ON articles.id = copies.article
WHERE file = ? AND part < ? ORDER BY part
"""


def predecessors(
    connection: sqlite3.Connection,
    file_id: int,
    articles: Iterable[Article],
    existing: Sequence[int],
    still_used: Container[int],
) -> array[int]:
    """For each article of a file, the id of the one that it continues, 0 for none. `existing` has the ids of those
    whose text and date the archive has, 0 for the others; `still_used` are these.
    """
    old: dict[int, int] = {}
    by_text: dict[int, list[int]] = {}
    for part, article_id, fingerprint in connection.execute(_TEXTS, (file_id, BEYOND_ALL_PARTS)):
        old[part] = article_id
        if article_id not in still_used:
            by_text.setdefault(fingerprint, []).append(article_id)
    found = array("q", bytes(8 * len(existing)))
    claimed: set[int] = set()
    for part, article in enumerate(articles):
        if existing[part]:
            found[part] = old.get(part, 0)
        elif same := by_text.get(article.fingerprint):
            found[part] = same.pop(0)
            claimed.add(found[part])
    for part in range(len(existing)):
        if not (found[part] or existing[part]) and (before := old.get(part, 0)) not in claimed:
            found[part] = before
    return found


def is_edited(connection: sqlite3.Connection, old: int, article: Article) -> bool:
    """Whether an article can be an edit of one in the archive: most of their words are the same, or their address."""
    row = connection.execute("SELECT title, body, url FROM articles WHERE id = ?", [old]).fetchone()
    if row is None:
        return False
    title, body, url = row
    if url and url == article.url:
        return True
    before = {*tokenized(title), *tokenized(body[:_COMPARED])}
    after = {*tokenized(article.title), *tokenized(article.body[:_COMPARED])}
    return len(before & after) >= _LEAST_SHARED * len(before | after)
