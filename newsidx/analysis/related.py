"""The articles most like one article, by its most telling words."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from math import log

from newsidx.archive import Archive
from newsidx.article import Article
from newsidx.dates import EVERY_DAY, DateRange
from newsidx.languages import function_words, reporting_words
from newsidx.query import Any, Query, Word

MOST_WORDS = 25
"""Words that are asked for. What fewer and more of them gave is in docs/measures.md."""

_MOST_POSTINGS = 20_000
"""Occurrences that are looked at, so that a common word costs no more in a large archive than in a small one."""

K1 = 1.2
"""BM25's parameter: how soon more occurrences of a word stop to count."""

_COMPARED_LETTERS = 20_000
"""The beginning of an article, in which its most telling words stand."""

_SHOWN_WORDS = 8
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Related:
    """An article like another, and the most telling of the `words` that both have."""

    article: Article
    words: tuple[str, ...]


def related(archive: Archive, article: Article, dates: DateRange = EVERY_DAY, limit: int = 10) -> list[Related]:
    """The articles of some dates most like an article, which is not among them; the most like it first.

    They are ranked by BM25 over the words of the article that are telling by tf-idf, the title counting twice, both
    as in S. Robertson and H. Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond, 2009.
    """
    words = telling_words(archive, article)
    if not words:
        return []
    tree = Any(tuple(Word(word) for word in words.values())) if len(words) > 1 else Word(next(iter(words.values())))
    query = Query(tree=tree, dates=dates)
    ranked = archive.ids(query, limit=limit + 1, rerank=False)
    ids = [article_id for article_id, _ in ranked if article_id != article.id][:limit]
    common: dict[int, list[str]] = {article_id: [] for article_id in ids}
    for stem, article_ids in archive.articles_by_term(ids, words).items():
        for article_id in article_ids:
            common[article_id].append(words[stem])
    return [Related(found, tuple(common[found.id][:_SHOWN_WORDS])) for found in archive.articles(ids)]


def telling_words(archive: Archive, article: Article) -> dict[str, str]:
    """The words that tell an article from others, by their stems, the most telling first, as the article has them."""
    text = f"{article.title}\n{article.title}\n{article.body}"[:_COMPARED_LETTERS]
    counts = Counter(
        word for word in _WORD.findall(text) if len(word) > 1 and not word.isdigit() and word.casefold() not in _COMMON
    )
    forms: dict[str, str] = {}
    occurrences: Counter[str] = Counter()
    for (word, number), found in zip(counts.items(), archive.analyze(list(counts)), strict=True):
        for stem in found if len(found) == 1 else ():
            forms.setdefault(stem, word)
            occurrences[stem] += number
    known = archive.term_statistics(forms)
    total = archive.article_count()
    weights = {
        stem: occurrences[stem] * (K1 + 1) / (occurrences[stem] + K1) * log(1 + total / number)
        for stem, number in known.items()
        if number > 1
    }
    chosen: dict[str, str] = {}
    postings = 0
    for stem in sorted(weights, key=lambda stem: (-weights[stem], stem)):
        if chosen and postings + known[stem] > _MOST_POSTINGS:
            continue
        postings += known[stem]
        chosen[stem] = forms[stem]
        if len(chosen) == MOST_WORDS:
            break
    return chosen


_COMMON = function_words() | reporting_words()
