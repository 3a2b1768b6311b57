"""A slow and simple evaluator of queries, which reads articles one by one and shares no code with newsidx's own.

It only uses FTS5's tokens, from an index of one text.
"""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from dataclasses import dataclass
from itertools import product

from newsidx.article import Article
from newsidx.query import All, Any, Dated, Exact, InField, Metadata, Near, Node, Not, Phrase, Prefix, Word

Column = list[str]


@dataclass(frozen=True)
class Tokens:
    """The stems of a title and a body, in order."""

    title: Column
    body: Column


class Tokenizer:
    """FTS5's own tokenizer, used through the vocabulary of an index that holds one text."""

    def __init__(self) -> None:
        self._connection = sqlite3.connect(":memory:")
        self._connection.execute(
            "CREATE VIRTUAL TABLE texts USING fts5 (text, tokenize='porter unicode61 remove_diacritics 2')"
        )
        self._connection.execute("CREATE VIRTUAL TABLE tokens USING fts5vocab (texts, instance)")
        self._cache: dict[str, Column] = {}

    def close(self) -> None:
        self._connection.close()

    def stems(self, text: str) -> Column:
        if text not in self._cache:
            self._cache[text] = self._read(text)
        return self._cache[text]

    def _read(self, text: str) -> Column:
        self._connection.execute("DELETE FROM texts")
        self._connection.execute("INSERT INTO texts VALUES (?)", [text])
        return [term for (term,) in self._connection.execute("SELECT term FROM tokens ORDER BY offset")]


def answers(node: Node, article: Article, tokenizer: Tokenizer) -> bool:
    """Whether an article matches a node of the query."""
    if isinstance(node, All):
        return all(answers(part, article, tokenizer) for part in node.parts)
    if isinstance(node, Any):
        return any(answers(part, article, tokenizer) for part in node.parts)
    if isinstance(node, Not):
        return not answers(node.node, article, tokenizer)
    if isinstance(node, Metadata):
        return _has(node, article)
    if isinstance(node, Dated):
        return article.date is not None and article.date in node.dates
    term, columns = (node.node, [node.field]) if isinstance(node, InField) else (node, ["title", "body"])
    if isinstance(term, (Exact, Prefix)):
        return any(_has_form(term, getattr(article, column)) for column in columns)
    return any(_contains(term, tokenizer.stems(getattr(article, column)), tokenizer) for column in columns)


def _has_form(term: Exact | Prefix, text: str) -> bool:
    """Whether a text has a word form: an exact form with its accents, or a prefix without them."""
    if isinstance(term, Exact):
        return bool(_starts(_words(term.text), _words(text)))
    words = _words(_without_accents(text))
    *before, last = _words(_without_accents(term.text))
    return any(
        words[start : start + len(before)] == before and words[start + len(before)].startswith(last)
        for start in range(len(words) - len(before))
    )


def _words(text: str) -> Column:
    return [word.casefold() for word in re.findall(r"[^\W_]+", text)]


def _without_accents(text: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFD", text) if not unicodedata.combining(char))


def _contains(term: Word | Phrase | Near | Node, column: Column, tokenizer: Tokenizer) -> bool:
    if isinstance(term, Near):
        return _is_near(
            [stems for word in term.text.split() if (stems := tokenizer.stems(word))], term.distance, column
        )
    assert isinstance(term, (Word, Phrase))
    return bool(_starts(tokenizer.stems(term.text), column))


def _starts(words: Column, column: Column) -> list[int]:
    """Every position at which some words follow each other in a column."""
    return [start for start in range(len(column)) if column[start : start + len(words)] == words]


def _is_near(words: list[Column], distance: int, column: Column) -> bool:
    """Whether some choice of a position for each word, without overlaps, has at most `distance` other words between."""
    for starts in product(*(_starts(word, column) for word in words)):
        spans = [range(start, start + len(word)) for start, word in zip(starts, words, strict=True)]
        positions = {position for span in spans for position in span}
        if len(positions) < sum(map(len, spans)):
            continue
        if max(positions) + 1 - min(positions) - len(positions) <= distance:
            return True
    return False


def _has(node: Metadata, article: Article) -> bool:
    value = node.value.casefold()
    if node.field == "path":
        return any(value in path.casefold() for path in article.files)
    if node.field == "lang":
        return article.language is not None and f"{article.language.casefold()}-".startswith(f"{value}-")
    metadata = getattr(article, {"by": "byline"}.get(node.field, node.field))
    return metadata is not None and value in metadata.casefold()
