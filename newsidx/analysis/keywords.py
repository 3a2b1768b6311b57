"""Keywords: the words that set some articles apart from the rest of the archive, by dates or by a query."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import log

from newsidx.archive.contract import Archive
from newsidx.query import All, Query, Word
from newsidx.query.rewrite import FUNCTION_WORDS, words_of_tree
from newsidx.query.sort import Sort
from newsidx.text.fold import folded

SAMPLE = 10_000
"""The most articles of each side, spread evenly, that are read to choose candidate words."""

_MIN_SCORE = 3.84
"""A lower log-likelihood ratio is not significant: it arises by chance in more than one of 20 cases."""

_MIN_ARTICLES = 2
"""A word in fewer articles than this is not a keyword."""


@dataclass(frozen=True)
class Keyword:
    """A word as it is usually written, how many of the selected `articles` have it, and how many others, `elsewhere`.

    `score` is its keyness, the log-likelihood ratio G²: above 15.1 it arises by chance in fewer than one of 10,000
    cases.
    """

    word: str
    articles: int
    elsewhere: int
    score: float


@dataclass(frozen=True)
class Keywords:
    """The keywords of the selected `articles` against all others, `elsewhere`; the highest keyness first."""

    articles: int
    elsewhere: int
    words: tuple[Keyword, ...]


def keywords(archive: Archive, query: Query, limit: int = 20) -> Keywords:
    """The words that relatively more of the articles that match a query have than the others, without the query's own
    words.

    Articles are counted, not occurrences, so that one long article does not distort the result. Samples of both sides
    give the candidates, which are then counted in all articles.
    """
    with archive.snapshot():
        return _keywords(archive, query, limit)


def _keywords(archive: Archive, query: Query, limit: int) -> Keywords:
    inside = archive.count(query)
    outside = archive.article_count() - inside
    if not inside or outside <= 0:
        return Keywords(inside, max(0, outside), ())
    excluded = set[str]().union(
        *archive.analyze([*words_of_tree(query.tree, with_phrases=True), *sorted(FUNCTION_WORDS)])
    )
    forms = archive.forms(excluded)
    excluded.update(form for word in excluded for form in forms[word])
    candidates = [term for term in _candidates(archive, query, limit) if term not in excluded]
    scored: list[tuple[float, str, int, int]] = []
    for term in _one_of_each(archive, candidates)[: 2 * limit]:
        everywhere = archive.count(Query(tree=Word(term)))
        tree = All((query.tree, Word(term))) if query.tree else Word(term)
        here = archive.count(replace(query, tree=tree))
        score = log_likelihood(here, inside, everywhere - here, outside)
        if score > _MIN_SCORE:
            scored.append((score, term, here, everywhere))
    best = sorted(scored, key=lambda row: (-row[0], row[1]))[:limit]
    words = tuple(
        Keyword(_written_form(archive, term), here, everywhere - here, round(score, 1))
        for score, term, here, everywhere in best
    )
    return Keywords(inside, outside, words)


def _one_of_each(archive: Archive, terms: Sequence[str]) -> list[str]:
    """The first of the terms that are forms of one word, in the same order."""
    forms = archive.forms(terms)
    chosen: dict[frozenset[str], str] = {}
    for term in terms:
        chosen.setdefault(frozenset(forms[term]), term)
    return list(chosen.values())


def log_likelihood(here: int, of_here: int, elsewhere: int, of_elsewhere: int) -> float:
    """The log-likelihood ratio G² of a word that is in `here` of `of_here` articles and in `elsewhere` of
    `of_elsewhere` others; negative if it is rarer here.

    T. Dunning, Accurate Methods for the Statistics of Surprise and Coincidence, 1993: both sides binomial, two by two.
    """
    total = of_here + of_elsewhere
    with_word = here + elsewhere
    table = (
        (here, of_here * with_word / total),
        (of_here - here, of_here * (total - with_word) / total),
        (elsewhere, of_elsewhere * with_word / total),
        (of_elsewhere - elsewhere, of_elsewhere * (total - with_word) / total),
    )
    ratio = 2 * sum(observed * log(observed / expected) for observed, expected in table if observed and expected)
    return ratio if here * of_elsewhere > elsewhere * of_here else -ratio


def _candidates(archive: Archive, query: Query, limit: int) -> list[str]:
    """The stems with the highest keyness in the samples, the highest first."""
    inside = [article_id for article_id, _ in archive.ids(query, sort=Sort.OLDEST)]
    inside_ids = set(inside)
    outside = [article_id for article_id, _ in archive.ids(Query(), sort=Sort.OLDEST) if article_id not in inside_ids]
    here, elsewhere = _sample(inside), _sample(outside)
    counts_here, counts_elsewhere = archive.term_counts(here), archive.term_counts(elsewhere)
    scores = {
        stem: log_likelihood(count, len(here), counts_elsewhere.get(stem, 0), len(elsewhere))
        for stem, count in counts_here.items()
        if count >= _MIN_ARTICLES and len(stem) > 1 and not stem.isdigit()
    }
    best = sorted((stem for stem in scores if scores[stem] > _MIN_SCORE), key=lambda stem: (-scores[stem], stem))
    return best[: 2 * limit + len(FUNCTION_WORDS)]


def _sample(ids: Sequence[int]) -> list[int]:
    """At most SAMPLE of the ids, spread evenly over them."""
    return [ids[number * len(ids) // SAMPLE] for number in range(SAMPLE)] if len(ids) > SAMPLE else list(ids)


def _written_form(archive: Archive, term: str) -> str:
    """A term as it is most often written; in lower case if it is a longer word, written in capitals."""
    form = archive.spellings(term).most_common(1)[0][0]
    return folded(form) if form.isupper() and len(form) > 4 else form
