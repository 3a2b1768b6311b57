"""What an archive holds, as rows that two archives can be compared by."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from newsidx import Archive
from newsidx.archive.sqlite.schema import SCHEMA_VERSION
from tests.archive.checks import assert_whole

Rows = frozenset[tuple[object, ...]]


class Contents(NamedTuple):
    """All rows of an archive, without the times at which an ingest ran."""

    articles: Rows = frozenset()
    files: Rows = frozenset()
    copies: Rows = frozenset()
    vocabulary: Rows = frozenset()
    unlisted: Rows = frozenset()
    near_duplicates: Rows = frozenset()
    compared: Rows = frozenset()


class Meaning(NamedTuple):
    """The same where the order of two ingests decides about the numbers: what was read, and where it came from."""

    articles: Rows
    files: Rows
    copies: Rows
    vocabulary: Rows


_FILE = """
  path, size, mtime_ns, ctime_ns, digest, reader, encoding, status, problem, ambiguous, undated, read_again,
  missing_since IS NULL
"""


def contents(db: Path) -> Contents:
    """What the archive holds, read as any reader does."""
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
                    "SELECT * FROM vocabulary",
                    "SELECT * FROM unlisted",
                    "SELECT * FROM near_duplicates",
                    "SELECT * FROM compared",
                )
            )
        )


def meaning(db: Path) -> Meaning:
    """What the archive holds, whatever the numbers of articles and files."""
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
                    "SELECT * FROM vocabulary",
                )
            )
        )


def assert_sound(db: Path) -> None:
    """The archive is of the present schema and whole, and no article or file is in it twice."""
    with open_archive(str(db), write=True) as archive:
        assert archive.value("PRAGMA user_version") == SCHEMA_VERSION
        assert_whole(archive)
        assert list(archive.rows("SELECT 1 FROM articles GROUP BY date, fingerprint HAVING count(*) > 1")) == []
        assert list(archive.rows("SELECT 1 FROM files GROUP BY path HAVING count(*) > 1")) == []


def assert_finished(db: Path, expected: Contents) -> None:
    """The archive is whole and holds exactly what is expected, and nothing is left to be done."""
    assert_sound(db)
    found = contents(db)
    for name, one, other in zip(Contents._fields, found, expected, strict=True):
        assert one == other, f"{name}: {len(one - other)} too many, {len(other - one)} lost"
    assert not found.unlisted
