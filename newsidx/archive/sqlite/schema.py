"""The tables of an archive. `newsidx.archive.sqlite.migrations` creates them.

SQLite stores the text of the statements, comments included, in the archive.
"""

from __future__ import annotations

APPLICATION_ID = 0x6E657773
"""SQLite's `application_id` of every archive: the letters `news`."""

SCHEMA_VERSION = 14
"""The schema version of this newsidx: `user_version` of an archive that has all migrations."""

SCHEMA_OF_WORDS = 9
"""The first schema whose index has the words as they are written. Earlier ones have English stems, of texts only."""

SCHEMA_OF_COUNTS = 12
"""The first schema that keeps the counts of days and of the values of fields. In earlier ones articles are counted."""

SCHEMA_OF_FREQUENCIES = 13
"""The first schema that keeps term frequencies. In earlier ones they are read from the index."""

ARTICLES = """
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
  date_from TEXT,              -- how it is known: header, line, record, export, path …
  title_from TEXT NOT NULL,    -- header, line or text
  meta TEXT NOT NULL,          -- what else the file said, a JSON object
  fingerprint INTEGER NOT NULL, -- 64 bits of BLAKE2b over title and body: two copies of one text share it
  body TEXT NOT NULL           -- last, so that nothing else has to be read past it
) STRICT
"""
# The checks do not use IN (…), which would make adding a file 50 % slower.
FILES = """
CREATE TABLE files (
  id INTEGER PRIMARY KEY,
  path TEXT NOT NULL UNIQUE,   -- absolute; bytes of a name that are not UTF-8 stand as \\xNN
  size INTEGER NOT NULL,       -- bytes
  mtime_ns INTEGER NOT NULL,   -- nanoseconds since 1970
  ctime_ns INTEGER NOT NULL,   -- the same, of the last change to its name, permissions or bytes; tells renames
  digest BLOB,                 -- BLAKE2b of the bytes, 16 bytes; NULL when they could not be read
  reader TEXT,                 -- the layout: header, plain, csv, html …
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
COPIES = """
CREATE TABLE copies (
  file INTEGER NOT NULL REFERENCES files (id),
  part INTEGER NOT NULL,       -- the article's place in the file, from 0
  article INTEGER NOT NULL REFERENCES articles (id), -- an article lives as long as a copy of it does
  PRIMARY KEY (file, part)
) STRICT, WITHOUT ROWID
"""
INDEX = """
CREATE VIRTUAL TABLE articles_fts USING fts5 (
  title, body, byline, source, section, place, language,
  content="articles", content_rowid='id', -- in the quotes by which Datasette knows that articles can be searched
  tokenize="unicode61 remove_diacritics 2 categories 'L* N* Co M*'"
)
"""
"""The words as they are written. FTS5's own `rebuild` would not cut scripts without spaces: `newsidx check` repairs."""

VIEW = """
CREATE VIEW article_files AS
SELECT articles.ref, articles.date, articles.title, files.path, files.encoding, files.missing_since
FROM copies
JOIN articles ON articles.id = copies.article
JOIN files ON files.id = copies.file
"""
VOCABULARY = """
CREATE TABLE vocabulary (
  term TEXT PRIMARY KEY        -- every stem of at most 64 letters that stands in an article, or once stood in one
) STRICT, WITHOUT ROWID
"""
UNLISTED = """
CREATE TABLE unlisted (
  article INTEGER PRIMARY KEY  -- an article whose stems are not in vocabulary yet; every ingest ends by adding them
) STRICT
"""
FORMS = """
CREATE TABLE forms (
  language TEXT NOT NULL,      -- ISO 639-1; articles that do not say theirs count as en
  stem TEXT NOT NULL,
  term TEXT NOT NULL,          -- a word with this stem, as the index has it
  PRIMARY KEY (language, stem, term)
) STRICT, WITHOUT ROWID
"""
# In English a word's stem does not depend on accents, so that it is never looked up by its term.
FORMS_BY_TERM = "CREATE INDEX forms_by_term ON forms (term) WHERE language <> 'en'"
LANGUAGES = """
CREATE TABLE languages (
  language TEXT PRIMARY KEY,   -- ISO 639-1
  articles INTEGER NOT NULL    -- how many were added; those removed since count until newsidx optimize
) STRICT, WITHOUT ROWID
"""
UNLISTED_WITH_LANGUAGES = """
CREATE TABLE unlisted (
  article INTEGER PRIMARY KEY, -- an article whose words are not in forms yet; every ingest ends by adding them
  language TEXT                -- of the article
) STRICT
"""

