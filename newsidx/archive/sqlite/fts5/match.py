"""The tree -> FTS5 expressions. Every term is a quoted string, so FTS5 never takes anything typed for syntax.

The syntax: https://www.sqlite.org/fts5.html, section 3.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import product
from math import prod
from typing import NamedTuple

from newsidx.archive.matching.expansion import Expansion, Lookup
from newsidx.archive.matching.nearness import Nearness
from newsidx.archive.matching.terms import MAX_EXPRESSIONS, Terms, quoted
from newsidx.query.tree import All, Any, Node, Not

LONGEST_TERM = 32768
"""The most bytes of a term that FTS5 stores; it cuts longer ones off (FTS5_MAX_TOKEN_SIZE)."""

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


def fts5_match(node: Node, expansion: Expansion) -> Match | None:
    """How FTS5 finds the articles that a node matches, or None where it cannot do so alone.

    It cannot for dates, paths, links and ids, nor for a negation on its own.
    """
    if isinstance(node, (Any, All)):
        match = _match_any(node, expansion) if isinstance(node, Any) else _match_all(node, expansion)
        return match if match and match.height <= _MAX_HEIGHT else None
    lookup = expansion.lookup(node)
    return lookup and _match(lookup)


def _match_any(node: Any, expansion: Expansion) -> Match | None:
    # A word that the query has twice stays there twice: FTS5's BM25 then counts it twice.
    parts = [match for part in node.parts if (match := fts5_match(part, expansion))]
    return _joined("OR", parts) if len(parts) == len(node.parts) else None


def _match_all(node: All, expansion: Expansion) -> Match | None:
    """The required parts without the excluded ones; parts that FTS5 cannot find must be checked in the text."""
    parts = tuple(dict.fromkeys(node.parts))
    required = [match for part in parts if not isinstance(part, Not) and (match := fts5_match(part, expansion))]
    excluded = [
        match
        for part in parts
        if isinstance(part, Not) and (match := fts5_match(part.node, expansion)) and match.is_exact
    ]
    if not required:
        return None
    joined = _joined("AND", required)
    if excluded:
        negated = _joined("OR", excluded)
        expression = f"({joined.expression} NOT {negated.expression})"
        joined = Match(expression, joined.is_exact, 1 + max(joined.height, 2 + negated.height))
    is_complete = len(required) + len(excluded) == len(parts)
    return joined._replace(is_exact=joined.is_exact and is_complete)


def _match(lookup: Lookup) -> Match | None:
    """The expression for one leaf, in its columns."""
    if lookup.stemmed:
        expression, is_exact = lookup.stemmed
        if expression is None:
            return None
        return Match(f"{{{' '.join(lookup.columns)}}} : {expression}", is_exact, _LEAF_HEIGHT + 3)
    terms = lookup.terms
    match = _match_near(terms) if isinstance(terms, Nearness) else _match_terms(terms, lookup.at_start)
    columns = " ".join(lookup.columns)
    return match._replace(expression=f"{{{columns}}} : {match.expression}", height=match.height + 3)


def _match_terms(terms: Terms, at_start: bool = False) -> Match:
    if not terms.places or _is_too_long(terms):
        return Match(_MATCHES_NOTHING)
    if len(terms.places) == 1 or terms.phrase_count <= MAX_EXPRESSIONS:
        first = "^" if at_start else ""
        return _joined("OR", [Match(first + _phrase(phrase, terms.is_prefix)) for phrase in product(*terms.places)])
    pairs = [Terms(terms.places[at : at + 2]) for at in range(len(terms.places) - 1)]
    pairs[-1] = Terms(pairs[-1].places, terms.is_prefix)
    expressions = [
        _joined("OR", [Match(_phrase(phrase, pair.is_prefix)) for phrase in product(*pair.places)]) for pair in pairs
    ]
    return _joined("AND", expressions)._replace(is_exact=False)


def _match_near(near: Nearness) -> Match:
    if not near.words or any(map(_is_too_long, near.words)):
        return Match(_MATCHES_NOTHING)
    words = list(dict.fromkeys(near.words))
    if len(words) == 1:
        return _match_terms(words[0])._replace(is_exact=len(near.words) == 1)
    if prod(word.phrase_count for word in words) > MAX_EXPRESSIONS:
        return _joined("AND", list(map(_match_terms, words)))._replace(is_exact=False)
    phrases = product(*([_phrase(phrase, word.is_prefix) for phrase in product(*word.places)] for word in words))
    groups = [Match(f"NEAR({' '.join(group)}, {near.fts5_distance})") for group in phrases]
    return _joined("OR", groups)._replace(is_exact=near.is_exact_in_fts5)


def _is_too_long(terms: Terms) -> bool:
    """Whether a term is too long for FTS5 to have stored the whole of it."""
    return any(len(term) * 4 > LONGEST_TERM and len(term.encode()) > LONGEST_TERM for (term, *_) in terms.places)


def _phrase(terms: Iterable[str], is_prefix: bool) -> str:
    """Terms that follow one another, the last of them perhaps only a beginning."""
    return f"{quoted(terms)}{'*' if is_prefix else ''}"


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
