"""What a face asks for: a query, in which order, how much of the answer, and what counts as a match."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

from newsidx.query import Query
from newsidx.query.sort import Sort

PAGE = 20
"""Hits on a page unless another number is asked for; full matches that fill one are enough."""


class Match(str, Enum):
    """Which articles are asked for, of those that have only some of the query's words.

    By default partial matches follow the full ones, if these fill less than a page and the best come first.
    """

    FULL_THEN_PARTIAL = "full, then partial"
    FULL = "full"
    ANY = "any"


class Matched(str, Enum):
    """How the articles of a part of an answer match; the values are those of the field `matched` in JSON and CSV.

    BY_DATE is for a query without words. With similar spellings allowed, an answer by date has one part, SIMILAR, and
    one by relevance a part for each number of letters that are off.
    """

    BY_DATE = ""
    FULL = "all"
    PARTIAL = "some"
    ANY = "any"
    SIMILAR = "near"
    ONE_OFF = "one edit"
    TWO_OFF = "two edits"

    def __str__(self) -> str:
        return self.value


class SearchRequest(NamedTuple):
    """A query, and the part of its answer that is wanted: `limit` hits from `offset` on, all with a limit of None.

    A query without words asks for every article of its dates, newest first unless `sort` is oldest. `fuzzy` also finds
    words of similar spelling. Without `with_snippets` the matches are not looked for in the texts, which costs less.
    With `with_concordance` each hit has every match in its context.
    """

    query: Query
    sort: Sort = Sort.RELEVANCE
    limit: int | None = PAGE
    offset: int = 0
    match: Match = Match.FULL_THEN_PARTIAL
    fuzzy: bool = False
    with_snippets: bool = True
    with_concordance: bool = False
