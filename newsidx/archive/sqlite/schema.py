"""The tables of an archive, and the migrations that bring an older one up to date.

Migrations run by sqlite-utils' own mechanism, each in a transaction with the record of it. The number of the
last one also stands in SQLite's `user_version`, so that opening an archive need not import sqlite-utils.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from newsidx.archive.sqlite.checksums import note_all

if TYPE_CHECKING:
    from sqlite_utils import Database, Migrations

APPLICATION_ID = 0x6E657773
"""SQLite's `application_id` of every archive: the letters `news`."""

SCHEMA_VERSION = 8
"""`user_version` of an archive that has all the migrations below."""

_ARTICLES = """
CREATE TABLE articles (
  id INTEGER PRIMARY KEY,      -- YYYYMMDD * 1000000 + n, the n-th article of that day; day 0 is undated
  ref TEXT GENERATED ALWAYS AS (
    CASE WHEN id < 16000101000000 THEN '0-' || id ELSE (id / 1000000) || '-' || (id % 1000000) END
  ) VIRTUAL,                   -- the id as people type it: 20220306-1
  date TEXT,                   -- YYYY-MM-DD; NULL when no date was found
  published TEXT,              -- ISO 8601 timestamp, when the article gave a time of day
  title TEXT NOT NULL,
  byline TEXT,
  source TEXT,                 -- the publication
  section TEXT,
  place TEXT,
  url TEXT,
  language TEXT,
  words INTEGER NOT NULL,
  date_from TEXT,              -- front-matter, header, seed, line, published, dateline, path or mtime
  title_from TEXT NOT NULL,    -- header, line or text
  meta TEXT NOT NULL,          -- what else the file said, a JSON object
  fingerprint INTEGER NOT NULL, -- 64 bits of BLAKE2b over title and body: two copies of one text share it
  body TEXT NOT NULL           -- last, so that nothing else has to be read past it
) STRICT
"""
# The checks are not IN (…), with which to add a file takes half as long again.
_FILES = """
CREATE TABLE files (
  id INTEGER PRIMARY KEY,
  path TEXT NOT NULL UNIQUE,   -- absolute; bytes of a name that are not UTF-8 stand as \\xNN
  size INTEGER NOT NULL,       -- bytes
  mtime_ns INTEGER NOT NULL,   -- nanoseconds since 1970
  ctime_ns INTEGER NOT NULL,   -- the same, of the last change to its name, permissions or bytes; tells renames
  digest BLOB,                 -- BLAKE2b of the bytes, 16 bytes; NULL when they could not be read
  reader TEXT,                 -- the layout: front-matter, header, seed, plain
  encoding TEXT,               -- what the bytes were read as
  status TEXT NOT NULL
    CHECK (status = 'read' OR status = 'problem' OR status = 'unreadable'), -- unreadable ones are tried every time
  problem TEXT,                -- why there is no article in it
  ambiguous TEXT               -- how a date that has two readings was read
    CHECK (ambiguous = 'month-first' OR ambiguous = 'day-first'),
  undated INTEGER NOT NULL,    -- how many of its articles have no date
  first_seen TEXT NOT NULL,    -- UTC
  last_read TEXT NOT NULL,     -- UTC; when its bytes were last read
  missing_since TEXT           -- UTC; set when an ingest of its folder no longer found it
) STRICT
"""
_COPIES = """
CREATE TABLE copies (
  file INTEGER NOT NULL REFERENCES files (id),
  part INTEGER NOT NULL,       -- the article's place in the file, from 0
  article INTEGER NOT NULL REFERENCES articles (id), -- an article lives as long as a copy of it does
  PRIMARY KEY (file, part)
) STRICT, WITHOUT ROWID
"""
_INDEX = """
CREATE VIRTUAL TABLE articles_fts USING fts5 (
  title, body,
  content="articles", content_rowid='id', -- in the quotes by which Datasette knows that articles can be searched
  tokenize='porter unicode61 remove_diacritics 2'
)
"""
INDEX_COPY = _INDEX.replace("articles_fts", "temp.index_copy").replace('"articles"', '"copied_articles"')
"""Makes a table for a copy of the index, in which it can be checked without a right to write to the archive."""

_VIEW = """
CREATE VIEW article_files AS
SELECT articles.ref, articles.date, articles.title, files.path, files.encoding, files.missing_since
FROM copies
JOIN articles ON articles.id = copies.article
JOIN files ON files.id = copies.file
"""
_VOCABULARY = """
CREATE TABLE vocabulary (
  term TEXT PRIMARY KEY        -- every stem of at most 64 letters that stands in an article, or once stood in one
) STRICT, WITHOUT ROWID
"""
_UNLISTED = """
CREATE TABLE unlisted (
  article INTEGER PRIMARY KEY  -- an article whose stems are not in vocabulary yet; every ingest ends by adding them
) STRICT
"""

