"""Adding files to the archive, batch by batch.

A text that is already in the archive keeps its id, even if it is now in another file. So changed files wait until all
new files are added. Then changed files with texts that the archive has are linked to these. Only after that are texts
that no file holds any more replaced or deleted.

The servers know no transactions. A batch writes what it adds before it takes anything away, and its files last of all;
and which files it is about is noted before it begins. So after a kill at any moment the same command finishes the work.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from newsidx.archive.files import FileRead, unreadable_file
from newsidx.archive.known_files import is_changed, stays_as_it_was
from newsidx.archive.opensearch import journal
from newsidx.archive.opensearch.batch import Batch
from newsidx.archive.opensearch.changed_files import ChangedFiles
from newsidx.archive.opensearch.file_documents import KnownFile, known_files
from newsidx.archive.opensearch.machine import this_machine
from newsidx.archive.opensearch.new_files import NewFiles
from newsidx.archive.opensearch.new_forms import NewForms
from newsidx.archive.opensearch.numbering import DayIsFull
from newsidx.archive.opensearch.old_articles import OldArticles
from newsidx.archive.opensearch.removed import restore
from newsidx.archive.opensearch.writing import Refused
from newsidx.archive.spool import Spool

if TYPE_CHECKING:
    from newsidx.archive.opensearch.writable import WritableOpenSearchArchive

_GROUP_FILES = 1000
_GROUP_BYTES = 4_000_000
"""How many changed files are linked together."""


class OpenSearchAddition:
    """The additions of one ingest: `newsidx.archive.contract.Addition`."""

    def __init__(self, archive: WritableOpenSearchArchive, now: str, again: bool, reread: bool) -> None:
        self._archive = archive
        self._now = now
        self._again = again
        self._reread = reread
        self._machine = this_machine()
        self._forms = NewForms(archive)
        self._changed: Spool[FileRead] = Spool()
        self._is_linked = bytearray()
        self.waiting: tuple[int, int] = (0, 0)

    def __enter__(self) -> OpenSearchAddition:
        return self

    def __exit__(self, *_: object) -> None:
        self._changed.close()

    def add(self, files: Sequence[FileRead]) -> Counter[str]:
        """Add the new files of a batch. Changed files are stored for later."""
        known = self._known(files)
        changed = {file.path for file in files if self._is_changed(file, known)}
        others = [file for file in files if file.path not in changed]
        outcome = self._write(others, lambda batch, files: self._add(batch, files, known))
        for file in files:
            if file.path in changed:
                self._changed.append(file, file.size)
                self._count_waiting(file, 1)
            else:
                file.discard()
        return outcome

    def link(self) -> Counter[str]:
        """Link each changed file to its articles, if the archive already has all of their texts.

        So files that swapped names keep their articles. Nothing is taken from any file before all of them have what
        they need. Articles that no file holds after that are deleted.
        """
        outcome: Counter[str] = Counter()
        notes: list[str] = []
        linked: dict[str, OldArticles] = {}
        for files in _groups(self._changed):
            known = known_files(self._archive, self._machine, [file.path for file in files])
            files = [file for file in files if file.path in known]
            notes.append(journal.begin(self._archive, self._machine, [file.path for file in files]))
            linked |= ChangedFiles(self._batch(), known).link(files)
        self._is_linked = bytearray(file.path in linked for file in self._changed)
        for files in _groups(file for file in self._changed if file.path in linked):
            known = known_files(self._archive, self._machine, [file.path for file in files])
            batch = self._batch()
            ChangedFiles(batch, known).unlink([file for file in files if file.path in known], linked)
            self._finish(batch)
            outcome.update(batch.outcome)
            for file in files:
                self._count_waiting(file, -1)
                file.discard()
        journal.end(self._archive, notes)
        return outcome

    def changed(self) -> Iterator[FileRead]:
        """The changed files that could not be linked: the input for `change`."""
        return (file for file, is_linked in zip(self._changed, self._is_linked, strict=True) if not is_linked)

    def change(self, files: Sequence[FileRead]) -> Counter[str]:
        """Replace the articles of a batch of changed files."""
        known = self._known(files)
        outcome = self._write(files, lambda batch, files: self._change(batch, files, known))
        for file in files:
            self._count_waiting(file, -1)
            file.discard()
        return outcome

    def _known(self, files: Sequence[FileRead]) -> dict[str, KnownFile]:
        """What the archive knows about files, after removed articles in them were restored, if they are to be."""
        if self._again:
            restore(self._archive, self._machine, files)
        return known_files(self._archive, self._machine, [file.path for file in files])

    def _is_changed(self, file: FileRead, known: Mapping[str, KnownFile]) -> bool:
        return file.path in known and is_changed(file, known[file.path].state, reread=self._reread)

    def _add(self, batch: Batch, files: Sequence[FileRead], known: Mapping[str, KnownFile]) -> None:
        """Add the files of a batch that are new, and note those that have not changed."""
        for file in files:
            if file.path in known:
                if stays_as_it_was(file, known[file.path].state):
                    batch.mark_unreadable(file, known[file.path])
                else:
                    batch.save_file(file, "unchanged", known[file.path])
        NewFiles(batch).add([file for file in files if file.path not in known])

    def _change(self, batch: Batch, files: Sequence[FileRead], known: Mapping[str, KnownFile]) -> None:
        """Change the files of a batch; what another program has done by now is only noted."""
        changed = {file.path for file in files if self._is_changed(file, known)}
        self._add(batch, [file for file in files if file.path not in changed], known)
        ChangedFiles(batch, known).change([file for file in files if file.path in changed])

    def _batch(self) -> Batch:
        return Batch(self._archive, self._machine, self._now, self._forms)

    def _write(self, files: Sequence[FileRead], decide: Callable[[Batch, Sequence[FileRead]], None]) -> Counter[str]:
        """Write a batch. Files with articles that the archive cannot store become problems, and the rest is written."""
        if not files:
            return Counter()
        note = journal.begin(self._archive, self._machine, [file.path for file in files])
        while True:
            batch = self._batch()
            try:
                decide(batch, files)
                break
            except (DayIsFull, Refused) as error:
                files = _without(files, error)
        self._finish(batch)
        journal.end(self._archive, [note])
        return batch.outcome

    def _finish(self, batch: Batch) -> None:
        """Write the files of a batch, and note on this machine that they were sent."""
        batch.write_files()
        self._archive.ledger.forget(batch.moved)
        self._archive.ledger.save(batch.saved)

    def _count_waiting(self, file: FileRead, number: int) -> None:
        files, size = self.waiting
        self.waiting = files + number, size + number * file.size


def _groups(files: Iterable[FileRead]) -> Iterator[list[FileRead]]:
    """Files in groups of bounded size."""
    group: list[FileRead] = []
    size = 0
    for file in files:
        group.append(file)
        size += file.size
        if len(group) == _GROUP_FILES or size > _GROUP_BYTES:
            yield group
            group, size = [], 0
    if group:
        yield group


def _without(files: Sequence[FileRead], error: DayIsFull | Refused) -> list[FileRead]:
    """The files, those that hold an article that cannot be stored as unreadable, with the reason."""
    if isinstance(error, DayIsFull):
        return [
            unreadable_file(file.path, file.size, str(error))
            if file.status == "read" and any(article.date == error.date for article in file.articles)
            else file
            for file in files
        ]
    paths = {copy["path"] for copy in (error.write.source or {}).get("copies", ())}
    if not paths & {file.path for file in files if file.status != "unreadable"}:
        raise error
    problem = f"OpenSearch cannot store it: {error.reason}"
    return [unreadable_file(file.path, file.size, problem) if file.path in paths else file for file in files]
