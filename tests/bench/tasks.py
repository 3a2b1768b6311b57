"""What is measured on a large archive: each task in the library and as a whole command, with its bar and its aim."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple, get_args

from newsidx import Archive, Query, SearchRequest, parse_range
from newsidx import answer as answered
from newsidx.analysis.keywords import keywords
from newsidx.analysis.related import related
from newsidx.analysis.timeline import peaks, timeline
from newsidx.article import Facet
from newsidx.dates import EVERY_DAY
from newsidx.dates.periods import Period
from newsidx.query.sort import Sort
from newsidx.search.answer import Hit, highlighted
from newsidx.search.request import PAGE, Match
from newsidx.search.spelling import suggestion
from tests.bench.vocabulary import FEW, NEARLY_EVERY, QUARTER, RARE, TENTH

SENTENCE = "why did the price of tin collapse"
THREE_WORDS = "company OR said OR oil"
PHRASES = ('"oil prices"', '"last year"')

_RELATED = 5
"""Related articles are looked for of so many articles, spread over the archive, as these differ in length."""


class Limits(NamedTuple):
    """The milliseconds that a task may take in the library: at most, and better."""

    bar: float
    aim: float


class Task(NamedTuple):
    """One thing that people do. `run` does it `times` times in the library and returns what it finds; `command` are
    the arguments with which newsidx does it once. `line` is its name in the plot of time by size, if it is there.
    """

    name: str
    run: Callable[[], object]
    limits: Limits | None = None
    command: tuple[str, ...] = ()
    line: str = ""
    times: int = 1


def tasks(archive: Archive, words: dict[str, str]) -> Iterator[Task]:
    """All tasks. `words` has a word of each frequency, by its name in vocabulary.py."""
    yield from _best(archive, words)
    yield from _on_dates(archive, words)
    yield from _of_other_forms(archive, words)
    yield from _of_fields(archive, words)
    yield from _counts(archive, words)
    yield from _analysis(archive)
    yield from _articles(archive, words)


def _best(archive: Archive, words: dict[str, str]) -> Iterator[Task]:
    for kind in (NEARLY_EVERY, QUARTER, FEW, RARE):
        word = words[kind]
        line = kind if kind in (NEARLY_EVERY, FEW) else ""
        yield _search(archive, word, Limits(60, 10), f"20 best: {kind} ({word}, {_count(archive, word)})", line=line)
    yield _search(
        archive, SENTENCE, Limits(60, 15), f"20 best, and exact counts: {SENTENCE}", counted=True, line="a sentence"
    )
    yield _search(archive, SENTENCE, None, f"20 best of any word: {SENTENCE}", match=Match.ANY)
    three = f"20 best: {THREE_WORDS} ({_count(archive, THREE_WORDS)})"
    yield _search(archive, THREE_WORDS, Limits(150, 20), three, line="three common words, any of them")
    yield _search(archive, f"{words[QUARTER]} {words[FEW]}", None, f"20 best: {words[QUARTER]} {words[FEW]}")


def _on_dates(archive: Archive, words: dict[str, str]) -> Iterator[Task]:
    for kind in (NEARLY_EVERY, QUARTER, FEW):
        word = words[kind]
        month = _median_month(archive, word)
        for date, limits in ((month, Limits(15, 5)), (month[:4], Limits(40, 10))):
            yield _search(archive, word, limits, f"20 best of {date}: {word}", date=date)
        yield _search(archive, word, Limits(10, 1), f"newest 20: {word}", Sort.NEWEST)


def _of_other_forms(archive: Archive, words: dict[str, str]) -> Iterator[Task]:
    limits = Limits(60, 15)
    for query in ("=company", "comp*", *PHRASES, "oil NEAR/5 prices"):
        line = "a phrase" if query == PHRASES[0] else ""
        yield _search(archive, query, limits, f"20 best: {query} ({_count(archive, query)})", line=line)
    for query in (f"-{words[NEARLY_EVERY]}", f"oil -{words[NEARLY_EVERY]}"):
        name = f"first page, and exact count: {query} ({_count(archive, query)})"
        yield _search(archive, query, Limits(60, 10), name, counted=True)


def _of_fields(archive: Archive, words: dict[str, str]) -> Iterator[Task]:
    for query, limits in (("by:smith", Limits(30, 5)), ("source:reuters oil", Limits(60, 10))):
        yield _search(archive, query, limits, f"20 best: {query} ({_count(archive, query)})")
    word = words[TENTH]
    fields: tuple[Facet, ...] = ("source", "byline")
    for field in fields:
        yield Task(
            f"counts by {field}: {word} ({_count(archive, word)})",
            partial(_facets, archive, Query.parse(word), field),
            Limits(100, 30),
            ("search", word, "--by", field, "-n", "20"),
            line="counts by source" if field == "source" else "",
        )


def _counts(archive: Archive, words: dict[str, str]) -> Iterator[Task]:
    for period in Period:
        yield Task(
            f"list --by {period.value}",
            partial(archive.histogram, Query(), period),
            Limits(5, 1),
            ("list", "--by", period.value),
            line="list --by month" if period is Period.MONTH else "",
        )
    for field in (field for field in get_args(Facet) if field != "tag"):
        yield Task(
            f"list --by {field}",
            partial(_facets, archive, Query(), field),
            Limits(5, 1),
            ("list", "--by", field, "-n", "20"),
        )
    yield Task("info", archive.describe, Limits(20, 5), ("info",))
    query, quarter = Query.parse("oil"), words[QUARTER]
    yield Task(
        f"timeline oil ({_count(archive, 'oil')})",
        lambda: timeline(archive, [query]).buckets,
        Limits(60, 20),
        ("timeline", "oil"),
        line="timeline of a word",
    )
    yield Task("timeline oil, and the best of its peaks", lambda: peaks(archive, timeline(archive, [query])))
    yield Task(
        f"counts by month: {quarter}",
        lambda: archive.histogram(Query.parse(quarter), Period.MONTH),
        Limits(150, 50),
        ("search", quarter, "--by", "month"),
    )
    yield Task(f"count: {quarter}", lambda: archive.count(Query.parse(quarter)))


def _analysis(archive: Archive) -> Iterator[Task]:
    month = _median_month(archive, "oil")
    yield Task(
        f"words of {month}",
        lambda: keywords(archive, Query(dates=parse_range(month))).words,
        Limits(150, 50),
        ("words", "--date", month),
    )
    yield Task(
        f"words of a query: opec ({_count(archive, 'opec')})",
        lambda: keywords(archive, Query.parse("opec")).words,
        Limits(300, 100),
        ("words", "opec"),
        line="words of a query",
    )
    total = archive.article_count()
    places = [total * number // (_RELATED + 1) for number in range(1, _RELATED + 1)]
    articles = [hit.article for place in places for hit in _listed(archive, place, limit=1)]
    yield Task(
        f"related, mean of {_RELATED} articles",
        lambda: [similar for article in articles for similar in related(archive, article)],
        Limits(60, 20),
        ("related", articles[0].ref),
        line="related",
        times=_RELATED,
    )


def _articles(archive: Archive, words: dict[str, str]) -> Iterator[Task]:
    limits, middle = Limits(10, 1), archive.article_count() // 2
    page = middle // PAGE + 1
    yield Task("a page of list", lambda: _listed(archive, 0), limits, ("list", "-n", "20"))
    yield Task(
        f"a page of list, {middle:,} articles on",
        lambda: _listed(archive, middle),
        limits,
        ("list", "-n", "20", "--page", str(page)),
    )
    few = Query.parse(words[FEW])
    ref = next(answered(archive, SearchRequest(query=few, sort=Sort.NEWEST, limit=1)).hits).article.ref
    yield Task("show", lambda: highlighted(archive, few, archive.named(ref)), limits, ("show", ref))
    yield Task("did you mean: goverment", lambda: suggestion(archive, Query.parse("goverment")))


def _search(
    archive: Archive,
    text: str,
    limits: Limits | None,
    name: str,
    sort: Sort = Sort.RELEVANCE,
    *,
    date: str = "",
    match: Match = Match.FULL_THEN_PARTIAL,
    counted: bool = False,
    line: str = "",
) -> Task:
    """The first page of an answer as the command reads it, with snippets and, if `counted`, its exact counts."""
    dates = parse_range(date) if date else EVERY_DAY

    def run() -> object:
        found = answered(archive, SearchRequest(query=Query.parse(text, dates), sort=sort, limit=PAGE, match=match))
        hits = list(found.hits)
        if counted:
            assert found.total == sum(part.count for part in found.parts)
        return hits

    options = ("--date", date) if date else ()
    order = ("--sort", sort.value) if sort is not Sort.RELEVANCE else ()
    any_word = ("--any",) if match is Match.ANY else ()
    return Task(name, run, limits, ("search", *any_word, *order, *options, "-n", "20", "--", text), line)


def _listed(archive: Archive, offset: int, limit: int = PAGE) -> list[Hit]:
    request = SearchRequest(query=Query(), sort=Sort.NEWEST, limit=limit, offset=offset)
    return list(answered(archive, request).hits)


def _facets(archive: Archive, query: Query, field: Facet) -> int:
    """The number of articles in which the values were counted; a field may have none."""
    return archive.facets(query, field, PAGE).articles


def _count(archive: Archive, text: str) -> str:
    return f"{archive.count(Query.parse(text)):,}"


def _median_month(archive: Archive, word: str) -> str:
    """The month of the median article with a word, so that there is something to find in it."""
    query = Query.parse(word)
    middle = archive.ids(query, sort=Sort.NEWEST, limit=1, offset=archive.count(query) // 2)
    (hit_id, _), *_ = middle
    (article,) = archive.articles([hit_id])
    return f"{article.date:%Y-%m}"
