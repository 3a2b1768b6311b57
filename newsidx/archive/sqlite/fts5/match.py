"""The tree -> FTS5 expressions. Every word is a quoted string, so nothing typed is ever syntax to FTS5.

The syntax: https://www.sqlite.org/fts5.html, section 3.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from newsidx.archive.sqlite.fts5.nearness import Nearness
from newsidx.archive.sqlite.fts5.prefix import words_of
from newsidx.archive.sqlite.fts5.tokenizer import stems
from newsidx.query.tree import (
    All,
    Any,
    Exact,
    InField,
    Near,
    Node,
    Not,
    Phrase,
    Prefix,
    Word,
    wanted_leaves,
    words_near,
)
from newsidx.text.fold import folded

LONGEST_WORD = 32768
"""Bytes of a word that FTS5 keeps; of a longer one it has a beginning (FTS5_MAX_TOKEN_SIZE)."""

_NOTHING = '""'
"""What FTS5 finds in no article."""

_TOGETHER = 32
"""Parts that stand under one operator side by side: FTS5 copies them all for each one it reads."""

_LEAF_HEIGHT = 6
_HIGHEST = 90
"""FTS5's parser gives up at 100 symbols that wait for their end."""


class Match(NamedTuple):
    """An FTS5 expression that finds every article a node asks for; and no other, if it is exact.

    `height` is how many symbols FTS5's parser has to keep in mind at once, at most, to read it.
    """

    expression: str
    is_exact: bool = True
    height: int = _LEAF_HEIGHT


def match(node: Node) -> Match | None:
    """What finds a node's articles in the index, or None where FTS5 alone cannot.

    That is so for metadata and dates, and for what asks only that something be absent.
    """
    if isinstance(node, InField):
        inner = match(node.node)
        return inner and inner._replace(expression=f"{node.field} : {inner.expression}")
    if isinstance(node, (Any, All)):
        found = _match_any(node) if isinstance(node, Any) else _match_all(node)
        return found if found and found.height <= _HIGHEST else None
    if not isinstance(node, (Word, Phrase, Exact, Prefix, Near)):
        return None
    if _is_too_long(node.text):
        return Match(_NOTHING)
    if isinstance(node, Prefix):
        return Match(_prefix(node), is_exact=words_of(node.text).doubtful == ())
    if isinstance(node, Near):
        return _match_near(node)
    return Match(_quoted(node.text), is_exact=not isinstance(node, Exact))


def _match_any(node: Any) -> Match | None:
    parts = [match(part) for part in node.parts]
    known = [part for part in parts if part]
    return _joined("OR", known) if len(known) == len(parts) else None


def _match_all(node: All) -> Match | None:
    """Of the parts FTS5 knows, those wanted less those unwanted; a part it does not know is left to the text."""
    wanted = [found for part in node.parts if not isinstance(part, Not) and (found := match(part))]
    unwanted = [
        found for part in node.parts if isinstance(part, Not) and (found := match(part.node)) and found.is_exact
    ]
    if not wanted:
        return None
    both = _joined("AND", wanted)
    if unwanted:
        less = _joined("OR", unwanted)
        expression = f"({both.expression} NOT {less.expression})"
        both = Match(expression, both.is_exact, 1 + max(both.height, 2 + less.height))
    is_whole = len(wanted) + len(unwanted) == len(node.parts)
    return both._replace(is_exact=both.is_exact and is_whole)


@lru_cache(maxsize=1024)
def _match_near(node: Near) -> Match:
    words = words_near(node)
    near = nearness(node)
    distinct = " ".join(
        map(_quoted, {tuple(stem): word for word, stem in zip(words, stems(words), strict=True)}.values())
    )
    expression = f"NEAR({distinct}, {near.between})" if len(set(near.words)) > 1 else distinct
    return Match(expression, near.is_known_to_fts5)


def nearness(node: Near) -> Nearness:
    """What a NEAR asks of the stems of a text."""
    return Nearness(tuple(word for word in stems(words_near(node)) if word), node.distance)


def in_doubt(node: Prefix) -> str | None:
    """The expression of the articles whose text decides whether a word in it begins so, or None for all of them."""
    words = words_of(node.text).doubtful
    return _any_of(words) if words else None


def any_word(node: Node) -> str | None:
    """The FTS5 expression that finds any of the words a node asks for: what is to be marked in an answer."""
    words = [found for leaf in wanted_leaves(node) if (found := match(leaf))]
    return _joined("OR", words).expression if words else None


def _is_too_long(text: str) -> bool:
    """Whether a word in a text is longer than any that FTS5 has whole."""
    if len(text) * 4 <= LONGEST_WORD:
        return False
    return any(len(folded(word).encode()) > LONGEST_WORD for word in re.findall(r"[^\W_]+", text))


def _prefix(node: Prefix) -> str:
    words = words_of(node.text)
    beginning = f"{_quoted(words.beginning)}*"
    return _joined("OR", [Match(beginning), *(Match(_quoted(word)) for word in words.others)]).expression


def _any_of(words: Iterable[str]) -> str:
    return _joined("OR", [Match(_quoted(word)) for word in words]).expression


def _quoted(text: str) -> str:
    doubled = text.replace('"', '""')
    return f'"{doubled}"'


def _joined(operator: str, parts: Sequence[Match]) -> Match:
    """One or more expressions under one operator, the highest first, where FTS5's parser has least to keep in mind."""
    is_exact = all(part.is_exact for part in parts)
    while len(parts) > 1:
        groups = [parts[at : at + _TOGETHER] for at in range(0, len(parts), _TOGETHER)]
        parts = [_side_by_side(operator, group) for group in groups]
    return parts[0]._replace(is_exact=is_exact)


def _side_by_side(operator: str, parts: Sequence[Match]) -> Match:
    if len(parts) == 1:
        return parts[0]
    first, *others = sorted(parts, key=lambda part: -part.height)
    expression = f" {operator} ".join(part.expression for part in (first, *others))
    return Match(f"({expression})", height=1 + max(first.height, 2 + others[0].height))
