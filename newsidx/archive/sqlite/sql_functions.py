"""The SQL functions for conditions of a query on the text and metadata of an article, and for what the index gets.

Every connection has them, and few statements call them: what they need is imported when they are called.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from functools import lru_cache


def add_functions(connection: sqlite3.Connection) -> None:
    """Add to a connection the SQL functions that `newsidx.archive.sqlite.fts5` uses.

    Arguments with several values are JSON arrays.
    """
    connection.create_function("indexed", 1, _indexed, deterministic=True)
    connection.create_function("has_text", 3, _has_text, deterministic=True)
    connection.create_function("is_within", 2, _is_within, deterministic=True)
    connection.create_function("has_terms", -1, _has_terms, deterministic=True)
    connection.create_function("has_near", -1, _has_near, deterministic=True)


def _indexed(text: str | None) -> str:
    """A text as FTS5 gets it; none at all gives an empty one."""
    from newsidx.archive.matching.tokenizer import indexed

    return indexed(text) if text else ""


def _has_text(text: str | None, parts_json: str, is_all: bool) -> bool:
    """Whether a text contains all or any of some lower-case texts, as for `path:1987`."""
    if text is None:
        return False
    folded_text = text.casefold()
    return _all_or_any(is_all)(part in folded_text for part in _texts(parts_json))


def _is_within(article: int, ranges_json: str) -> bool:
    """Whether an id is in any of some ranges of ids."""
    from bisect import bisect_right

    firsts, lasts = _merged(ranges_json)
    index = bisect_right(firsts, article) - 1
    return index >= 0 and article <= lasts[index]


def _has_terms(terms_json: str, at_start: bool, *texts: str | None) -> bool:
    """Whether any of some texts has a word or phrase, anywhere or at its start."""
    from newsidx.archive.matching.terms import terms_from_json
    from newsidx.archive.matching.tokenizer import tokenized

    terms = terms_from_json(terms_json)
    if at_start:
        return any(terms.begins_at(tokenized(text), 0) for text in texts if text)
    return any(terms.starts(tokenized(text)) for text in texts if text)


def _has_near(near_json: str, at_start: bool, *texts: str | None) -> bool:
    """Whether any of some texts has words near each other."""
    from newsidx.archive.matching.nearness import nearness_from_json
    from newsidx.archive.matching.tokenizer import tokenized

    near = nearness_from_json(near_json)
    return any(near.occurs_in(tokenized(text)) for text in texts if text)


def _all_or_any(is_all: bool) -> Callable[[Iterable[bool]], bool]:
    return all if is_all else any


@lru_cache(maxsize=4)
def _texts(texts_json: str) -> tuple[str, ...]:
    import json

    return tuple(json.loads(texts_json))


@lru_cache(maxsize=4)
def _merged(ranges_json: str) -> tuple[list[int], list[int]]:
    """The first and last ids of sorted ranges, with adjacent and overlapping ranges merged."""
    import json

    firsts: list[int] = []
    lasts: list[int] = []
    for first, last in json.loads(ranges_json):
        if first > last:
            continue
        if lasts and first <= lasts[-1] + 1:
            lasts[-1] = max(last, lasts[-1])
        else:
            firsts.append(first)
            lasts.append(last)
    return firsts, lasts
