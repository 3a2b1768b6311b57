"""The files that an archive knows: those of an article, and those without one."""

from __future__ import annotations

from collections.abc import Iterator

from newsidx.archive.records import ListedFile, ListedStatus, Problem, SourceFile
from newsidx.archive.sqlite import values
from newsidx.archive.sqlite.columns import MAYBE_TEXT, NUMBER, TEXT
from newsidx.archive.sqlite.database import Database


def files_of(database: Database, article_id: int) -> list[SourceFile]:
    """Every file that holds a copy of an article; missing files come last."""
    rows = database.rows(
        """
        SELECT files.path, files.encoding, files.reader, files.missing_since, files.size, files.mtime_ns, copies.part,
          (SELECT count(*) FROM copies AS all_parts WHERE all_parts.file = files.id)
        FROM copies JOIN files ON files.id = copies.file
        WHERE copies.article = ? ORDER BY files.missing_since IS NOT NULL, files.path
        """,
        [article_id],
    )
    kinds = (TEXT, MAYBE_TEXT, MAYBE_TEXT, MAYBE_TEXT, NUMBER, NUMBER, NUMBER, NUMBER)
    return [SourceFile._make(values.typed(database.path, row, *kinds)) for row in rows]


def problems(database: Database) -> Iterator[Problem]:
    """Every file of which a part, or all, gave no article, with the reason, sorted by path."""
    sql = _PROBLEMS if database.schema_version >= _SCHEMA_OF_KINDS else _EARLIER_PROBLEMS
    kinds = (TEXT, TEXT, TEXT, TEXT, NUMBER)
    return (Problem._make(values.typed(database.path, row, *kinds)) for row in database.rows(sql))


def listed(database: Database, status: ListedStatus | None = None) -> Iterator[ListedFile]:
    """Every file that the archive knows, or those with a status, sorted by path."""
    sql = _LISTED.replace("TRUE", _CONDITIONS[status])
    if database.schema_version < _SCHEMA_OF_KINDS:
        sql = sql.replace("outcome", _EARLIER_OUTCOME)
    kinds = (TEXT, NUMBER, MAYBE_TEXT, MAYBE_TEXT, MAYBE_TEXT, TEXT, MAYBE_TEXT)
    return (ListedFile._make(values.typed(database.path, row, *kinds)) for row in database.rows(sql))


_SCHEMA_OF_KINDS = 10
"""The first schema that has `problem_kind` and `outcome`."""

_PROBLEMS = """
SELECT path, problem, last_read, coalesce(problem_kind, 'unknown'),
  (SELECT count(*) FROM copies WHERE file = files.id)
FROM files
WHERE status <> 'read' AND missing_since IS NULL ORDER BY path
"""
_EARLIER_PROBLEMS = _PROBLEMS.replace("coalesce(problem_kind, 'unknown')", "'unknown'")
_EARLIER_OUTCOME = "CASE WHEN first_seen = last_read THEN 'new' ELSE 'changed' END"
_LISTED = """
SELECT path, (SELECT count(*) FROM copies WHERE file = files.id), reader, encoding, problem, last_read, missing_since
FROM files
WHERE TRUE ORDER BY path
"""
_CONDITIONS: dict[ListedStatus | None, str] = {
    None: "TRUE",
    "new": "outcome = 'new' AND last_read = (SELECT max(last_read) FROM files)",
    "changed": "outcome = 'changed' AND last_read = (SELECT max(last_read) FROM files)",
    "moved": "outcome = 'moved' AND last_read = (SELECT max(last_read) FROM files)",
    "duplicate": """
        EXISTS (SELECT 1 FROM copies WHERE file = files.id)
        AND NOT EXISTS (
          SELECT 1 FROM copies AS own
          WHERE own.file = files.id
            AND NOT EXISTS (SELECT 1 FROM copies AS other WHERE other.article = own.article AND other.file < own.file)
        )
    """,
    "problem": "status <> 'read' AND missing_since IS NULL",
    "undated": "undated > 0 AND missing_since IS NULL",
    "ambiguous": "ambiguous IS NOT NULL AND missing_since IS NULL",
    "missing": "missing_since IS NOT NULL",
}
