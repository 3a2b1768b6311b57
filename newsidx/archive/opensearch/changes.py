"""What commands change, kept so that `newsidx undo` can take it back: for 30 days, or until the archive is optimized.

A change has a document of its own, and one for each article that it deletes or marks otherwise, with what that was
before. These are written before the change itself: after a kill in between there is nothing to take back of them. If
the same text comes back in a file, it has its id, its tags and its note again.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from newsidx.archive.known_files import BEYOND_ALL_PARTS
from newsidx.archive.opensearch.articles import files_with, fingerprints
from newsidx.archive.opensearch.documents import copies_in
from newsidx.archive.opensearch.dsl import Clause, all_of, one_of
from newsidx.archive.opensearch.numbering import raised
from newsidx.archive.opensearch.store import Hit, Store
from newsidx.archive.opensearch.writing import Reference, Source, WritableStore, Write
from newsidx.archive.records import Change, ChangeKind
from newsidx.archive.undoable import KEPT_DAYS

CHANGE: Clause = {"term": {"kind": "change"}}
KEPT: Clause = {"term": {"kind": "kept"}}
_OF_MARKS: Clause = one_of("change_kind", ["tags", "note"])
_DELETED: Clause = {"term": {"deleted": True}}
_LATEST_FIRST = ({"change": "desc"}, "name")


class KeptArticle(NamedTuple):
    """What is kept of an article that was deleted: the id, the tags and the note that it had."""

    id: int
    tags: tuple[str, ...]
    note: str | None


class ChangeRecord:
    """The record of one change, while it is made. Where nothing is kept there is no record."""

    def __init__(self, store: WritableStore, kind: ChangeKind, subject: str = "") -> None:
        self.made = datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="microseconds")
        self._store = store
        self._kind = kind
        self._subject = subject
        self._number = 0
        self._articles: dict[bool, set[int]] = {True: set(), False: set()}

    def keep_deleted(self, writes: Iterable[Write]) -> None:
        """Keep articles, which are about to be deleted, and their files."""
        sources = [write.before["_source"] for write in writes if write.before]
        self._keep_files({copy.file for source in sources for copy in copies_in(source)})
        self._keep((write, {"deleted": True, "before": write.before["_source"]}) for write in writes if write.before)

    def keep_lost(self, write: Write, file: str) -> None:
        """Keep an article, which is about to be deleted since a file was read anew, and the file."""
        if write.before:
            copies = [copy for copy in copies_in(write.before["_source"]) if copy.file == file][:1]
            places = [copy._replace(part=BEYOND_ALL_PARTS)._asdict() for copy in copies]
            self._keep_files({file})
            self._keep([(write, {"deleted": True, "before": {**write.before["_source"], "copies": places}})])

    def keep_copies(self, writes: Iterable[Write]) -> None:
        """Keep the copies that articles are about to lose, and their files."""
        lost = []
        for write in writes:
            before = copies_in(write.before["_source"]) if write.before else []
            after = set(copies_in(write.source or {}))
            lost.append((write, [copy for copy in before if copy not in after]))
        self._keep_files({copy.file for _, copies in lost for copy in copies})
        self._keep((write, {"copies": [copy._asdict() for copy in copies]}) for write, copies in lost)

    def keep_files(self, hits: Iterable[Hit]) -> None:
        """Keep files, which are about to be deleted."""
        kept = {hit["_id"]: {"kind": "kept-file", "file": hit["_id"], "before": hit["_source"]} for hit in hits}
        self._save({f"kept-file {self._change()} {key}": source for key, source in kept.items()})

    def keep_tags(self, writes: Iterable[Write]) -> None:
        """Keep which tags articles are about to get and to lose."""
        self._keep((write, {"tags_added": added, "tags_removed": lost}) for write, added, lost in _tags(writes))

    def keep_note(self, writes: Iterable[Write]) -> None:
        """Keep the notes of articles, which are about to be changed."""
        self._keep(
            (write, {"note_before": write.before["_source"].get("note", "")}) for write in writes if write.before
        )

    def keep_alert(self, document: str, before: Source | None, after: Source | None) -> None:
        """Keep an alert, given by its document's fields, that is about to be added, changed or deleted."""
        known, matching = (set((fields or {}).get("answers", ())) for fields in (before, after))
        added, gone = sorted(matching - known), sorted(known - matching)
        if before and after:
            self._articles[False].update(added)
            if not (added or gone):
                return
        kept = {"kind": "kept", "document": document, "before": before, "answers_added": added, "answers_gone": gone}
        self._save({f"kept {self._change()} {document}": kept})
        self._save_change()

    def _keep_files(self, keys: set[str]) -> None:
        if keys:
            self.keep_files(files_with(self._store, keys))

    def _keep(self, kept: Iterable[tuple[Write, dict[str, Any]]]) -> None:
        documents = {}
        for write, fields in kept:
            source = write.before["_source"] if write.before else {}
            self._articles["deleted" in fields].add(source["id"])
            documents[f"kept {self._change()} {write.document}"] = {
                "kind": "kept",
                "article": source["id"],
                "fingerprint": source["fingerprint"],
                "index": write.index,
                "document": write.document,
                **fields,
            }
        self._save(documents)
        if documents:
            self._save_change()

    def _save(self, documents: Mapping[str, Source]) -> None:
        common = {"change": self._change(), "change_kind": self._kind} if documents else {}
        self._store.save(
            self._store.names.records, {name: {**source, **common, "name": name} for name, source in documents.items()}
        )

    def _change(self) -> int:
        """The number of the change, which begins its record."""
        if not self._number:
            expire(self._store)
            self._number = raised(self._store, {"changes": 1})["changes"]
            self._save_change()
        return self._number

    def _save_change(self) -> None:
        name = f"change {self._number}"
        articles = len(self._articles[True]) or len(self._articles[False])
        change = {
            "kind": "change",
            "name": name,
            "change": self._number,
            "change_kind": self._kind,
            "made": self.made,
            "subject": self._subject,
            "articles": articles,
        }
        self._store.save(self._store.names.records, {name: change})


