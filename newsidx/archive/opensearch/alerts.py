"""The alerts of an archive, one document each, with the ids of the articles that matched when it was last run.

A run changes the document only if no other machine has changed it since it was read; else it is read and changed anew.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from hashlib import blake2b
from typing import Any

from opensearchpy.exceptions import ConflictError, NotFoundError

from newsidx.archive.alert_errors import alert_exists, unknown_alert
from newsidx.archive.opensearch.articles import fingerprints
from newsidx.archive.opensearch.server_errors import plain_errors
from newsidx.archive.opensearch.store import Hit, Store
from newsidx.archive.records import Alert

_LONGEST_NAME = 200
"""Bytes of a name that stands in the `_id` of its document as it is. An `_id` has at most 512 bytes."""

_IS_ALERT = {"query": {"term": {"kind": "alert"}}, "_source": {"excludes": ["answers"]}}


def alerts(store: Store) -> list[Alert]:
    """Every alert, sorted by name."""
    hits = store.every(store.names.records, _IS_ALERT, "name")
    return [_alert_in(hit["_source"]) for hit in hits]


def alert(store: Store, name: str) -> Alert:
    """The alert with a name. Raises UnknownAlert."""
    return _alert_in(_hit(store, name)["_source"])


def last_answers(store: Store, saved: Alert) -> set[int]:
    """The ids of the articles that matched when an alert was last run."""
    hits = store.get_many([(store.names.records, _document_id(saved.name))], ["answers"])
    return set(hits[0]["_source"]["answers"]) if hits else set()


def add(store: Store, name: str, query_text: str, answers: Iterable[int]) -> Alert:
    """Save a query, with the ids of the articles that match it now. Raises AlertExists."""
    added = Alert(name, query_text, None, _now())
    with plain_errors(store.address):
        try:
            body = _document(added, answers)
            store.client.create(index=store.names.records, id=_document_id(name), body=body)
        except ConflictError as error:
            raise alert_exists(name) from error
    store.wrote([store.names.records])
    return added


def remove(store: Store, name: str) -> None:
    """Delete an alert. Raises UnknownAlert."""
    with plain_errors(store.address):
        try:
            store.client.delete(index=store.names.records, id=_document_id(name))
        except NotFoundError as error:
            raise unknown_alert(name) from error
    store.wrote([store.names.records])


def record_run(
    store: Store, name: str, answers: Iterable[int], shown: Iterable[tuple[int, int]], gone: Iterable[int]
) -> None:
    """Record a run of an alert: the ids that match, the articles shown as new, as (id, fingerprint), and the ids that
    no longer match. An article that has changed since it was shown is left out, and so still counts as new.
    """
    fingerprints_shown = dict(shown)
    current = fingerprints(store, list(fingerprints_shown))
    seen = {article for article, fingerprint in fingerprints_shown.items() if current.get(article) == fingerprint}
    matching, no_longer = set(answers), set(gone)

    def changed(document: Mapping[str, Any]) -> dict[str, Any]:
        now_known = (matching.union(document["answers"]) - no_longer) | seen
        return {**document, "answers": sorted(now_known), "last_run": _now()}

    _change(store, name, changed)


def renumber(store: Store, new_ids: Mapping[int, int]) -> None:
    """Let alerts that know an article know it by its new id too, so that none shows it as new again. `new_ids` has the
    new id of each article of which only the date has changed.
    """
    if not new_ids:
        return
    for hit in list(store.every(store.names.records, {"query": {"term": {"kind": "alert"}}}, "name")):
        if new_ids.keys() & set(hit["_source"]["answers"]):
            _change(store, hit["_source"]["name"], lambda document: _renumbered(document, new_ids))


def _renumbered(document: Mapping[str, Any], new_ids: Mapping[int, int]) -> dict[str, Any]:
    answers = set(document["answers"])
    return {**document, "answers": sorted(answers | {new_ids[old] for old in new_ids.keys() & answers})}


def _change(store: Store, name: str, changed: Callable[[Mapping[str, Any]], dict[str, Any]]) -> None:
    """Change the document of an alert. Raises UnknownAlert."""
    is_written = False
    while not is_written:
        hit = _hit(store, name)
        as_read = {"if_seq_no": hit["_seq_no"], "if_primary_term": hit["_primary_term"]}
        with plain_errors(store.address):
            try:
                store.client.index(
                    index=store.names.records, id=hit["_id"], body=changed(hit["_source"]), params=as_read
                )
                is_written = True
            except ConflictError:
                continue
    store.wrote([store.names.records])


def _hit(store: Store, name: str) -> Hit:
    hit = store.get(store.names.records, _document_id(name))
    if hit is None:
        raise unknown_alert(name)
    return hit


def _document_id(name: str) -> str:
    name_bytes = name.encode(errors="surrogatepass")
    if len(name_bytes) <= _LONGEST_NAME:
        return f"alert-{name}"
    return f"alert--{blake2b(name_bytes, digest_size=16).hexdigest()}"


def _document(saved: Alert, answers: Iterable[int]) -> dict[str, Any]:
    return {
        "kind": "alert",
        "name": saved.name,
        "query_text": saved.query_text,
        "added": saved.added,
        "last_run": saved.last_run,
        "answers": sorted(set(answers)),
    }


def _alert_in(source: Mapping[str, Any]) -> Alert:
    return Alert(source["name"], source["query_text"], None, source["added"], source["last_run"])


def _now() -> str:
    return datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="seconds")
