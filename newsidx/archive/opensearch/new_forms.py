"""The words of new articles, sent to the archive's forms before the articles themselves.

What they are for, and how stems are chosen, says `newsidx.archive.matching.forms`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from hashlib import blake2b

from newsidx.archive.matching.forms import ENGLISH, stems_and_terms
from newsidx.archive.matching.tokenizer import tokenized, words_as_written
from newsidx.archive.opensearch.writing import Source, WritableStore, as_json

_MOST_KEPT = 1_000_000
"""Words of which is kept that they were sent. More would take too much memory, and are sent again."""


class NewForms:
    """Adds words to an archive's forms, those that were sent before left out."""

    def __init__(self, store: WritableStore) -> None:
        self._store = store
        self._sent: defaultdict[str, set[str]] = defaultdict(set)

    def add(self, documents: Iterable[Source]) -> None:
        """Add the words of articles, given as documents with the words that are indexed."""
        new: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
        if sum(map(len, self._sent.values())) > _MOST_KEPT:
            self._sent.clear()
        english, sent = set[str](), self._sent[ENGLISH]
        for document in documents:
            english.update(document["title_words"].split(), document["body_words"].split())
            if (code := document["language_code"]) != ENGLISH:
                new[code].update(self._written(code, document))
        new[ENGLISH] = {(term, term) for term in english - sent}
        sent |= english
        if any(new.values()):
            for _ in self._store.bulk(self._actions(new), expand=lambda action: action):
                pass  # those that other articles have are there already
            self._store.wrote([self._store.names.forms])

    def _written(self, code: str, document: Source) -> Iterator[tuple[str, str]]:
        """(word, term) of the words of an article that were not sent yet, with their accents."""
        title = document["title"] if document["title_words"] else ""
        new = words_as_written(f"{title} {document['body']}") - self._sent[code]
        self._sent[code] |= new
        for word in new:
            terms = tokenized(word)
            if len(terms) == 1:
                yield word, terms[0]

    def _actions(self, new: dict[str, set[tuple[str, str]]]) -> Iterator[tuple[str, str]]:
        index = self._store.names.forms
        for language, words in new.items():
            for stem, term in sorted(stems_and_terms(language, words)):
                form = {"language": language, "stem": stem, "term": term}
                key = blake2b(f"{language} {stem} {term}".encode(), digest_size=12).hexdigest()
                yield f'{{"create":{{"_index":"{index}","_id":"{key}"}}}}', as_json(form)
