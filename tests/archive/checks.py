"""Checks that every archive must pass at any time."""

from __future__ import annotations

import json
from collections import Counter

from newsidx import Archive
from newsidx.archive.sqlite.fts5.tokenizer import tokenized
from newsidx.archive.sqlite.upkeep.check import _index_error, intact_articles


def assert_whole(archive: Archive) -> None:
    """The file and its articles are intact, the index has exactly their texts, every article has a copy, and the kept
    counts are those of the articles.

    Every word of the index has its forms, unless an ingest was interrupted before its last step.
    """
    connection = archive.connection
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert _index_error(archive) is None
    assert archive.value("SELECT count(*) FROM articles WHERE id NOT IN (SELECT article FROM copies)") == 0
    assert archive.value("SELECT count(*) FROM copies WHERE article NOT IN (SELECT id FROM articles)") == 0
    assert archive.value("SELECT count(*) FROM copies WHERE file NOT IN (SELECT id FROM files)") == 0
    assert archive.value("SELECT count(*) FROM articles") == archive.value("SELECT count(*) FROM article_checksums")
    assert_counts(archive)
    corrupt_ids: list[int] = []
    assert all(intact_articles(archive, corrupt_ids))
    assert corrupt_ids == []
    if archive.value("SELECT 1 FROM unlisted") is None:
        texts = (text for row in archive.rows("SELECT title, body FROM articles") for text in row)
        words = {term for text in texts for term in tokenized(text) if term.isascii() and term.isalpha()}
        assert {word for word in words if len(word) <= 64} <= set(archive.terms())


def assert_counts(archive: Archive) -> None:
    """The counts by day and by value of each field are those of the articles, and no count of 0 is kept."""
    by_day = "SELECT coalesce(date, ''), count(*) FROM articles GROUP BY 1 ORDER BY 1"
    assert list(archive.rows("SELECT date, articles FROM days ORDER BY date")) == list(archive.rows(by_day))
    pending = [json.loads(text) for (text,) in archive.rows("SELECT counts FROM pending_counts")]
    for field in ("byline", "source", "section", "place", "language"):
        kept = Counter(dict(archive.rows("SELECT value, articles FROM field_counts WHERE field = ?", [field])))
        assert all(number > 0 for number in kept.values())
        for changes in pending:
            kept.update(changes.get(field, {}))
        in_articles = dict(archive.rows(f"SELECT coalesce({field}, ''), count(*) FROM articles GROUP BY 1"))
        assert {value: number for value, number in kept.items() if number} == in_articles


def refs(archive: Archive) -> list[str]:
    """The refs of all articles, in the order of their ids."""
    return [ref for (ref,) in archive.rows("SELECT ref FROM articles ORDER BY id")]


def found(archive: Archive, word: str) -> list[str]:
    """The refs of the articles that the index finds for a word."""
    rows = archive.rows("SELECT rowid FROM articles_fts WHERE articles_fts MATCH ? ORDER BY rowid", [word])
    return [archive.value("SELECT ref FROM articles WHERE id = ?", row) for row in rows]
