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

from newsidx.analysis.near_duplicates import near_duplicates_of
from newsidx.analysis.related import related
from newsidx.archive import open_archive
from newsidx.archive.contract import Archive
from newsidx.archive.records import Change, SourceFile
from newsidx.article import Article, Facet
from newsidx.dates.periods import Period
from newsidx.errors import ArchiveBusy
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
    """What is asked: the text of a query, the order of the hits, and the language of the words, if it was said."""

    text: str
    sort: Sort = Sort.RELEVANCE
    language: str | None = None

    def query_in(self, archive: Archive) -> Query:
        """The query, or that for every article if nothing was typed. Raises what `Query.parse` raises."""
        if not self.text.strip():
            return Query()
        return Query.parse(self.text, language=self.language, saved=saved_in(archive))

    def order_of(self, query: Query) -> Sort:
        """The order of the hits: the newest first where there is nothing to rank."""
        return Sort.NEWEST if query.tree is None and self.sort is Sort.RELEVANCE else self.sort


class Hits(NamedTuple):
    """Some hits of an answer, the query and their order, and what in the query was not read as typed. `is_last` says
    that there are no more.
    """

    hits: tuple[Hit, ...]
    query: Query
    order: Sort
    notes: tuple[str, ...]
    is_last: bool


class Span(NamedTuple):
    """Some days, and the number of articles in them."""

    first: datetime.date
    last: datetime.date
    articles: int


class Reading(NamedTuple):
    """An article with the matches of a query marked, and its files; or with what differs from another article."""

    article: Article
    files: tuple[SourceFile, ...]
    compared_with: Article | None = None


class Reader:
    """An archive that is read in a thread of its own. Every method can be awaited, and raises NewsidxError."""

    def __init__(self, place: str) -> None:
        self.place = place
        self._thread = ThreadPoolExecutor(1, "archive")
        self._archive: Archive | None = None

    async def open(self) -> None:
        """Open the archive; anew, if it is open, since newsidx may have brought its schema up to date."""
        await self._run(self._open)

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
        return await self._read(lambda archive: answer(archive, _request(archive, question)).total)

    async def suggestion(self, question: Question) -> str | None:
        """The query with other spellings that find something, where words were misspelt."""
        suggested = await self._read(lambda archive: answer(archive, _request(archive, question)).suggestion)
        return suggested.query if suggested else None

    async def spans(self, question: Question) -> tuple[Span, ...]:
        """How many articles match in each day or week with any."""
        return await self._read(lambda archive: _spans(archive, question.query_in(archive)))

    async def values(self, question: Question, field: Facet) -> tuple[tuple[str, int], ...]:
        """How many of the articles that match have each value of a field: the most common ones, these first."""
        return await self._read(lambda archive: archive.facets(question.query_in(archive), field, _VALUES).values)

    async def article(self, article_id: int, question: Question) -> Reading | None:
        """An article, with the matches of the question's query marked; None if it is no longer there."""
        return await self._read(lambda archive: _article(archive, article_id, question))

    async def compared(self, article_id: int, other_id: int) -> Reading | None:
        """An article, and the one with which it is to be compared; None if one is no longer there."""
        return await self._read(lambda archive: _compared(archive, article_id, other_id))

    async def articles(self, ids: Sequence[int]) -> list[Article]:
        """The articles with these ids."""
        return await self._read(lambda archive: archive.articles(ids))

    async def related(self, article_id: int) -> tuple[Hit, ...]:
        """The articles most similar to one, as hits."""
        return await self._read(lambda archive: _related(archive, article_id))

    async def near_duplicates(self, article_id: int) -> tuple[Hit, ...]:
        """An article and after it its near-duplicates, as hits; nothing if it has none."""
        return await self._read(lambda archive: _near_duplicates(archive, article_id))

    async def tags(self) -> list[str]:
        """The tags of the archive."""
        return await self._read(lambda archive: [tag for tag, _ in archive.tags()])

    async def changes(self) -> list[Change]:
        """The changes that can be taken back, the latest first."""
        return await self._read(lambda archive: archive.changes())

    def _open(self) -> None:
        archive = open_archive(self.place)
        if self._archive:
            self._archive.close()
        self._archive = archive

    async def _read(self, read: Callable[[Archive], Result]) -> Result:
        def in_snapshot() -> Result:
            if self._archive is None:
                raise RuntimeError("the archive is not open")
            with self._archive.snapshot():
                return read(self._archive)

        def in_snapshot_of_now() -> Result:
            try:
                return in_snapshot()
            except ArchiveBusy:  # its file is another one, or has another schema
                self._open()
                return in_snapshot()

        return await self._run(in_snapshot_of_now)

    async def _run(self, work: Callable[[], Result]) -> Result:
        return await asyncio.get_running_loop().run_in_executor(self._thread, work)


def _request(archive: Archive, question: Question) -> SearchRequest:
    query = question.query_in(archive)
    return SearchRequest(query=query, sort=question.order_of(query))


def _hits(archive: Archive, question: Question, offset: int) -> Hits:
    request = _request(archive, question)._replace(limit=LISTED, offset=offset)
    answered = answer(archive, request)
    hits = tuple(answered.hits)
    return Hits(hits, request.query, request.sort, answered.notes, len(hits) < LISTED)


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


def _compared(archive: Archive, article_id: int, other_id: int) -> Reading | None:
    articles = archive.articles([article_id, other_id])
    return Reading(articles[0], tuple(archive.files_of(article_id)), articles[1]) if len(articles) == 2 else None


def _related(archive: Archive, article_id: int) -> tuple[Hit, ...]:
    return tuple(
        Hit(similar.article, None, ", ".join(similar.words))
        for article in archive.articles([article_id])
        for similar in related(archive, article, limit=20)
    )


def _near_duplicates(archive: Archive, article_id: int) -> tuple[Hit, ...]:
    return tuple(
        hit
        for article in archive.articles([article_id])
        if (similar := near_duplicates_of(archive, article))
        for hit in (Hit(article), *(Hit(other, None, f"{share:.0%} in common") for other, share in similar))
    )
