"""Texts as the index stores them: the stems that FTS5's own tokenizer makes, read from a table in memory."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from functools import lru_cache

TOKENIZER = "porter unicode61 remove_diacritics 2"
"""The tokenizer of every archive's index."""

_CACHE_SIZE = 200_000


def stems(texts: Sequence[str]) -> list[tuple[str, ...]]:
    """The stems of each text, in order: `U.S. sanctions` is u, s, sanction."""
    # The same one or two texts are asked for again and again, and making the table takes most of the time.
    return list(_stems(tuple(texts))) if len(texts) > 2 else [_stems_of_one(text) for text in texts]


class StemsOfTexts:
    """Stems one text after another. What is between spaces is stemmed once for all of them."""

    def __init__(self) -> None:
        self._cache: dict[str, tuple[str, ...]] = {}

    def __call__(self, text: str) -> list[str]:
        """The stems of a text, in order."""
        pieces = text.split()
        new = list(dict.fromkeys(piece for piece in pieces if piece not in self._cache))
        if len(self._cache) > _CACHE_SIZE:
            self._cache.clear()
            new = list(dict.fromkeys(pieces))
        if new:
            self._cache.update(zip(new, _stemmed(new), strict=True))
        return [stem for piece in pieces for stem in self._cache[piece]]


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
        stems_by_text: list[list[str]] = [[] for _ in texts]
        for term, number in memory.execute("SELECT term, doc FROM terms ORDER BY doc, offset"):
            stems_by_text[number].append(term)
    return tuple(map(tuple, stems_by_text))
