"""Checks that every archive must pass at any time."""

from __future__ import annotations

import json
from collections import Counter

from newsidx import Archive
from newsidx.archive.sqlite.frequencies.blocks import LONGEST, PER_TERM, Block, blocks_of, lengths_of, vector_of
from newsidx.archive.sqlite.frequencies.codes import LARGEST
from newsidx.archive.sqlite.fts5.tokenizer import tokenized
from newsidx.archive.sqlite.upkeep.check import _index_error, intact_articles


def assert_whole(archive: Archive) -> None:
    """The file and its articles are intact, the index has exactly their texts, every article has a copy, and the kept
    counts are those of the articles.

    Every word of the index has its forms, and term frequencies are those of the articles, unless an ingest was
    interrupted before its last step.
    """
    connection = archive.connection
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert _index_error(archive) is None
    assert archive.value("SELECT count(*) FROM articles WHERE id NOT IN (SELECT article FROM copies)") == 0
    assert archive.value("SELECT count(*) FROM copies WHERE article NOT IN (SELECT id FROM articles)") == 0
    assert archive.value("SELECT count(*) FROM copies WHERE file NOT IN (SELECT id FROM files)") == 0
    assert archive.value("SELECT count(*) FROM articles") == archive.value("SELECT count(*) FROM article_checksums")
    assert_counts(archive)
    assert_frequencies(archive)
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


def assert_frequencies(archive: Archive) -> None:
    """If the archive has term frequencies, and no ingest was interrupted before it could bring them up to date, every
    article is in one of the blocks, once, with how often it has each of the stored terms.
    """
    blocks = blocks_of(archive.connection)
    if not blocks or archive.value("SELECT 1 FROM unlisted UNION ALL SELECT 1 FROM uncounted"):
        return
    in_blocks = sorted(article_id for block in blocks for article_id in block.ids())
    assert in_blocks == [article_id for (article_id,) in archive.rows("SELECT id FROM articles ORDER BY id")]
    rows = 0
    for block in blocks:
        rows += _assert_frequencies_in(archive, block)
    assert rows == archive.value("SELECT count(*) FROM frequencies")


def _assert_frequencies_in(archive: Archive, block: Block) -> int:
    """The same for one block. Returns for how many terms it has frequencies."""
    live = {article_id: block.position(article_id) for article_id in block.ids()}
    expected: dict[str, dict[str, bytearray]] = {"title": {}, "body": {}}
    lengths = lengths_of(archive.connection, block)
    for article in archive.articles(list(live)):
        position = live[article.id]
        assert position is not None
        title = "" if article.title_from == "text" else article.title
        for column, text in (("title", title), ("body", article.body)):
            counts = Counter(tokenized(text))
            assert column == "title" or lengths[position] == min(counts.total(), LONGEST)
            for term, count in counts.items():
                vector = expected[column].setdefault(term, bytearray(block.size))
                vector[position] = min(count, LARGEST)
    gone = bytes(position in block.deleted for position in range(block.size))
    rows = 0
    for term, number in archive.rows("SELECT term, number FROM frequency_terms"):
        sql = "SELECT articles, title, body FROM frequencies WHERE id = ?"
        articles, *blobs = next(archive.rows(sql, [number * PER_TERM + block.number]), (0, None, None))
        rows += articles > 0
        vectors = [bytes(block.size) if blob is None else vector_of(blob, block) for blob in blobs]
        assert articles == sum(map(any, zip(*vectors, strict=True))), term
        for column, vector in zip(("title", "body"), vectors, strict=True):
            of_articles = expected[column].get(term, bytes(block.size))
            kept = bytes(0 if is_gone else count for count, is_gone in zip(vector, gone, strict=True))
            assert kept == of_articles, (term, column)
    return rows


def refs(archive: Archive) -> list[str]:
    """The refs of all articles, in the order of their ids."""
    return [ref for (ref,) in archive.rows("SELECT ref FROM articles ORDER BY id")]


def found(archive: Archive, word: str) -> list[str]:
    """The refs of the articles that the index finds for a word."""
    rows = archive.rows("SELECT rowid FROM articles_fts WHERE articles_fts MATCH ? ORDER BY rowid", [word])
    return [archive.value("SELECT ref FROM articles WHERE id = ?", row) for row in rows]
