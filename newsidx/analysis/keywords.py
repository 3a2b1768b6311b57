"""The words that set some articles apart from the rest of the archive: those of a time, or of a question's answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log

from newsidx.archive import Archive, Sort
from newsidx.query import All, Query, Word
from newsidx.query.rewrite import FUNCTION_WORDS, words_of_tree
from newsidx.text.fold import folded

SAMPLE = 10_000
"""Articles of each side that are read to choose words by, spread evenly; a smaller side is read whole."""

_CHANCE = 3.84
"""A log-likelihood ratio below this is chance in more than one of 20 cases, and tells nothing."""

_LEAST = 2
"""In fewer articles than this a word sets nothing apart."""


@dataclass(frozen=True)
class TellingWord:
    """A word as it is mostly written, how many `articles` asked about have it and how many others, `elsewhere`.

    `score` is the log-likelihood ratio G²: over 15.1 the difference is chance in one of 10,000 cases.
    """

    word: str
    articles: int
    elsewhere: int
    score: float


@dataclass(frozen=True)
class TellingWords:
    """The words that tell the `articles` asked about from all others, the most telling first."""

    articles: int
    elsewhere: int
    words: tuple[TellingWord, ...]


def telling_words(archive: Archive, query: Query, limit: int = 20) -> TellingWords:
    """The words that stand in more of the articles that answer a query than in the others, the query's own left out.

    Articles are counted, not occurrences, so that one long article cannot set the tone. The words are chosen by
    samples of both sides and then counted in all articles.
    """
    with archive.snapshot():
        return _telling_words(archive, query, limit)


def _telling_words(archive: Archive, query: Query, limit: int) -> TellingWords:
    inside = archive.count(query)
    outside = archive.article_count() - inside
    if not inside or outside <= 0:
        return TellingWords(inside, max(0, outside), ())
    asked = {stem for found in archive.analyze(words_of_tree(query.tree, with_phrases=True)) for stem in found}
    asked |= {stem for found in archive.analyze(sorted(FUNCTION_WORDS)) for stem in found}
    chosen = [stem for stem in _candidates(archive, query, limit) if stem not in asked][: 2 * limit]
    everywhere = archive.term_statistics(chosen)
    scored: list[tuple[float, str, int]] = []
    for stem in chosen:
        word = archive.word_of(stem)
        part = Word(word) if word else None
        if part is None:
            continue
        here = archive.count(Query(tree=All((query.tree, part)) if query.tree else part, dates=query.dates))
        score = log_likelihood(here, inside, everywhere[stem] - here, outside)
        scored.append((score, stem, here))
    best = sorted((one for one in scored if one[0] > _CHANCE), key=lambda one: (-one[0], one[1]))[:limit]
    words = tuple(
        TellingWord(_written(archive, stem), here, everywhere[stem] - here, round(score, 1))
        for score, stem, here in best
    )
    return TellingWords(inside, outside, words)


def log_likelihood(here: int, of_here: int, elsewhere: int, of_elsewhere: int) -> float:
    """The log-likelihood ratio G² of a word in `here` of so many articles and `elsewhere` in so many others; negative
    where it is rarer here.

    T. Dunning, Accurate Methods for the Statistics of Surprise and Coincidence, 1993: both sides binomial, two by two.
    """
    total = of_here + of_elsewhere
    having = here + elsewhere
    table = (
        (here, of_here * having / total),
        (of_here - here, of_here * (total - having) / total),
        (elsewhere, of_elsewhere * having / total),
        (of_elsewhere - elsewhere, of_elsewhere * (total - having) / total),
    )
    ratio = 2 * sum(seen * log(seen / expected) for seen, expected in table if seen and expected)
    return ratio if here * of_elsewhere > elsewhere * of_here else -ratio


def _candidates(archive: Archive, query: Query, limit: int) -> list[str]:
    """The stems that seem to set the answer apart, by the samples, the most telling first."""
    answer = [article_id for article_id, _ in archive.ids(query, sort=Sort.OLDEST)]
    inside = set(answer)
    others = [article_id for article_id, _ in archive.ids(Query(), sort=Sort.OLDEST) if article_id not in inside]
    here, elsewhere = _spread(answer), _spread(others)
    found, rest = archive.term_counts(here), archive.term_counts(elsewhere)
    scores = {
        stem: log_likelihood(number, len(here), rest.get(stem, 0), len(elsewhere))
        for stem, number in found.items()
        if number >= _LEAST and len(stem) > 1 and not stem.isdigit()
    }
    best = sorted((stem for stem in scores if scores[stem] > _CHANCE), key=lambda stem: (-scores[stem], stem))
    return best[: 2 * limit + len(FUNCTION_WORDS)]


def _spread(ids: Sequence[int]) -> list[int]:
    """At most SAMPLE of the ids, evenly spread over them."""
    return [ids[place * len(ids) // SAMPLE] for place in range(SAMPLE)] if len(ids) > SAMPLE else list(ids)


def _written(archive: Archive, stem: str) -> str:
    """A stem as the word it mostly stands for, in small letters unless it is mostly written otherwise."""
    forms = archive.word_forms(stem)
    if not forms:
        return stem
    form = forms.most_common(1)[0][0]
    return folded(form) if form.isupper() and len(form) > 4 else form
