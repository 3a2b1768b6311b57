"""A question and an archive -> the answer: hits in order, counts, and the matches marked."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import NamedTuple

from newsidx.archive import Archive, Sort
from newsidx.article import Article
from newsidx.query import Query
from newsidx.query.rewrite import any_of_words, less, some_of, spelled, words_of_tree

PAGE = 20
"""Hits on a page where nothing else is asked for, and how many with all the words are enough."""

PERIODS = ("day", "week", "month", "year")

_FETCHED = 200
"""Articles fetched at a time, so that a long answer begins at once and costs no memory."""


class Tier(NamedTuple):
    """A part of an answer that stands together: `matched` says how its articles answer the question.

    They have "all" of its words, "some" of them, or "any" of them where that was asked for; or all of them, some
    spelled with "one edit" or "two edits", or "near" where these are not divided. It is empty where no word is
    asked for. `articles` is how many there are, or None if that was not counted.
    """

    matched: str
    query: Query
    articles: int | None = None


@dataclass(frozen=True)
class Hit:
    """One article of an answer.

    `matched` is that of its tier. `score` is higher for better among the first hundred of a tier that is ranked,
    and None for the others. `snippet` is the part of the body that matches best, and `title` the whole title, with
    `MARK_START` and `MARK_END` around each match; both are empty when no snippets were asked for. `others` is how many
    other articles of the answer tell its story in nearly the same words, where one of each was asked for.
    """

    article: Article
    score: float | None = None
    snippet: str = ""
    title: str = ""
    matched: str = ""
    others: int = 0


def search(
    archive: Archive,
    query: Query,
    sort: str = "relevance",
    limit: int | None = PAGE,
    offset: int = 0,
    with_snippets: bool = True,
    words: str = "",
    fuzzy: bool = False,
) -> Iterator[Hit]:
    """The hits of a query, best first or by date (`sort`: relevance, newest, oldest). A query without words
    asks for every article of its dates, newest first unless `oldest`. A limit of None is all of them.

    `words` and `fuzzy` are as in `tiers`.
    """
    return hits(archive, tiers(archive, query, sort, words, fuzzy), sort, limit, offset, with_snippets)


def tiers(
    archive: Archive,
    query: Query,
    sort: str = "relevance",
    words: str = "",
    fuzzy: bool = False,
) -> list[Tier]:
    """The parts of an answer in their order: the articles with all the words and, if they fill less than a page and
    the best are wanted, those with some of them. `words` asks for those with "all" or with "any" and no other;
    `fuzzy` for those with words spelled nearly so besides, the nearest first.
    """
    if query.is_blank:
        return []
    if query.tree is None:
        return [Tier("", query)]
    first = Tier("any", any_of_words(query)) if words == "any" else Tier("all", query)
    if fuzzy:
        return _fuzzy_tiers(archive, first, is_divided=sort == "relevance")
    some = some_of(query) if sort == "relevance" and not words else None
    if some is None:
        return [first]
    found = count(archive, query)
    return [Tier("all", query, found), *([Tier("some", some)] if found < PAGE else [])]


def _fuzzy_tiers(archive: Archive, first: Tier, is_divided: bool) -> list[Tier]:
    from newsidx.search.spelling import near_words

    near = near_words(archive, words_of_tree(first.query.tree))
    one, two = (
        spelled(
            first.query, {word: [other for other, edits in others if edits <= most] for word, others in near.items()}
        )
        for most in (1, 2)
    )
    if not is_divided:
        return [Tier("near", two)]
    steps = [first, Tier("one edit", less(one, first.query)), Tier("two edits", less(two, one))]
    return [step for step in steps if step.query.tree is not None]


def hits(
    archive: Archive,
    answer: Sequence[Tier],
    sort: str = "relevance",
    limit: int | None = PAGE,
    offset: int = 0,
    with_snippets: bool = True,
) -> Iterator[Hit]:
    """The hits of an answer's tiers, one tier after another. Without a limit, all of the first and of the others
    as many as fill a page.
    """
    before = 0
    for place, tier in enumerate(answer):
        is_last = place == len(answer) - 1
        found = None if is_last else tier.articles if tier.articles is not None else count(archive, tier.query)
        if found is not None and offset >= found:
            offset -= found
            continue
        wanted = limit if limit is not None or place == 0 else max(0, PAGE - before)
        printed = 0
        for hit in _tier_hits(archive, tier, sort, wanted, offset, with_snippets):
            printed += 1
            yield hit
        offset = 0
        before += printed
        if limit is not None and (limit := limit - printed) == 0:
            return


def one_of_each_story(
    archive: Archive, answer: Sequence[Tier], sort: str = "relevance", limit: int | None = PAGE, offset: int = 0
) -> tuple[list[Hit], int]:
    """The hits of an answer, of each story told twice only the first; and how many there are in all.

    Only articles that were compared (`newsidx.analysis.near_duplicates.compare`) are known to tell the same story.
    """
    from newsidx.analysis.near_duplicates import clusters

    story_of = {article: place for place, one in enumerate(clusters(archive)) for article in one.articles}
    shown: dict[int, tuple[int, Tier]] = {}
    others: Counter[int] = Counter()
    leaders: dict[int, int] = {}
    for tier in answer:
        for article, _ in archive.ids(tier.query, sort=Sort(sort)):
            story = story_of.get(article)
            if story is None or story not in leaders:
                shown[article] = (len(shown), tier)
                if story is not None:
                    leaders[story] = article
            elif article not in shown:
                others[leaders[story]] += 1
    page = list(shown)[offset : None if limit is None else offset + limit]
    found: list[Hit] = []
    for tier in answer:
        ids = [article for article in page if shown[article][1] is tier]
        found += [
            replace(hit, matched=tier.matched, others=others[hit.article.id])
            for hit in hits_of(archive, tier.query, ids)
        ]
    return found, len(shown)


def hits_of(archive: Archive, query: Query, ids: Sequence[int]) -> Iterator[Hit]:
    """The articles of some ids that answer a query, in the order given, with their matches marked."""
    for start in range(0, len(ids), _FETCHED):
        page = list(ids[start : start + _FETCHED])
        found = archive.articles(page)
        snippets = archive.snippets(query, found)
        for article in found:
            title, snippet = snippets.get(article.id, ("", ""))
            yield Hit(article, None, snippet, title, "all" if query.tree else "")


def count(archive: Archive, query: Query) -> int:
    """How many articles answer a query, exactly."""
    return archive.count(query)


def count_by(archive: Archive, query: Query, unit: str) -> list[tuple[str, int]]:
    """How many articles answer a query in each period that has any: ("1987-03", 41), oldest first."""
    return archive.histogram(query, unit)


def period_of(day: datetime.date, unit: str) -> str:
    """The name of the period a day is in: 1987-03-30, 1987-W14, 1987-03 or 1987."""
    if unit == "week":
        year, week, _ = day.isocalendar()
        return f"{year}-W{week:02}"
    return day.isoformat()[: {"day": 10, "month": 7, "year": 4}[unit]]


def highlight(archive: Archive, article: Article, query: Query) -> Article:
    """The article with every form of the query's words marked in its title and body."""
    texts = archive.highlight(query, [article])
    title, body = texts.get(article.id, (article.title, article.body))
    return article._replace(title=title, body=body)


def _tier_hits(
    archive: Archive, tier: Tier, sort: str, limit: int | None, offset: int, with_snippets: bool
) -> Iterator[Hit]:
    rows = archive.ids(tier.query, sort=Sort(sort), limit=limit, offset=offset)
    while page := list(islice(rows, _FETCHED)):
        ids = [article_id for article_id, _ in page]
        found = archive.articles(ids)
        snippets = archive.snippets(tier.query, found) if with_snippets else {}
        scores = dict(page)
        for article in found:
            title, snippet = snippets.get(article.id, ("", ""))
            yield Hit(article, scores[article.id], snippet, title, tier.matched)
