"""Checks that every archive must pass at any time."""

from __future__ import annotations

from newsidx import Archive
from newsidx.archive.sqlite.fts5.tokenizer import tokenized
from newsidx.archive.sqlite.upkeep.check import _index_error, intact_articles


def assert_whole(archive: Archive) -> None:
    """The file and its articles are intact, the index has exactly their texts, and every article has a copy.

    Every word of the index has its forms, unless an ingest was interrupted before its last step.
    """
    connection = archive.connection
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert _index_error(archive) is None
    assert archive.value("SELECT count(*) FROM articles WHERE id NOT IN (SELECT article FROM copies)") == 0
    assert archive.value("SELECT count(*) FROM copies WHERE article NOT IN (SELECT id FROM articles)") == 0
    assert archive.value("SELECT count(*) FROM copies WHERE file NOT IN (SELECT id FROM files)") == 0
    assert archive.value("SELECT count(*) FROM articles") == archive.value("SELECT count(*) FROM article_checksums")
    corrupt_ids: list[int] = []
    assert all(intact_articles(archive, corrupt_ids))
    assert corrupt_ids == []
    if archive.value("SELECT 1 FROM unlisted") is None:
        texts = (text for row in archive.rows("SELECT title, body FROM articles") for text in row)
        words = {term for text in texts for term in tokenized(text) if term.isascii() and term.isalpha()}
        assert {word for word in words if len(word) <= 64} <= set(archive.terms())


def refs(archive: Archive) -> list[str]:
    """The refs of all articles, in the order of their ids."""
    return [ref for (ref,) in archive.rows("SELECT ref FROM articles ORDER BY id")]


def found(archive: Archive, word: str) -> list[str]:
    """The refs of the articles that the index finds for a word."""
    rows = archive.rows("SELECT rowid FROM articles_fts WHERE articles_fts MATCH ? ORDER BY rowid", [word])
    return [archive.value("SELECT ref FROM articles WHERE id = ?", row) for row in rows]
