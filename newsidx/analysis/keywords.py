"""Keywords: the words that set some articles apart from the rest of the archive, by dates or by a query."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import inf
from typing import NamedTuple

from newsidx.analysis.candidates import SAMPLE, candidates, spread
from newsidx.analysis.keyness import SIGNIFICANT, Counts, log_likelihood
from newsidx.analysis.pairs import is_pair, joined
from newsidx.archive.contract import Archive
from newsidx.errors import ArchiveCorrupt
from newsidx.query import Query
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
    """The keywords of the selected `articles` against all others, `elsewhere`; the highest keyness first."""

    articles: int
    elsewhere: int
    words: tuple[Keyword, ...]


class _Word(NamedTuple):
    """A word that may be a keyword, as a term, with its keyness in the samples and how high it may be."""

    term: str
    keyness: float
    highest: float


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
    ids = archive.sample(query, SAMPLE)
    if not ids:
        raise ArchiveCorrupt(archive.place, _CONTRADICTION)
    articles = archive.articles(spread(ids, _READ))
    own = {term for terms in archive.analyze(words_of_tree(query.tree, with_phrases=True)) for term in terms}
    left_out = _common_words(archive, [article.language for article in articles])
    excluded = left_out.union(*archive.forms(own).values())
    chosen = candidates(archive, query, ids, (inside, outside), excluded, limit)
    texts = [f"{article.title}\n{article.body}" for article in articles]
    words = _one_of_each(archive, chosen.best_first()[: _CANDIDATES * limit], chosen.counts, texts)
    best = _best(archive, query, words[: _MOST_COUNTED * limit], (inside, outside), limit)
    return Keywords(inside, outside, tuple(best))


def _best(archive: Archive, query: Query, words: Sequence[_Word], sides: tuple[int, int], limit: int) -> list[Keyword]:
    """The words with the highest keyness, counted in all articles. `words` are those that may be among them, the one
    with the highest possible keyness first: as many are counted as can still be.
    """
    inside, outside = sides
    best: list[Keyword] = []
    start, end = 0, limit
    while start < len(words) and (len(best) < limit or words[start].highest >= best[-1].score):
        batch = words[start:end]
        here_counts = archive.counts_with(query, [word.term for word in batch])
        for term, here in here_counts.items():
            elsewhere = archive.count(Query(tree=Word(term))) - here
            if here > inside or not 0 <= elsewhere <= outside:
                raise ArchiveCorrupt(archive.place, _CONTRADICTION)
            score = log_likelihood(here, inside, elsewhere, outside)
            if score > SIGNIFICANT:
                best.append(Keyword(term, here, elsewhere, score))
        best = sorted(best, key=lambda keyword: (-keyword.score, keyword.word))[:limit]
        start, end = end, end + _COUNTED
    return [
        replace(keyword, word=_written_form(archive, keyword.word), score=round(keyword.score, 1)) for keyword in best
    ]


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
