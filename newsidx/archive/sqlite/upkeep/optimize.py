"""Putting an archive in order: one segment for the index, the vocabulary of today, statistics, no empty pages.

Every batch of an ingest leaves a segment of the index, which FTS5 merges little by little; a question asks them all.
Each step is a transaction of its own: whatever happens, the archive is whole.
"""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable

from newsidx.archive.records import Optimized
from newsidx.archive.sqlite.database import Database
from newsidx.archive.sqlite.fts5.vocabulary import renew
from newsidx.archive.sqlite.sqlite_errors import plain_errors

_WORTH_A_VACUUM = 0.05
"""The share of empty pages from which the file is written anew without them."""


def optimize(database: Database, on_step: Callable[[str], None] = lambda step: None) -> Optimized:
    """Put an archive in order. `on_step` is called with what is done next."""
    done = Optimized()
    before = _figures(database)

    def step(name: str, work: Callable[[], object]) -> None:
        on_step(name)
        start = time.monotonic()
        with plain_errors(database.path):
            work()
        done.steps.append((name, time.monotonic() - start))

    execute = database.connection.execute
    step("merging the index", lambda: _merge(database))
    step("listing the vocabulary", lambda: renew(database))
    step("gathering statistics", lambda: _analyze(database))
    pages, empty = database.value("PRAGMA page_count"), database.value("PRAGMA freelist_count")
    done.empty = empty / pages
    if done.empty > _WORTH_A_VACUUM:
        # SQLite writes a copy beside the file before it puts it in the place of the old one.
        done.no_room = shutil.disk_usage(os.path.dirname(os.path.abspath(database.path))).free < 2 * before[2]
        if not done.no_room:
            step("leaving out empty pages", lambda: execute("VACUUM"))
    execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    done.segments, done.terms, done.bytes = zip(before, _figures(database), strict=True)
    return done


def _merge(database: Database) -> None:
    with database.transaction() as connection:
        connection.execute("INSERT INTO articles_fts (articles_fts) VALUES ('optimize')")


def _figures(database: Database) -> tuple[int, int, int]:
    """Segments of the index, terms of the vocabulary, bytes of the file."""
    return (
        database.value("SELECT count(DISTINCT segid) FROM articles_fts_idx"),
        database.value("SELECT count(*) FROM vocabulary"),
        os.path.getsize(database.path),
    )


def _analyze(database: Database) -> None:
    """Tell SQLite how its indexes are filled: from a sample, for the whole of a large archive would take minutes."""
    database.connection.execute("PRAGMA analysis_limit = 1000")
    database.connection.execute("ANALYZE")
