"""Pairs of articles that say nearly the same: which are known, and which articles are still to be compared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from newsidx.archive import Archive
from newsidx.archive.values import dated_ids
from newsidx.article import FIRST_DATED_ID


class Pair(NamedTuple):
    """Two articles, the one with the lower id `earlier`, and the share of the shorter one's shingles in the other."""

    article: int
    earlier: int
    share: float


def compared_days(archive: Archive) -> int | None:
    """How many days apart the known pairs can be; None if nothing was compared yet."""
    days: int | None = archive.value("SELECT days FROM comparison")
    return days


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


def begin_anew(archive: Archive, days: int) -> None:
    """Forget all pairs, to compare articles up to so many days apart."""
    with archive.transaction() as connection:
        connection.execute("DELETE FROM near_duplicates")
        connection.execute("DELETE FROM compared")
        connection.execute("DELETE FROM comparison")
        connection.execute("INSERT INTO comparison (days) VALUES (?)", [days])


def keep(archive: Archive, compared: Iterable[int], pairs: Iterable[Pair]) -> None:
    """Keep the pairs found for some articles that have been compared with all before them, in one transaction."""
    with archive.transaction() as connection:
        connection.executemany("INSERT OR REPLACE INTO near_duplicates VALUES (?, ?, ?)", pairs)
        connection.executemany("INSERT OR IGNORE INTO compared VALUES (?)", ((one,) for one in compared))


def pairs(archive: Archive, share: float) -> Iterator[Pair]:
    """Every known pair with at least this share in common, by the id of the later."""
    sql = "SELECT article, earlier, share FROM near_duplicates WHERE share >= ? ORDER BY article, earlier"
    for pair in map(Pair._make, archive.rows(sql, [share])):
        tuple(dated_ids(archive.path, pair[:2]))
        yield pair


def texts(archive: Archive, first: int, last: int) -> Iterator[tuple[int, str, str]]:
    """(id, title, body) of the articles from one id to another, in order."""
    return archive.rows("SELECT id, title, body FROM articles WHERE id BETWEEN ? AND ? ORDER BY id", [first, last])


def is_dated(article_id: int) -> bool:
    """Whether an id is that of an article with a date."""
    return article_id >= FIRST_DATED_ID
