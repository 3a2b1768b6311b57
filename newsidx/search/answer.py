"""The one way from a request to an answer: hits in order, exact counts, and how they were found.

    found = answer(archive, SearchRequest(query=Query.parse("oil venezuela"), limit=10))
    for hit in found.hits:
        print(hit.article.ref, hit.article.title)
    print(found.total)

Every face (the commands, the Python API) asks this and shows what comes back.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import groupby, islice
from operator import attrgetter
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from newsidx.article import Article
from newsidx.dates import EVERY_DAY
from newsidx.query import Query
from newsidx.query.sort import Sort
from newsidx.search.request import PAGE, Match, Matched, SearchRequest
from newsidx.search.timing import Stopwatch

if TYPE_CHECKING:
    from newsidx.archive.contract import Archive
    from newsidx.archive.records import ConcordanceLine, QueryPlan
    from newsidx.search.spelling import Suggestion

FETCHED = 200
"""Articles read at a time, so that a long answer begins at once and takes no memory."""

_FETCHED_WHOLE = 20
"""Articles highlighted at a time, where they are read whole."""

_COUNTING = {
    Matched.BY_DATE: "counting",
    Matched.FULL: "counting full matches",
    Matched.PARTIAL: "counting partial matches",
    Matched.ANY: "counting",
    Matched.SIMILAR: "counting similar spellings",
    Matched.ONE_OFF: "counting what is one letter off",
    Matched.TWO_OFF: "counting what is two letters off",
}


class Hit(NamedTuple):
    """One article of an answer.

    `matched` is that of its part. `score` is higher for better among the first hundred of a part that is ranked, and
    None for the others. `snippet` is the part of the body that matches best, and `title` the whole title, with
    `MARK_START` and `MARK_END` around each match; both are empty when no snippets were asked for. `others` is how many
    other near-duplicates of it the answer has, where only one of each cluster is shown. `concordance` is every match in
    its context, if that was asked for.
    """

    article: Article
    score: float | None = None
    snippet: str = ""
    title: str = ""
    matched: Matched = Matched.BY_DATE
    others: int = 0
    concordance: tuple[ConcordanceLine, ...] = ()


class Part:
    """The articles of an answer that match in the same way (`matched`), and the `query` that finds them.

    `count` and `plan` are read from the archive when they are first asked for.
    """

    def __init__(self, matched: Matched, query: Query, archive: Archive, stopwatch: Stopwatch) -> None:
        self.matched = matched
        self.query = query
        self._archive = archive
        self._stopwatch = stopwatch

    @cached_property
    def count(self) -> int:
        """How many articles it has, exactly."""
        with self._stopwatch.step(_COUNTING[self.matched]):
            return self._archive.count(self.query)

    @cached_property
    def plan(self) -> QueryPlan:
        """How the archive looks it up."""
        return self._archive.plan(self.query)


class Answer:
    """The answer to a request, for as long as the archive is open, and in one snapshot of it.

    Nothing is read before it is asked for. `hits` is an iterator, to be used once, that reads a page of articles at a
    time, so that an answer of a million begins at once; `shown` counts the hits it has given. The counts, the
    suggestion and the plans of the parts cost nothing unless they are asked for.
    """

    is_grouped: ClassVar[bool] = False
    """Whether near-duplicates of a hit are left out."""

    def __init__(self, archive: Archive, request: SearchRequest) -> None:
        self.archive = archive
        self.request = request
        self.stopwatch = Stopwatch()
        self.stopwatch.add("reading the query", request.query.seconds)
        self.shown: Counter[Matched] = Counter()
        self.hits = self._counted()

    @property
    def query(self) -> Query:
        """The query of the request."""
        return self.request.query

    @property
    def notes(self) -> tuple[str, ...]:
        """What in the query was not read as typed, or not looked for."""
        return (*self.query.notes, *self._notes_on_spellings())

    @property
    def timings(self) -> tuple[tuple[str, float], ...]:
        """(step, seconds) of what has run up to now."""
        return self.stopwatch.steps

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """The parts of the answer, in order: full matches first. None where the query is blank."""
        query, by_relevance = self.query, self.request.sort is Sort.RELEVANCE
        if query.is_blank:
            return ()
        if query.tree is None:
            return (self._part(Matched.BY_DATE, query),)
        from newsidx.query import rewrite

        is_any = self.request.match is Match.ANY
        first = (
            self._part(Matched.ANY, rewrite.any_of_words(query, self._function_words))
            if is_any
            else self._part(Matched.FULL, query)
        )
        if self.request.fuzzy:
            return self._with_similar_spellings(first, by_relevance)
        if self.request.match is not Match.FULL_THEN_PARTIAL or not by_relevance:
            return (first,)
        partial = rewrite.some_of(query, self._function_words)
        if partial is None or first.count >= PAGE:
            return (first,)
        return first, self._part(Matched.PARTIAL, partial)

    @cached_property
    def total(self) -> int:
        """How many articles the whole answer has, exactly."""
        return sum(part.count for part in self.parts)

    @cached_property
    def total_on_other_dates(self) -> int:
        """How many articles would match without the dates; 0 where there are none in the query."""
        if self.query.dates.is_everything:
            return 0
        return sum(self.archive.count(replace(part.query, dates=EVERY_DAY)) for part in self.parts)

    @cached_property
    def partial_matches(self) -> int:
        """How many articles have some of the query's words and not all, whether or not the answer has them."""
        from newsidx.query import rewrite

        partial = None if self.query.is_blank else rewrite.some_of(self.query, self._function_words)
        return self.archive.count(partial) if partial else 0

    @cached_property
    def suggestion(self) -> Suggestion | None:
        """The query with words of similar spelling that the archive has, where those typed are rare or missing."""
        from newsidx.search.spelling import suggestion

        if self.query.is_blank:
            return None
        with self.stopwatch.step("looking for similar spellings"):
            return suggestion(self.archive, self.query)

    def _notes_on_spellings(self) -> Iterator[str]:
        if self.request.fuzzy:
            from newsidx.query import rewrite
            from newsidx.search.spelling import MAX_WORDS

            words = rewrite.words_of_tree(self.query.tree)
            if len(words) > MAX_WORDS:
                yield f"similar spellings were found for only {MAX_WORDS} of the {len(words):,} words"

    def _function_words(self) -> frozenset[str]:
        from newsidx.query.function_words import function_words_of

        return function_words_of(self.query, self.archive.languages())

    def _part(self, matched: Matched, query: Query) -> Part:
        return Part(matched, query, self.archive, self.stopwatch)

    def _with_similar_spellings(self, first: Part, by_relevance: bool) -> tuple[Part, ...]:
        from newsidx.query import rewrite
        from newsidx.search.spelling import near_words

        with self.stopwatch.step("looking for similar spellings"):
            near = near_words(self.archive, rewrite.words_of_tree(first.query.tree))
        one_off, two_off = (
            rewrite.spelled(
                first.query,
                {word: [other for other, edits in others if edits <= most] for word, others in near.items()},
            )
            for most in (1, 2)
        )
        if not by_relevance:
            return (self._part(Matched.SIMILAR, two_off),)
        parts = (
            first,
            self._part(Matched.ONE_OFF, rewrite.less(one_off, first.query)),
            self._part(Matched.TWO_OFF, rewrite.less(two_off, one_off)),
        )
        return tuple(part for part in parts if part.query.tree is not None)

    def _counted(self) -> Iterator[Hit]:
        for hit in self._hits():
            self.shown[hit.matched] += 1
            yield hit

    def _hits(self) -> Iterator[Hit]:
        """The hits of one part after another. Without a limit, all of the first, and as many others as fill a page."""
        limit, offset, before = self.request.limit, self.request.offset, 0
        for place, part in enumerate(self.parts):
            if place < len(self.parts) - 1 and offset >= part.count:
                offset -= part.count
                continue
            part_limit = limit if limit is not None or place == 0 else max(0, PAGE - before)
            hit_count = 0
            for hit in self._hits_of(part, part_limit, offset):
                hit_count += 1
                yield hit
            offset = 0
            before += hit_count
            if limit is not None and (limit := limit - hit_count) == 0:
                return

    def _hits_of(self, part: Part, limit: int | None, offset: int) -> Iterator[Hit]:
        ids = self.archive.ids(part.query, sort=self.request.sort, limit=limit, offset=offset)
        while page := self._next_page(ids):
            yield from self._read(part, page)

    def _next_page(self, ids: Iterator[tuple[int, float | None]]) -> list[tuple[int, float | None]]:
        with self.stopwatch.step("finding and ranking"):
            return list(islice(ids, FETCHED))

    def _read(self, part: Part, page: Sequence[tuple[int, float | None]]) -> Iterator[Hit]:
        """The hits of some ids of a part."""
        with self.stopwatch.step("reading the articles"):
            articles = self.archive.articles([article_id for article_id, _ in page])
        marked: dict[int, tuple[str, str]] = {}
        if part.query.tree and self.request.with_snippets:
            with self.stopwatch.step("snippets"):
                marked = self.archive.snippets(part.query, articles)
        lines: dict[int, tuple[ConcordanceLine, ...]] = {}
        if part.query.tree and self.request.with_concordance:
            with self.stopwatch.step("matches in context"):
                lines = self.archive.concordance(part.query, articles)
        scores = dict(page)
        for article in articles:
            title, snippet = marked.get(article.id, ("", ""))
            score, concordance = scores[article.id], lines.get(article.id, ())
            yield Hit(article, score, snippet, title, part.matched, concordance=concordance)


