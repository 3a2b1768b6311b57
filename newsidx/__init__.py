"""newsidx: a news archive on the command line, and the same from Python.

    from newsidx import Archive, Query
    from newsidx.ingest import ingest
    from newsidx.search.answer import search

    with Archive.open("news.db", write=True) as archive:
        ingest(archive, ["articles/"])
        for hit in search(archive, Query.parse("oil venezuela")):
            print(hit.article.ref, hit.article.title)

Names are imported when they are first used, so that `newsidx --version` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from newsidx.archive import Archive
    from newsidx.article import Article
    from newsidx.dates import DateRange, parse_range
    from newsidx.errors import NewsidxError
    from newsidx.query import Query

__version__ = "0.1.0"
__all__ = ["Archive", "Article", "DateRange", "NewsidxError", "Query", "__version__", "parse_range"]

_HOMES = {
    "Archive": "newsidx.archive",
    "Article": "newsidx.article",
    "DateRange": "newsidx.dates",
    "NewsidxError": "newsidx.errors",
    "Query": "newsidx.query",
    "parse_range": "newsidx.dates",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
