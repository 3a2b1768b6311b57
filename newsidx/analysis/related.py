"""Related articles: those most similar to one article, found by its keywords."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from math import log

from newsidx.archive.contract import Archive
from newsidx.article import Article
from newsidx.dates import EVERY_DAY, DateRange
from newsidx.languages import function_words, reporting_words
from newsidx.query import Any, Query, Word

MAX_KEYWORDS = 25
"""How many keywords are searched for. The results with fewer and with more are in docs/measures.md."""

_MAX_POSTINGS = 20_000
"""The most postings read for all keywords, so that common words cost no more in a large archive than in a small one."""

K1 = 1.2
"""BM25's parameter: how soon further occurrences of a word stop counting."""

_MAX_CHARACTERS = 20_000
"""How much of an article, from its start, is read to choose its keywords."""

_MAX_SHOWN = 8
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Related:
    """An article similar to another, and the keywords that both have, the most important first."""

    article: Article
    words: tuple[str, ...]


def related(archive: Archive, article: Article, dates: DateRange = EVERY_DAY, limit: int = 10) -> list[Related]:
    """The articles within some dates that are most similar to an article, without itself; the most similar first.

    They are ranked by BM25 over the article's keywords, which are chosen by tf-idf with the title counted twice; both
    as in S. Robertson and H. Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond, 2009.
    """
    words = keywords_of(archive, article)
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
    return [Related(similar, tuple(common[similar.id][:_MAX_SHOWN])) for similar in archive.articles(ids)]


def keywords_of(archive: Archive, article: Article) -> dict[str, str]:
    """The keywords of an article: stem to word as the article has it, the highest tf-idf first."""
    text = f"{article.title}\n{article.title}\n{article.body}"[:_MAX_CHARACTERS]
    counts = Counter(
        word for word in _WORD.findall(text) if len(word) > 1 and not word.isdigit() and word.casefold() not in _COMMON
    )
    forms: dict[str, str] = {}
    occurrences: Counter[str] = Counter()
    for (word, count), stems in zip(counts.items(), archive.analyze(list(counts)), strict=True):
        for stem in stems if len(stems) == 1 else ():
            forms.setdefault(stem, word)
            occurrences[stem] += count
    article_counts = archive.term_statistics(forms)
    total = archive.article_count()
    weights = {
        stem: occurrences[stem] * (K1 + 1) / (occurrences[stem] + K1) * log(1 + total / article_count)
        for stem, article_count in article_counts.items()
        if article_count > 1
    }
    chosen: dict[str, str] = {}
    postings = 0
    for stem in sorted(weights, key=lambda stem: (-weights[stem], stem)):
        if chosen and postings + article_counts[stem] > _MAX_POSTINGS:
            continue
        postings += article_counts[stem]
        chosen[stem] = forms[stem]
        if len(chosen) == MAX_KEYWORDS:
            break
    return chosen


_COMMON = function_words(["en"]) | reporting_words()