def _tags(writes: Iterable[Write]) -> Iterator[tuple[Write, list[str], list[str]]]:
    """Writes with the tags that they add and those that they take away."""
    for write in writes:
        before = set((write.before or {}).get("_source", {}).get("tags", ()))
        after = set((write.source or {}).get("tags", ()))
        yield write, sorted(after - before), sorted(before - after)


def changes(store: Store) -> list[Change]:
    """Every change that can be taken back, the latest first."""
    return [change_of(hit) for hit in store.every(store.names.records, {"query": _not_expired()}, _LATEST_FIRST)]


def change_of(hit: Hit) -> Change:
    """A change by its document."""
    source = hit["_source"]
    return Change(source["change"], source["change_kind"], source["made"], source["subject"], source["articles"])


def last_change_of(store: Store, article_id: int) -> Change | None:
    """The last change of the tags or the note of an article."""
    clause = all_of([KEPT, _OF_MARKS, {"term": {"article": article_id}}])
    body = {"query": clause, "size": 1, "sort": list(_LATEST_FIRST), "_source": ["change"]}
    hits = store.search(store.names.records, body)["hits"]["hits"]
    numbers = [hit["_source"]["change"] for hit in hits]
    return next((change for change in changes(store) if change.id in numbers), None)


def expire(store: WritableStore) -> None:
    """Delete the records of changes that are too old to be taken back."""
    clause = all_of([CHANGE, {"range": {"made": {"lt": _moment()}}}])
    for hit in list(store.every(store.names.records, {"query": clause}, _LATEST_FIRST)):
        delete(store, hit["_source"]["change"])


def delete(store: WritableStore, change: int) -> None:
    """Delete the record of a change and all that was kept for it, its own document last."""
    clause = all_of([{"term": {"change": change}}, one_of("kind", ["kept", "kept-file"])])
    hits = store.every(store.names.records, {"query": clause, "_source": False}, "name")
    store.change(((hit["_index"], hit["_id"]) for hit in hits), lambda _: None)
    store.change([(store.names.records, f"change {change}")], lambda _: None)


def delete_all(store: WritableStore) -> int:
    """Delete the records of all changes. Returns how many could be taken back."""
    undoable = changes(store)
    for hit in list(store.every(store.names.records, {"query": CHANGE}, _LATEST_FIRST)):
        delete(store, hit["_source"]["change"])
    return len(undoable)


def is_any_kept(store: Store) -> bool:
    """Whether an article is kept whose text may come back."""
    found = store.search(store.names.records, {"query": all_of([KEPT, _DELETED]), "size": 0, "terminate_after": 1})
    return bool(found["hits"]["total"]["value"])


def kept_articles(store: Store, documents: Sequence[Reference]) -> dict[Reference, KeptArticle]:
    """What is kept of deleted articles, given as their documents were, if no other article has the id by now."""
    wanted = set(documents)
    clause = all_of([KEPT, _DELETED, one_of("document", [document for _, document in wanted])])
    body = {"query": clause, "_source": ["index", "document", "article", "before.tags", "before.note"]}
    kept: dict[Reference, KeptArticle] = {}
    for hit in store.every(store.names.records, body, _LATEST_FIRST):
        source = hit["_source"]
        before = source.get("before", {})
        article = KeptArticle(source["article"], tuple(before.get("tags", ())), before.get("note"))
        kept.setdefault((source["index"], source["document"]), article)
    taken = fingerprints(store, [article.id for article in kept.values()])
    return {reference: article for reference, article in kept.items() if article.id not in taken}


def follow(store: WritableStore, new_ids: Mapping[int, int]) -> None:
    """Let what is kept of the tags and notes of articles be about those that they became, with other ids."""
    if not new_ids:
        return
    clause = all_of([KEPT, _OF_MARKS, one_of("article", list(new_ids))])
    hits = store.every(store.names.records, {"query": clause, "_source": False}, "name")

    def followed(hit: Hit) -> Source:
        return {**hit["_source"], "article": new_ids[hit["_source"]["article"]]}

    store.change([(hit["_index"], hit["_id"]) for hit in hits], followed)


def _not_expired() -> Clause:
    return all_of([CHANGE, {"range": {"made": {"gte": _moment()}}}])


def _moment() -> str:
    """The time so many days ago, as changes have it."""
    moment = datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(days=KEPT_DAYS)
    return moment.isoformat(timespec="microseconds")
