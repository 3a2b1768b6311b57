"""The contents of an archive, as rows by which two archives can be compared."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from newsidx.archive import open_archive
from newsidx.archive.sqlite.schema import SCHEMA_VERSION
from tests.archive.checks import assert_whole

Rows = frozenset[tuple[object, ...]]


class Contents(NamedTuple):
    """All rows of an archive, without the times when ingests ran."""

    articles: Rows = frozenset()
    files: Rows = frozenset()
    copies: Rows = frozenset()
    forms: Rows = frozenset()
    unlisted: Rows = frozenset()
    near_duplicates: Rows = frozenset()
    compared: Rows = frozenset()


class Meaning(NamedTuple):
    """The contents without ids, which depend on the order of ingests: what was read, and from which files."""

    articles: Rows
    files: Rows
    copies: Rows
    forms: Rows


_FILE = """
  path, size, mtime_ns, ctime_ns, digest, reader, encoding, status, problem, ambiguous, undated, read_again,
  missing_since IS NULL
"""


def contents(db: Path) -> Contents:
    """The contents of the archive, read as any reader reads it."""
    with open_archive(str(db)) as archive:
        has_column = archive.value("SELECT 1 FROM pragma_table_info('files') WHERE name = 'read_again'")
        file = _FILE if has_column else _FILE.replace("read_again", "NULL")  # an archive of schema 7 has none
        return Contents(
            *(
                frozenset(archive.rows(sql))
                for sql in (
                    "SELECT * FROM articles",
                    f"SELECT id, {file} FROM files",
                    "SELECT * FROM copies",
                    "SELECT * FROM forms",
                    "SELECT * FROM unlisted",
                    "SELECT * FROM near_duplicates",
                    "SELECT * FROM compared",
                )
            )
        )


def meaning(db: Path) -> Meaning:
    """The contents of the archive without the ids of articles and files."""
    with open_archive(str(db)) as archive:
        return Meaning(
            *(
                frozenset(archive.rows(sql))
                for sql in (
                    "SELECT date, published, title, byline, source, meta, words, body FROM articles",
                    f"SELECT {_FILE} FROM files",
                    """
                    SELECT path, part, date, title, body FROM copies
                    JOIN files ON files.id = copies.file JOIN articles ON articles.id = copies.article
                    """,
                    "SELECT * FROM forms",
                )
            )
        )


def assert_sound(db: Path) -> None:
    """The archive has the current schema and passes all checks, and no article or file is in it twice."""
    with open_archive(str(db), write=True) as archive:
        assert archive.value("PRAGMA user_version") == SCHEMA_VERSION
        assert_whole(archive)
        assert list(archive.rows("SELECT 1 FROM articles GROUP BY date, fingerprint HAVING count(*) > 1")) == []
        assert list(archive.rows("SELECT 1 FROM files GROUP BY path HAVING count(*) > 1")) == []


def assert_finished(db: Path, expected: Contents) -> None:
    """The archive passes all checks and has exactly the expected contents, and nothing is left to do."""
    assert_sound(db)
    actual = contents(db)
    for name, rows, expected_rows in zip(Contents._fields, actual, expected, strict=True):
        assert rows == expected_rows, f"{name}: {len(rows - expected_rows)} too many, {len(expected_rows - rows)} lost"
    assert not actual.unlisted
    with open_archive(str(db)) as archive:
        assert archive.value("SELECT count(*) FROM pending_counts") == 0
