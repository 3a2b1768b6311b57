"""A question and an archive -> the answer: hits in order, counts, and the matches marked."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from newsidx.archive import Archive
from newsidx.archive.fetching import articles
from newsidx.article import Article
from newsidx.query import Node, Query, compiling

_PAGE = 200
"""Articles fetched at a time, so that a long answer begins at once and costs no memory."""


@dataclass(frozen=True)
class Hit:
    """One article of an answer.

    `score` is BM25 as FTS5 gives it, lower is better, or None when the answer is not ranked. `snippet` is the
    part of the body that matches best, and `title` the whole title, with `compiling.MARK_START` and `MARK_END`
    around each match; both are empty when no snippets were asked for.
    """

    article: Article
    score: float | None = None
    snippet: str = ""
    title: str = ""


def search(
    archive: Archive,
    query: Query,
    sort: str = "relevance",
    limit: int | None = 20,
    offset: int = 0,
    with_snippets: bool = True,
) -> Iterator[Hit]:
    """The hits of a query, best first or by date (`sort`: relevance, newest, oldest). A query without words
    asks for every article of its dates, newest first unless `oldest`. A limit of None is all of them.
    """
    if query.is_blank:
        return
    rows = archive.rows(*compiling.ids(query, sort, limit, offset))
    while page := list(islice(rows, _PAGE)):
        ids = [article_id for article_id, _ in page]
        snippets = _snippets(archive, query.tree, ids) if query.tree and with_snippets else {}
        scores = dict(page)
        for article in articles(archive, ids):
            title, snippet = snippets.get(article.id, ("", ""))
            yield Hit(article, scores[article.id], snippet, title)


def count(archive: Archive, query: Query) -> int:
    """How many articles answer a query, exactly."""
    if query.is_blank:
        return 0
    return int(archive.value(*compiling.count(query)))


def count_by(archive: Archive, query: Query, unit: str) -> list[tuple[str, int]]:
    """How many articles answer a query in each day, month or year that has any: ("1987-03", 41), oldest first."""
    return [(_period(number), articles) for number, articles in archive.rows(*compiling.counts_by(query, unit))]


def highlight(archive: Archive, article: Article, query: Query) -> Article:
    """The article with every form of the query's words marked in its title and body."""
    if query.tree is None:
        return article
    statement = compiling.highlighted(query.tree, article.id)
    row = next(archive.rows(*statement), None) if statement else None
    return article._replace(title=row[0], body=row[1]) if row else article


def _snippets(archive: Archive, tree: Node, ids: list[int]) -> dict[int, tuple[str, str]]:
    statement = compiling.snippets(tree, json.dumps(ids))
    rows = archive.rows(*statement) if statement else ()
    return {article_id: (title, snippet) for article_id, title, snippet in rows}


def _period(number: int) -> str:
    """20220306 as 2022-03-06, 202203 as 2022-03, 2022 as it is."""
    digits = str(number)
    return "-".join(part for part in (digits[:4], digits[4:6], digits[6:]) if part)
