"""Queries on the index of an earlier newsidx: English Porter stems of the titles and bodies, and nothing else.

Words, phrases and words near each other are found by their stems, in English. Where that is not enough, the texts of
the articles found are checked, or of all articles: an exact form, the beginning of a word, metadata, and scripts that
are written without spaces. Opening such an archive for writing makes its index anew.
"""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable
from contextlib import closing
from functools import cached_property

from newsidx.archive.matching.expansion import Expansion, Lookup, Stemmed, text_with_forms
from newsidx.archive.matching.forms import language_code
from newsidx.archive.matching.nearness import Nearness
from newsidx.archive.matching.terms import Terms, is_pair
from newsidx.archive.matching.tokenizer import tokenized
from newsidx.archive.sqlite.columns import MAYBE_TEXT, NUMBER
from newsidx.archive.sqlite.database import Database
from newsidx.archive.sqlite.fts5.forms import SqliteForms
from newsidx.archive.sqlite.values import typed
from newsidx.query import Query
from newsidx.query.tree import Exact, InField, Metadata, Near, Node, Phrase, Prefix, Word, words_near

_TOKENIZER = "porter unicode61 remove_diacritics 2"
_NOT_IN_INDEX = Stemmed(None, False)
_LAST_WORD = re.compile(r"(?<![^\W_])[^\W_]+(?=[\W_]*\Z)")

_STABLE = 2
"""How many letters at the beginning of a word its stem has too."""


class EarlierExpansion(Expansion):
    """The terms of a query's words where the index has stems: as they were typed, and the forms that `texts` have."""

    def __init__(self, database: Database, query: Query, texts: Iterable[str] = ()) -> None:
        super().__init__(SqliteForms(database), query)
        self._database = database
        self._query = query
        self._texts = texts

    def among(self, texts: Iterable[str]) -> Expansion:
        """The same with the forms that these texts have."""
        return EarlierExpansion(self._database, self._query, texts)

    @cached_property
    def _forms(self) -> dict[str, tuple[str, ...]]:
        words = {term for leaf in self._leaves for term in tokenized(text_with_forms(leaf))}
        return forms_among(words, (term for text in self._texts for term in tokenized(text)))

    def _lookup(self, leaf: Node) -> Lookup | None:
        lookup = super()._lookup(leaf)
        if lookup is None or isinstance(leaf, Metadata):
            return lookup and lookup._replace(stemmed=_NOT_IN_INDEX)
        return lookup._replace(stemmed=_stemmed(leaf.node if isinstance(leaf, InField) else leaf, lookup.terms))


def forms_among(words: Iterable[str], terms: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """For each word those of the terms that have its stem in such an index: the word first, then the others, sorted."""
    words = list(words)
    beginnings = {word[:1] for word in words}
    chosen = sorted({*words, *(term for term in terms if term[:1] in beginnings)})
    stems = dict(zip(chosen, _stems(chosen), strict=True))
    terms_by_stem: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for term in chosen:
        terms_by_stem[stems[term]].append(term)
    return {word: (word, *(term for term in terms_by_stem[stems[word]] if term != word)) for word in words}


def languages(database: Database) -> list[str]:
    """The languages of the archive's articles, the most common first, counted in the table of articles."""
    counts: Counter[str] = Counter()
    for row in database.rows("SELECT language, count(*) FROM articles GROUP BY language"):
        tag, article_count = typed(database.path, row, MAYBE_TEXT, NUMBER)
        counts[language_code(tag)] += article_count
    return sorted(counts, key=lambda code: (-counts[code], code))


def _stemmed(leaf: Node, terms: Terms | Nearness) -> Stemmed:
    """How FTS5 finds a leaf by stems. It stems what stands in quotes by itself."""
    words = terms.words if isinstance(terms, Nearness) else (terms,)
    if any(is_pair(term) for word in words for (term, *_) in word.places):
        return _NOT_IN_INDEX
    if isinstance(leaf, Near) and isinstance(terms, Nearness):
        distinct = dict.fromkeys(map(_quoted, words_near(leaf)))
        near = f"NEAR({' '.join(distinct)}, {terms.fts5_distance})"
        return Stemmed(near if len(distinct) > 1 else next(iter(distinct), _quoted("")), True)
    if isinstance(leaf, Prefix):
        return _beginning(leaf.text)
    if isinstance(leaf, (Word, Phrase, Exact)):
        return Stemmed(_quoted(leaf.text), not isinstance(leaf, Exact))
    raise TypeError(f"{leaf!r} is not a part of a query")


def _beginning(prefix: str) -> Stemmed:
    """How FTS5 finds the words that can begin so: by the letters that no stemming changes."""
    composed = unicodedata.normalize("NFC", prefix)
    last_word = _LAST_WORD.search(composed)
    if last_word is None or any(map(unicodedata.combining, composed)):
        return _NOT_IN_INDEX
    beginning = last_word[0][:_STABLE]
    if beginning[1:] in ("y", "Y"):  # the stem of eying is ei
        beginning = beginning[:1]
    return Stemmed(f"{_quoted(beginning)}*", False)


def _quoted(text: str) -> str:
    doubled = text.replace('"', '""').replace("\0", " ")
    return f'"{doubled}"'


def _stems(words: list[str]) -> list[tuple[str, ...]]:
    """What such an index makes of each word: mostly one stem."""
    stems: dict[int, list[str]] = defaultdict(list)
    with closing(sqlite3.connect(":memory:")) as memory:
        memory.execute(f"CREATE VIRTUAL TABLE words USING fts5 (word, content='', tokenize='{_TOKENIZER}')")
        memory.execute("CREATE VIRTUAL TABLE stems USING fts5vocab (words, instance)")
        memory.executemany("INSERT INTO words (rowid, word) VALUES (?, ?)", enumerate(words))
        for stem, number in memory.execute("SELECT term, doc FROM stems ORDER BY doc, offset"):
            stems[number].append(stem)
    return [tuple(stems[number]) for number in range(len(words))]