_ALERTS = """
CREATE TABLE alerts (
  name TEXT PRIMARY KEY,
  question TEXT NOT NULL,      -- as newsidx search reads it
  seen INTEGER NOT NULL,       -- the highest id of a file when it was last run: articles of later files are new
  added TEXT NOT NULL,         -- UTC
  last_run TEXT                -- UTC
) STRICT, WITHOUT ROWID
"""

_NEAR_DUPLICATES = """
CREATE TABLE near_duplicates (
  article INTEGER NOT NULL,
  earlier INTEGER NOT NULL,    -- an article with a lower id that says the same in nearly the same words
  share REAL NOT NULL,         -- of the shingles of the shorter one, how many the other has too, 0.5 to 1
  PRIMARY KEY (article, earlier)
) STRICT, WITHOUT ROWID
"""
_COMPARED = """
CREATE TABLE compared (
  article INTEGER PRIMARY KEY  -- an article that has been compared with those within the days that comparison says
) STRICT
"""
_COMPARISON = """
CREATE TABLE comparison (
  days INTEGER NOT NULL        -- one row: how many days apart two articles in near_duplicates can be
) STRICT
"""
# A comment of two dashes would hide the rest of the statement that SQLite makes of this and the table's.
_READ_AGAIN = """
ALTER TABLE files ADD COLUMN read_again TEXT
  /* YYYY-MM-DD: from this day on a date in it is to be believed that lay in the future when it was read */
"""

_REMOVED = """
CREATE TABLE removed (
  digest BLOB NOT NULL,        -- of the file, as in files: a file of these bytes does not bring the article back
  part INTEGER NOT NULL,       -- the article's place in the file, from 0
  path TEXT NOT NULL,          -- where such a file was when the article was removed, or was passed over since
  article INTEGER,             -- the id it had; NULL, as are the next two, if removed before schema 5
  title TEXT,
  removed TEXT,                -- UTC, to the microsecond; all that one command removed shares it
  PRIMARY KEY (digest, part, path)
) STRICT, WITHOUT ROWID
"""
# A removed article left no other trace before: a file that was read and has no article.
REMOVED_BEFORE = """
INSERT INTO removed (digest, part, path)
SELECT digest, 0, path FROM files
WHERE status = 'read' AND digest IS NOT NULL AND NOT EXISTS (SELECT 1 FROM copies WHERE file = files.id)
"""

_ALERT_ANSWERS = """
CREATE TABLE alert_answers (
  alert TEXT NOT NULL,         -- its name
  article INTEGER NOT NULL,    -- an article that answered when the alert was last run; goes with the article
  PRIMARY KEY (alert, article)
) STRICT, WITHOUT ROWID
"""
_ALERTS_WITH_ANSWERS = """
CREATE TABLE alerts (
  name TEXT PRIMARY KEY,
  question TEXT NOT NULL,      -- as newsidx search reads it
  seen INTEGER,                -- NULL; if not run since schema 6, the highest id of a file when it was last run
  added TEXT NOT NULL,         -- UTC
  last_run TEXT                -- UTC
) STRICT, WITHOUT ROWID
"""

_ARTICLE_CHECKSUMS = """
CREATE TABLE article_checksums (
  article INTEGER PRIMARY KEY,
  checksum INTEGER NOT NULL    -- 64 bits of BLAKE2b over its columns: newsidx check tells by it what has changed
) STRICT
"""


def _temporary(*tables: str) -> tuple[str, ...]:
    return tuple(table.replace("CREATE TABLE", "CREATE TEMP TABLE", 1) for table in tables)


STAND_INS = {
    2: (
        *_temporary(_UNLISTED),
        "CREATE VIRTUAL TABLE temp.indexed USING fts5vocab (main, articles_fts, row)",
        "CREATE TEMP VIEW vocabulary AS SELECT term FROM temp.indexed WHERE length(term) <= 64",
    ),
    3: _temporary(_ALERTS),
    4: _temporary(_NEAR_DUPLICATES, _COMPARED, _COMPARISON),
    5: (*_temporary(_REMOVED), REMOVED_BEFORE),
    6: _temporary(_ALERT_ANSWERS),
    7: _temporary(_ARTICLE_CHECKSUMS),
}
"""What a reader of an older archive, who does not bring it up to date, has in place of the tables it lacks: by the
schema that has them."""

