"""Pairs of near-duplicates, and which articles have been compared: one document for each.

These documents say within how many days articles were compared. A comparison with more days begins anew, and leaves the
documents of the one before out, whoever still writes them. What is compared is forgotten before the text of an article
is changed or deleted, so that the articles that are left to be compared can be counted without looking for them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from opensearchpy.exceptions import ConflictError, NotFoundError

from newsidx.archive.opensearch.articles import fingerprints
from newsidx.archive.opensearch.dsl import EVERYTHING, Clause, all_of, any_of, one_of
from newsidx.archive.opensearch.record import create_index
from newsidx.archive.opensearch.schema import pairs_body
from newsidx.archive.opensearch.server_errors import plain_errors
from newsidx.archive.opensearch.store import Store
from newsidx.archive.opensearch.writing import WritableStore
from newsidx.archive.records import Pair, Text

_COMPARISON = "comparison"
_AT_ONCE = 10_000
"""Ids, or short documents, in one request."""

_PAGE_SIZE, _PAGE_LETTERS = 500, 4_000_000
"""The most articles and letters in a page of texts."""


def compared_days(store: Store) -> int | None:
    """The maximum number of days between the saved pairs; None before the first comparison."""
    hit = store.get(store.names.pairs, _COMPARISON)
    return int(hit["_source"]["days"]) if hit else None


def uncompared(store: Store) -> list[int]:
    """The ids of the articles that have not been compared yet, in order."""
    return [article for article, _ in _without(_fingerprints(store), _compared(store))]


def count_uncompared(store: Store) -> int:
    """The number of articles that have not been compared yet, without looking for them."""
    counted = {"size": 0, "track_total_hits": True}
    articles = store.search_articles(counted)["hits"]["total"]["value"]
    compared = store.search(store.names.pairs, {**counted, "query": _compared_within(compared_days(store))})
    return max(0, int(articles - compared["hits"]["total"]["value"]))


def begin(store: WritableStore, days: int) -> int:
    """Prepare to compare articles up to `days` days apart. Returns the number of days to use: that of the saved pairs,
    if it is larger. If it is smaller, the pairs are deleted, and all articles have to be compared again.
    """
    create_index(store.client, store.address, store.names.pairs, pairs_body(store.address.shards))
    while True:
        hit = store.get(store.names.pairs, _COMPARISON)
        if hit is not None and hit["_source"]["days"] >= days:
            return int(hit["_source"]["days"])
        if _save_days(store, days, hit):
            return days


def _save_days(store: WritableStore, days: int, before: dict[str, Any] | None) -> bool:
    """Save within how many days articles are compared from now on. False if another program was faster."""
    as_read: dict[str, Any] = {"op_type": "create"}
    if before is not None:
        as_read = {"if_seq_no": before["_seq_no"], "if_primary_term": before["_primary_term"]}
    with plain_errors(store.address):
        try:
            body = {"kind": "comparison", "days": days}
            store.client.index(index=store.names.pairs, id=_COMPARISON, body=body, params=as_read)
        except ConflictError:
            return False
    if before is not None:
        # They are out of sight already, and the servers delete them while the articles are compared.
        _delete(store, {"bool": {"must_not": [{"range": {"days": {"gte": days}}}]}}, is_awaited=False)
    return True


def save(
    store: WritableStore, days: int, compared: Iterable[tuple[int, int]], pairs: Iterable[tuple[Pair, int, int]]
) -> bool:
    """Save which articles, as (id, fingerprint), have been compared with all articles up to `days` days apart, and the
    pairs, each with the fingerprints of its two articles. Pairs come first: what a kill leaves out is compared anew.

    Articles that another program has changed or removed since they were read are left out, and still have to be
    compared. Returns False, and saves nothing, if another program has since begun a comparison with other days.
    """
    if compared_days(store) != days:
        return False
    texts, found_pairs = dict(compared), list(pairs)
    of_pairs = {pair.article: text for pair, text, _ in found_pairs}
    of_pairs.update((pair.earlier, text) for pair, _, text in found_pairs)
    unchanged = _unchanged(store, {**of_pairs, **texts})
    _send(
        store,
        (
            {
                "_id": f"{days}-{pair.article}-{pair.earlier}",
                **{"kind": "pair", "days": days, "article": pair.article, "earlier": pair.earlier, "share": pair.share},
            }
            for pair, text, earlier_text in found_pairs
            if {(pair.article, text), (pair.earlier, earlier_text)} <= unchanged
        ),
    )
    _send(
        store,
        (
            {
                "_id": f"{days}-{article}",
                **{"kind": "compared", "days": days, "article": article, "fingerprint": text},
            }
            for article, text in texts.items()
            if (article, text) in unchanged
        ),
    )
    return True


def forget(store: WritableStore, ids: Collection[int]) -> None:
    """Delete the pairs of articles that are about to be changed or deleted, and that they have been compared."""
    if not ids or compared_days(store) is None:
        return
    store.wrote([store.names.pairs])
    store.refresh()
    listed = sorted(ids)
    for start in range(0, len(listed), _AT_ONCE):
        of_ids = listed[start : start + _AT_ONCE]
        _delete(store, any_of([one_of("article", of_ids), one_of("earlier", of_ids)]), is_awaited=True)


def forget_outdated(store: WritableStore) -> None:
    """Forget what has been compared of articles that are not there as they were. That is left only where one program
    has changed an article just as another saved that it was compared.
    """
    forget(store, [article for article, _ in _without(_compared(store), _fingerprints(store))])


def pairs(store: Store, share: float, of: int | None) -> Iterator[Pair]:
    """Every saved pair with at least this share in common, or those of an article; sorted by the id of the later."""
    days = compared_days(store)
    if days is None:
        return
    clauses: list[Clause] = [{"term": {"kind": "pair"}}, {"term": {"days": days}}, {"range": {"share": {"gte": share}}}]
    if of is not None:
        clauses.append(any_of([{"term": {"article": of}}, {"term": {"earlier": of}}]))
    body = {"query": all_of(clauses), "size": _AT_ONCE, "_source": ["article", "earlier", "share"]}
    for hit in store.every(store.names.pairs, body, ("article", "earlier")):
        source = hit["_source"]
        yield Pair(source["article"], source["earlier"], source["share"])


def texts(store: Store, first: int, last: int) -> Iterator[list[Text]]:
    """The texts of the articles from id `first` to id `last`, in order, in pages."""
    body = {
        "query": {"range": {"id": {"gte": first, "lte": last}}},
        "size": _PAGE_SIZE,
        "_source": ["id", "title", "body", "fingerprint"],
    }
    page: list[Text] = []
    letters = 0
    for hit in store.every(store.names.articles, body, "id"):
        source = hit["_source"]
        page.append(Text(source["id"], source["title"], source["body"], source["fingerprint"]))
        letters += len(source["body"])
        if len(page) >= _PAGE_SIZE or letters >= _PAGE_LETTERS:
            yield page
            page, letters = [], 0
    if page:
        yield page


def _compared_within(days: int | None) -> Clause:
    """The clause that finds the documents of the articles that have been compared within so many days."""
    return all_of([{"term": {"kind": "compared"}}, {"term": {"days": -1 if days is None else days}}])


def _compared(store: Store) -> Iterator[tuple[int, int]]:
    """(id, fingerprint) of every article that has been compared, in order."""
    days = compared_days(store)
    return _ids_and_fingerprints(store, store.names.pairs, _compared_within(days), "article")


def _fingerprints(store: Store) -> Iterator[tuple[int, int]]:
    """(id, fingerprint) of every article, in order."""
    return _ids_and_fingerprints(store, store.names.articles, EVERYTHING, "id")


def _ids_and_fingerprints(store: Store, index: str, clause: Clause, field: str) -> Iterator[tuple[int, int]]:
    """The ids in a field of the documents that a clause finds, in order, each with its fingerprint. The documents
    themselves are not read.
    """
    body = {"query": clause, "size": _AT_ONCE, "_source": False, "docvalue_fields": ["fingerprint"]}
    for hit in store.every(index, {**body, "track_total_hits": False}, field):
        yield hit["sort"][0], hit["fields"]["fingerprint"][0]


def _without(these: Iterator[tuple[int, int]], others: Iterator[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Those of some sorted pairs of numbers that are not among others, which are sorted too."""
    other = next(others, None)
    for this in these:
        while other is not None and other < this:
            other = next(others, None)
        if this != other:
            yield this


def _unchanged(store: Store, texts_by_id: dict[int, int]) -> set[tuple[int, int]]:
    """Those of the articles, given by their ids with their fingerprints, that the archive still has with them."""
    return fingerprints(store, list(texts_by_id)).items() & texts_by_id.items()


def _send(store: WritableStore, documents: Iterable[dict[str, Any]]) -> None:
    """Write documents of the pairs."""
    for _ in store.bulk({"_index": store.names.pairs, **document} for document in documents):
        pass  # none of them can be refused
    store.wrote([store.names.pairs])


def _delete(store: WritableStore, clause: Clause, *, is_awaited: bool) -> None:
    """Delete the documents that a clause finds, but for the one that says that articles are compared."""
    query = {"bool": {"filter": [clause], "must_not": [{"term": {"kind": _COMPARISON}}]}}
    params = {"conflicts": "proceed", "wait_for_completion": "true" if is_awaited else "false"}
    with plain_errors(store.address):
        try:
            store.client.delete_by_query(index=store.names.pairs, body={"query": query}, params=params)
        except NotFoundError:
            return  # another program has deleted the whole archive
    store.wrote([store.names.pairs])
