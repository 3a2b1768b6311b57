"""Keywords: the words that set some articles apart from the rest of the archive, by dates or by a query."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log
from typing import NamedTuple

from newsidx.analysis.pairs import is_pair, joined
from newsidx.archive.contract import Archive
from newsidx.errors import ArchiveCorrupt
from newsidx.query import Query
from newsidx.query.function_words import common_words_in
from newsidx.query.rewrite import words_of_tree
from newsidx.query.sort import Sort
from newsidx.query.tree import Word
from newsidx.text.fold import folded

SAMPLE = 10_000
"""The most articles of each side, spread evenly, that are read to choose candidate words."""

_FIRST_SAMPLE = 2_500
"""How many of the selected articles are read first. If their words are not clearly more common there, SAMPLE are."""

_CLEAR_SCORE = 100
"""The keyness in the first sample that enough candidates must have. The standard deviation of this one is 20."""

_MOST_RARE = 1_000
"""How many rare words of the selected articles are counted in all articles: those that most of the former have."""

_READ = 200
"""How many of the selected articles are read for their language, and to join pairs of letters."""

_MIN_LANGUAGE_SHARE = 0.1
"""The share of articles from which on a language is one of theirs: fewer may be articles whose language was guessed."""

_CANDIDATES = 10
"""How many terms are candidates for each keyword: several may be forms of one word, or pairs of letters of it."""

_MIN_SCORE = 3.84
"""A lower log-likelihood ratio is not significant: it arises by chance in more than one of 20 cases."""

_MIN_ARTICLES = 2
"""A word in fewer articles than this is not a keyword."""

_CONTRADICTION = "its counts contradict one another"


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


class _Counts(NamedTuple):
    """How many articles both sides have, and how many of them have each term. `least` is how many of the selected ones
    must have a keyword.
    """

    here: int
    elsewhere: int
    by_term_here: Mapping[str, float]
    by_term_elsewhere: Mapping[str, float]
    least: float = _MIN_ARTICLES

    def keyness(self, forms: Iterable[str]) -> float:
        """The keyness of a word, by its forms; too high if articles have several of them."""
        members = list(forms)
        here = sum(self.by_term_here.get(form, 0) for form in members)
        elsewhere = sum(self.by_term_elsewhere.get(form, 0) for form in members)
        return log_likelihood(min(here, self.here), self.here, min(elsewhere, self.elsewhere), self.elsewhere)


def keywords(archive: Archive, query: Query, limit: int = 20) -> Keywords:
    """The words that relatively more of the articles that match a query have than the others, without the query's own
    words.

    Articles are counted, not occurrences, so that one long article does not distort the result. Samples give the
    candidates, which are then counted in all articles.
    """
    with archive.snapshot():
        return _keywords(archive, query, limit)


def _keywords(archive: Archive, query: Query, limit: int) -> Keywords:
    inside = archive.count(query)
    outside = archive.article_count() - inside
    if not inside or outside <= 0:
        return Keywords(inside, max(0, outside), ())
    if common := archive.common_terms():
        here = archive.sample(query, SAMPLE)
        if not here:
            raise ArchiveCorrupt(archive.place, _CONTRADICTION)
        counts = _counts_in_all(archive, here, common, inside, outside, 2 * limit)
    else:
        here, elsewhere = _samples(archive, query)
        counts = _Counts(len(here), len(elsewhere), archive.term_counts(here), archive.term_counts(elsewhere))
    articles = archive.articles(_spread(here, _READ))
    left_out = _common_words(archive, [article.language for article in articles])
    own = {term for terms in archive.analyze(words_of_tree(query.tree, with_phrases=True)) for term in terms}
    excluded = left_out.union(*archive.forms(own).values())
    candidates = [term for term in _candidates(counts) if term not in excluded][: _CANDIDATES * limit]
    texts = [f"{article.title}\n{article.body}" for article in articles]
    terms = _one_of_each(archive, candidates, counts, texts)[: 2 * limit]
    here_counts = archive.counts_with(query, terms)
    scored: list[tuple[float, str, int, int]] = []
    for term in terms:
        everywhere = archive.count(Query(tree=Word(term)))
        if here_counts[term] > inside or not 0 <= everywhere - here_counts[term] <= outside:
            raise ArchiveCorrupt(archive.place, _CONTRADICTION)
        score = log_likelihood(here_counts[term], inside, everywhere - here_counts[term], outside)
        if score > _MIN_SCORE:
            scored.append((score, term, here_counts[term], everywhere))
    best = sorted(scored, key=lambda row: (-row[0], row[1]))[:limit]
    words = tuple(
        Keyword(_written_form(archive, term), here_count, everywhere - here_count, round(score, 1))
        for score, term, here_count, everywhere in best
    )
    return Keywords(inside, outside, words)


def _common_words(archive: Archive, tags: Sequence[str | None]) -> frozenset[str]:
    """The function words and reporting words of articles' languages, given for each article, as terms."""
    shares = Counter(tags)
    words = set[str]().union(
        *(common_words_in(tag) for tag, count in shares.items() if count >= _MIN_LANGUAGE_SHARE * len(tags))
    )
    return frozenset(term for terms in archive.analyze(sorted(words)) for term in terms)


