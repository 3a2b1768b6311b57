"""The files that an archive knows: those of an article, and those without one."""

from __future__ import annotations

from collections.abc import Iterator

from newsidx.archive.records import Problem, SourceFile
from newsidx.archive.sqlite import values
from newsidx.archive.sqlite.columns import MAYBE_TEXT, TEXT
from newsidx.archive.sqlite.database import Database


def files_of(database: Database, article_id: int) -> list[SourceFile]:
    """Every file that holds a copy of an article; missing files come last."""
    rows = database.rows(
        """
        SELECT files.path, files.encoding, files.reader, files.missing_since
        FROM copies JOIN files ON files.id = copies.file
        WHERE copies.article = ? ORDER BY files.missing_since IS NOT NULL, files.path
        """,
        [article_id],
    )
    kinds = (TEXT, MAYBE_TEXT, MAYBE_TEXT, MAYBE_TEXT)
    return [SourceFile._make(values.typed(database.path, row, *kinds)) for row in rows]


def problems(database: Database) -> Iterator[Problem]:
    """Every file without an article, with the reason, sorted by path."""
    rows = database.rows(
        """
        SELECT path, problem, last_read FROM files
        WHERE status <> 'read' AND missing_since IS NULL ORDER BY path
        """
    )
    kinds = (TEXT, TEXT, TEXT)
    return (Problem._make(values.typed(database.path, row, *kinds)) for row in rows)
