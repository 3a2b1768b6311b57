"""Checks that every archive must pass at any time."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from datetime import datetime, timedelta, timezone
from typing import Any

from newsidx import Archive
from newsidx.archive.matching.tokenizer import tokenized
from newsidx.archive.sqlite.frequencies.blocks import PER_TERM, Block, blocks_of, lengths_of, sum_of
from newsidx.archive.sqlite.frequencies.document_frequencies import counts_in
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
        terms = set[str]().union(*map(tokenized, texts))
        words = {term for term in terms if term.isascii() and term.isalpha() and len(term) <= 64}
        assert words <= set(archive.terms())


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
    expected: dict[tuple[str, str], Counter[int]] = defaultdict(Counter)
    lengths = lengths_of(archive.connection, block)
    for article in archive.articles(list(live)):
        position = live[article.id]
        assert position is not None
        title = "" if article.title_from == "text" else article.title
        for column, text in (("title", title), ("body", article.body)):
            counts = Counter(tokenized(text))
            assert column == "title" or lengths[position] == counts.total()
            for term, count in counts.items():
                expected[column, term][position] = count
                for end in range(1, len(term) + 1):
                    expected[column, f"{term[:end]}*"][position] += count
    rows = 0
    articles = counts_in(archive.connection, block.number)
    for term, number in archive.rows("SELECT term, number FROM frequency_terms"):
        sql = "SELECT title, larger_in_title, body, larger_in_body FROM frequencies WHERE id = ?"
        stored = next(archive.rows(sql, [number * PER_TERM + block.number]), [None] * 4)
        rows += stored[0] is not None or stored[2] is not None
        kept = [_stored_counts(stored[at], stored[at + 1], block) for at in (0, 2)]
        assert articles[number] == len((kept[0] | kept[1]).keys() - block.deleted), term
        for column, counts in zip(("title", "body"), kept, strict=True):
            of_live = {position: count for position, count in counts.items() if position not in block.deleted}
            assert of_live == expected[column, term], (term, column)
    return rows


def _stored_counts(blob: object, larger: object, block: Block) -> Counter[int]:
    """How often each article of a block has a term, by its position, as it is stored."""
    vector = sum_of([(blob, larger)] if blob else [], (), block)
    if vector is None:
        return Counter()
    counts = {position: count for position, count in enumerate(vector.vector) if count}
    return Counter(counts | dict(vector.larger))


def make_changes_older(archive: Any, kind: str, days: int) -> None:
    """Make the changes of a kind that can be taken back older."""
    made = (datetime.now(timezone.utc) - timedelta(days=days)).isoformat(timespec="microseconds")
    with archive.transaction() as connection:
        connection.execute("UPDATE kept_changes SET made = ? WHERE kind = ?", [made, kind])


def refs(archive: Archive) -> list[str]:
    """The refs of all articles, in the order of their ids."""
    return [ref for (ref,) in archive.rows("SELECT ref FROM articles ORDER BY id")]


def found(archive: Archive, word: str) -> list[str]:
    """The refs of the articles that the index finds for a word."""
    rows = archive.rows("SELECT rowid FROM articles_fts WHERE articles_fts MATCH ? ORDER BY rowid", [word])
    return [archive.value("SELECT ref FROM articles WHERE id = ?", row) for row in rows]
