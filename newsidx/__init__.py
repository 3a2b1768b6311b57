"""newsidx: a news archive on the command line, and the same from Python.

    import newsidx
    from newsidx import Query, SearchRequest, answer
    from newsidx.ingest import ingest

    with newsidx.open("news.db", write=True) as archive:
        ingest(archive, ["articles/"])
        found = answer(archive, SearchRequest(query=Query.parse("oil venezuela"), limit=10))
        for hit in found.hits:
            print(hit.article.ref, hit.article.title)
        print(found.total, "articles")

Names are imported when they are first used, so that no command waits for those that it does not use.
"""

from __future__ import annotations

from importlib import import_module
from operator import attrgetter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from newsidx.archive import open_archive as open
    from newsidx.archive.contract import Archive
    from newsidx.article import Article
    from newsidx.dates import DateRange
    from newsidx.dates.ranges import parse_range
    from newsidx.errors import NewsidxError
    from newsidx.query import Query
    from newsidx.search.answer import answer
    from newsidx.search.request import SearchRequest

__version__ = "0.1.0"
__all__ = [
    "Archive",
    "Article",
    "DateRange",
    "NewsidxError",
    "Query",
    "SearchRequest",
    "__version__",
    "answer",
    "open",
    "parse_range",
]

_HOMES = {
    "Archive": ("newsidx.archive.contract", "Archive"),
    "Article": ("newsidx.article", "Article"),
    "DateRange": ("newsidx.dates", "DateRange"),
    "NewsidxError": ("newsidx.errors", "NewsidxError"),
    "Query": ("newsidx.query", "Query"),
    "SearchRequest": ("newsidx.search.request", "SearchRequest"),
    "answer": ("newsidx.search.answer", "answer"),
    "open": ("newsidx.archive.opening", "open_archive"),
    "parse_range": ("newsidx.dates.ranges", "parse_range"),
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, attribute = _HOMES[name]
    return attrgetter(attribute)(import_module(module))
