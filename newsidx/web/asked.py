"""What a request asks for, as its address says it: the same words for pages, feeds and the API."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlencode

from newsidx.article import id_of, ref_of
from newsidx.dates import EVERY_DAY
from newsidx.dates.ranges import parse_range
from newsidx.errors import UnknownArticle
from newsidx.languages import code_of
from newsidx.query import Query
from newsidx.query.sort import Sort
from newsidx.query.sources import of_sources, source_named
from newsidx.search.request import Match, SearchRequest
from newsidx.web.refusals import Refused

if TYPE_CHECKING:
    from starlette.datastructures import QueryParams

    from newsidx.archive.contract import Archive
    from newsidx.article import Article

UNDATED = "undated"
"""What stands in the field of the dates to ask for articles without one."""

LAST_PAGE = 100_000
_MATCHES = {"": Match.FULL_THEN_PARTIAL, "full": Match.FULL, "any": Match.ANY}


class Asked(NamedTuple):
    """A question: the text of a query, dates, sources, the language of its words, the order and the page.

    `sort` is empty for the usual order, `match` for full and then partial matches; `fuzzy` also finds words of similar
    spelling.
    """

    q: str = ""
    date: str = ""
    source: tuple[str, ...] = ()
    lang: str = ""
    sort: str = ""
    match: str = ""
    fuzzy: bool = False
    page: int = 1

    def address(self, path: str = "/", **more: Any) -> str:
        """The address that asks this of a path, and `more` of it."""
        values = {**self._asdict(), "fuzzy": "1" if self.fuzzy else "", "page": self.page if self.page > 1 else ""}
        said = [(name, value) for name, value in (values | more).items() if value not in ("", (), None)]
        return f"{path}?{urlencode(said, doseq=True)}" if said else path

    def but(self, **changes: Any) -> Asked:
        """The same question with changes, from its first page on."""
        return self._replace(**{"page": 1, **changes})

    @property
    def query(self) -> Query:
        """The query, limited to the dates and sources. Raises BadDate, QueryTooLong, or Refused."""
        is_undated = self.date.strip().casefold() == UNDATED
        dates = parse_range(self.date) if self.date.strip() and not is_undated else EVERY_DAY
        text, language = self.q.strip(), self._language
        query = Query.parse(text, dates, language=language) if text else Query(dates=dates)
        return of_sources(replace(query, undated=is_undated), [_source(name) for name in self.source])

    @property
    def _language(self) -> str | None:
        if not self.lang.strip():
            return None
        code = code_of(self.lang)
        if code is None:
            raise Refused(
                400, f"newsidx knows no language “{self.lang}”", "Give a code such as es, or a name: Spanish."
            )
        return code

    def order(self, query: Query) -> Sort:
        """The order of the answer: the best first, if nothing else is asked for and there is something to rank."""
        if not self.sort or (query.tree is None and self.sort == Sort.RELEVANCE):
            return Sort.NEWEST if query.tree is None else Sort.RELEVANCE
        return Sort(self.sort)

    def request(self, query: Query, limit: int, *, with_snippets: bool = True) -> SearchRequest:
        """What the archive is asked for this page of so many hits."""
        return SearchRequest(
            query=query,
            sort=self.order(query),
            limit=limit,
            offset=limit * (self.page - 1),
            match=_MATCHES[self.match],
            fuzzy=self.fuzzy,
            with_snippets=with_snippets,
        )


def asked_of(parameters: QueryParams) -> Asked:
    """What the parameters of a request ask. Raises Refused for a value that means nothing."""
    return Asked(
        q=parameters.get("q", ""),
        date=parameters.get("date", ""),
        source=tuple(name for name in parameters.getlist("source") if name.strip()),
        lang=parameters.get("lang", ""),
        sort=one_of(parameters, "sort", ("", *(sort.value for sort in Sort))),
        match=one_of(parameters, "match", tuple(_MATCHES)),
        fuzzy=one_of(parameters, "fuzzy", ("", "0", "1")) == "1",
        page=number(parameters, "page", 1, LAST_PAGE),
    )


def one_of(parameters: Mapping[str, str], name: str, values: tuple[str, ...]) -> str:
    """The value of a parameter, which has to be one of some; the first of these if it is not given. Raises Refused."""
    value = parameters.get(name, values[0])
    if value not in values:
        raise Refused(400, f"{name} cannot be “{value}”", f"Give {', '.join(filter(None, values))}.")
    return value


def number(parameters: QueryParams, name: str, usual: int, most: int) -> int:
    """The whole number that a parameter gives, from 1 to `most`; `usual` if it is not given. Raises Refused."""
    text = parameters.get(name, "")
    return number_of(text, name, most) if text else usual


def number_of(text: str, name: str, most: int) -> int:
    """The whole number that a text is, from 1 to `most`. Raises Refused, which calls it by its name."""
    if not (text.isascii() and text.isdecimal() and len(text) <= len(str(most)) and 1 <= int(text) <= most):
        raise Refused(400, f"{name} cannot be “{text}”", f"Give a whole number from 1 to {most:,}.")
    return int(text)


def article_named(archive: Archive, ref: str) -> Article:
    """The article with a ref or an id. Raises UnknownArticle."""
    article_id = id_of(ref)
    if article_id is None:
        raise UnknownArticle(f"“{ref}” is no id of an article", "An id looks like 20220306-1.")
    articles = archive.articles([article_id])
    if not articles:
        raise UnknownArticle(f"There is no article {ref_of(article_id)}", "It may have been removed.")
    return articles[0]


def _source(name: str) -> Any:
    condition = source_named(name)
    if condition is None:
        raise Refused(400, f"No source is called “{name}”", "Give the words of its name.")
    return condition
