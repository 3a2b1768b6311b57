"""Figures of a random archive, compared with plain counts over its articles: timelines, keywords, near-duplicates.

Near-duplicates are checked for every pair of articles: those found share as much as is reported, no clear one is
missed, and eight comparisons after small ingests find the same as one.
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
from newsidx.analysis.keyness import SIGNIFICANT, log_likelihood
from newsidx.analysis.keywords import keywords
from newsidx.analysis.near_duplicates import compare
from newsidx.analysis.related import related
from newsidx.analysis.resemblance import resemblance, share, shingles
from newsidx.analysis.timeline import timeline
from newsidx.archive import open_archive
from newsidx.archive.sqlite.statistics import describe
from newsidx.article import Article
from newsidx.dates.periods import Period
from newsidx.ingest.pipeline import IngestOptions, ingest
from newsidx.search.request import Match
from tests.archive.naive import Tokenizer
from tests.faults.trials import Trials
from tests.searching import search

pytestmark = pytest.mark.long

WORDS = [f"{one}{two}" for one in ("bal", "cor", "den", "fal", "gol", "hir", "jun") for two in ("o", "ak", "im", "ur")]
WITHIN = 7


def write_articles(folder: Path, chance: random.Random) -> None:
    """200 articles on sixty days, of common and rare words, every third an earlier one with some words changed."""
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
def archive_and_articles(tmp_path: Path, trials: Trials) -> Iterator[tuple[Archive, list[Article]]]:
    """An archive, and all its articles."""
    write_articles(tmp_path / "articles", next(trials(1)))
    with open_archive(str(tmp_path / "news.db"), write=True) as archive:
        ingest(archive, [str(tmp_path / "articles")], IngestOptions(jobs=0))
        yield archive, [hit.article for hit in search(archive, Query(), limit=None, with_snippets=False)]


@pytest.fixture
def stems() -> Iterator[Callable[[str], list[str]]]:
    tokenizer = Tokenizer(remove_diacritics=2)
    yield tokenizer.words
    tokenizer.close()


Place = tuple[str, str]
"""A date and a body, which identify an article whatever its id."""


def pairs(archive: Archive) -> dict[tuple[Place, Place], float]:
    """The pairs of near-duplicates, and the share that they have in common."""
    rows = archive.rows(
        "SELECT one.date, one.body, other.date, other.body, share FROM near_duplicates "
        "JOIN articles one ON one.id = article JOIN articles other ON other.id = earlier"
    )
    return {
        ordered((date, body), (other_date, other_body)): round(share_in_common, 4)
        for date, body, other_date, other_body, share_in_common in rows
    }


def ordered(one: Place, other: Place) -> tuple[Place, Place]:
    return min(one, other), max(one, other)


def test_timelines_and_info_count_every_article_once(archive_and_articles: tuple[Archive, list[Article]]) -> None:
    archive, articles = archive_and_articles
    described = describe(archive)
    assert (described.articles, described.problems) == (len(articles), 0)
    for text in ("balo", "balo corim", "junur OR denak", "-golim"):
        query = Query.parse(text)
        found = {hit.article.id for hit in search(archive, query, limit=None, match=Match.FULL, with_snippets=False)}
        for period in Period:
            every = Counter(Period(period).name_of(one.date) for one in articles if one.date)
            here = Counter(Period(period).name_of(one.date) for one in articles if one.date and one.id in found)
            told = {one.name: (one.counts[0], one.of) for one in timeline(archive, [query], period).buckets}
            shown = [one for one in every if min(here) <= one <= max(here)]
            assert {one: told[one] for one in shown} == {one: (here[one], every[one]) for one in shown}, (text, period)


def test_keywords_are_the_words_with_the_highest_log_likelihood(
    archive_and_articles: tuple[Archive, list[Article]], stems: Callable[[str], list[str]]
) -> None:
    archive, articles = archive_and_articles
    stems_by_id = {article.id: set(stems(f"{article.title} \n {article.body}")) for article in articles}
    for text in ("balo", "junur corim", "title:denak", "date:2021-12"):
        query = Query.parse(text)
        inside = {hit.article.id for hit in search(archive, query, limit=None, match=Match.FULL, with_snippets=False)}
        own = set(stems(text.replace("title:", ""))) if "date:" not in text else set()
        here = Counter(stem for id_ in inside for stem in stems_by_id[id_])
        elsewhere = Counter(stem for id_, words in stems_by_id.items() if id_ not in inside for stem in words)
        scores = {
            stem: log_likelihood(here[stem], len(inside), elsewhere[stem], len(articles) - len(inside))
            for stem in here.keys() - own
            if here[stem] > 1
        }
        found = keywords(archive, query, 20)
        for keyword in found.words:
            (stem,) = stems(keyword.word)
            assert (keyword.articles, keyword.elsewhere) == (here[stem], elsewhere[stem]), (text, keyword)
            assert abs(keyword.score - scores[stem]) <= 0.06
        best = sorted((score for score in scores.values() if score > SIGNIFICANT), reverse=True)[:20]
        expected = [round(score, 1) for score in best]
        assert [round(keyword.score, 1) for keyword in found.words] == pytest.approx(expected, abs=0.11)


def test_related_articles_have_the_keywords_that_are_reported_in_common(
    archive_and_articles: tuple[Archive, list[Article]], stems: Callable[[str], list[str]]
) -> None:
    archive, articles = archive_and_articles
    for article in articles[::20]:
        for similar in related(archive, article):
            assert similar.article.id != article.id
            for word in similar.words:
                for either in (article, similar.article):
                    assert set(stems(word)) <= set(stems(f"{either.title} {either.body}")), (article.ref, word)


def test_near_duplicates_share_as_much_as_is_reported_and_no_clear_one_is_missed(
    archive_and_articles: tuple[Archive, list[Article]],
) -> None:
    archive, articles = archive_and_articles
    compare(archive, within=WITHIN)
    found = pairs(archive)
    sets = {article.id: shingles(article.title, article.body) for article in articles}
    for one, other in combinations(articles, 2):
        pair = ordered((str(one.date), one.body), (str(other.date), other.body))
        in_common = share(sets[one.id], sets[other.id])
        assert one.date
        assert other.date
        is_within = abs((one.date - other.date).days) <= WITHIN
        if pair in found:
            assert is_within
            assert found[pair] == pytest.approx(in_common, abs=1e-3)
        is_clear = resemblance(sets[one.id], sets[other.id]) >= 0.8
        assert pair in found or not is_within or not is_clear, (one.ref, other.ref, in_common)


def test_comparisons_after_each_small_ingest_find_the_same_as_one_comparison(
    archive_and_articles: tuple[Archive, list[Article]], tmp_path: Path, trials: Trials
) -> None:
    archive, _ = archive_and_articles
    compare(archive, within=WITHIN)
    files = sorted((tmp_path / "articles").iterdir())
    next(trials(1)).shuffle(files)
    with open_archive(str(tmp_path / "steps.db"), write=True) as steps:
        for start in range(8):
            ingest(steps, [str(path) for path in files[start::8]], IngestOptions(jobs=0))
            compare(steps, within=WITHIN)
        assert pairs(steps) == pairs(archive)
