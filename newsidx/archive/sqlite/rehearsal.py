"""A stand-in for an archive, on which a dry run does all that an ingest does.

It has what an ingest asks an archive for (files, copies, the dates and fingerprints of articles, what was removed) as
it is at one moment, and no text and no index. So a dry run needs the archive for reading alone, and neither waits for
others who write nor has them wait.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

from newsidx.archive.sqlite.database import Database
from newsidx.archive.sqlite.scan import Found
from newsidx.archive.sqlite.writable import WritableSqliteArchive

_COPIED = (
    (
        """
        SELECT id, path, size, mtime_ns, ctime_ns, digest, reader, encoding, status, problem, ambiguous, undated,
          first_seen, last_read, missing_since, read_again
        FROM files
        """,
        """
        INSERT INTO files (
          id, path, size, mtime_ns, ctime_ns, digest, reader, encoding, status, problem, ambiguous, undated,
          first_seen, last_read, missing_since, read_again
        ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
    ),
    ("SELECT file, part, article FROM copies", "INSERT INTO copies (file, part, article) VALUES (?, ?, ?)"),
    (
        # From the index alone, which spares reading past all the texts.
        "SELECT id, date, fingerprint FROM articles INDEXED BY articles_by_day",
        """
        INSERT INTO articles (id, date, fingerprint, title, words, title_from, meta, body)
        VALUES (?, ?, ?, '', 0, '', '{}', '')
        """,
    ),
    (
        "SELECT digest, part, path, article, title, removed FROM removed",
        "INSERT INTO removed (digest, part, path, article, title, removed) VALUES (?, ?, ?, ?, ?, ?)",
    ),
)
_WITHOUT_TEXT = (
    "DROP TABLE articles_fts",
    """
    CREATE VIEW articles_fts AS
    SELECT NULL AS articles_fts, NULL AS rowid, NULL AS title, NULL AS body
    """,
    "CREATE TRIGGER no_index INSTEAD OF INSERT ON articles_fts BEGIN SELECT 1; END",
    "CREATE TRIGGER no_text AFTER INSERT ON articles BEGIN UPDATE articles SET body = '' WHERE id = new.id; END",
    "CREATE VIEW articles_fts_docsize AS SELECT id FROM articles",
)


@contextmanager
def rehearsal(database: Database, found: Found) -> Iterator[tuple[WritableSqliteArchive, Found]]:
    """A stand-in for an archive, and what was found on the disk beside it. Both vanish."""
    with (
        tempfile.TemporaryDirectory() as folder,
        WritableSqliteArchive.open(os.path.join(folder, "dry.db"), write=True) as stand_in,
    ):
        with database.snapshot(), stand_in.transaction() as connection:
            for taken, put in _COPIED:
                connection.executemany(put, database.rows(taken))
            beside = found.beside(stand_in)
            for statement in _WITHOUT_TEXT:
                connection.execute(statement)
        yield stand_in, beside
