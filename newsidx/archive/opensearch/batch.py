"""One batch of files that one machine has read: what is known of them, what becomes of them, and how it is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from newsidx.archive.files import FileRead
from newsidx.archive.known_files import ambiguous_count
from newsidx.archive.opensearch.alerts import renumber
from newsidx.archive.opensearch.changes import ChangeRecord, follow, is_any_kept
from newsidx.archive.opensearch.documents import Copy
from newsidx.archive.opensearch.file_documents import KnownFile, file_source, file_write, stale
from newsidx.archive.opensearch.held_articles import HeldArticle, HeldArticles
from newsidx.archive.opensearch.machine import file_key
from newsidx.archive.opensearch.new_forms import NewForms
from newsidx.archive.opensearch.removed import add_removed, is_any_removed, removed_in, removed_source
from newsidx.archive.opensearch.writing import Source, WritableStore, Write
from newsidx.archive.removals import RemovedPart, removals_in
from newsidx.article import Article

_PART_CHARACTERS = 8_000_000
"""Characters of the articles of a large file that are decided on and written together."""


class Batch:
    """A batch of files. `now` is the UTC time to record.

    `outcome` counts what became of the files, `saved` has their documents as they are now, and `moved` the paths at
    which there is nothing any more.
    """

    def __init__(self, store: WritableStore, machine: str, now: str, forms: NewForms) -> None:
        self.store = store
        self.machine = machine
        self.now = now
        self.held = HeldArticles(store, forms, is_any_kept=is_any_kept(store))
        self.outcome: Counter[str] = Counter()
        self.saved: list[Source] = []
        self.moved: list[str] = []
        self.is_any_removed = is_any_removed(store)
        self._lost = ChangeRecord(store, "ingest")
        self._renumbered: list[tuple[HeldArticle, HeldArticle]] = []
        self._files: list[Write] = []
        self._removed: list[Source] = []

    def key(self, file: FileRead) -> str:
        """The key of a file."""
        return file_key(self.machine, file.path)

    def copy(self, file: FileRead, part: int) -> Copy:
        """The copy in a place of a file."""
        return Copy(self.key(file), file.path, part)

    def removals_in(
        self, files: Sequence[FileRead], held: Mapping[str, Mapping[int, int]] | None = None
    ) -> dict[str, dict[int, RemovedPart]]:
        """For each file, by its path, the parts whose articles were removed, and must not be added again.

        `held` has the fingerprints of the articles that the archive has for the very bytes of a file, by their parts.
        """
        known = removed_in(self.store, self.machine, files) if self.is_any_removed else {}
        held = held or {}
        return {file.path: removals_in(file, known.get(file.path, ()), held.get(file.path, {})) for file in files}

    def mark_unreadable(self, file: FileRead, known: KnownFile) -> None:
        """Mark a file that cannot be read now. Its articles stay in the archive."""
        source = {**known.source, "status": "unreadable", "problem": file.problem, "problem_kind": file.problem_kind}
        source.pop("missing_since", None)
        self._files.append(file_write(self.store, source, known.hit))
        self._count(file, "problem")

    def save_file(self, file: FileRead, outcome: str, known: KnownFile | None, *, is_elsewhere: bool = False) -> Source:
        """Note how a file was read now, and count what became of it. Returns its document.

        `known` is what the archive knows about it; with `is_elsewhere` it was at another path then.
        """
        source = file_source(file, self.machine, self.now, outcome, known.source if known else None)
        if known and is_elsewhere:
            source["moved_from"] = [*source.get("moved_from", ()), known.hit["_id"]]
        self._files.append(file_write(self.store, source, known.hit if known and not is_elsewhere else None))
        self._count(file, outcome)
        return source

    def pass_over(self, source: Source, removals: Mapping[int, RemovedPart]) -> None:
        """Record a file, given by its document, that holds removed articles in some parts."""
        self._removed += (removed_source(source, part, removal) for part, removal in removals.items())

    def write_articles(self) -> None:
        """Write the articles that were decided on so far."""
        self.outcome["articles"] += self.held.write(self._keep_lost)
        new_ids = [(old, new) for old, new in self._renumbered if old.id != new.id and not new.is_stored]
        renumber(self.store, {old.id: new.id for old, new in new_ids if old.fingerprint == new.fingerprint})
        follow(self.store, {old.id: new.id for old, new in new_ids if old.is_replaced})
        self._renumbered.clear()

    def renumber(self, old: HeldArticle, new: HeldArticle) -> None:
        """Note that an article goes on in another one, whose id it gets when that is written."""
        self._renumbered.append((old, new))

    def _keep_lost(self, changes: Sequence[tuple[HeldArticle, Write]]) -> None:
        """Keep the articles that no file has any more, of those with tags or a note, and those that an undo restored.
        Those that go on in others are not lost.
        """
        for held, write in changes:
            if write.source is None and (held.is_marked or held.is_restored) and not held.is_replaced:
                self._lost.keep_lost(write, held.taken_from or "")
                self.outcome["annotated_lost"] += 1

    def write_files(self) -> None:
        """Write the files, once their articles are written."""
        add_removed(self.store, self._removed)
        for write in self.store.write(self._files):
            self._settle(write)
        self.saved += [write.source for write in self._files if write.source]
        self._removed.clear()
        self._files.clear()

    def _settle(self, write: Write) -> None:
        """Another program has read the same file at the same time. If it read something else, it is read again."""

        def settled(hit: dict[str, Source]) -> Source:
            source = hit["_source"]
            is_same = write.source is not None and source.get("digest") == write.source.get("digest")
            return source if is_same else stale(write.source or source)

        self.store.change([(write.index, write.document)], settled)

    def _count(self, file: FileRead, outcome: str) -> None:
        self.outcome[outcome] += 1
        if outcome not in ("unchanged", "passed_over"):
            self.outcome["undated"] += file.undated
            self.outcome["ambiguous"] += ambiguous_count(file)


def parts_of(file: FileRead) -> Iterator[list[tuple[int, Article]]]:
    """The articles of a file with their places, as many at a time as memory has room for."""
    part: list[tuple[int, Article]] = []
    size = 0
    for place, article in enumerate(file.articles):
        part.append((place, article))
        size += len(article.body)
        if size > _PART_CHARACTERS:
            yield part
            part, size = [], 0
    if part:
        yield part
