"""The tree -> FTS5 expressions. Every word is a quoted string, so FTS5 never takes anything typed for syntax.

The syntax: https://www.sqlite.org/fts5.html, section 3.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
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
    positive_leaves,
    words_near,
)
from newsidx.text.fold import folded

LONGEST_WORD = 32768
"""The most bytes of a word that FTS5 stores; it cuts longer ones off (FTS5_MAX_TOKEN_SIZE)."""

_MATCHES_NOTHING = '""'
"""An expression that FTS5 finds in no article."""

_GROUP_SIZE = 32
"""The most parts side by side under one operator: FTS5 copies all of them for each one that it reads."""

_LEAF_HEIGHT = 6
_MAX_HEIGHT = 90
"""The most symbols on the stack of FTS5's parser, which gives up at 100."""


class Match(NamedTuple):
    """An FTS5 expression that finds every article that a node matches, and no others if `is_exact`.

    `height` is the most symbols that FTS5's parser has on its stack while it reads the expression.
    """

    expression: str
    is_exact: bool = True
    height: int = _LEAF_HEIGHT


def fts5_match(node: Node) -> Match | None:
    """How FTS5 finds the articles that a node matches, or None where it cannot do so alone.

    It cannot for metadata and dates, nor for a negation on its own.
    """
    if isinstance(node, InField):
        inner = fts5_match(node.node)
        return inner and inner._replace(expression=f"{node.field} : {inner.expression}")
    if isinstance(node, (Any, All)):
        match = _match_any(node) if isinstance(node, Any) else _match_all(node)
        return match if match and match.height <= _MAX_HEIGHT else None
    if not isinstance(node, (Word, Phrase, Exact, Prefix, Near)):
        return None
    if _is_too_long(node.text):
        return Match(_MATCHES_NOTHING)
    if isinstance(node, Prefix):
        return Match(_prefix(node), is_exact=words_of(node.text).doubtful == ())
    if isinstance(node, Near):
        return _match_near(node)
    return Match(_quoted(node.text), is_exact=not isinstance(node, Exact))


def _match_any(node: Any) -> Match | None:
    parts = [match for part in node.parts if (match := fts5_match(part))]
    return _joined("OR", parts) if len(parts) == len(node.parts) else None


def _match_all(node: All) -> Match | None:
    """The required parts without the excluded ones; parts that FTS5 cannot find must be checked in the text."""
    required = [match for part in node.parts if not isinstance(part, Not) and (match := fts5_match(part))]
    excluded = [
        match for part in node.parts if isinstance(part, Not) and (match := fts5_match(part.node)) and match.is_exact
    ]
    if not required:
        return None
    joined = _joined("AND", required)
    if excluded:
        negated = _joined("OR", excluded)
        expression = f"({joined.expression} NOT {negated.expression})"
        joined = Match(expression, joined.is_exact, 1 + max(joined.height, 2 + negated.height))
    is_complete = len(required) + len(excluded) == len(node.parts)
    return joined._replace(is_exact=joined.is_exact and is_complete)


@lru_cache(maxsize=1024)
def _match_near(node: Near) -> Match:
    words = words_near(node)
    near = nearness(node)
    word_by_stems = dict(zip(stems(words), words, strict=True))
    distinct = " ".join(map(_quoted, word_by_stems.values()))
    expression = f"NEAR({distinct}, {near.fts5_distance})" if len(set(near.words)) > 1 else distinct
    return Match(expression, near.is_exact_in_fts5)


def nearness(node: Near) -> Nearness:
    """A Near with its words as stems, to be compared with the stems of a text."""
    return Nearness(tuple(word for word in stems(words_near(node)) if word), node.distance)


def uncertain_match(node: Prefix) -> str | None:
    """An expression for the articles whose text must be checked for a word with this prefix; None for all of them."""
    words = words_of(node.text).doubtful
    return _joined("OR", [Match(_quoted(word)) for word in words]).expression if words else None


def any_word(node: Node) -> str | None:
    """The FTS5 expression that finds any of the words a node looks for, which are to be highlighted."""
    words = [match for leaf in dict.fromkeys(positive_leaves(node)) if (match := fts5_match(leaf))]
    return _joined("OR", words).expression if words else None


def _is_too_long(text: str) -> bool:
    """Whether a word in a text is too long for FTS5 to have stored the whole of it."""
    if len(text) * 4 <= LONGEST_WORD:
        return False
    return any(len(folded(word).encode()) > LONGEST_WORD for word in re.findall(r"[^\W_]+", text))


def _prefix(node: Prefix) -> str:
    words = words_of(node.text)
    beginning = f"{_quoted(words.beginning)}*"
    return _joined("OR", [Match(beginning), *(Match(_quoted(word)) for word in words.others)]).expression


def _quoted(text: str) -> str:
    doubled = text.replace('"', '""')
    return f'"{doubled}"'


def _joined(operator: str, parts: Sequence[Match]) -> Match:
    """One or more expressions under one operator, the highest first, which keeps the stack of FTS5's parser small."""
    is_exact = all(part.is_exact for part in parts)
    while len(parts) > 1:
        groups = [parts[start : start + _GROUP_SIZE] for start in range(0, len(parts), _GROUP_SIZE)]
        parts = [_side_by_side(operator, group) for group in groups]
    return parts[0]._replace(is_exact=is_exact)


def _side_by_side(operator: str, parts: Sequence[Match]) -> Match:
    if len(parts) == 1:
        return parts[0]
    first, *others = sorted(parts, key=lambda part: -part.height)
    expression = f" {operator} ".join(part.expression for part in (first, *others))
    return Match(f"({expression})", height=1 + max(first.height, 2 + others[0].height))
