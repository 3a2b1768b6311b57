"""What an intact article is, and how an archive is repaired that has others: they are deleted, and read again.

Their files count as changed from then on, for whichever machine has them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from newsidx.archive.opensearch.documents import article_in, copies_in, document_id
from newsidx.archive.opensearch.dsl import EVERYTHING, any_of, with_ids
from newsidx.archive.opensearch.file_documents import stale
from newsidx.archive.opensearch.lookup import count_of
from newsidx.archive.opensearch.store import Hit, Store
from newsidx.archive.opensearch.writing import WritableStore
from newsidx.archive.records import Integrity, Repaired
from newsidx.article import PER_DAY, day_number, id_of
from newsidx.text.fingerprint import fingerprint


def is_intact(store: Store, hit: Hit) -> bool:
    """Whether an article can be read, its fingerprint is that of its text, and its id, its document's and its index are
    those of its day.
    """
    try:
        article = article_in(hit["_source"])
        return (
            article.fingerprint == fingerprint(article.title, article.body)
            and hit["_id"] == document_id(article.date, article.fingerprint)
            and hit["_index"] == store.names.articles_of(article.date)
            and article.id // PER_DAY == day_number(article.date)
        )
    except (AttributeError, KeyError, TypeError, ValueError):
        return False


def repair(store: WritableStore, damage: Integrity) -> Repaired:
    """Delete the corrupt articles that a check has found, and let the next ingest read their files again."""
    hits = list(_corrupt(store, damage.corrupt))
    files = {key for hit in hits for key in _files_of(hit)}
    # First: if this is interrupted, they are read for nothing, and nothing is lost.
    store.change(((store.names.files, key) for key in sorted(files)), lambda hit: stale(hit["_source"]))
    store.change(((hit["_index"], hit["_id"]) for hit in hits), lambda hit: None)
    return Repaired(count_of(store, EVERYTHING), damage.corrupt)


def _corrupt(store: Store, names: Sequence[str]) -> Iterator[Hit]:
    """The documents of corrupt articles, given by their refs or, where they have none, by their own ids. Of intact ones
    with the same id, all but one count as corrupt.
    """
    ids = [article_id for name in names if (article_id := id_of(name)) is not None]
    documents = [name for name in names if id_of(name) is None]
    clause = any_of([with_ids(ids), {"ids": {"values": documents}}])
    hits = store.every(store.names.articles, {"query": clause}, ("id", "fingerprint"))
    for _, same in groupby(hits, lambda hit: hit["sort"][0]):
        of_id = list(same)
        intact = [hit for hit in of_id if is_intact(store, hit)]
        yield from (hit for hit in of_id if hit not in intact[:1])


def _files_of(hit: Hit) -> list[str]:
    """The keys of the files that an article is in, as far as they can be read."""
    try:
        return [copy.file for copy in copies_in(hit["_source"])]
    except (AttributeError, KeyError, TypeError):
        return []
