"""Optimizing an archive: merge the index, rebuild the word forms and frequencies, analyze, remove empty pages.

Every batch of an ingest adds a segment to the index, which FTS5 merges over time, and a query has to search them all.
Each step is a separate transaction, so that the archive stays intact if a step fails.
"""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable

from newsidx.archive.progress import OnProgress, nothing
from newsidx.archive.records import Optimized
from newsidx.archive.sqlite import changes, counts
from newsidx.archive.sqlite.database import Database
from newsidx.archive.sqlite.sqlite_errors import plain_errors
from newsidx.archive.sqlite.terms import renew

_MIN_EMPTY = 0.05
"""The share of empty pages above which the file is rewritten without them."""


def optimize(
    database: Database,
    on_step: Callable[[str], None] = lambda step: None,
    on_progress: OnProgress = nothing,
) -> Optimized:
    """Optimize an archive. `on_step` is called with the name of each step, `on_progress` with how many articles are
    done, and of how many.
    """
    result = Optimized()
    before = _figures(database)

    def step(name: str, work: Callable[[], object]) -> None:
        on_step(name)
        start = time.monotonic()
        with plain_errors(database.path):
            work()
        result.steps.append((name, time.monotonic() - start))

    execute = database.connection.execute
    result.undoable = database.value("SELECT count(*) FROM kept_changes")
    if result.undoable:
        step("deleting what newsidx undo could bring back", lambda: _delete_changes(database))
    step("merging the index", lambda: _merge(database))
    step("rebuilding word forms and frequencies", lambda: renew(database, on_progress))
    step("gathering statistics", lambda: _analyze(database))
    pages, empty = database.value("PRAGMA page_count"), database.value("PRAGMA freelist_count")
    result.empty = empty / pages
    if result.empty > _MIN_EMPTY:
        # SQLite writes a complete copy of the file before it replaces the old one.
        result.disk_too_full = shutil.disk_usage(os.path.dirname(os.path.abspath(database.path))).free < 2 * before[2]
        if not result.disk_too_full:
            step("removing empty pages", lambda: execute("VACUUM"))
    execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    result.segments, result.words, result.bytes = zip(before, _figures(database), strict=True)
    return result


def _delete_changes(database: Database) -> None:
    with database.transaction() as connection:
        changes.delete_before(connection, 0)


def _merge(database: Database) -> None:
    with database.transaction() as connection:
        connection.execute("INSERT INTO articles_fts (articles_fts) VALUES ('optimize')")


def _figures(database: Database) -> tuple[int, int, int]:
    """The number of segments of the index, of words that have forms, and of bytes of the file."""
    return (
        database.value("SELECT count(DISTINCT segid) FROM articles_fts_idx"),
        database.value("SELECT count(DISTINCT term) FROM forms"),
        os.path.getsize(database.path),
    )


def _analyze(database: Database) -> None:
    """Update the counts of fields and, from a sample, the statistics for SQLite's query planner: those of all of a
    large archive would take minutes.
    """
    counts.refresh(database)
    database.connection.execute("PRAGMA analysis_limit = 1000")
    database.connection.execute("ANALYZE")
