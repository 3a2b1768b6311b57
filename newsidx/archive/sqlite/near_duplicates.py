"""Pairs of articles that say nearly the same: which are known, and which articles are still to be compared."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import closing
from typing import NamedTuple

from newsidx.archive.sqlite.database import Archive
from newsidx.archive.sqlite.sqlite_errors import plain_errors
from newsidx.archive.sqlite.values import NUMBER, TEXT, dated_ids, number, typed
from newsidx.article import FIRST_DATED_ID

_PAGE, _PAGE_LETTERS = 2000, 4_000_000
"""Articles and letters read at a time."""


class Text(NamedTuple):
    """An article's text as it was read; `fingerprint` tells whether the archive has the same text still."""

    article: int
    title: str
    body: str
    fingerprint: int


class Pair(NamedTuple):
    """Two articles, the one with the lower id `earlier`, and the share of the shorter one's shingles in the other."""

    article: int
    earlier: int
    share: float


def compared_days(archive: Archive) -> int | None:
    """How many days apart the known pairs can be; None if nothing was compared yet."""
    days = archive.value("SELECT days FROM comparison")
    return None if days is None else int(number(archive.path, days))


def uncompared(archive: Archive) -> list[int]:
    """The ids of the articles that were not compared yet, in order."""
    sql = """
        SELECT id FROM articles_fts_docsize WHERE id NOT IN (SELECT article FROM compared) ORDER BY id
    """
    return list(dated_ids(archive.path, (article for (article,) in archive.rows(sql))))


def count_uncompared(archive: Archive) -> int:
    """How many articles were not compared yet, without looking at each of them."""
    articles = archive.value("SELECT count(*) FROM articles_fts_docsize")
    return int(articles - archive.value("SELECT count(*) FROM compared"))


def begin(archive: Archive, days: int) -> int:
    """Be ready to compare articles up to so many days apart. Returns how many days it is to be: those of the known
    pairs if these are more. Pairs within fewer days are dropped, and all articles are to be compared anew.
    """
    if (known := compared_days(archive)) is not None and known >= days:
        return known
    with archive.transaction() as connection:
        if (known := compared_days(archive)) is not None and known >= days:  # another program was quicker
            return known
        connection.execute("DELETE FROM near_duplicates")
        connection.execute("DELETE FROM compared")
        connection.execute("DELETE FROM comparison")
        connection.execute("INSERT INTO comparison (days) VALUES (?)", [days])
        return days


def keep(
    archive: Archive, days: int, compared: Iterable[tuple[int, int]], pairs: Iterable[tuple[Pair, int, int]]
) -> bool:
    """Keep that articles, (id, fingerprint), have been compared with all up to so many days around them, and the pairs
    found, each with the fingerprints of its two articles; all in one transaction.

    What another program has changed or removed since it was read is left out, and still to be compared. Returns False,
    and keeps nothing, if another program has begun anew with other days.
    """
    rows = ((*pair, pair.article, one, pair.earlier, other) for pair, one, other in pairs)
    with archive.transaction() as connection:
        if compared_days(archive) != days:
            return False
        connection.executemany(_KEEP_PAIR, rows)
        connection.execute(_MARK_COMPARED, [json.dumps(list(compared))])
        return True


def pairs(archive: Archive, share: float) -> Iterator[Pair]:
    """Every known pair with at least this share in common, by the id of the later."""
    sql = "SELECT article, earlier, share FROM near_duplicates WHERE share >= ? ORDER BY article, earlier"
    for pair in map(Pair._make, archive.rows(sql, [share])):
        tuple(dated_ids(archive.path, pair[:2]))
        number(archive.path, pair.share)
        yield pair


def texts(archive: Archive, first: int, last: int) -> Iterator[list[Text]]:
    """The texts of the articles from one id to another, in order, some at a time.

    Nothing is being read while one works on them, so that they can be written about: SQLite lets nobody write who is
    still reading what another program has changed meanwhile.
    """
    while page := _page(archive, first, last):
        yield page
        first = page[-1].article + 1


def _page(archive: Archive, first: int, last: int) -> list[Text]:
    page: list[Text] = []
    letters = 0
    with plain_errors(archive.path), closing(archive.connection.execute(_TEXTS, [first, last, _PAGE])) as rows:
        for row in rows:
            text = Text._make(typed(archive.path, row, NUMBER, TEXT, TEXT, NUMBER))
            page.append(text)
            letters += len(text.body)
            if letters >= _PAGE_LETTERS:
                break
    return page


def is_dated(article_id: int) -> bool:
    """Whether an id is that of an article with a date."""
    return article_id >= FIRST_DATED_ID


_TEXTS = "SELECT id, title, body, fingerprint FROM articles WHERE id BETWEEN ? AND ? ORDER BY id LIMIT ?"
_IS_AS_READ = "EXISTS (SELECT 1 FROM articles WHERE id = ? AND fingerprint = ?)"
_KEEP_PAIR = f"INSERT OR REPLACE INTO near_duplicates SELECT ?, ?, ? WHERE {_IS_AS_READ} AND {_IS_AS_READ}"
_MARK_COMPARED = """
INSERT OR IGNORE INTO compared
SELECT articles.id FROM json_each(?) AS one
JOIN articles ON articles.id = json_extract(one.value, '$[0]') AND fingerprint = json_extract(one.value, '$[1]')
"""