ALERTS = """
CREATE TABLE alerts (
  name TEXT PRIMARY KEY,
  question TEXT NOT NULL,      -- as newsidx search reads it
  seen INTEGER NOT NULL,       -- the highest id of a file when it was last run: articles of later files are new
  added TEXT NOT NULL,         -- UTC
  last_run TEXT                -- UTC
) STRICT, WITHOUT ROWID
"""

NEAR_DUPLICATES = """
CREATE TABLE near_duplicates (
  article INTEGER NOT NULL,
  earlier INTEGER NOT NULL,    -- an article with a lower id that says the same in nearly the same words
  share REAL NOT NULL,         -- of the shingles of the shorter one, how many the other has too, 0.5 to 1
  PRIMARY KEY (article, earlier)
) STRICT, WITHOUT ROWID
"""
COMPARED = """
CREATE TABLE compared (
  article INTEGER PRIMARY KEY  -- an article that has been compared with those within the days that comparison says
) STRICT
"""
COMPARISON = """
CREATE TABLE comparison (
  days INTEGER NOT NULL        -- one row: how many days apart two articles in near_duplicates can be
) STRICT
"""
# SQLite appends the rest of the table's statement to this text: a comment with two dashes would hide it.
READ_AGAIN = """
ALTER TABLE files ADD COLUMN read_again TEXT
  /* YYYY-MM-DD: from this day on a date in it is to be believed that lay in the future when it was read */
"""

READING_OPTIONS = """
CREATE TABLE reading_options (
  id INTEGER PRIMARY KEY,
  options TEXT NOT NULL UNIQUE -- how the user said that files are to be read, a JSON object
) STRICT
"""
FILE_COLUMNS = (
    """
ALTER TABLE files ADD COLUMN problem_kind TEXT
  /* the kind of its problem: empty, not-text, markup, missing-extra … */
""",
    """
ALTER TABLE files ADD COLUMN outcome TEXT
  /* what the ingest at last_read made of it: new, changed, unchanged, moved, duplicate, problem or passed_over */
""",
    """
ALTER TABLE files ADD COLUMN options INTEGER REFERENCES reading_options (id)
  /* how the user said that it is to be read; NULL if nothing was said */
""",
)

REMOVED = """
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
REMOVED_TEXTS = (
    """
ALTER TABLE removed ADD COLUMN fingerprint INTEGER
  /* as in articles: its text is known by this in a file that now holds other articles too; NULL before schema 11 */
