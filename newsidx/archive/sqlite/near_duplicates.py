"""Pairs of near-duplicates, and the articles that have not been compared yet."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import closing

from newsidx.archive.records import Pair, Text
from newsidx.archive.sqlite.columns import NUMBER, TEXT
from newsidx.archive.sqlite.database import Database
from newsidx.archive.sqlite.sqlite_errors import plain_errors
from newsidx.archive.sqlite.values import dated_ids, number, typed

_PAGE_SIZE, _PAGE_LETTERS = 2000, 4_000_000
"""The most articles and letters in a page."""


def compared_days(database: Database) -> int | None:
    """The maximum number of days between the saved pairs; None before the first comparison."""
    days = database.value("SELECT days FROM comparison")
    return None if days is None else int(number(database.path, days))


def uncompared(database: Database) -> list[int]:
    """The ids of the articles that have not been compared yet, in order."""
    sql = """
        SELECT id FROM articles_fts_docsize WHERE id NOT IN (SELECT article FROM compared) ORDER BY id
    """
    return list(dated_ids(database.path, (article for (article,) in database.rows(sql))))


def count_uncompared(database: Database) -> int:
    """The number of articles that have not been compared yet, without reading each of them."""
    articles = database.value("SELECT count(*) FROM articles_fts_docsize")
    return int(articles - database.value("SELECT count(*) FROM compared"))


def begin(database: Database, days: int) -> int:
    """Prepare to compare articles up to `days` days apart. Returns the number of days to use: that of the saved pairs,
    if it is larger. If it is smaller, the pairs are deleted, and all articles have to be compared again.
    """
    if (saved := compared_days(database)) is not None and saved >= days:
        return saved
    with database.transaction() as connection:
        if (saved := compared_days(database)) is not None and saved >= days:  # another program was faster
            return saved
        connection.execute("DELETE FROM near_duplicates")
        connection.execute("DELETE FROM compared")
        connection.execute("DELETE FROM comparison")
        connection.execute("INSERT INTO comparison (days) VALUES (?)", [days])
        return days


def save(
    database: Database, days: int, compared: Iterable[tuple[int, int]], pairs: Iterable[tuple[Pair, int, int]]
) -> bool:
    """Save, in one transaction, which articles, as (id, fingerprint), have been compared with all articles up to `days`
    days apart, and the pairs, each with the fingerprints of its two articles.

    Articles that another program has changed or removed since they were read are left out, and still have to be
    compared. Returns False, and saves nothing, if another program has since begun a comparison with other days.
    """
    rows = (
        (*pair, pair.article, fingerprint, pair.earlier, earlier_fingerprint)
        for pair, fingerprint, earlier_fingerprint in pairs
    )
    with database.transaction() as connection:
        if compared_days(database) != days:
            return False
        connection.executemany(_SAVE_PAIR, rows)
        connection.execute(_MARK_COMPARED, [json.dumps(list(compared))])
        return True


def pairs(database: Database, share: float, of: int | None = None) -> Iterator[Pair]:
    """Every saved pair with at least this share in common, or those of an article; sorted by the id of the later."""
    rows = database.rows(_PAIRS, [share]) if of is None else database.rows(_PAIRS_OF_ARTICLE, [share, of, of])
    for pair in map(Pair._make, rows):
        tuple(dated_ids(database.path, pair[:2]))
        number(database.path, pair.share)
        yield pair


def texts(database: Database, first: int, last: int) -> Iterator[list[Text]]:
    """The texts of the articles from id `first` to id `last`, in order, in pages.

    No query is open between two pages, so that the caller can write: SQLite refuses a write by a connection that is
    still reading rows from before another program's last write.
    """
    while page := _page(database, first, last):
        yield page
        first = page[-1].article + 1


def _page(database: Database, first: int, last: int) -> list[Text]:
    page: list[Text] = []
    letters = 0
    with (
        plain_errors(database.path),
        closing(database.connection.execute(_TEXTS, [first, last, _PAGE_SIZE])) as rows,
    ):
        for row in rows:
            text = Text._make(typed(database.path, row, NUMBER, TEXT, TEXT, NUMBER))
            page.append(text)
            letters += len(text.body)
            if letters >= _PAGE_LETTERS:
                break
    return page


_PAIRS = "SELECT article, earlier, share FROM near_duplicates WHERE share >= ? ORDER BY article, earlier"
_PAIRS_OF_ARTICLE = """
SELECT article, earlier, share FROM near_duplicates WHERE share >= ? AND (article = ? OR earlier = ?)
ORDER BY article, earlier
"""
_TEXTS = "SELECT id, title, body, fingerprint FROM articles WHERE id BETWEEN ? AND ? ORDER BY id LIMIT ?"
_IS_AS_READ = "EXISTS (SELECT 1 FROM articles WHERE id = ? AND fingerprint = ?)"
_SAVE_PAIR = f"INSERT OR REPLACE INTO near_duplicates SELECT ?, ?, ? WHERE {_IS_AS_READ} AND {_IS_AS_READ}"
_MARK_COMPARED = """
INSERT OR IGNORE INTO compared
SELECT articles.id FROM json_each(?) AS pair
JOIN articles ON articles.id = json_extract(pair.value, '$[0]') AND fingerprint = json_extract(pair.value, '$[1]')
"""
