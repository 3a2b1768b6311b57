"""What the browser reads: answers, counts and articles, in a thread of its own, so that typing never waits.

SQLite lets a connection be used only in the thread that opened it. What comes back are records that belong to no
thread.
"""

from __future__ import annotations

import asyncio
import datetime
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple, TypeVar

from newsidx.analysis.related import related
from newsidx.archive import open_archive
from newsidx.archive.contract import Archive
from newsidx.archive.records import SourceFile
from newsidx.article import Article, Facet
from newsidx.dates.periods import Period
from newsidx.query import Query
from newsidx.query.sort import Sort
from newsidx.search.answer import Hit, answer, highlighted
from newsidx.search.request import SearchRequest
from newsidx.search.saved import saved_in

Result = TypeVar("Result")

LISTED = 50
"""How many hits are read at once; more are read when the end of the list comes near."""

_MONTHS_BY_DAY = 48
"""Matches in so many months are counted by day; in more, by week."""

_VALUES = 12
"""The most values of a field that are counted."""


class Question(NamedTuple):
    """What is asked: the text of a query, and the order of the hits."""

    text: str
    sort: Sort = Sort.RELEVANCE

    @property
    def query(self) -> Query:
        """The query, or that for every article if nothing was typed, in which the names of saved queries are text.
        Raises BadDate and QueryTooLong.
        """
        return Query.parse(self.text) if self.text.strip() else Query()

    def query_in(self, archive: Archive) -> Query:
        """The query with the saved queries of an archive. Raises what `Query.parse` raises."""
        return Query.parse(self.text, saved=saved_in(archive)) if self.text.strip() else Query()

    @property
    def order(self) -> Sort:
        """The order of the hits: the newest first where there is nothing to rank."""
        return Sort.NEWEST if self.query.tree is None and self.sort is Sort.RELEVANCE else self.sort


class Hits(NamedTuple):
    """Some hits of an answer, and what in its query was not read as typed. `is_last` says that there are no more."""

    hits: tuple[Hit, ...]
    notes: tuple[str, ...]
    is_last: bool


class Span(NamedTuple):
    """Some days, and the number of articles in them."""

    first: datetime.date
    last: datetime.date
    articles: int


class Reading(NamedTuple):
    """An article with the matches of a query marked, and its files."""

    article: Article
    files: tuple[SourceFile, ...]


class Reader:
    """An archive that is read in a thread of its own. Every method can be awaited, and raises NewsidxError."""

    def __init__(self, place: str) -> None:
        self.place = place
        self._thread = ThreadPoolExecutor(1, "archive")
        self._archive: Archive | None = None

    async def open(self) -> None:
        """Open the archive."""
        self._archive = await self._run(lambda: open_archive(self.place))

    async def close(self) -> None:
        """Close the archive and end the thread."""
        if self._archive:
            await self._run(self._archive.close)
        self._thread.shutdown()

    async def hits(self, question: Question, offset: int = 0) -> Hits:
        """The hits from `offset` on."""
        return await self._read(lambda archive: _hits(archive, question, offset))

    async def total(self, question: Question) -> int:
        """How many articles the answer has."""
        return await self._read(
            lambda archive: answer(archive, SearchRequest(query=question.query_in(archive), sort=question.order)).total
        )

    async def spans(self, question: Question) -> tuple[Span, ...]:
        """How many articles match in each day or week with any."""
        return await self._read(lambda archive: _spans(archive, question.query_in(archive)))

    async def values(self, question: Question, field: Facet) -> tuple[tuple[str, int], ...]:
        """How many of the articles that match have each value of a field: the most common ones, these first."""
        return await self._read(lambda archive: archive.facets(question.query_in(archive), field, _VALUES).values)

    async def article(self, article_id: int, question: Question) -> Reading | None:
        """An article, with the matches of the question's query marked; None if it is no longer there."""
        return await self._read(lambda archive: _article(archive, article_id, question))

    async def articles(self, ids: Sequence[int]) -> list[Article]:
        """The articles with these ids."""
        return await self._read(lambda archive: archive.articles(ids))

    async def related(self, article_id: int) -> tuple[Hit, ...]:
        """The articles most similar to one, as hits."""
        return await self._read(lambda archive: _related(archive, article_id))

    async def _read(self, read: Callable[[Archive], Result]) -> Result:
        archive = self._archive
        if archive is None:
            raise RuntimeError("the archive is not open")

        def in_snapshot() -> Result:
            with archive.snapshot():
                return read(archive)

        return await self._run(in_snapshot)

    async def _run(self, work: Callable[[], Result]) -> Result:
        return await asyncio.get_running_loop().run_in_executor(self._thread, work)


def _hits(archive: Archive, question: Question, offset: int) -> Hits:
    request = SearchRequest(query=question.query_in(archive), sort=question.order, limit=LISTED, offset=offset)
    answered = answer(archive, request)
    hits = tuple(answered.hits)
    return Hits(hits, answered.notes, len(hits) < LISTED)


def _spans(archive: Archive, query: Query) -> tuple[Span, ...]:
    """The matches in periods as short as the time between the first and the last allows to count."""
    months = archive.histogram(query, Period.MONTH)
    period = Period.DAY if len(months) <= _MONTHS_BY_DAY else Period.WEEK
    counts = archive.histogram(query, period) if months else []
    return tuple(Span(*period.span_of(period.first_day_of(name)), articles) for name, articles in counts)


def _article(archive: Archive, article_id: int, question: Question) -> Reading | None:
    articles = archive.articles([article_id])
    if not articles:
        return None
    query = question.query_in(archive)
    (shown,) = highlighted(archive, query, articles) if query.tree else articles
    return Reading(shown, tuple(archive.files_of(article_id)))


def _related(archive: Archive, article_id: int) -> tuple[Hit, ...]:
    return tuple(
        Hit(similar.article, None, ", ".join(similar.words))
        for article in archive.articles([article_id])
        for similar in related(archive, article, limit=20)
    )
