"""Whether an archive is sound: what SQLite says of its file, FTS5 of its index, and newsidx of its own rules.

Nothing is written to it: whoever may read an archive can check it, of any schema and while others write.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from newsidx.archive.records import Soundness
from newsidx.archive.sqlite.checksums import ROW, checksum_as_read, has_checksums
from newsidx.archive.sqlite.database import Database
from newsidx.archive.sqlite.schema import INDEX_COPY
from newsidx.archive.sqlite.sqlite_errors import plain_errors
from newsidx.article import PER_DAY, fingerprint, ref_of
from newsidx.errors import CannotWrite, NotAnArchive

_OWN = frozenset(
    """
    articles files copies articles_fts articles_fts_data articles_fts_idx articles_fts_docsize
    articles_fts_config vocabulary unlisted alerts alert_answers removed near_duplicates compared comparison
    article_files _sqlite_migrations articles_by_day articles_by_source copies_by_article files_with_problems
    article_checksums near_duplicates_by_earlier idx__sqlite_migrations_migration_set_name sqlite_stat1 sqlite_stat4
    """.split()  # noqa: SIM905 - a list of names reads as one
)
"""Every table, view and index that newsidx makes, or SQLite for it."""

UNREADABLE = (sqlite3.DatabaseError, UnicodeDecodeError)
"""What is raised where a page cannot be read; the second where even what SQLite says of it is no text."""

_INTEGRITY_CHECK = "PRAGMA integrity_check(20)"
_CHECK_INDEX = (
    "DROP TABLE IF EXISTS temp.index_copy",
    "DROP VIEW IF EXISTS temp.copied_articles",
    "CREATE TEMP VIEW copied_articles AS SELECT id, title, body FROM main.articles",
    INDEX_COPY,
    "DELETE FROM temp.index_copy_config",
    "DELETE FROM temp.index_copy_data",
    "DELETE FROM temp.index_copy_docsize",
    "DELETE FROM temp.index_copy_idx",
    "INSERT INTO temp.index_copy_config SELECT * FROM main.articles_fts_config",
    "INSERT INTO temp.index_copy_data SELECT * FROM main.articles_fts_data",
    "INSERT INTO temp.index_copy_docsize SELECT * FROM main.articles_fts_docsize",
    "INSERT INTO temp.index_copy_idx SELECT * FROM main.articles_fts_idx",
    "INSERT INTO temp.index_copy (index_copy, rank) VALUES ('integrity-check', 1)",
    "DROP TABLE temp.index_copy",
    "DROP VIEW temp.copied_articles",
)
_STRAYS = {
    "copies": """
        SELECT count(*) FROM copies
        WHERE article NOT IN (SELECT id FROM articles) OR file NOT IN (SELECT id FROM files)
    """,
    "alert_answers": """
        SELECT count(*) FROM alert_answers
        WHERE article NOT IN (SELECT id FROM articles) OR alert NOT IN (SELECT name FROM alerts)
    """,
    "article_checksums": "SELECT count(*) FROM article_checksums WHERE article NOT IN (SELECT id FROM articles)",
}
"""For each table that may have them, how many of its rows are about what is not there."""


def check(database: Database, on_step: Callable[[str], None] = lambda step: None) -> Soundness:
    """Look at the whole of an archive as it is at one moment. `on_step` is told what is next.

    Raises ArchiveBusy while another program keeps it to itself, and CannotWrite where the index is too large for the
    folder of temporary files.
    """
    with database.snapshot():
        database.value("SELECT count(*) FROM sqlite_master")  # from here on nobody's writing is seen
        on_step("looking at the file")
        file = _complaints(database)
        on_step("looking at each article")
        spoiled: list[int] = []
        for _ in whole_articles(database, spoiled):
            pass
        strays, foreign = _strays(database), tuple(_foreign(database))
        on_step("looking at the index")
        index = _index_complaint(database)
    database.require_unchanged()
    return Soundness(file, index, tuple(map(ref_of, spoiled)), strays, foreign)


def whole_articles(database: Database, spoiled: list[int]) -> Iterator[tuple[Any, ...]]:
    """The rows of the articles that are as they were put in; the ids of the others are added to `spoiled`."""
    is_noted = has_checksums(database.connection)
    for article_id in sorted(_known_ids(database)):
        try:
            row = database.connection.execute(ROW, [article_id]).fetchone()
        except UNREADABLE:
            spoiled.append(article_id)
            continue
        if row is None:
            continue
        if _is_whole(row) and (not is_noted or _has_its_checksum(database.connection, row)):
            yield row
        else:
            spoiled.append(article_id)


def _is_whole(row: tuple[Any, ...]) -> bool:
    """Whether an article has the day of its id, a text with its fingerprint, and what else its file said as JSON."""
    article_id, date, _, title, *_, meta, _, _, known, body = row
    day = str(date or "0").replace("-", "")
    return str(article_id // PER_DAY) == day and known == fingerprint(title, body) and _is_object(meta)


def _is_object(meta: object) -> bool:
    try:
        return meta == "{}" or isinstance(json.loads(str(meta)), dict)
    except (ValueError, RecursionError):
        return False


def _has_its_checksum(connection: sqlite3.Connection, row: tuple[Any, ...]) -> bool:
    """Whether a row is as it was put in. A checksum that is itself lost says nothing against the article."""
    known = readable(connection, "SELECT checksum FROM article_checksums WHERE article = ?", [row[0]])
    return next(iter(known), None) in (None, checksum_as_read(row))


def _known_ids(database: Database) -> set[int]:
    """The id of every article that anything in the archive tells of, as far as that can be read."""
    places = (
        "SELECT id FROM articles_fts_docsize",
        "SELECT id FROM articles INDEXED BY articles_by_day WHERE date >= ''",
        "SELECT article FROM copies",
        "SELECT id FROM articles",
    )
    return {one for sql in places for one in readable(database.connection, sql) if isinstance(one, int)}


def readable(connection: sqlite3.Connection, sql: str, parameters: Sequence[object] = ()) -> Iterator[Any]:
    """The first column of the rows that a query gives until it comes upon a page that cannot be read."""
    try:
        for row in connection.execute(sql, parameters):
            yield row[0]
    except UNREADABLE:
        return


def _complaints(database: Database) -> tuple[str, ...]:
    found: list[str] = []
    complaint = _complaint(
        database, lambda: found.extend(text for (text,) in database.connection.execute(_INTEGRITY_CHECK))
    )
    if complaint:
        return (*found, complaint)
    return () if found == ["ok"] else tuple(line for text in found for line in text.splitlines())


def _index_complaint(database: Database) -> str | None:
    """FTS5's own check, against the texts of the articles: https://www.sqlite.org/fts5.html, section 6.4.

    It is an INSERT, which writes nothing but has to be allowed to. So it is made of a copy of the index among SQLite's
    temporary tables, which belong to this connection alone, and which sees the articles through a view.
    """
    try:
        return _complaint(database, lambda: [database.connection.execute(statement) for statement in _CHECK_INDEX])
    except CannotWrite as error:
        raise CannotWrite(
            f"The index cannot be checked: its copy cannot be written to the temporary files ({error.__cause__})",
            "Make room there, or name a larger folder: SQLITE_TMPDIR=FOLDER newsidx check",
        ) from error


def _complaint(database: Database, work: Callable[[], object]) -> str | None:
    """What SQLite says is wrong with the archive, if anything. Raises ArchiveBusy and CannotWrite."""
    try:
        with plain_errors(database.path):
            work()
    except NotAnArchive as error:
        return str(error.__cause__)
    return None


def _strays(database: Database) -> int:
    """How many notes there are about an article, a file or an alert that is not there."""
    there = {name for (name,) in database.connection.execute("SELECT name FROM sqlite_master")}
    return sum(sum(readable(database.connection, _STRAYS[table])) for table in _STRAYS if table in there)


def _foreign(database: Database) -> list[str]:
    rows = database.rows("SELECT type, name FROM sqlite_master ORDER BY type, name")
    return [f"{kind} {name}" for kind, name in rows if name not in _OWN and not name.startswith("sqlite_autoindex_")]
