"""A temporary archive in a file for a dry run of an ingest: what the servers have of each article but its text."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice

from newsidx.archive.opensearch.articles import sources
from newsidx.archive.opensearch.copying import export_files, export_removals, machines_of, stored_copies
from newsidx.archive.opensearch.dsl import EVERYTHING
from newsidx.archive.opensearch.store import Store
from newsidx.archive.opensearch.writing import Source
from newsidx.archive.sqlite.archive import SqliteArchive
from newsidx.archive.sqlite.temporary_copy import open_empty
from newsidx.archive.stored import StoredArticle
from newsidx.article import Article

_AT_ONCE = 2000
_FIELDS = ("id", "date", "fingerprint", "copies")


@contextmanager
def outline_of(store: Store) -> Iterator[SqliteArchive]:
    """A temporary archive with the files and the removed articles of another one, and of its articles what an ingest
    compares. It is deleted after the block.
    """
    with open_empty() as outline:
        with store.snapshot():
            articles = sources(store, EVERYTHING, _FIELDS)
            while some := list(islice(articles, _AT_ONCE)):
                machines = machines_of(store, some)
                outline.import_articles([StoredArticle(_outline(of), stored_copies(of, machines)) for of in some])
        outline.import_files(export_files(store))
        outline.import_removals(export_removals(store))
        yield outline


def _outline(source: Source) -> Article:
    date = datetime.date.fromisoformat(source["date"]) if "date" in source else None
    nothing = dict.fromkeys(("published", "byline", "source", "section", "place", "url", "language", "date_from"))
    return Article(
        id=source["id"],
        date=date,
        fingerprint=source["fingerprint"],
        **{"title": "", "body": "", "words": 0, "meta": {}, "title_from": "", **nothing},  # type: ignore[arg-type]
    )
