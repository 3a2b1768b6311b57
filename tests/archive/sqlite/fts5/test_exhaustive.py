"""Without term frequencies every match is scored: by its text if there are few, by the postings of the words if not."""

from __future__ import annotations

import math
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from newsidx import Archive, Query
from newsidx.archive.sqlite.fts5 import exhaustive
from newsidx.errors import ArchiveCorrupt
from tests.archive.sqlite.frequencies.articles import write_articles
from tests.archive.sqlite.frequencies.queries import Queries

Add = Callable[..., object]
EVERY_TEXT = 10**6


def article(day: int, body: str, title: str = "Title") -> dict[str, str]:
    return {f"{day}.txt": f"Date: 2022-03-{day:02}\nTitle: {title}\n\n{body}"}


def best(archive: Archive, text: str, limit: int | None = None) -> list[str]:
    return [
        article.ref for article in archive.articles([id_ for id_, _ in archive.ids(Query.parse(text), limit=limit)])
    ]


def test_scores_by_postings_are_those_by_texts(
    archive: Archive, add: Add, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_articles(folder, 250, seed=5)
    add()
    bodies = [row for (row,) in archive.rows("SELECT body FROM articles")]
    for query in Queries(random.Random(5), bodies).draw(200):
        answers = []
        for few in (EVERY_TEXT, 0):
            monkeypatch.setattr(exhaustive, "_FEW", few)
            answers.append([list(archive.ids(query, limit=limit)) for limit in (3, None)])
        assert answers[0] == answers[1], query


def test_a_book_is_counted_as_a_whole_however_few_match(
    archive: Archive, add: Add, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = "gas " * 300_000 + "oil " * 60_000
    add(
        article(1, book)
        | article(2, "oil gas")
        | article(3, "oil and " + "snow " * 400)
        | article(4, "gas, gas and gas")
    )
    weight = math.log(1 + (4 - 3 + 0.5) / (3 + 0.5))  # both words are in three of the four articles
    norm = 1 - 0.6 + 0.6 * 360_000 / ((360_000 + 2 + 402 + 4) / 4)
    times = (300_000 / norm, 60_000 / norm)
    for few in (EVERY_TEXT, 0):
        monkeypatch.setattr(exhaustive, "_FEW", few)
        assert best(archive, "oil") == ["20220301-1", "20220302-1", "20220303-1"]
        scores = dict(archive.ids(Query.parse("oil OR gas")))
        expected = sum(weight * frequency * 2.5 / (frequency + 1.5) for frequency in times)
        assert scores[20220301000001] == pytest.approx(expected)


def test_of_phrases_with_the_same_score_the_newest_come_first_whatever_their_words_promise(
    archive: Archive, add: Add, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The oldest have the first word of the phrase more often, so that they are read first."""
    monkeypatch.setattr(exhaustive, "_FEW", 0)
    monkeypatch.setattr(exhaustive, "_READ", 1)
    bodies = ["oil price oil oil oil", "oil price oil oil a", "oil price oil b a", "oil price c b a"]
    for day, body in enumerate(bodies, 1):
        add(article(day, body))
    expected = ["20220304-1", "20220303-1", "20220302-1", "20220301-1"]
    for limit in (1, 2, 3, 4, None):
        assert best(archive, '"oil price"', limit) == expected[:limit]


@pytest.mark.parametrize("record", ["x''", "x'ff'", "x'ffffff'", "'text'", "7"])
def test_a_damaged_record_of_lengths_is_reported_as_a_corrupt_archive(
    archive: Archive, add: Add, monkeypatch: pytest.MonkeyPatch, record: str
) -> None:
    monkeypatch.setattr(exhaustive, "_FEW", 0)
    add(article(1, "oil") | article(2, "oil gas"))
    archive.connection.execute(f"UPDATE articles_fts_docsize SET sz = {record}")
    with pytest.raises(ArchiveCorrupt):
        best(archive, "oil")
