"""Keywords of many articles are those that reading all of them gives, though only a sample of them is read."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from newsidx import Archive, Query
from newsidx.analysis import candidates
from newsidx.analysis.keyness import log_likelihood
from newsidx.analysis.keywords import keywords
from newsidx.archive import open_archive
from newsidx.dates.ranges import parse_range
from newsidx.ingest import IngestOptions, ingest
from tests.archive.sqlite.frequencies.small_blocks import small_blocks

TOPIC = {f"topic{letter}": share for letter, share in zip("abcdef", (0.9, 0.7, 0.5, 0.4, 0.2, 0.1), strict=True)}
RARE = {"rarea": 0.12, "rareb": 0.05}
"""Words of one month, by the share of its articles with them, and words that only these have."""

FIRST = parse_range("2022-01")


@pytest.fixture(scope="module")
def texts() -> list[str]:
    """900 articles of three months. The topic's words are in one of ten other articles, too, and fillers in any."""
    numbers = random.Random(1)
    texts = []
    for number in range(900):
        is_first = number % 3 == 0
        shares = {**TOPIC, **RARE} if is_first else dict.fromkeys(TOPIC, 0.05)
        words = [word for word, share in shares.items() if numbers.random() < share]
        words += [f"filler{chr(97 + numbers.randrange(20))}" for _ in range(6)]
        texts.append(f"Date: 2022-0{number % 3 + 1}-{number % 28 + 1:02}\nTitle: Item\n\n{' '.join(words)} {number}.")
    return texts


@pytest.fixture
def large(texts: list[str], tmp_path: Path) -> Iterator[Archive]:
    """An archive of them that keeps how many articles have its common words, as otherwise only large ones do."""
    for number, text in enumerate(texts):
        (tmp_path / f"{number}.txt").write_text(text)
    with small_blocks(), open_archive(str(tmp_path / "news.db"), write=True) as archive:
        ingest(archive, [str(tmp_path)], IngestOptions(jobs=0))
        yield archive


def exact(texts: list[str]) -> dict[str, tuple[int, int, float]]:
    """How many articles of the first month, and how many others, have each word, and its keyness."""
    sides = Counter[tuple[bool, str]]()
    for text in texts:
        words = set(text.split("\n\n")[1].rstrip(".").split())
        sides.update((text.startswith("Date: 2022-01"), word) for word in words)
    here = sum(text.startswith("Date: 2022-01") for text in texts)
    elsewhere = len(texts) - here
    return {
        word: (
            sides[True, word],
            sides[False, word],
            round(log_likelihood(sides[True, word], here, sides[False, word], elsewhere), 1),
        )
        for word in {*TOPIC, *RARE}
    }


@pytest.mark.parametrize("first", [{20: 2, 60: 3}, {60: 2}, {}])
def test_a_first_sample_is_enough_or_more_articles_are_read(
    large: Archive, texts: list[str], first: dict[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert large.common_terms()
    monkeypatch.setattr(candidates, "_FIRST_SAMPLES", first)
    words = keywords(large, Query(dates=FIRST), limit=6).words
    expected = exact(texts)
    best = sorted(expected, key=lambda word: -expected[word][2])[:6]
    assert {word.word: (word.articles, word.elsewhere, word.score) for word in words} == {
        word: expected[word] for word in best
    }


def test_where_the_best_words_are_clear_few_articles_are_read(large: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[int] = []
    term_counts: Callable[..., dict[str, int]] = type(large).term_counts

    def noted(archive: Archive, ids: list[int]) -> dict[str, int]:
        read.append(len(ids))
        return term_counts(archive, ids)

    monkeypatch.setattr(type(large), "term_counts", noted)
    monkeypatch.setattr(candidates, "_FIRST_SAMPLES", {100: 2})
    keywords(large, Query(dates=FIRST), limit=2)
    assert read == [100]
    read.clear()
    keywords(large, Query(dates=FIRST), limit=20)
    assert sum(read) == 300


def test_words_that_only_the_selected_articles_have_are_keywords(large: Archive) -> None:
    common = large.common_terms()
    assert not RARE.keys() & common.keys()
    words = {word.word: word.elsewhere for word in keywords(large, Query(dates=FIRST)).words}
    assert {word: words[word] for word in RARE} == dict.fromkeys(RARE, 0)
