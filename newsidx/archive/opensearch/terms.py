"""The terms of articles: how many have one, which of a few have it, and how it is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from newsidx.archive.matching.spellings import MOST_WORDS, SAMPLE, spellings_in
from newsidx.archive.matching.tokenizer import tokenized
from newsidx.archive.opensearch.articles import texts_of
from newsidx.archive.opensearch.dsl import EVERYTHING, Clause, all_of, any_of
from newsidx.archive.opensearch.lookup import counts_of
from newsidx.archive.opensearch.store import Store


def term_statistics(store: Store, terms: Iterable[str], most: int | None) -> dict[str, int]:
    """How many articles have each term in title or body, without those in none or in more than `most`."""
    counts = counts_of(store, EVERYTHING, {term: _having(term) for term in terms})
    return {term: count for term, count in counts.items() if count and (most is None or count <= most)}


def _having(term: str) -> Clause:
    return any_of([{"terms": {f"{column}_words": [term]}} for column in ("title", "body")])


def term_counts(store: Store, ids: Sequence[int]) -> dict[str, int]:
    """Every term in these articles, and how many of them have it."""
    counts: Counter[str] = Counter()
    for _, title, body in texts_of(store, ids):
        counts.update({*tokenized(title), *tokenized(body)})
    return counts


def articles_by_term(store: Store, ids: Sequence[int], terms: Iterable[str]) -> dict[str, set[int]]:
    """For each term, which of these articles have it."""
    articles: dict[str, set[int]] = {term: set() for term in terms}
    for article_id, title, body in texts_of(store, ids):
        for term in articles.keys() & {*tokenized(title), *tokenized(body)}:
            articles[term].add(article_id)
    return articles


def spellings(store: Store, term: str) -> Counter[str]:
    """How a term is written in the newest articles that have it, and how often; as it is if only long ones have it."""
    query = all_of([{"terms": {"body_words": [term]}}, {"range": {"words": {"lte": MOST_WORDS}}}])
    body = {"query": query, "size": SAMPLE, "sort": [{"id": "desc"}], "_source": ["body"]}
    hits = store.search_articles(body)["hits"]["hits"]
    return spellings_in(term, (hit["_source"]["body"] for hit in hits))
