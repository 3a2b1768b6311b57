"""Related articles: those most similar to one article, found by its keywords."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from math import log
from typing import NamedTuple

from newsidx.analysis.pairs import is_pair, longest
from newsidx.archive.contract import Archive
from newsidx.article import Article
from newsidx.query import Query
from newsidx.query.combine import all_of
from newsidx.query.function_words import common_words_in
from newsidx.query.tree import Any, Exact

MAX_KEYWORDS = 25
"""How many keywords are searched for. The results with fewer and with more are in docs/measures.md."""

_MAX_POSTINGS = 20_000
"""The most postings read for all keywords, so that common words cost no more in a large archive than in a small one."""

K1 = 1.2
"""BM25's parameter: how soon further occurrences of a word stop counting."""

_MAX_CHARACTERS = 20_000
"""How much of an article, from its start, is read to choose its keywords."""

_MAX_SHOWN = 8
_MAX_WEIGHED = 80
"""How many words of an article are weighed with all their forms, those with the highest tf-idf as they are written."""

_WORD = re.compile(r"[^\s!-/:-@\[-`{-~\u00a1-\u00bf\u2000-\u206f\u3000-\u303f\uff00-\uff0f]+")
"""A word with its vowel signs, which are no letters in many scripts."""

EVERY_ARTICLE = Query()


@dataclass(frozen=True)
class Related:
    """An article similar to another, and the keywords that both have, the most important first."""

    article: Article
    words: tuple[str, ...]


class Keyword(NamedTuple):
    """A keyword of an article as it is written there, and the forms of it to look for: those that the article has, and
    the most common one.

    With all of them the rare forms of common words would count most, because each is ranked by itself.
    """

    word: str
    forms: tuple[str, ...]


def related(archive: Archive, article: Article, among: Query = EVERY_ARTICLE, limit: int = 10) -> list[Related]:
    """The articles `among` those that match a query that are most similar to an article, without itself; the most
    similar first.

    They are ranked by BM25 over the article's keywords, which are chosen by tf-idf with the title counted twice; both
    as in S. Robertson and H. Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond, 2009.
    """
    keywords = keywords_of(archive, article)
    if not keywords:
        return []
    forms = tuple(Exact(form) for keyword in keywords for form in keyword.forms)
    words = Any(forms) if len(forms) > 1 else forms[0]
    query = replace(among, tree=all_of(part for part in (words, among.tree) if part))
    ranked = archive.ids(query, limit=limit + 1, rerank=False)
    ids = [article_id for article_id, _ in ranked if article_id != article.id][:limit]
    ids_by_term = archive.articles_by_term(ids, [form.text for form in forms])
    common: dict[int, list[str]] = {
        article_id: [
            keyword.word for keyword in keywords if any(article_id in ids_by_term[form] for form in keyword.forms)
        ]
        for article_id in ids
    }
    return [
        Related(similar, tuple(longest(common[similar.id], f"{similar.title}\n{similar.body}")[:_MAX_SHOWN]))
        for similar in archive.articles(ids)
    ]


def keywords_of(archive: Archive, article: Article) -> list[Keyword]:
    """The keywords of an article, those of the highest tf-idf first.

    Words that say nothing of what it is about are left out, in the language that it is in. Of a script without spaces
    the keywords are pairs of letters.
    """
    occurrences, written = _terms_of(archive, article)
    total = archive.article_count()
    counts = archive.term_statistics(occurrences)
    by_weight = sorted(
        counts,
        key=lambda term: (-_weight(occurrences[term], counts[term], total), term),
    )
    forms = archive.forms(by_weight[:_MAX_WEIGHED])
    counts.update(archive.term_statistics({form for members in forms.values() for form in members} - counts.keys()))
    keywords: dict[frozenset[str], tuple[float, int, Keyword]] = {}
    for term, members in forms.items():
        article_count = sum(counts.get(form, 0) for form in members)
        if article_count > 1 and frozenset(members) not in keywords:
            weight = _weight(sum(occurrences[form] for form in members), article_count, total)
            most_common = max(members, key=lambda form: counts.get(form, 0))
            looked_for = tuple(form for form in members if form in occurrences or form == most_common)
            postings = sum(counts.get(form, 0) for form in looked_for)
            keywords[frozenset(members)] = (weight, postings, Keyword(written[term], looked_for))
    chosen: list[Keyword] = []
    total_postings = 0
    for _, postings, keyword in sorted(keywords.values(), key=lambda row: (-row[0], row[2].word)):
        if chosen and total_postings + postings > _MAX_POSTINGS:
            continue
        total_postings += postings
        chosen.append(keyword)
        if len(chosen) == MAX_KEYWORDS:
            break
    return chosen


def _terms_of(archive: Archive, article: Article) -> tuple[Counter[str], dict[str, str]]:
    """How often an article has each term that may be a keyword, its title counted twice, and how it writes them."""
    text = f"{article.title}\n{article.title}\n{article.body}"[:_MAX_CHARACTERS]
    counts = Counter(word for word in _WORD.findall(text) if len(word) > 1 and not word.isdigit())
    left_out = common_words_in(article.language)
    occurrences: Counter[str] = Counter()
    written: dict[str, str] = {}
    for (word, count), terms in zip(counts.items(), archive.analyze(list(counts)), strict=True):
        for term in terms:
            if len(term) > 1 and (len(terms) == 1 or is_pair(term)) and term not in left_out:
                written.setdefault(term, word if len(terms) == 1 else term)
                occurrences[term] += count
    return occurrences, written


def _weight(occurrences: int, article_count: int, total: int) -> float:
    return occurrences * (K1 + 1) / (occurrences + K1) * log(1 + total / article_count)