def _one_of_each(archive: Archive, terms: Sequence[str], counts: _Counts, texts: Sequence[str]) -> list[str]:
    """Of the forms of each word the most common one, with pairs of letters joined as in the texts; the word with the
    highest keyness first.
    """
    forms = archive.forms(term for term in terms if not is_pair(term))
    pairs = [term for term in terms if is_pair(term)]
    strings = joined(pairs, texts)
    chosen: dict[frozenset[str], tuple[float, str]] = {}
    for members in map(frozenset, forms.values()):
        if members not in chosen:
            most_common = max(sorted(members), key=lambda form: counts.by_term_here.get(form, 0))
            chosen[members] = (counts.keyness(members), most_common)
    for string in strings:
        keyness = max(counts.keyness([pair]) for pair in pairs if pair in string)
        chosen[frozenset((string,))] = (keyness, string)
    return [term for _, term in sorted(chosen.values(), key=lambda choice: (-choice[0], choice[1]))]


def log_likelihood(here: float, of_here: int, elsewhere: float, of_elsewhere: int) -> float:
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


def _samples(archive: Archive, query: Query) -> tuple[list[int], list[int]]:
    """The ids of at most SAMPLE articles that match a query, and of as many that do not."""
    inside = [article_id for article_id, _ in archive.ids(query, sort=Sort.OLDEST)]
    inside_ids = set(inside)
    outside = [article_id for article_id, _ in archive.ids(Query(), sort=Sort.OLDEST) if article_id not in inside_ids]
    return _spread(inside, SAMPLE), _spread(outside, SAMPLE)


def _counts_in_all(
    archive: Archive, here: Sequence[int], common: Mapping[str, int], inside: int, outside: int, enough: int
) -> _Counts:
    first = _spread(here, _FIRST_SAMPLE)
    sampled = Counter(archive.term_counts(first))
    counts = _estimated(archive, sampled, len(first), common, inside, outside)
    if len(here) > len(first):
        best = sorted(map(counts.keyness, ([term] for term in _candidates(counts))), reverse=True)[:enough]
        if len(best) < enough or best[-1] * len(first) / inside < _CLEAR_SCORE:
            sampled.update(archive.term_counts(sorted(set(here) - set(first))))
            counts = _estimated(archive, sampled, len(here), common, inside, outside)
    return counts


def _estimated(
    archive: Archive, sampled: Mapping[str, int], size: int, common: Mapping[str, int], inside: int, outside: int
) -> _Counts:
    """The counts of common terms and of some rare ones in all articles: those of the selected articles are estimated
    from a sample of these, `here`.
    """
    weight = inside / size
    by_term_here = {term: min(sampled.get(term, 0) * weight, article_count) for term, article_count in common.items()}
    by_term_elsewhere = {term: common[term] - count for term, count in by_term_here.items()}
    counts = _Counts(inside, outside, by_term_here, by_term_elsewhere, _MIN_ARTICLES * weight)
    cand = _candidates(counts)[:200]
    threshold = counts.keyness([cand[-1]]) if len(cand) == 200 else 0
    rare = [term for term, count in sampled.items() if term not in common and count >= _MIN_ARTICLES and _is_word(term)]
    rare.sort(key=lambda term: -sampled[term])
    rare = rare[:_MOST_RARE]
    bounds = {n: log_likelihood(min(n * weight, inside), inside, 0, outside) for n in {sampled[t] for t in rare}}
    rare = [term for term in rare if bounds[sampled[term]] > threshold]
    for term, article_count in archive.term_statistics(rare).items():
        by_term_here[term] = min(sampled[term] * weight, article_count)
        by_term_elsewhere[term] = article_count - by_term_here[term]
    return counts


def _candidates(counts: _Counts) -> list[str]:
    """The terms with a high keyness, the highest first."""
    scores = {
        term: counts.keyness([term])
        for term, count in counts.by_term_here.items()
        if count >= counts.least and _is_word(term)
    }
    return sorted((term for term in scores if scores[term] > _MIN_SCORE), key=lambda term: (-scores[term], term))


def _is_word(term: str) -> bool:
    return len(term) > 1 and not term.isdigit()


def _spread(ids: Sequence[int], most: int) -> list[int]:
    """At most so many of the ids, spread evenly over them."""
    return [ids[number * len(ids) // most] for number in range(most)] if len(ids) > most else list(ids)


def _written_form(archive: Archive, term: str) -> str:
    """A term as it is most often written; in lower case if it is a longer word, written in capitals."""
    form = archive.spellings(term).most_common(1)[0][0]
    return folded(form) if form.isupper() and len(form) > 4 else form
