"""Words as the index has them: FTS5's own tokenizer, asked by way of a table in memory."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from functools import lru_cache

TOKENIZER = "porter unicode61 remove_diacritics 2"
"""The tokenizer of the index of every archive."""


_MOST_KNOWN = 200_000


def stems(texts: Sequence[str]) -> list[tuple[str, ...]]:
    """The stems of each text, in their order: `U.S. sanctions` is u, s, sanction."""
    # One or two are asked for again and again, beside many others; to make a table for them takes most of the time.
    return list(_stems(tuple(texts))) if len(texts) > 2 else [_stems_of_one(text) for text in texts]


class StemsOfTexts:
    """The stems of one text after another. What stands between spaces is looked up once for all of them."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[str, ...]] = {}

    def __call__(self, text: str) -> list[str]:
        """The stems of a text, in their order."""
        pieces = text.split()
        new = list(dict.fromkeys(piece for piece in pieces if piece not in self._known))
        if len(self._known) > _MOST_KNOWN:
            self._known.clear()
            new = list(dict.fromkeys(pieces))
        if new:
            self._known.update(zip(new, _stemmed(new), strict=True))
        return [stem for piece in pieces for stem in self._known[piece]]


@lru_cache(maxsize=10_000)
def _stems_of_one(text: str) -> tuple[str, ...]:
    return _stemmed((text,))[0]


@lru_cache(maxsize=64)
def _stems(texts: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    return _stemmed(texts)


def _stemmed(texts: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    with closing(sqlite3.connect(":memory:")) as memory:
        memory.execute(f"CREATE VIRTUAL TABLE texts USING fts5 (text, content='', tokenize='{TOKENIZER}')")
        memory.execute("CREATE VIRTUAL TABLE terms USING fts5vocab (texts, instance)")
        memory.executemany("INSERT INTO texts (rowid, text) VALUES (?, ?)", enumerate(texts))
        found: list[list[str]] = [[] for _ in texts]
        for term, text in memory.execute("SELECT term, doc FROM terms ORDER BY doc, offset"):
            found[text].append(term)
    return tuple(map(tuple, found))
