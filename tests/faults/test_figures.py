"""Figures on a random archive, each held to a plain count over its articles: timelines, keywords, near-duplicates.

Near-duplicates are looked for by every pair of articles. Those found must be as near as they are said to be, none that
is plain may be missed, and what is found in eight steps must be what is found at once.
"""

from __future__ import annotations

import datetime
import random
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import combinations
from pathlib import Path

import pytest

pytest.importorskip("rensa")

from newsidx import Archive, Query
from newsidx.analysis.keywords import keywords, log_likelihood
from newsidx.analysis.near_duplicates import compare
from newsidx.analysis.related import related
from newsidx.analysis.resemblance import share, shingles
from newsidx.analysis.timeline import timeline
from newsidx.archive import open_archive
from newsidx.archive.sqlite.statistics import describe
from newsidx.article import Article
from newsidx.ingest.pipeline import IngestOptions, ingest
from newsidx.search.answer import PERIODS, period_of, search
from tests.archive.naive import Tokenizer
from tests.faults.trials import Trials

pytestmark = pytest.mark.long

WORDS = [f"{one}{two}" for one in ("bal", "cor", "den", "fal", "gol", "hir", "jun") for two in ("o", "ak", "im", "ur")]
WITHIN = 7


def write_articles(folder: Path, chance: random.Random) -> None:
    """200 articles on sixty days, of words that come and go, every third an earlier one with some words changed."""
    folder.mkdir()
    written: list[list[str]] = []
    for number in range(200):
        day = datetime.date(2021, 11, 15) + datetime.timedelta(days=chance.randrange(60))
        words = chance.choices(WORDS, range(1, len(WORDS) + 1), k=chance.randint(25, 60))
        if number % 3 == 2:
            words = list(chance.choice(written))
            for _ in range(chance.randint(0, 8)):
                words[chance.randrange(len(words))] = chance.choice(WORDS)
        written.append(words)
        (folder / f"{number:03}.txt").write_text(f"Date: {day}\nTitle: {' '.join(words[:3])}\n\n{' '.join(words)}.")


@pytest.fixture
def made(tmp_path: Path, trials: Trials) -> Iterator[tuple[Archive, list[Article]]]:
    """An archive, and all its articles."""
    write_articles(tmp_path / "articles", next(trials(1)))
    with open_archive(str(tmp_path / "news.db"), write=True) as archive:
        ingest(archive, [str(tmp_path / "articles")], IngestOptions(jobs=0))
        yield archive, [hit.article for hit in search(archive, Query(), limit=None, with_snippets=False)]


@pytest.fixture
def stems() -> Iterator[Callable[[str], list[str]]]:
    tokenizer = Tokenizer()
    yield tokenizer.stems
    tokenizer.close()


Place = tuple[str, str]
"""A date and a body: what an article is known by, whatever its id."""


def pairs(archive: Archive) -> dict[tuple[Place, Place], float]:
    """The near-duplicates, and what they share."""
    rows = archive.rows(
        "SELECT one.date, one.body, other.date, other.body, share FROM near_duplicates "
        "JOIN articles one ON one.id = article JOIN articles other ON other.id = earlier"
    )
    return {ordered((date, body), (on, other)): round(found, 4) for date, body, on, other, found in rows}


def ordered(one: Place, other: Place) -> tuple[Place, Place]:
    return min(one, other), max(one, other)


def test_timelines_and_info_count_every_article_once(made: tuple[Archive, list[Article]]) -> None:
    archive, articles = made
    described = describe(archive)
    assert (described.articles, described.problems) == (len(articles), 0)
    for text in ("balo", "balo corim", "junur OR denak", "-golim"):
        query = Query.parse(text)
        found = {hit.article.id for hit in search(archive, query, limit=None, words="all", with_snippets=False)}
        for period in PERIODS:
            every = Counter(period_of(one.date, period) for one in articles if one.date)
            here = Counter(period_of(one.date, period) for one in articles if one.date and one.id in found)
            told = {one.name: (one.counts[0], one.of) for one in timeline(archive, [query], period).periods}
            shown = [one for one in every if min(here) <= one <= max(here)]
            assert {one: told[one] for one in shown} == {one: (here[one], every[one]) for one in shown}, (text, period)


def test_keywords_are_the_words_of_the_highest_log_likelihood(
    made: tuple[Archive, list[Article]], stems: Callable[[str], list[str]]
) -> None:
    archive, articles = made
    having = {article.id: set(stems(f"{article.title} \n {article.body}")) for article in articles}
    for text in ("balo", "junur corim", "title:denak", "date:2021-12"):
        query = Query.parse(text)
        inside = {hit.article.id for hit in search(archive, query, limit=None, words="all", with_snippets=False)}
        asked = set(stems(text.replace("title:", ""))) if "date:" not in text else set()
        here = Counter(stem for id_ in inside for stem in having[id_])
        elsewhere = Counter(stem for id_, found in having.items() if id_ not in inside for stem in found)
        scores = {
            stem: log_likelihood(here[stem], len(inside), elsewhere[stem], len(articles) - len(inside))
            for stem in here.keys() - asked
            if here[stem] > 1
        }
        found = keywords(archive, query, 20)
        for one in found.words:
            (stem,) = stems(one.word)
            assert (one.articles, one.elsewhere) == (here[stem], elsewhere[stem]), (text, one)
            assert abs(one.score - scores[stem]) <= 0.06
        best = sorted((score for score in scores.values() if score > 3.85), reverse=True)[:20]
        assert [round(one.score, 1) for one in found.words] == pytest.approx([round(one, 1) for one in best], abs=0.11)


def test_related_articles_hold_the_words_that_are_said_to_be_in_common(
    made: tuple[Archive, list[Article]], stems: Callable[[str], list[str]]
) -> None:
    archive, articles = made
    for article in articles[::20]:
        for found in related(archive, article):
            assert found.article.id != article.id
            for word in found.words:
                for one in (article, found.article):
                    assert set(stems(word)) <= set(stems(f"{one.title} {one.body}")), (article.ref, word)


def test_near_duplicates_are_as_near_as_is_said_and_none_that_is_plain_is_missed(
    made: tuple[Archive, list[Article]],
) -> None:
    archive, articles = made
    compare(archive, within=WITHIN)
    found = pairs(archive)
    sets = {article.id: shingles(article.title, article.body) for article in articles}
    for one, other in combinations(articles, 2):
        pair = ordered((str(one.date), one.body), (str(other.date), other.body))
        nearness = share(sets[one.id], sets[other.id])
        assert one.date
        assert other.date
        is_within = abs((one.date - other.date).days) <= WITHIN
        if pair in found:
            assert is_within
            assert found[pair] == pytest.approx(nearness, abs=1e-3)
        both = len(sets[one.id] & sets[other.id]) / len(sets[one.id] | sets[other.id])
        assert pair in found or not is_within or both < 0.8, (one.ref, other.ref, nearness)


def test_near_duplicates_found_in_steps_are_those_found_at_once(
    made: tuple[Archive, list[Article]], tmp_path: Path, trials: Trials
) -> None:
    archive, _ = made
    compare(archive, within=WITHIN)
    files = sorted((tmp_path / "articles").iterdir())
    next(trials(1)).shuffle(files)
    with open_archive(str(tmp_path / "steps.db"), write=True) as steps:
        for start in range(8):
            ingest(steps, [str(path) for path in files[start::8]], IngestOptions(jobs=0))
            compare(steps, within=WITHIN)
        assert pairs(steps) == pairs(archive)
