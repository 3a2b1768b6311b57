"""A temporary archive, on which a dry run does everything that an ingest does.

It has a copy of what an ingest reads from an archive (files, copies, dates and fingerprints of articles, how many each
day has, removed articles) at one moment, without texts and index. So a dry run only reads the archive, and neither
waits for programs that write to it nor blocks them.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

from newsidx.archive.sqlite.database import Database
from newsidx.archive.sqlite.fts5.index import INDEXED_COLUMNS
from newsidx.archive.sqlite.scan import SqliteScan
from newsidx.archive.sqlite.writable import WritableSqliteArchive

_COPIED = (
    ("SELECT id, options FROM reading_options", "INSERT INTO reading_options (id, options) VALUES (?, ?)"),
    (
        """
        SELECT id, path, size, mtime_ns, ctime_ns, digest, reader, encoding, status, problem, ambiguous, undated,
          first_seen, last_read, missing_since, read_again, problem_kind, outcome, options
        FROM files
        """,
        """
        INSERT INTO files (
          id, path, size, mtime_ns, ctime_ns, digest, reader, encoding, status, problem, ambiguous, undated,
          first_seen, last_read, missing_since, read_again, problem_kind, outcome, options
        ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
    ),
    ("SELECT file, part, article FROM copies", "INSERT INTO copies (file, part, article) VALUES (?, ?, ?)"),
    (
        # Reads only the index, not the texts.
        "SELECT id, date, fingerprint FROM articles INDEXED BY articles_by_day",
        """
        INSERT INTO articles (id, date, fingerprint, title, words, title_from, meta, body)
        VALUES (?, ?, ?, '', 0, '', '{}', '')
        """,
    ),
    ("SELECT date, articles FROM days", "INSERT INTO days (date, articles) VALUES (?, ?)"),
    (
        "SELECT digest, part, path, article, title, removed FROM removed",
        "INSERT INTO removed (digest, part, path, article, title, removed) VALUES (?, ?, ?, ?, ?, ?)",
    ),
)
WITHOUT_TEXT = (
    "DROP TABLE articles_fts",
    "CREATE VIEW articles_fts AS SELECT "
    + ", ".join(f"NULL AS {column}" for column in ("articles_fts", "rowid", *INDEXED_COLUMNS)),
    "CREATE TRIGGER no_index INSTEAD OF INSERT ON articles_fts BEGIN SELECT 1; END",
    "CREATE TRIGGER no_text AFTER INSERT ON articles BEGIN UPDATE articles SET body = '' WHERE id = new.id; END",
    "CREATE VIEW articles_fts_docsize AS SELECT id FROM articles",
)
"""What takes the place of the index, so that no text is kept."""


@contextmanager
def dry_run(database: Database, scan: SqliteScan) -> Iterator[tuple[WritableSqliteArchive, SqliteScan]]:
    """A temporary archive to try an ingest on, and a copy of the scan for it. Both are deleted after the block."""
    with (
        tempfile.TemporaryDirectory() as folder,
        WritableSqliteArchive.open(os.path.join(folder, "dry.db"), write=True) as temporary,
    ):
        with database.snapshot(), temporary.transaction() as connection:
            for select, insert in _COPIED:
                connection.executemany(insert, database.rows(select))
            scan_copy = scan.copy_to(temporary)
            for statement in WITHOUT_TEXT:
                connection.execute(statement)
        yield temporary, scan_copy
