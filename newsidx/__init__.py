"""newsidx: a news archive on the command line, and the same from Python.

    from newsidx import Archive, Query, ingest, search

    with Archive.open("news.db", write=True) as archive:
        ingest(archive, ["articles/"])
        for hit in search(archive, Query.parse("oil venezuela")):
            print(hit.article.ref, hit.article.title)

Names are imported when they are first used, so that `newsidx --version` costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from newsidx.archive import Archive as Archive
    from newsidx.article import Article as Article
    from newsidx.dates import DateRange as DateRange
    from newsidx.dates import parse_range as parse_range
    from newsidx.errors import NewsidxError as NewsidxError
    from newsidx.ingest import IngestOptions as IngestOptions
    from newsidx.ingest import ingest as ingest
    from newsidx.query import Query as Query
    from newsidx.search import Hit as Hit
    from newsidx.search import search as search

__version__ = "0.1.0"

_HOMES = {
    "Archive": "newsidx.archive",
    "Article": "newsidx.article",
    "DateRange": "newsidx.dates",
    "Hit": "newsidx.search",
    "IngestOptions": "newsidx.ingest",
    "NewsidxError": "newsidx.errors",
    "Query": "newsidx.query",
    "ingest": "newsidx.ingest",
    "parse_range": "newsidx.dates",
    "search": "newsidx.search",
}
__all__ = ["__version__", *_HOMES]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
