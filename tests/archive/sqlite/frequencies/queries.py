"""Made-up queries about the made-up articles: everything that can be typed, and what newsidx makes of it by itself."""

from __future__ import annotations

import datetime
import random
from collections.abc import Iterator, Sequence
from dataclasses import replace

from newsidx.dates import DateRange
from newsidx.query import Query
from newsidx.query.function_words import function_words_of
from newsidx.query.rewrite import any_of_words, some_of
from tests.archive.sqlite.frequencies.articles import WORDS

LANGUAGES = ("en", "es", "fr", "de", "ru", "zh")
_LONGEST = 12
"""Letters of a word in a phrase. A text without spaces would be a single one."""

LIMITS = (1, 20, 20, 60, 500, None)
OFFSETS = (0, 0, 0, 1, 20, 490, 510)

_METADATA = (
    "by:smith", "by:émile", "by:jo*", "source:herald", "source:monde", "source:人民", "lang:es", "lang:en",
    "path:drafts", 'by:"ann smith"', "id:19870302-1", "tag:story", "tag:*", "tag:so*", "-tag:story", "note:called",
)  # fmt: skip
_DATED = (
    "date:1987", "since:1999-03", "until:1999-04-06", "date:2020-02", "date:2020-02-29", "on:--03-06",
    "date:1987..1999", "date:1950",
)  # fmt: skip
_RANGES = (
    DateRange(datetime.date(1999, 1, 1), datetime.date(1999, 12, 31)),
    DateRange(datetime.date(2020, 2, 1), datetime.date(2020, 2, 29)),
    DateRange(None, datetime.date(1999, 3, 6)),
    DateRange(datetime.date(2020, 12, 1), None),
    DateRange(every_year=(3, 6)),
    DateRange(datetime.date(1987, 3, 6), datetime.date(1987, 3, 6)),
)


class Queries:
    """Draws queries. `bodies` are texts of articles, from which phrases are taken."""

    def __init__(self, chance: random.Random, bodies: Sequence[str]) -> None:
        self._chance = chance
        self._bodies = bodies

    def draw(self, count: int) -> Iterator[Query]:
        """So many queries."""
        for _ in range(count):
            yield self.query()

    def query(self) -> Query:
        """A query: now and then limited to some dates, to articles without one, or to the forms of one language."""
        chance = self._chance
        query = Query.parse(self.text(), today=datetime.date(2020, 3, 1))
        if chance.random() < 0.15:
            query = some_of(query, lambda: function_words_of(query, LANGUAGES)) or query
        elif chance.random() < 0.15:
            query = any_of_words(query, lambda: function_words_of(query, LANGUAGES))
        if chance.random() < 0.15:
            query = replace(query, dates=query.dates & chance.choice(_RANGES))
        if chance.random() < 0.07:
            query = replace(query, undated=True)
        if chance.random() < 0.15:
            query = replace(query, language=chance.choice(LANGUAGES))
        return query

    def text(self) -> str:
        """What somebody types."""
        kind = self._chance.random()
        if kind < 0.3:
            return self._leaf()
        if kind < 0.5:
            return self._joined(" ", 2, 3)
        if kind < 0.65:
            return self._joined(" OR ", 2, 3, 5)
        if kind < 0.72:
            return f"{self._leaf()} -{self._word()}"
        if kind < 0.79:
            return f"({self._joined(' OR ', 2)}) {self._leaf()}"
        if kind < 0.84:
            return f"({self._joined(' ', 2)}) OR {self._leaf()}"
        if kind < 0.88:
            return f"-{self._leaf()}"
        if kind < 0.93:
            return f"{self._leaf()} {self._condition()}"
        if kind < 0.96:
            return f"{self._leaf()} OR {self._condition()} -{self._leaf()}"
        return " ".join(self._words_of_body(self._chance.choice((6, 12, 25))))  # a sentence to find again

    def _joined(self, operator: str, *counts: int) -> str:
        return operator.join(self._leaf() for _ in range(self._chance.choice(counts)))

    def _condition(self) -> str:
        return self._chance.choice((*_METADATA, *_DATED))

    def _leaf(self) -> str:
        kind = self._chance.random()
        if kind < 0.5:
            return self._word()
        if kind < 0.58:
            return f"={self._word()}"
        if kind < 0.66:
            return f"{self._chance.choice(('title', 'body'))}:{self._word()}"
        if kind < 0.76:
            return f'"{" ".join(self._words_of_body(self._chance.choice((2, 2, 3, 4))))}"'
        if kind < 0.87:
            return f"{self._word()[: self._chance.choice((1, 2, 3, 4))]}*"
        if kind < 0.93:
            return f"{self._word()} NEAR/{self._chance.choice((0, 1, 5))} {self._word()}"
        if kind < 0.96:
            return f'title:"{self._word()} {self._word()}"'
        return self._chance.choice(("nosuchword", "zzz*", "石", "=石油", self._chance.choice(_DATED)))

    def _word(self) -> str:
        """A word of the vocabulary: common and rare ones alike."""
        return self._chance.choice(WORDS)

    def _words_of_body(self, count: int) -> list[str]:
        words = [word for word in self._chance.choice(self._bodies).split() if len(word) < _LONGEST]
        start = self._chance.randrange(max(1, len(words) - count))
        return words[start : start + count]
