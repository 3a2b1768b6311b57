"""Taking a change back: what was kept of it is put where it was.

An article gets its id again. Where the archive has the same text of the same day by now, that article takes its place.
A copy goes back to its file; if the file was read anew since, the next ingest of it decides what it holds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice
from typing import NamedTuple

from newsidx.archive.known_files import BEYOND_ALL_PARTS
from newsidx.archive.opensearch import alerts, changes
from newsidx.archive.opensearch.articles import fingerprints, references
from newsidx.archive.opensearch.changes import KEPT
from newsidx.archive.opensearch.documents import Copy, copies_in
from newsidx.archive.opensearch.dsl import all_of, one_of
from newsidx.archive.opensearch.file_documents import stale
from newsidx.archive.opensearch.machine import this_machine
from newsidx.archive.opensearch.numbering import DayIsFull, draw
from newsidx.archive.opensearch.removed import delete_records, places_taken, records_of_removal
from newsidx.archive.opensearch.store import Hit
from newsidx.archive.opensearch.tagging import with_note, with_tags
from newsidx.archive.opensearch.writing import Reference, Source, WritableStore, Write
from newsidx.archive.progress import OnProgress, nothing
from newsidx.archive.records import Change, Undone
from newsidx.archive.sqlite.ledger import Ledger
from newsidx.archive.undoable import article_gone, chosen, day_full, later_change
from newsidx.article import date_of

_BATCH = 200
"""Articles that are restored at a time."""


def undo(
    store: WritableStore, ledger: Ledger, change_id: int | None = None, on_progress: OnProgress = nothing
) -> Undone:
    """Take back the last change, or the one with a number. Raises NothingToUndo or CannotUndo."""
    with store.transaction():
        change = chosen(changes.changes(store), change_id)
        if change.kind.startswith("alert-"):
            undone = Undone(change, 0, _take_back_alert(store, change))
        elif change.kind in ("tags", "note"):
            _take_back_marks(store, change, on_progress)
            undone = Undone(change)
        else:
            undone = Undone(change, _Restoring(store, ledger, change).run(on_progress))
        changes.delete(store, change.id)
    return undone


def _kept(store: WritableStore, change: int, kind: str = "kept") -> Iterator[list[Hit]]:
    """What was kept of a change, a page at a time."""
    clause = all_of([{"term": {"change": change}}, {"term": {"kind": kind}}])
    hits = store.every(store.names.records, {"query": clause, "size": _BATCH}, "name")
    while page := list(islice(hits, _BATCH)):
        yield page


def _watched(pages: Iterable[list[Hit]], change: Change, on_progress: OnProgress) -> Iterator[list[Hit]]:
    """Pages of what was kept, while `on_progress` is called with how many of the articles of a change are done."""
    done = 0
    for page in pages:
        on_progress(min(done, change.articles), change.articles)
        yield page
        done += len(page)
    if change.articles:
        on_progress(change.articles, change.articles)


# Alerts, tags and notes


def _take_back_alert(store: WritableStore, change: Change) -> tuple[str, ...]:
    """Take back what a change did to an alert. Returns its name if it could not be restored."""
    of_alert = (other.id for other in changes.changes(store) if _is_of_alert(other, change.subject))
    if later := [other for other in of_alert if other > change.id]:
        raise later_change(min(later), change.id)
    results = [alerts.take_back(store, hit["_source"]) for page in _kept(store, change.id) for hit in page]
    return () if all(results) else (change.subject,)


def _is_of_alert(change: Change, name: str) -> bool:
    return change.kind.startswith("alert-") and change.subject == name


def _take_back_marks(store: WritableStore, change: Change, on_progress: OnProgress) -> None:
    """Take back what a change did to the tags or notes of articles."""
    changed = 0
    articles: list[int] = []
    for page in _watched(_kept(store, change.id), change, on_progress):
        kept = {hit["_source"]["article"]: hit["_source"] for hit in page}
        if later := _later(store, change, kept):
            raise later_change(later, change.id)
        articles += kept
        there = references(store, list(kept))
        changed += len(there)
        store.change(there, partial(_taken_back, kept))
    if articles and not changed:
        raise article_gone(min(articles))


def _later(store: WritableStore, change: Change, kept: dict[int, Source]) -> int | None:
    """The first later change about the same note, or one of the same tags, of an article."""
    clause = all_of(
        [
            KEPT,
            {"range": {"change": {"gt": change.id}}},
            {"term": {"change_kind": change.kind}},
            one_of("article", list(kept)),
        ]
    )
    later = (hit["_source"] for hit in store.every(store.names.records, {"query": clause}, ("change", "name")))
    return next((each["change"] for each in later if _is_about_same(each, kept[each["article"]])), None)


def _is_about_same(later: Source, kept: Source) -> bool:
    if "note_before" in kept:
        return True
    return bool({*later["tags_added"], *later["tags_removed"]} & {*kept["tags_added"], *kept["tags_removed"]})


def _taken_back(of_articles: Mapping[int, Source], hit: Hit) -> Source:
    """An article's document without what a change did to its tags or its note."""
    source, kept = hit["_source"], of_articles[hit["_source"]["id"]]
    if "note_before" in kept:
        return with_note(source, kept["note_before"])
    tags = {*source.get("tags", ()), *kept["tags_removed"]} - {*kept["tags_added"]}
    return with_tags(source, sorted(tags))


# Articles and files


class _FileNow(NamedTuple):
    """Where a file is now that a change was about, and whether it has the same bytes."""

    key: str
    path: str
    is_same: bool