def answer(archive: Archive, request: SearchRequest) -> Answer:
    """The answer of an archive to a request. Nothing is read before it is asked for."""
    return Answer(archive, request)


def hits_of(archive: Archive, query: Query, ids: Sequence[int]) -> Iterator[Hit]:
    """The articles of ids that are known to match a query, in the order given, with their matches marked."""
    matched = Matched.FULL if query.tree else Matched.BY_DATE
    for start in range(0, len(ids), FETCHED):
        articles = archive.articles(ids[start : start + FETCHED])
        marked = archive.snippets(query, articles)
        for article in articles:
            title, snippet = marked.get(article.id, ("", ""))
            yield Hit(article, None, snippet, title, matched)


def highlighted(archive: Archive, query: Query, articles: Iterable[Article]) -> list[Article]:
    """The articles with every form of the query's words marked in title and body."""
    unmarked = list(articles)
    if query.tree is None:
        return unmarked
    marked = archive.highlight(query, unmarked)
    return [
        article._replace(title=marked[article.id][0], body=marked[article.id][1]) if article.id in marked else article
        for article in unmarked
    ]


def highlighted_articles(answer: Answer, words: Query | None = None) -> Iterator[Article]:
    """The articles of an answer, in order and whole, to be read one after another. What is marked in title and body is
    what they match, or `words` if these are given.
    """
    query_of = {part.matched: words or part.query for part in answer.parts}
    while page := list(islice(answer.hits, _FETCHED_WHOLE)):
        for matched, hits in groupby(page, attrgetter("matched")):
            yield from highlighted(answer.archive, query_of[matched], (hit.article for hit in hits))
