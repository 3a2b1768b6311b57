"""Keywords: the words that set some articles, by dates or by a query, apart from all others or those of another one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import inf
from typing import NamedTuple

from newsidx.analysis.candidates import SAMPLE, candidates, candidates_between, spread
from newsidx.analysis.keyness import SIGNIFICANT, Counts, log_likelihood
from newsidx.analysis.pairs import is_pair, joined
from newsidx.archive.contract import Archive
from newsidx.errors import ArchiveCorrupt
from newsidx.query import Query
from newsidx.query.compare import both, without
from newsidx.query.function_words import common_words_in
from newsidx.query.rewrite import words_of_tree
from newsidx.query.tree import Word
from newsidx.text.fold import folded

_READ = 200
"""How many of the selected articles are read for their language, and to join pairs of letters."""

_MIN_LANGUAGE_SHARE = 0.1
"""The share of articles from which on a language is one of theirs: fewer may be articles whose language was guessed."""

_CANDIDATES = 10
"""How many terms are candidates for each keyword: several may be forms of one word, or pairs of letters of it."""

_COUNTED = 5
"""How many more words are counted at a time, as long as they may be among the best."""

_MOST_COUNTED = 2
"""How many words are counted in all articles, at most, for each keyword."""

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
    """The keywords of the selected `articles` against others, `elsewhere`; the highest keyness first.

    The others are all others of the archive, or those of another query, `against`; then `overlap` is how many articles
    match both queries, which count as selected ones only.
    """

    articles: int
    elsewhere: int
    words: tuple[Keyword, ...]
    against: Query | None = None
    overlap: int = 0


class _Word(NamedTuple):
    """A word that may be a keyword, as a term, with its keyness in the samples and how high it may be."""

    term: str
    keyness: float
    highest: float


class _Others(NamedTuple):
    """The articles that the selected ones are compared with: `number` of them, and the query that finds them, None for
    all that are not selected.
    """

    number: int
    query: Query | None


def keywords(archive: Archive, query: Query, limit: int = 20, against: Query | None = None) -> Keywords:
    """The words that relatively more of the articles that match a query have than the others, without the query's own
    words. The others are those that match `against`, if it is given, else all others.

    Articles are counted, not occurrences, so that one long article does not distort the result. Samples give the
    candidates, which are then counted in all articles. An article that matches both queries is none of the others.
    """
    with archive.snapshot():
        inside = archive.count(query)
        if against is None:
            others, overlap = _Others(archive.article_count() - inside, None), 0
        else:
            overlap = archive.count(both(query, against))
            # Where no article matches both, the query stays as it is: a simpler one is answered sooner.
            rest = without(against, query) if overlap else against
            others = _Others(archive.count(rest), rest)
        words = _keywords(archive, query, inside, others, limit) if inside and others.number > 0 else ()
        return Keywords(inside, max(0, others.number), words, against, overlap)


def _keywords(archive: Archive, query: Query, inside: int, others: _Others, limit: int) -> tuple[Keyword, ...]:
    ids = archive.sample(query, SAMPLE)
    if not ids:
        raise ArchiveCorrupt(archive.place, _CONTRADICTION)
    articles = archive.articles(spread(ids, _READ))
    own = {term for terms in archive.analyze(words_of_tree(query.tree, with_phrases=True)) for term in terms}
    left_out = _common_words(archive, [article.language for article in articles])
    excluded = left_out.union(*archive.forms(own).values())
    if others.query:
        chosen = candidates_between(archive, ids, others.query, excluded)
    else:
        chosen = candidates(archive, query, ids, (inside, others.number), excluded, limit)
    texts = [f"{article.title}\n{article.body}" for article in articles]
    words = _one_of_each(archive, chosen.best_first()[: _CANDIDATES * limit], chosen.counts, texts)
    return tuple(_best(archive, query, words[: _MOST_COUNTED * limit], inside, others, limit))


def _best(
    archive: Archive, query: Query, words: Sequence[_Word], inside: int, others: _Others, limit: int
) -> list[Keyword]:
    """The words with the highest keyness, counted in all articles. `words` are those that may be among them, the one
    with the highest possible keyness first: as many are counted as can still be.
    """
    best: list[Keyword] = []
    start, end = 0, limit
    while start < len(words) and (len(best) < limit or words[start].highest >= best[-1].score):
        terms = [word.term for word in words[start:end]]
        here_counts = archive.counts_with(query, terms)
        elsewhere_counts = _elsewhere(archive, others, here_counts)
        for term, here in here_counts.items():
            elsewhere = elsewhere_counts[term]
            if here > inside or not 0 <= elsewhere <= others.number:
                raise ArchiveCorrupt(archive.place, _CONTRADICTION)
            score = log_likelihood(here, inside, elsewhere, others.number)
            if score > SIGNIFICANT:
                best.append(Keyword(term, here, elsewhere, score))
        best = sorted(best, key=lambda keyword: (-keyword.score, keyword.word))[:limit]
        start, end = end, end + _COUNTED
    return [
        replace(keyword, word=_written_form(archive, keyword.word), score=round(keyword.score, 1)) for keyword in best
    ]


def _elsewhere(archive: Archive, others: _Others, here: Mapping[str, int]) -> dict[str, int]:
    """For each word, given with how many of the selected articles have it, how many of the others do."""
    if others.query:
        return archive.counts_with(others.query, here)
    return {term: archive.count(Query(tree=Word(term))) - count for term, count in here.items()}


def _common_words(archive: Archive, tags: Sequence[str | None]) -> frozenset[str]:
    """The function words and reporting words of articles' languages, given for each article, as terms."""
    shares = Counter(tags)
    words = set[str]().union(
        *(common_words_in(tag) for tag, count in shares.items() if count >= _MIN_LANGUAGE_SHARE * len(tags))
    )
    return frozenset(term for terms in archive.analyze(sorted(words)) for term in terms)


def _one_of_each(archive: Archive, terms: Sequence[str], counts: Counts, texts: Sequence[str]) -> list[_Word]:
    """Of the forms of each word the most common one, with pairs of letters joined as in the texts; the word that may
    have the highest keyness first.
    """
    forms = archive.forms(term for term in terms if not is_pair(term))
    pairs = [term for term in terms if is_pair(term)]
    chosen: dict[frozenset[str], _Word] = {}
    for members in map(frozenset, forms.values()):
        if members not in chosen:
            most_common = max(sorted(members), key=lambda form: counts.in_sample.get(form, 0))
            chosen[members] = _Word(most_common, counts.keyness(members), counts.highest(members))
    for string in joined(pairs, texts):
        keyness = max(counts.keyness([pair]) for pair in pairs if pair in string)
        chosen[frozenset((string,))] = _Word(string, keyness, inf)
    return sorted(chosen.values(), key=lambda word: (-word.highest, -word.keyness, word.term))


def _written_form(archive: Archive, term: str) -> str:
    """A term as it is most often written; in lower case if it is a longer word, written in capitals."""
    form = archive.spellings(term).most_common(1)[0][0]
    return folded(form) if form.isupper() and len(form) > 4 else form