class _Restoring:
    """Restores the articles, copies and files that a change deleted."""

    def __init__(self, store: WritableStore, ledger: Ledger, change: Change) -> None:
        self._store = store
        self._ledger = ledger
        self._change = change
        self._files: dict[str, _FileNow] = {}
        self._stale: set[str] = set()

    def run(self, on_progress: OnProgress) -> int:
        """Restore files first, then articles with their copies. Returns how many articles."""
        for page in _kept(self._store, self._change.id, "kept-file"):
            self._restore_files(page)
        pages = _watched(_kept(self._store, self._change.id), self._change, on_progress)
        restored = sum(map(self._restore_articles, pages))
        read_again = [(self._store.names.files, key) for key in sorted(self._stale)]
        self._store.change(read_again, lambda hit: stale(hit["_source"]))
        if self._change.kind == "removal":
            now = {file.key for file in self._files.values()}
            delete_records(self._store, records_of_removal(self._store, self._change.made), but=now)
        return restored

    def _restore_files(self, page: Sequence[Hit]) -> None:
        """The files as they were, where the archive does not know them by now. Notes where each is."""
        kept = {hit["_source"]["file"]: hit["_source"]["before"] for hit in page}
        for key, before in kept.items():
            write = Write(self._store.names.files, key, before)
            now = self._file_now(key)
            if now is None and not self._store.write([write]):
                self._files[key] = _FileNow(key, before["path"], True)
                if before["machine"] == this_machine():
                    self._ledger.save([before])
            elif now := now or self._file_now(key):
                is_same = now["_source"].get("digest") == before.get("digest")
                self._files[key] = _FileNow(now["_id"], now["_source"]["path"], is_same)

    def _file_now(self, key: str) -> Hit | None:
        """The file with a key, else the one that has been moved to another path since."""
        if hit := self._store.get(self._store.names.files, key):
            return hit
        body = {"query": {"term": {"moved_from": key}}, "size": 1}
        hits = self._store.search(self._store.names.files, body)["hits"]["hits"]
        return self._store.get(self._store.names.files, hits[0]["_id"]) if hits else None

    def _restore_articles(self, page: Sequence[Hit]) -> int:
        """Restore those of the articles whose texts the archive does not have, and the copies of all. Returns how many
        were restored.
        """
        kept = {(hit["_source"]["index"], hit["_source"]["document"]): hit["_source"] for hit in page}
        copies = self._copies({reference: _copies_of(source) for reference, source in kept.items()})
        there = {(hit["_index"], hit["_id"]) for hit in self._store.get_many(kept, ["id"])}
        new = [ref for ref, source in kept.items() if ref not in there and "before" in source and copies[ref]]
        ids = self._ids([kept[reference]["before"]["id"] for reference in new])
        writes = [
            Write(*reference, {**kept[reference]["before"], "id": article_id, "copies": _as_fields(copies[reference])})
            for reference, article_id in zip(new, ids, strict=True)
        ]
        there |= {(write.index, write.document) for write in self._store.write(writes)}

        def completed(hit: Hit) -> Source:
            reference = (hit["_index"], hit["_id"])
            return self._completed(hit["_source"], kept[reference].get("before", {}), copies[reference])

        self._store.change(there, completed)
        return len([write for write in writes if (write.index, write.document) not in there])

    def _completed(self, source: Source, before: Source, copies: Sequence[Copy]) -> Source:
        """An article that is in the archive, with what it lost."""
        has = copies_in(source)
        files = {copy.file for copy in has}
        missing = [copy for copy in copies if copy.part < BEYOND_ALL_PARTS or copy.file not in files]
        completed = {**source, "copies": _as_fields(dict.fromkeys([*has, *missing]))}
        if tags := {*source.get("tags", ()), *before.get("tags", ())}:
            completed = with_tags(completed, sorted(tags))
        if note := source.get("note") or before.get("note"):
            completed = with_note(completed, note)
        return source if completed == source else completed

    def _copies(self, kept: dict[Reference, list[Copy]]) -> dict[Reference, list[Copy]]:
        """Where the copies of articles are to be now. If a file has another article there, or has changed, it is read
        again, and holds the article in none of its parts until then.
        """
        now = {reference: [self._copy_now(copy) for copy in copies] for reference, copies in kept.items()}
        places = {(copy.file, copy.part) for copies in now.values() for copy in copies if copy}
        taken = places_taken(self._store, places) if places else set()
        result: dict[Reference, list[Copy]] = {}
        for reference, copies in now.items():
            result[reference] = []
            for copy in filter(None, copies):
                is_taken = (copy.file, copy.part) in taken and copy.part < BEYOND_ALL_PARTS
                if is_taken:
                    self._stale.add(copy.file)
                result[reference].append(copy._replace(part=BEYOND_ALL_PARTS) if is_taken else copy)
        return result

    def _copy_now(self, copy: Copy) -> Copy | None:
        now = self._files.get(copy.file)
        if now is None:
            return None
        if now.is_same or copy.part >= BEYOND_ALL_PARTS:
            return Copy(now.key, now.path, copy.part)
        self._stale.add(now.key)
        return Copy(now.key, now.path, BEYOND_ALL_PARTS)

    def _ids(self, ids: Sequence[int]) -> list[int]:
        """For each id itself, or another one if it was given away."""
        taken = fingerprints(self._store, ids)
        dates = Counter(date_of(article_id) for article_id in taken)
        try:
            free = draw(self._store, dates) if dates else {}
        except DayIsFull as error:
            raise day_full(error) from error
        given = []
        for article_id in ids:
            given.append(free[date_of(article_id)] if article_id in taken else article_id)
            if article_id in taken:
                free[date_of(article_id)] += 1
        return given


def _copies_of(kept: Source) -> list[Copy]:
    return copies_in(kept.get("before", kept))


def _as_fields(copies: Sequence[Copy] | dict[Copy, None]) -> list[dict[str, object]]:
    return [copy._asdict() for copy in copies]