""",
    "CREATE INDEX removed_by_path ON removed (path)",
)
# Before schema 5, the only trace of a removed article was a file that was read and has no article.
REMOVED_BEFORE = """
INSERT INTO removed (digest, part, path)
SELECT digest, 0, path FROM files
WHERE status = 'read' AND digest IS NOT NULL AND NOT EXISTS (SELECT 1 FROM copies WHERE file = files.id)
"""

ALERT_ANSWERS = """
CREATE TABLE alert_answers (
  alert TEXT NOT NULL,         -- its name
  article INTEGER NOT NULL,    -- an article that answered when the alert was last run; goes with the article
  PRIMARY KEY (alert, article)
) STRICT, WITHOUT ROWID
"""
ALERTS_WITH_ANSWERS = """
CREATE TABLE alerts (
  name TEXT PRIMARY KEY,
  question TEXT NOT NULL,      -- as newsidx search reads it
  seen INTEGER,                -- NULL; if not run since schema 6, the highest id of a file when it was last run
  added TEXT NOT NULL,         -- UTC
  last_run TEXT                -- UTC
) STRICT, WITHOUT ROWID
"""

ARTICLE_CHECKSUMS = """
CREATE TABLE article_checksums (
  article INTEGER PRIMARY KEY,
  checksum INTEGER NOT NULL    -- 64 bits of BLAKE2b over its columns: newsidx check tells by it what has changed
) STRICT
"""

FREQUENCY_TERMS = """
CREATE TABLE frequency_terms (
  term TEXT PRIMARY KEY,       -- a term that many articles have, as the index has it, or the beginning of many: comp*
  number INTEGER NOT NULL UNIQUE
) STRICT, WITHOUT ROWID
"""
FREQUENCY_WORDS = """
CREATE TABLE frequency_words (
  terms TEXT PRIMARY KEY,      -- a term of frequency_terms and all other forms of its word, sorted, spaces between them
  number INTEGER NOT NULL      -- those of words follow those of terms
) STRICT, WITHOUT ROWID
"""
DOCUMENT_FREQUENCIES = """
CREATE TABLE document_frequencies (
  block INTEGER PRIMARY KEY,
  articles BLOB NOT NULL       -- by number, how many articles of the block have the term, or any form of the word
) STRICT
"""
FREQUENCY_BLOCKS = """
CREATE TABLE frequency_blocks (
  block INTEGER PRIMARY KEY,
  first INTEGER NOT NULL,      -- the lowest id of its articles
  articles INTEGER NOT NULL,   -- at most 65536
  average REAL NOT NULL,       -- terms in the average body of the archive when it was made
  runs BLOB NOT NULL,          -- which articles: the first ids of runs of ids, then the position of each
  lengths BLOB NOT NULL,       -- terms in the body of each article
  classes BLOB NOT NULL,       -- the class of each length, in relation to the average
  deleted BLOB                 -- the positions of articles that are no longer there, or newer in another block
) STRICT
"""
FREQUENCIES = """
CREATE TABLE frequencies (
  id INTEGER PRIMARY KEY,      -- number of the term * 1000000 + block
  title BLOB,                  -- how often each article of the block has it in the title: a byte each, compressed
  larger_in_title BLOB,        -- positions of articles that have it more than 63 times in the title, and how often
  body BLOB,                   -- the same of the body
  larger_in_body BLOB
) STRICT
"""
FREQUENCY_BASIS = """
CREATE TABLE frequency_basis (
  articles INTEGER NOT NULL    -- one row: how many articles there were when frequency_terms was made
) STRICT
"""
UNCOUNTED = """
CREATE TABLE uncounted (
  article INTEGER PRIMARY KEY  -- an article that is not in frequency_blocks yet, or not as it is now
) STRICT
"""
DAYS = """
CREATE TABLE days (
  date TEXT PRIMARY KEY,       -- YYYY-MM-DD; empty for articles without a date
  articles INTEGER NOT NULL    -- how many there are
) STRICT, WITHOUT ROWID
"""
FIELD_COUNTS = """
CREATE TABLE field_counts (
  field TEXT NOT NULL,         -- byline, source, section, place or language
  value TEXT NOT NULL,         -- as articles have it; empty for articles without one
  articles INTEGER NOT NULL,   -- how many have it, without those in pending_counts
  PRIMARY KEY (field, value)
) STRICT, WITHOUT ROWID
"""
# The most common values of a field, and those as common by their letters, are then read without sorting.
FIELD_COUNTS_BY_ARTICLES = "CREATE INDEX field_counts_by_articles ON field_counts (field, articles DESC, value)"
PENDING_COUNTS = """
CREATE TABLE pending_counts (
  id INTEGER PRIMARY KEY,
  counts TEXT NOT NULL         -- {field: {value: articles to add to field_counts}}; every ingest ends by adding them
) STRICT
"""
# Counts the files without reading their rows or paths, and finds those with undated articles.
FILES_BY_UNDATED = "CREATE INDEX files_by_undated ON files (undated)"
FILES_MISSING = "CREATE INDEX files_missing ON files (status) WHERE missing_since IS NOT NULL"
# The fields of articles without texts to read past, for facets. It takes the place of an index of sources.
ARTICLES_BY_ID = "CREATE INDEX articles_by_id ON articles (id, byline, source, section, place, language)"
TAGS = """
CREATE TABLE article_tags (
  tag TEXT NOT NULL,           -- in lower case
  article INTEGER NOT NULL,
  PRIMARY KEY (tag, article)
) STRICT, WITHOUT ROWID
"""
TAGS_BY_ARTICLE = "CREATE INDEX article_tags_by_article ON article_tags (article, tag)"
NOTES = """
CREATE TABLE article_notes (
  article INTEGER PRIMARY KEY,
  note TEXT NOT NULL,
  written TEXT NOT NULL        -- UTC; when it was last changed
) STRICT
"""
CHANGES = """
CREATE TABLE kept_changes (
  id INTEGER PRIMARY KEY,      -- what newsidx undo can take back; a higher id is a later change
  kind TEXT NOT NULL,          -- removal, prune, ingest, tags, note, alert-added, alert-deleted or alert-run
  made TEXT NOT NULL,          -- UTC, to the microsecond
  subject TEXT NOT NULL        -- the name of the alert, or the tags that were added and removed
) STRICT
"""
KEPT_ARTICLES = """
CREATE TABLE kept_articles (
  change INTEGER NOT NULL,     -- that deleted the article; the other columns are those of articles
  id INTEGER NOT NULL,         -- no other article gets it meanwhile
  date TEXT,
  published TEXT,
  title TEXT NOT NULL,
  byline TEXT,
  source TEXT,
  section TEXT,
  place TEXT,
  url TEXT,
  language TEXT,
  words INTEGER NOT NULL,
  meta TEXT NOT NULL,
  date_from TEXT,
  title_from TEXT NOT NULL,
  fingerprint INTEGER NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (id, change)
) STRICT
"""
KEPT_ARTICLES_BY_TEXT = "CREATE INDEX kept_articles_by_text ON kept_articles (fingerprint)"
KEPT_ROWS = """
CREATE TABLE kept_rows (
  id INTEGER PRIMARY KEY,
  change INTEGER NOT NULL,
  kind TEXT NOT NULL,          -- file, copy, tag, note, alert, alert_answer, or one of these with -added: then undo
                               -- deletes the row, and does not insert it; or frequencies: then undo puts articles back
                               -- into a block of term frequencies
  article INTEGER,             -- that it is about; NULL for a file or an alert
  row TEXT NOT NULL            -- the columns of the row, a JSON array
) STRICT
"""
KEPT_ROWS_BY_CHANGE = "CREATE INDEX kept_rows_by_change ON kept_rows (change, kind)"
KEPT_ROWS_BY_ARTICLE = "CREATE INDEX kept_rows_by_article ON kept_rows (article) WHERE article IS NOT NULL"
DAYS_OF_ARTICLES = """
CREATE TEMP VIEW days AS SELECT coalesce(date, '') AS date, count(*) AS articles FROM main.articles GROUP BY date
"""
"""What stands in for `days` where an archive of an older schema is read."""


def _temporary(*tables: str) -> tuple[str, ...]:
    return tuple(table.replace("CREATE TABLE", "CREATE TEMP TABLE", 1) for table in tables)


LATER_TABLES = {
    2: _temporary(UNLISTED),
    3: _temporary(ALERTS),
    4: _temporary(NEAR_DUPLICATES, COMPARED, COMPARISON),
    5: (*_temporary(REMOVED), REMOVED_BEFORE),
    6: _temporary(ALERT_ANSWERS),
    7: _temporary(ARTICLE_CHECKSUMS),
    9: _temporary(FORMS, LANGUAGES),
    10: _temporary(READING_OPTIONS),
    12: (DAYS_OF_ARTICLES,),
    13: _temporary(
        *(FREQUENCY_TERMS, FREQUENCY_WORDS, DOCUMENT_FREQUENCIES, FREQUENCY_BLOCKS, FREQUENCIES, FREQUENCY_BASIS),
        UNCOUNTED,
    ),
    14: _temporary(TAGS, NOTES, CHANGES, KEPT_ARTICLES, KEPT_ROWS),
}
"""Temporary tables and views for reading an archive of an older schema, in place of the tables it lacks, by the schema
that added them."""

TABLES = {
    "articles": 1,
    "files": 1,
    "copies": 1,
    "unlisted": 2,
    "alerts": 3,
    "near_duplicates": 4,
    "compared": 4,
    "comparison": 4,
    "removed": 5,
    "alert_answers": 6,
    "article_checksums": 7,
    "forms": 9,
    "languages": 9,
    "reading_options": 10,
    "frequency_terms": 13,
    "frequency_words": 13,
    "document_frequencies": 13,
    "frequency_blocks": 13,
    "frequencies": 13,
    "frequency_basis": 13,
    "uncounted": 13,
    "days": 12,
    "field_counts": 12,
    "pending_counts": 12,
    "article_tags": 14,
    "article_notes": 14,
    "kept_changes": 14,
    "kept_articles": 14,
    "kept_rows": 14,
}
"""Every table with the schema version that added it. The full-text index is recognized by `index_texts`."""

EARLIER_TABLES = {"vocabulary": range(2, 9)}
"""Tables that later schemas no longer have, with the versions that have them."""

INDEX_OF_STEMS = """
CREATE VIRTUAL TABLE articles_fts USING fts5 (
  title, body,
  content="articles", content_rowid='id', -- in the quotes by which Datasette knows that articles can be searched
  tokenize='porter unicode61 remove_diacritics 2'
)
"""
"""The index of schemas 1 to 8."""

FIRST_INDEX = """
CREATE VIRTUAL TABLE articles_fts USING fts5 (
  title, body,
  content='articles', content_rowid='id',
  tokenize='porter unicode61 remove_diacritics 2'
)
"""
"""The same, as the first archives of schema 1 have it."""


def index_copy(version: int) -> str:
    """Creates a table for a copy of the index of a schema version, so that it can be checked without write access."""
    index = INDEX if version >= SCHEMA_OF_WORDS else INDEX_OF_STEMS
    return index.replace("articles_fts", "temp.index_copy").replace('"articles"', '"copied_articles"')


def index_texts(version: int) -> frozenset[str]:
    """What SQLite can have stored as the statement of the full-text index of a schema version."""
    statements = (INDEX,) if version >= SCHEMA_OF_WORDS else (INDEX_OF_STEMS, FIRST_INDEX)
    return frozenset(statement.strip() for statement in statements)
