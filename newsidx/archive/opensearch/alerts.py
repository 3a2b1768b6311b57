"""The alerts of an archive, one document each, with the ids of the articles that matched when it was last run.

A run changes the document only if no other machine has changed it since it was read; else it is read and changed anew.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from hashlib import blake2b
from typing import Any

from newsidx.archive.alert_errors import alert_exists, unknown_alert
from newsidx.archive.opensearch.articles import fingerprints
from newsidx.archive.opensearch.changes import ChangeRecord
from newsidx.archive.opensearch.store import Hit, Store
from newsidx.archive.opensearch.writing import Refused, Source, WritableStore, Write
from newsidx.archive.records import Alert
from newsidx.errors import CannotWrite

_LONGEST_NAME = 200
"""Bytes of a name that stands in the `_id` of its document as it is. An `_id` has at most 512 bytes."""

_IS_ALERT = {"query": {"term": {"kind": "alert"}}, "_source": {"excludes": ["answers"]}}


def alerts(store: Store) -> list[Alert]:
    """Every alert, sorted by name."""
    hits = store.every(store.names.records, _IS_ALERT, "name")
    return [_alert_in(hit["_source"]) for hit in hits]


def alert(store: Store, name: str) -> Alert:
    """The alert with a name. Raises UnknownAlert."""
    hit = store.get(store.names.records, _document_id(name))
    if hit is None:
        raise unknown_alert(name)
    return _alert_in(hit["_source"])


def last_answers(store: Store, saved: Alert) -> set[int]:
    """The ids of the articles that matched when an alert was last run."""
    hits = store.get_many([(store.names.records, _document_id(saved.name))], ["answers"])
    return set(hits[0]["_source"]["answers"]) if hits else set()


def add(store: WritableStore, name: str, query_text: str, answers: Iterable[int]) -> Alert:
    """Save a query, with the ids of the articles that match it now. Raises AlertExists."""
    added, known = Alert(name, query_text, None, _now()), list(answers)
    if store.get(store.names.records, _document_id(name)) is None:
        ChangeRecord(store, "alert-added", name).keep_alert(_document_id(name), None, _document(added, known))
    if not add_copy(store, added, known):
        raise alert_exists(name)
    return added


def add_copy(store: WritableStore, copied: Alert, answers: Iterable[int]) -> bool:
    """Add an alert of another archive. Returns False, and writes nothing, if there is one with its name.

    Raises CannotWrite.
    """
    try:
        return not store.write([Write(store.names.records, _document_id(copied.name), _document(copied, answers))])
    except Refused as error:
        raise CannotWrite(f"The servers cannot store this alert ({error.reason})", "Shorten its name.") from error


def remove(store: WritableStore, name: str) -> None:
    """Delete an alert. Raises UnknownAlert."""
    keep = _kept_by(ChangeRecord(store, "alert-deleted", name))
    if not store.change([(store.names.records, _document_id(name))], lambda hit: None, keep):
        raise unknown_alert(name)


def record_run(
    store: WritableStore, name: str, answers: Iterable[int], shown: Iterable[tuple[int, int]], gone: Iterable[int]
) -> None:
    """Record a run of an alert: the ids that match, the articles shown as new, as (id, fingerprint), and the ids that
    no longer match. An article that has changed since it was shown is left out, and so still counts as new.

    Raises UnknownAlert.
    """
    fingerprints_shown = dict(shown)
    current = fingerprints(store, list(fingerprints_shown))
    seen = {article for article, fingerprint in fingerprints_shown.items() if current.get(article) == fingerprint}
    matching, no_longer = set(answers), set(gone)

    def run(hit: Hit) -> Source:
        known = (matching.union(hit["_source"]["answers"]) - no_longer) | seen
        return {**hit["_source"], "answers": sorted(known), "last_run": _now()}

    keep = _kept_by(ChangeRecord(store, "alert-run", name))
    if not store.change([(store.names.records, _document_id(name))], run, keep):
        raise unknown_alert(name)


def renumber(store: WritableStore, new_ids: Mapping[int, int]) -> None:
    """Let alerts that know an article know it by its new id too, so that none shows it as new again. `new_ids` has the
    new id of each article of which only the date has changed.
    """

    def renumbered(hit: Hit) -> Source:
        source: Source = hit["_source"]
        answers = set(source["answers"])
        added = {new_ids[old] for old in new_ids.keys() & answers}
        return {**source, "answers": sorted(answers | added)} if added else source

    if new_ids:
        saved = [(store.names.records, _document_id(known.name)) for known in alerts(store)]
        store.change(saved, renumbered)


def _kept_by(record: ChangeRecord) -> Callable[[Sequence[Write]], None]:
    """What keeps alerts in the record of a change before they are written."""

    def keep(writes: Sequence[Write]) -> None:
        for write in writes:
            record.keep_alert(write.document, write.before and write.before["_source"], write.source)

    return keep


def take_back(store: WritableStore, kept: Source) -> bool:
    """Take back what a change did to an alert. Returns False, and writes nothing, if there is another one by now."""
    reference = (store.names.records, kept["document"])
    if kept["before"] is None:
        store.change([reference], lambda hit: None)
        return True
    if kept["change_kind"] == "alert-deleted":
        return not store.write([Write(*reference, kept["before"])])

    def before(hit: Hit) -> Source:
        answers = {*hit["_source"]["answers"], *kept["answers_gone"]} - {*kept["answers_added"]}
        return {**hit["_source"], "answers": sorted(answers), "last_run": kept["before"]["last_run"]}

    store.change([reference], before)
    return True


def _document_id(name: str) -> str:
    name_bytes = name.encode(errors="surrogatepass")
    if len(name_bytes) <= _LONGEST_NAME:
        return f"alert-{name}"
    return f"alert--{blake2b(name_bytes, digest_size=16).hexdigest()}"


def _document(saved: Alert, answers: Iterable[int]) -> Source:
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
