"""The tree -> FTS5 expressions. Every word is a quoted string, so nothing typed is ever syntax to FTS5.

The syntax: https://www.sqlite.org/fts5.html, section 3.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from newsidx.query.lexing import has_word
from newsidx.query.prefixes import words_of
from newsidx.query.tree import All, Any, Exact, InField, Near, Node, Not, Phrase, Prefix, Word


class Match(NamedTuple):
    """An FTS5 expression that finds every article a node asks for; and no other, if it is exact."""

    expression: str
    is_exact: bool = True


def match(node: Node) -> Match | None:
    """What finds a node's articles in the index, or None where FTS5 alone cannot.

    That is so for metadata and dates, and for what asks only that something be absent.
    """
    if isinstance(node, (Word, Phrase)):
        return Match(_quoted(node.text))
    if isinstance(node, Exact):
        return Match(_quoted(node.text), is_exact=False)
    if isinstance(node, Prefix):
        return Match(_prefix(node), is_exact=words_of(node.text).doubtful == ())
    if isinstance(node, Near):
        words = [_quoted(word) for word in node.text.split() if has_word(word)]
        return Match(f"NEAR({' '.join(words)}, {node.distance})")
    if isinstance(node, InField):
        inner = match(node.node)
        return inner and Match(f"{node.field} : {inner.expression}", inner.is_exact)
    if isinstance(node, Any):
        parts = [match(part) for part in node.parts]
        known = [part for part in parts if part]
        if len(known) < len(parts):
            return None
        return Match(_joined("OR", (part.expression for part in known)), all(part.is_exact for part in known))
    return _match_all(node) if isinstance(node, All) else None


def _match_all(node: All) -> Match | None:
    """Of the parts FTS5 knows, those wanted less those unwanted; a part it does not know is left to the text."""
    wanted = [found for part in node.parts if not isinstance(part, Not) and (found := match(part))]
    unwanted = [
        found for part in node.parts if isinstance(part, Not) and (found := match(part.node)) and found.is_exact
    ]
    if not wanted:
        return None
    expression = _joined("AND", (part.expression for part in wanted))
    if unwanted:
        expression = _joined("NOT", [expression, _joined("OR", (part.expression for part in unwanted))])
    is_whole = len(wanted) + len(unwanted) == len(node.parts)
    return Match(expression, is_whole and all(part.is_exact for part in wanted))


def in_doubt(node: Prefix) -> str | None:
    """The expression of the articles whose text decides whether a word in it begins so, or None for all of them."""
    words = words_of(node.text).doubtful
    return _joined("OR", map(_quoted, words)) if words else None


def any_word(node: Node) -> str | None:
    """The FTS5 expression that finds any of the words a node asks for: what is to be marked in an answer."""
    words = [found.expression for leaf in wanted(node) if (found := match(leaf))]
    return _joined("OR", words) if words else None


def wanted(node: Node) -> list[Word | Exact | Prefix | Phrase | InField]:
    """The words and phrases that a node wants to be there, one by one; of those near each other every word."""
    if isinstance(node, (All, Any)):
        return [leaf for part in node.parts for leaf in wanted(part)]
    if isinstance(node, InField):
        return [InField(node.field, leaf) for leaf in wanted(node.node) if not isinstance(leaf, InField)]
    if isinstance(node, Near):
        return [Word(word) for word in node.text.split() if has_word(word)]
    return [node] if isinstance(node, (Word, Exact, Prefix, Phrase)) else []


def _prefix(node: Prefix) -> str:
    words = words_of(node.text)
    return _joined("OR", [f"{_quoted(words.beginning)}*", *map(_quoted, words.others)])


def _quoted(text: str) -> str:
    doubled = text.replace('"', '""')
    return f'"{doubled}"'


def _joined(operator: str, parts: Iterable[str]) -> str:
    """One or more expressions under one operator."""
    expressions = list(parts)
    return expressions[0] if len(expressions) == 1 else f"({f' {operator} '.join(expressions)})"