TABLES = {
    "articles": 1,
    "files": 1,
    "copies": 1,
    "vocabulary": 2,
    "unlisted": 2,
    "alerts": 3,
    "near_duplicates": 4,
    "compared": 4,
    "comparison": 4,
    "removed": 5,
    "alert_answers": 6,
    "article_checksums": 7,
}
"""Every table, and since which schema an archive has it. The full-text index is told by its text."""

_FIRST_INDEX = """
CREATE VIRTUAL TABLE articles_fts USING fts5 (
  title, body,
  content='articles', content_rowid='id',
  tokenize='porter unicode61 remove_diacritics 2'
)
"""
INDEX_TEXTS = frozenset({_INDEX.strip(), _FIRST_INDEX.strip()})
"""How SQLite keeps the statement that made the full-text index: as it is today, and as in the first archives."""


def migrations() -> Migrations:
    """Every step from an empty file to the present schema, oldest first."""
    from sqlite_utils import Migrations

    steps = Migrations("newsidx")

    @steps(name="0001_articles_files_copies")
    def _(database: Database) -> None:
        for statement in (_ARTICLES, _FILES, _COPIES, _INDEX, _VIEW):
            database.execute(statement)
        # Finds second copies, and counts articles by day without reading one.
        database.execute("CREATE INDEX articles_by_day ON articles (date, fingerprint)")
        database.execute("CREATE INDEX articles_by_source ON articles (source) WHERE source IS NOT NULL")
        database.execute("CREATE INDEX copies_by_article ON copies (article)")
        database.execute("CREATE INDEX files_with_problems ON files (path) WHERE status <> 'read'")
        # A batch that fits FTS5's memory is written to the index once, sorted: a quarter faster than in pieces.
        database.execute("INSERT INTO articles_fts (articles_fts, rank) VALUES ('hashsize', 8000000)")
        database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        database.execute("PRAGMA user_version = 1")

    @steps(name="0002_vocabulary")
    def _(database: Database) -> None:
        database.execute(_VOCABULARY)
        database.execute(_UNLISTED)
        database.execute("CREATE VIRTUAL TABLE temp.indexed USING fts5vocab (main, articles_fts, row)")
        database.execute("INSERT INTO vocabulary SELECT term FROM temp.indexed WHERE length(term) <= 64")
        database.execute("DROP TABLE temp.indexed")
        database.execute("PRAGMA user_version = 2")

    @steps(name="0003_alerts")
    def _(database: Database) -> None:
        database.execute(_ALERTS)
        database.execute("PRAGMA user_version = 3")

    @steps(name="0004_near_duplicates")
    def _(database: Database) -> None:
        for statement in (_NEAR_DUPLICATES, _COMPARED, _COMPARISON):
            database.execute(statement)
        database.execute("CREATE INDEX near_duplicates_by_earlier ON near_duplicates (earlier)")
        database.execute("PRAGMA user_version = 4")

    @steps(name="0005_removed")
    def _(database: Database) -> None:
        database.execute(_REMOVED)
        database.execute(REMOVED_BEFORE)
        database.execute("PRAGMA user_version = 5")

    @steps(name="0006_alert_answers")
    def _(database: Database) -> None:
        # Not ALTER TABLE, which fails on a view that somebody else made and that no longer holds.
        database.execute("CREATE TEMP TABLE earlier_alerts AS SELECT * FROM alerts")
        database.execute("DROP TABLE alerts")
        database.execute(_ALERTS_WITH_ANSWERS)
        database.execute(
            """
            INSERT INTO alerts (name, question, seen, added, last_run)
            SELECT name, question, seen, added, last_run FROM temp.earlier_alerts
            """
        )
        database.execute("DROP TABLE temp.earlier_alerts")
        database.execute(_ALERT_ANSWERS)
        database.execute("PRAGMA user_version = 6")

    @steps(name="0007_article_checksums")
    def _(database: Database) -> None:
        database.execute(_ARTICLE_CHECKSUMS)
        note_all(database.conn)
        database.execute("PRAGMA user_version = 7")

    @steps(name="0008_read_again")
    def _(database: Database) -> None:
        database.execute(_READ_AGAIN)
        database.execute("PRAGMA user_version = 8")

    return steps


def migrate(connection: sqlite3.Connection) -> None:
    """Bring an archive, or an empty file, to the present schema. What fails is rolled back whole."""
    from sqlite_utils import Database

    columns = {name for _, name, *_ in connection.execute("PRAGMA main.table_info (files)")}
    if columns and "ctime_ns" not in columns:
        # The first archives of schema 1 had none. No file has the time 0, so the next ingest reads them again.
        connection.execute("ALTER TABLE files ADD COLUMN ctime_ns INTEGER NOT NULL DEFAULT 0")
    migrations().apply(Database(connection))
