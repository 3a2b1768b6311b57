"""Putting an archive in order: one segment for the index, the vocabulary of today, statistics, no empty pages.

Every batch of an ingest leaves a segment of the index, which FTS5 merges little by little; a question asks them all.
Each step is a transaction of its own: whatever happens, the archive is whole.
"""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from newsidx.archive.sqlite.database import Archive
from newsidx.archive.sqlite.fts5.vocabulary import renew
from newsidx.archive.sqlite.sqlite_errors import plain_errors

_WORTH_A_VACUUM = 0.05
"""The share of empty pages from which the file is written anew without them."""


@dataclass
class Optimized:
    """What putting an archive in order gained.

    `segments` of the full-text index, `terms` of the vocabulary and `bytes` of the file are (before, after).
    `empty` is the share of empty pages, from 0 to 1, that were found; `no_room` says that they stay for want of
    room on the disk. `steps` are (name, seconds).
    """

    segments: tuple[int, int] = (0, 0)
    terms: tuple[int, int] = (0, 0)
    bytes: tuple[int, int] = (0, 0)
    empty: float = 0.0
    no_room: bool = False
    steps: list[tuple[str, float]] = field(default_factory=list)


def optimize(archive: Archive, on_step: Callable[[str], None] = lambda step: None) -> Optimized:
    """Put an archive in order. `on_step` is called with what is done next."""
    done = Optimized()
    before = _figures(archive)

    def step(name: str, work: Callable[[], object]) -> None:
        on_step(name)
        start = time.monotonic()
        with plain_errors(archive.path):
            work()
        done.steps.append((name, time.monotonic() - start))

    execute = archive.connection.execute
    step("merging the index", lambda: _merge(archive))
    step("listing the vocabulary", lambda: renew(archive))
    step("gathering statistics", lambda: _analyze(archive))
    pages, empty = archive.value("PRAGMA page_count"), archive.value("PRAGMA freelist_count")
    done.empty = empty / pages
    if done.empty > _WORTH_A_VACUUM:
        # SQLite writes a copy beside the file before it puts it in the place of the old one.
        done.no_room = shutil.disk_usage(os.path.dirname(os.path.abspath(archive.path))).free < 2 * before[2]
        if not done.no_room:
            step("leaving out empty pages", lambda: execute("VACUUM"))
    execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    done.segments, done.terms, done.bytes = zip(before, _figures(archive), strict=True)
    return done


def _merge(archive: Archive) -> None:
    with archive.transaction() as connection:
        connection.execute("INSERT INTO articles_fts (articles_fts) VALUES ('optimize')")


def _figures(archive: Archive) -> tuple[int, int, int]:
    """Segments of the index, terms of the vocabulary, bytes of the file."""
    return (
        archive.value("SELECT count(DISTINCT segid) FROM articles_fts_idx"),
        archive.value("SELECT count(*) FROM vocabulary"),
        os.path.getsize(archive.path),
    )


def _analyze(archive: Archive) -> None:
    """Tell SQLite how its indexes are filled: from a sample, for the whole of a large archive would take minutes."""
    archive.connection.execute("PRAGMA analysis_limit = 1000")
    archive.connection.execute("ANALYZE")
