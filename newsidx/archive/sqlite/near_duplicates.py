"""Pairs of articles that say nearly the same: which are known, and which articles are still to be compared."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import closing

from newsidx.archive.records import Pair, Text
from newsidx.archive.sqlite.database import Database
from newsidx.archive.sqlite.sqlite_errors import plain_errors
from newsidx.archive.sqlite.values import NUMBER, TEXT, dated_ids, number, typed

_PAGE, _PAGE_LETTERS = 2000, 4_000_000
"""Articles and letters read at a time."""


def compared_days(database: Database) -> int | None:
    """How many days apart the known pairs can be; None if nothing was compared yet."""
    days = database.value("SELECT days FROM comparison")
    return None if days is None else int(number(database.path, days))


def uncompared(database: Database) -> list[int]:
    """The ids of the articles that were not compared yet, in order."""
    sql = """
        SELECT id FROM articles_fts_docsize WHERE id NOT IN (SELECT article FROM compared) ORDER BY id
    """
    return list(dated_ids(database.path, (article for (article,) in database.rows(sql))))


def count_uncompared(database: Database) -> int:
    """How many articles were not compared yet, without looking at each of them."""
    articles = database.value("SELECT count(*) FROM articles_fts_docsize")
    return int(articles - database.value("SELECT count(*) FROM compared"))


def begin(database: Database, days: int) -> int:
    """Be ready to compare articles up to so many days apart. Returns how many days it is to be: those of the known
    pairs if these are more. Pairs within fewer days are dropped, and all articles are to be compared anew.
    """
    if (known := compared_days(database)) is not None and known >= days:
        return known
    with database.transaction() as connection:
        if (known := compared_days(database)) is not None and known >= days:  # another program was quicker
            return known
        connection.execute("DELETE FROM near_duplicates")
        connection.execute("DELETE FROM compared")
        connection.execute("DELETE FROM comparison")
        connection.execute("INSERT INTO comparison (days) VALUES (?)", [days])
        return days


def keep(
    database: Database, days: int, compared: Iterable[tuple[int, int]], pairs: Iterable[tuple[Pair, int, int]]
) -> bool:
    """Keep that articles, (id, fingerprint), have been compared with all up to so many days around them, and the pairs
    found, each with the fingerprints of its two articles; all in one transaction.

    What another program has changed or removed since it was read is left out, and still to be compared. Returns False,
    and keeps nothing, if another program has begun anew with other days.
    """
    rows = ((*pair, pair.article, one, pair.earlier, other) for pair, one, other in pairs)
    with database.transaction() as connection:
        if compared_days(database) != days:
            return False
        connection.executemany(_KEEP_PAIR, rows)
        connection.execute(_MARK_COMPARED, [json.dumps(list(compared))])
        return True


def pairs(database: Database, share: float) -> Iterator[Pair]:
    """Every known pair with at least this share in common, by the id of the later."""
    sql = "SELECT article, earlier, share FROM near_duplicates WHERE share >= ? ORDER BY article, earlier"
    for pair in map(Pair._make, database.rows(sql, [share])):
        tuple(dated_ids(database.path, pair[:2]))
        number(database.path, pair.share)
        yield pair


def texts(database: Database, first: int, last: int) -> Iterator[list[Text]]:
    """The texts of the articles from one id to another, in order, some at a time.

    Nothing is being read while one works on them, so that they can be written about: SQLite lets nobody write who is
    still reading what another program has changed meanwhile.
    """
    while page := _page(database, first, last):
        yield page
        first = page[-1].article + 1


def _page(database: Database, first: int, last: int) -> list[Text]:
    page: list[Text] = []
    letters = 0
    with plain_errors(database.path), closing(database.connection.execute(_TEXTS, [first, last, _PAGE])) as rows:
        for row in rows:
            text = Text._make(typed(database.path, row, NUMBER, TEXT, TEXT, NUMBER))
            page.append(text)
            letters += len(text.body)
            if letters >= _PAGE_LETTERS:
                break
    return page


_TEXTS = "SELECT id, title, body, fingerprint FROM articles WHERE id BETWEEN ? AND ? ORDER BY id LIMIT ?"
_IS_AS_READ = "EXISTS (SELECT 1 FROM articles WHERE id = ? AND fingerprint = ?)"
_KEEP_PAIR = f"INSERT OR REPLACE INTO near_duplicates SELECT ?, ?, ? WHERE {_IS_AS_READ} AND {_IS_AS_READ}"
_MARK_COMPARED = """
INSERT OR IGNORE INTO compared
SELECT articles.id FROM json_each(?) AS one
JOIN articles ON articles.id = json_extract(one.value, '$[0]') AND fingerprint = json_extract(one.value, '$[1]')
"""
