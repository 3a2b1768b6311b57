"""The tree -> FTS5 expressions. Every word is a quoted string, so nothing typed is ever syntax to FTS5.

The syntax: https://www.sqlite.org/fts5.html, section 3.
"""

from __future__ import annotations

from newsidx.query.lexing import has_word
from newsidx.query.tree import All, Any, InField, Near, Node, Not, Phrase, Word


def expression(node: Node) -> str | None:
    """The FTS5 expression that finds just what a node asks for, or None where FTS5 alone cannot.

    That is so for metadata and dates, and for what asks only that something be absent.
    """
    if isinstance(node, (Word, Phrase)):
        return _quoted(node.text)
    if isinstance(node, Near):
        return f"NEAR({' '.join(_near_words(node))}, {node.distance})"
    if isinstance(node, InField):
        return f"{node.field} : {expression(node.node)}"
    if isinstance(node, Any):
        return _joined("OR", [expression(part) for part in node.parts])
    if isinstance(node, All):
        wanted = _joined("AND", [expression(part) for part in node.parts if not isinstance(part, Not)])
        unwanted = [expression(part.node) for part in node.parts if isinstance(part, Not)]
        if wanted is None or not unwanted:
            return wanted
        return _joined("NOT", [wanted, _joined("OR", unwanted)])
    return None


def any_word(node: Node) -> str | None:
    """The FTS5 expression that finds any of the words a node asks for: what is to be marked in an answer."""
    return _joined("OR", _wanted(node))


def _wanted(node: Node) -> list[str | None]:
    if isinstance(node, (All, Any)):
        return [found for part in node.parts for found in _wanted(part)]
    if isinstance(node, InField):
        return [f"{node.field} : {found}" for found in _wanted(node.node)]
    if isinstance(node, Near):
        return list(_near_words(node))
    return [expression(node)] if isinstance(node, (Word, Phrase)) else []


def _near_words(node: Near) -> list[str]:
    return [_quoted(word) for word in node.text.split() if has_word(word)]


def _quoted(text: str) -> str:
    doubled = text.replace('"', '""')
    return f'"{doubled}"'


def _joined(operator: str, parts: list[str | None]) -> str | None:
    """Expressions under one operator, None if there are none or one of them is None."""
    known = [part for part in parts if part is not None]
    if not known or len(known) < len(parts):
        return None
    return known[0] if len(known) == 1 else f"({f' {operator} '.join(known)})"
