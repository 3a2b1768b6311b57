"""Whether an archive is sound: what SQLite says of its file, FTS5 of its index, and newsidx of its own rules."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from newsidx.archive import Archive
from newsidx.article import PER_DAY, ref_of
from newsidx.readers import fingerprint

_OWN = frozenset(
    """
    articles files copies articles_fts articles_fts_data articles_fts_idx articles_fts_docsize
    articles_fts_config vocabulary unlisted alerts alert_answers removed near_duplicates compared comparison
    article_files _sqlite_migrations articles_by_day articles_by_source copies_by_article files_with_problems
    near_duplicates_by_earlier idx__sqlite_migrations_migration_set_name sqlite_stat1 sqlite_stat4
    """.split()  # noqa: SIM905 - a list of names reads as one
)
"""Every table, view and index that newsidx makes, or SQLite for it."""

_MOST_COMPLAINTS = 20
_ARTICLE = """
SELECT
  id, date, published, title, byline, source, section, place, url, language,
  words, date_from, title_from, meta, fingerprint, body
FROM articles WHERE id = ?
"""


@dataclass(frozen=True)
class Soundness:
    """What is wrong with an archive; all of it is empty or None where nothing is.

    `file` is what SQLite finds wrong with the file, `index` what FTS5 says of the full-text index. `spoiled` are the
    refs of articles that cannot be read, or are not what was put in: their text has another fingerprint, their id
    another day. `strays` counts copies that lead nowhere. `foreign` are tables,
    views and triggers that newsidx never made: they are reported, and nothing else is done about them.
    """

    file: tuple[str, ...] = ()
    index: str | None = None
    spoiled: tuple[str, ...] = ()
    strays: int = 0
    foreign: tuple[str, ...] = ()

    @property
    def is_sound(self) -> bool:
        """Whether there is nothing to repair."""
        return not (self.file or self.index or self.spoiled or self.strays)


def check(archive: Archive, on_step: Callable[[str], None] = lambda step: None) -> Soundness:
    """Look at the whole of an archive that is open for writing, and change nothing. `on_step` is told what is next."""
    on_step("looking at the file")
    file = _complaints(archive)
    on_step("looking at the index")
    index = _index_complaint(archive)
    on_step("looking at each article")
    spoiled: list[int] = []
    for _ in whole_articles(archive, spoiled):
        pass
    return Soundness(
        file=file,
        index=index,
        spoiled=tuple(map(ref_of, spoiled)),
        strays=_strays(archive),
        foreign=tuple(_foreign(archive)),
    )


def whole_articles(archive: Archive, spoiled: list[int]) -> Iterator[tuple[Any, ...]]:
    """The rows of the articles that are as they were put in; the ids of the others are added to `spoiled`."""
    for article_id in sorted(_known_ids(archive)):
        try:
            row = archive.connection.execute(_ARTICLE, [article_id]).fetchone()
        except sqlite3.DatabaseError:
            spoiled.append(article_id)
            continue
        if row is None:
            continue
        if _is_whole(row):
            yield row
        else:
            spoiled.append(article_id)


def _is_whole(row: tuple[Any, ...]) -> bool:
    """Whether an article has the day of its id, and a text with its fingerprint."""
    article_id, date, _, title, *_, known, body = row
    day = (date or "0").replace("-", "")
    return str(article_id // PER_DAY) == day and known == fingerprint(title, body)


def _known_ids(archive: Archive) -> set[int]:
    """The id of every article that anything in the archive tells of, as far as that can be read."""
    places = (
        "SELECT id FROM articles_fts_docsize",
        "SELECT id FROM articles INDEXED BY articles_by_day WHERE date >= ''",
        "SELECT article FROM copies",
        "SELECT id FROM articles",
    )
    return {one for sql in places for one in readable(archive.connection, sql)}


def readable(connection: sqlite3.Connection, sql: str) -> Iterable[int]:
    """The numbers that a query gives until it comes upon a page that cannot be read."""
    try:
        for (number,) in connection.execute(sql):
            yield number
    except sqlite3.DatabaseError:
        return


def _complaints(archive: Archive) -> tuple[str, ...]:
    try:
        found = [text for (text,) in archive.connection.execute(f"PRAGMA integrity_check({_MOST_COMPLAINTS})")]
    except sqlite3.DatabaseError as error:
        return (str(error),)
    return () if found == ["ok"] else tuple(line for text in found for line in text.splitlines())


def _index_complaint(archive: Archive) -> str | None:
    """FTS5's own check, against the texts of the articles: https://www.sqlite.org/fts5.html, section 6.4."""
    try:
        archive.connection.execute("INSERT INTO articles_fts (articles_fts, rank) VALUES ('integrity-check', 1)")
    except sqlite3.DatabaseError as error:
        return str(error)
    return None


def _strays(archive: Archive) -> int:
    """How many copies are of an article or a file that is not there."""
    sql = """
        SELECT article FROM copies
        WHERE article NOT IN (SELECT id FROM articles) OR file NOT IN (SELECT id FROM files)
    """
    return len(list(readable(archive.connection, sql)))


def _foreign(archive: Archive) -> list[str]:
    rows = archive.rows("SELECT type, name FROM sqlite_master ORDER BY type, name")
    return [f"{kind} {name}" for kind, name in rows if name not in _OWN and not name.startswith("sqlite_autoindex_")]
