"""A query's words as the terms that the index has for them, in every form, looked up once for the whole query."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import NamedTuple, TypeAlias
from unicodedata import normalize

from newsidx.archive.matching.forms import WordForms, forms_of, known_among
from newsidx.archive.matching.nearness import Nearness
from newsidx.archive.matching.terms import Terms, looked_up
from newsidx.archive.matching.tokenizer import tokenized, tokens
from newsidx.languages import tag_of
from newsidx.query import Query
from newsidx.query.fields import TEXT_FIELDS
from newsidx.query.tree import Exact, InField, Metadata, Near, Node, Phrase, Prefix, Word, leaves, words_near

TextLeaf: TypeAlias = "Word | Phrase | Exact | Prefix | Near"

LONGEST_PHRASE = 12
"""A phrase of more terms is looked for as it is written: a sentence to find again, not a choice of forms."""

MAX_EXPANDED = 2_000
"""A query with more terms is looked for as it is written: FTS5 takes five kilobytes of memory for each form."""

_COLUMNS = {"by": "byline", "source": "source", "section": "section", "place": "place", "lang": "language"}
INDEXED_FIELDS = frozenset(_COLUMNS)
"""The metadata fields that are columns of the index."""


class Stemmed(NamedTuple):
    """How a leaf of a query is found in an index of stems: the FTS5 expression, and whether that finds no more than the
    leaf does. Without an expression, such an index cannot find it.
    """

    expression: str | None
    is_exact: bool


class Lookup(NamedTuple):
    """What a leaf of a query looks for in the index: the terms, the columns they must be in, and with `at_start` only
    at the beginning of a column.

    `stemmed` is for an index of stems, made by an earlier newsidx.
    """

    terms: Terms | Nearness
    columns: tuple[str, ...] = TEXT_FIELDS
    at_start: bool = False
    stemmed: Stemmed | None = None


class Expansion:
    """The terms of a query's words."""

    def __init__(self, kept: WordForms, query: Query) -> None:
        self._kept = kept
        self._language = query.language
        self._leaves = tuple(leaves(query.tree)) if query.tree else ()
        self._lookups: dict[Node, Lookup] = {}

    def lookup(self, leaf: Node) -> Lookup | None:
        """What a leaf looks for, with the field it stands in; None for a leaf that the index does not answer."""
        if leaf not in self._lookups:
            lookup = self._lookup(leaf)
            if lookup is None:
                return None
            self._lookups[leaf] = lookup
        return self._lookups[leaf]

    def among(self, texts: Iterable[str]) -> Expansion:
        """The terms to look for in a few texts. An index that has no forms of words finds them in these."""
        return self

    @cached_property
    def is_written(self) -> bool:
        """Whether the query is too long for its words to be looked for in all their forms."""
        return sum(len(text.split()) for text in map(text_with_forms, self._leaves)) > MAX_EXPANDED

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages in whose forms the words are looked for."""
        if any(map(text_with_forms, self._leaves)) and not self.is_written:
            return tuple(known_among(self._kept.languages(), self._language))
        return ()

    @property
    def as_written(self) -> tuple[str, ...]:
        """The words and phrases that have too many forms, and are looked for as they are written."""
        texts = dict.fromkeys(filter(None, map(text_with_forms, self._leaves)))
        return tuple(text for text in texts if self.is_written or len(tokenized(text)) > LONGEST_PHRASE)

    @cached_property
    def _forms(self) -> dict[str, tuple[str, ...]]:
        """The forms of every word of the query."""
        if self.is_written:
            return {}
        typed = {word for leaf in self._leaves for word in _typed_words(text_with_forms(leaf))}
        return forms_of(self._kept, {term for _, term in typed}, self._language, typed)

    def _lookup(self, leaf: Node) -> Lookup | None:
        if isinstance(leaf, InField):
            return Lookup(self._terms(leaf.node), (leaf.field,))
        if isinstance(leaf, Metadata):
            return self._metadata(leaf)
        return Lookup(self._terms(leaf)) if isinstance(leaf, (Word, Phrase, Exact, Prefix, Near)) else None

    def _metadata(self, leaf: Metadata) -> Lookup | None:
        if leaf.field not in INDEXED_FIELDS:
            return None
        terms = written_terms(tag_of(leaf.value) if leaf.field == "lang" else leaf.value, leaf.is_prefix)
        return Lookup(terms, (_COLUMNS[leaf.field],), at_start=leaf.field == "lang")

    def _terms(self, leaf: TextLeaf) -> Terms | Nearness:
        if isinstance(leaf, Near):
            words = (self._in_all_forms(word) for word in words_near(leaf))
            return Nearness(tuple(word for word in words if word.places), leaf.distance)
        if isinstance(leaf, (Exact, Prefix)):
            return written_terms(leaf.text, isinstance(leaf, Prefix))
        return self._in_all_forms(leaf.text)

    def _in_all_forms(self, text: str) -> Terms:
        typed = tokenized(text)
        if not typed or len(typed) > LONGEST_PHRASE:
            return written_terms(text)
        terms, is_prefix, ends_in_pair = looked_up(typed)
        *before, last = (self._forms.get(term, (term,)) for term in terms)
        return Terms((*before, last[:1] if is_prefix else last), is_prefix, ends_in_pair)


def written_terms(text: str, is_prefix: bool = False) -> Terms:
    """The terms of a text as it was typed, in no other form."""
    terms, is_letter, ends_in_pair = looked_up(tokenized(text))
    return Terms(tuple((term,) for term in terms), is_prefix or is_letter, ends_in_pair)


def _typed_words(text: str) -> Iterator[tuple[str, str]]:
    """The words of a text as they were typed, in lower case, and their terms."""
    for token in tokens(text):
        yield normalize("NFC", text[token.start : token.end].lower()), token.term


def text_with_forms(leaf: Node) -> str:
    """The text of a leaf that is looked for in all its forms; an empty one for other leaves."""
    inner = leaf.node if isinstance(leaf, InField) else leaf
    return inner.text if isinstance(inner, (Word, Phrase, Near)) else ""
