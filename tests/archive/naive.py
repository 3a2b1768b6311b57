"""An evaluator that reads articles one by one: slow, plain, and written without a look at how newsidx compiles.

It takes FTS5's tokens (word forms and their places) from an index of one text, and decides everything else itself.
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
    """The stems of a title and a body, in their order."""

    title: Column
    body: Column


class Tokenizer:
    """FTS5's own tokenizer, asked by way of the vocabulary of an index that holds one text."""

    def __init__(self) -> None:
        self._connection = sqlite3.connect(":memory:")
        self._connection.execute(
            "CREATE VIRTUAL TABLE one USING fts5 (text, tokenize='porter unicode61 remove_diacritics 2')"
        )
        self._connection.execute("CREATE VIRTUAL TABLE tokens USING fts5vocab (one, instance)")
        self._known: dict[str, Column] = {}

    def close(self) -> None:
        self._connection.close()

    def stems(self, text: str) -> Column:
        if text not in self._known:
            self._known[text] = self._read(text)
        return self._known[text]

    def _read(self, text: str) -> Column:
        self._connection.execute("DELETE FROM one")
        self._connection.execute("INSERT INTO one VALUES (?)", [text])
        return [term for (term,) in self._connection.execute("SELECT term FROM tokens ORDER BY offset")]


def answers(node: Node, article: Article, tokenizer: Tokenizer) -> bool:
    """Whether an article is what a node asks for."""
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
    return any(_stands_in(term, tokenizer.stems(getattr(article, column)), tokenizer) for column in columns)


def _has_form(term: Exact | Prefix, text: str) -> bool:
    """Word by word, with no stem: an exact one with its accents, a beginning without."""
    if isinstance(term, Exact):
        words, wanted = _words(text), _words(term.text)
        return bool(_places(wanted, words))
    words, wanted = _words(_plain(text)), _words(_plain(term.text))
    *before, last = wanted
    return any(
        words[at : at + len(before)] == before and words[at + len(before)].startswith(last)
        for at in range(len(words) - len(before))
    )


def _words(text: str) -> Column:
    return [word.casefold() for word in re.findall(r"[^\W_]+", text)]


def _plain(text: str) -> str:
    return "".join(one for one in unicodedata.normalize("NFD", text) if not unicodedata.combining(one))


def _stands_in(term: Word | Phrase | Near | Node, column: Column, tokenizer: Tokenizer) -> bool:
    if isinstance(term, Near):
        return _is_near(
            [stems for word in term.text.split() if (stems := tokenizer.stems(word))], term.distance, column
        )
    assert isinstance(term, (Word, Phrase))
    return bool(_places(tokenizer.stems(term.text), column))


def _places(wanted: Column, column: Column) -> list[int]:
    return [at for at in range(len(column)) if column[at : at + len(wanted)] == wanted]


def _is_near(words: list[Column], distance: int, column: Column) -> bool:
    """Every choice of a place for each word, no two on top of each other: how many other words lie among them?"""
    for starts in product(*(_places(word, column) for word in words)):
        taken = [range(start, start + len(word)) for start, word in zip(starts, words, strict=True)]
        places = {at for word in taken for at in word}
        if len(places) < sum(map(len, taken)):
            continue
        if max(places) + 1 - min(places) - len(places) <= distance:
            return True
    return False


def _has(node: Metadata, article: Article) -> bool:
    wanted = node.value.casefold()
    if node.field == "path":
        return any(wanted in path.casefold() for path in article.files)
    if node.field == "lang":
        return article.language is not None and f"{article.language.casefold()}-".startswith(f"{wanted}-")
    value = getattr(article, {"by": "byline"}.get(node.field, node.field))
    return value is not None and wanted in value.casefold()
