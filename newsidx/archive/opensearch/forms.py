"""The forms of words in an archive in OpenSearch: every word of its articles with its stem, by language.

What they are for, and how stems are chosen, says `newsidx.archive.matching.forms`.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence

from newsidx.archive.matching.forms import ENGLISH
from newsidx.archive.opensearch.dsl import EVERYTHING, Clause, any_of, one_of
from newsidx.archive.opensearch.store import Store

_MOST_LANGUAGES = 1000


class OpenSearchForms:
    """The forms that an archive keeps in its index of forms: `newsidx.archive.matching.forms.WordForms`."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def languages(self) -> list[str]:
        """The languages of the archive's articles, the most common first."""
        return languages(self._store)

    def stems_of(self, terms: Sequence[str]) -> Iterator[tuple[str, str, str]]:
        """(language, stem, term) of those of some terms that articles in other languages than English have."""
        clause = {"bool": {"filter": [one_of("term", terms)], "must_not": [{"term": {"language": ENGLISH}}]}}
        return iter(self._search(clause))

    def terms_of(self, stems: Collection[tuple[str, str, str]]) -> Iterator[tuple[str, str]]:
        """(word, term) of the terms that have one of some stems, given as (language, stem, word that has it)."""
        words: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        by_language: defaultdict[str, set[str]] = defaultdict(set)
        for language, stem, word in stems:
            words[language, stem].append(word)
            by_language[language].add(stem)
        clauses: list[Clause] = [
            {"bool": {"filter": [{"term": {"language": language}}, one_of("stem", sorted(of_language))]}}
            for language, of_language in by_language.items()
        ]
        for language, stem, term in self._search(any_of(clauses)):
            for word in words[language, stem]:
                yield word, term

    def _search(self, clause: Clause) -> list[tuple[str, str, str]]:
        def forms() -> list[tuple[str, str, str]]:
            hits = self._store.every(self._store.names.forms, {"query": clause}, _ORDER)
            return [(hit["_source"]["language"], hit["_source"]["stem"], hit["_source"]["term"]) for hit in hits]

        return self._store.recent(("forms", json.dumps(clause)), forms)


_ORDER = ("language", "stem", "term")


def languages(store: Store) -> list[str]:
    """The languages of the archive's articles, the most common first."""
    return list(store.recent("languages", lambda: _languages(store)))


def _languages(store: Store) -> list[str]:
    terms = {"terms": {"field": "language_code", "size": _MOST_LANGUAGES}}
    found = store.search_articles({"size": 0, "aggs": {"languages": terms}}).get("aggregations")
    buckets = found["languages"]["buckets"] if found else []
    return [bucket["key"] for bucket in sorted(buckets, key=lambda bucket: (-bucket["doc_count"], bucket["key"]))]


def terms(store: Store) -> list[str]:
    """Every word that is in an article, or was in one before."""
    hits = store.every(store.names.forms, {"query": EVERYTHING, "size": _TERMS, "_source": ["term"]}, _ORDER)
    return list(dict.fromkeys(hit["_source"]["term"] for hit in hits))


_TERMS = 10_000
"""Terms read with one request."""
