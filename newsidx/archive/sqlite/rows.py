"""Articles and files as rows of their tables, and the statements that insert them.

Columns that may be NULL are passed as empty strings: Python takes ten times as long to bind None or bytes as a string,
which over all columns of an article is a quarter of the time to insert it.
"""

from __future__ import annotations

import json
from typing import Any

from newsidx.archive.files import FileRead
from newsidx.archive.sqlite.columns import COLUMNS, PLACEHOLDERS_FOR_EMPTY
from newsidx.article import Article

INSERT_ARTICLE = f"INSERT INTO articles ({COLUMNS}) VALUES ({PLACEHOLDERS_FOR_EMPTY})"
INSERT_FILE = """
INSERT INTO files (
  id, path, size, mtime_ns, ctime_ns, digest, reader, encoding, status, problem, ambiguous, undated,
  first_seen, last_read, read_again
) VALUES (?, ?, ?, ?, ?, ?, nullif(?, ''), nullif(?, ''), ?, nullif(?, ''), nullif(?, ''), ?, ?, ?, nullif(?, ''))
"""
INSERT_COPY = "INSERT INTO copies (file, part, article) VALUES (?, ?, ?)"
INSERT_UNLISTED = "INSERT OR REPLACE INTO unlisted (article, language) VALUES (?, nullif(?, ''))"


def article_row(article_id: int, article: Article) -> tuple[Any, ...]:
    """An article as the columns of `INSERT_ARTICLE`."""
    return (
        article_id,
        article.date.isoformat() if article.date else "",
        article.published or "",
        article.title,
        article.byline or "",
        article.source or "",
        article.section or "",
        article.place or "",
        article.url or "",
        article.language or "",
        article.words,
        json.dumps(article.meta, ensure_ascii=False) if article.meta else "{}",
        article.date_from or "",
        article.title_from,
        article.fingerprint,
        article.body,
    )


def unlisted_row(article_row: tuple[Any, ...]) -> tuple[Any, ...]:
    """The columns of `INSERT_UNLISTED` for a row of `INSERT_ARTICLE`."""
    return article_row[0], article_row[9]


def file_row(file_id: int, file: FileRead, now: str) -> tuple[Any, ...]:
    """A file as the columns of `INSERT_FILE`."""
    path, size, mtime_ns, ctime_ns, digest, reader, encoding, status, problem, ambiguous, undated = file[:11]
    return (
        file_id,
        path,
        size,
        mtime_ns,
        ctime_ns,
        digest and bytearray(digest),
        reader or "",
        encoding or "",
        status,
        problem or "",
        ambiguous or "",
        undated,
        now,
        now,
        file.read_again or "",
    )
