"""The dry run of an ingest: it is tried on a temporary archive, and the servers are only read.

Before a batch of files is added there, what the servers know of these files and of their texts is copied to it. So the
report is that of the ingest, if no other machine writes in between.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from newsidx.archive.files import FileRead, FileToRead, FoundFile, ScanRules
from newsidx.archive.opensearch.archive import OpenSearchArchive
from newsidx.archive.opensearch.articles import files_with, held_in
from newsidx.archive.opensearch.batch import parts_of
from newsidx.archive.opensearch.documents import copies_in, document_id
from newsidx.archive.opensearch.dsl import EVERYTHING
from newsidx.archive.opensearch.lookup import count_of
from newsidx.archive.opensearch.machine import file_key, shown_path, this_machine
from newsidx.archive.opensearch.removed import every_removed, part_of
from newsidx.archive.opensearch.scan import OpenSearchScan
from newsidx.archive.opensearch.writing import Reference, Source
from newsidx.archive.sqlite.rehearsal import KnownArticle, Rehearsal, RemovedRow, rehearsal


@contextmanager
def dry_run(archive: OpenSearchArchive, scan: OpenSearchScan) -> Iterator[tuple[Rehearsal, DryScan]]:
    """A temporary archive to try an ingest on, and a scan for it."""
    with rehearsal() as temporary:
        temporary.set_article_count(count_of(archive, EVERYTHING))
        copying = _Copying(archive, temporary)
        copying.removed_articles()
        temporary.before_adding = copying.what_is_known_of
        yield temporary, DryScan(scan, copying)


class DryScan:
    """The scan of a dry run: `newsidx.archive.contract.Scan`."""

    def __init__(self, scan: OpenSearchScan, copying: _Copying) -> None:
        self._scan = scan
        self._copying = copying

    def add(self, files: Iterable[FoundFile], root: str | None, settled: ScanRules) -> int:
        """Add the files found below a root. Returns how many are unchanged."""
        return self._scan.add(files, root, settled)

    def totals(self) -> tuple[int, int]:
        """The number of files to read, and their size in bytes."""
        return self._scan.totals()

    def to_read(self) -> Iterator[FileToRead]:
        """The files to read, sorted by path."""
        return self._scan.to_read()

    def mark_missing(self, now: str) -> int:
        """Mark missing files in the temporary archive. Returns how many are newly missing."""
        for missing, existing in self._scan.unseen():
            self._copying.files_at([*missing, *existing])
        return self._scan.copy_to(self._copying.temporary).mark_missing(now)


class _Copying:
    """Copies what the servers know to a temporary archive, each file and each article once."""

    def __init__(self, archive: OpenSearchArchive, temporary: Rehearsal) -> None:
        self._archive = archive
        self._machine = this_machine()
        self.temporary = temporary
        self._files: dict[str, str] = {}
        self._articles: set[Reference] = set()

    def removed_articles(self) -> None:
        """Copy the records of all removed articles, and what holds them."""
        own: set[str] = set()
        for source in every_removed(self._archive):
            path = shown_path(source["machine"], source["path"])
            row = RemovedRow(bytes.fromhex(source["digest"]), source["part"], path, *part_of(source))
            self.temporary.copy_removed([row])
            if source["machine"] == self._machine:
                own.add(source["path"])
        self.files_at(sorted(own))

    def what_is_known_of(self, files: Sequence[FileRead]) -> None:
        """Copy the files of a batch that the archive knows, and the articles that have their texts."""
        self.files_at([file.path for file in files])
        for file in files:
            for part in parts_of(file):
                self._copy_articles(
                    (self._archive.names.articles_of(article.date), document_id(article.date, article.fingerprint))
                    for _, article in part
                )

    def files_at(self, paths: Sequence[str]) -> None:
        """Copy the files at some paths of this machine, and their articles."""
        keys = {file_key(self._machine, path) for path in paths}
        self._copy_files(keys)
        self._copy_articles(held_in(self._archive, sorted(keys)))

    def _copy_files(self, keys: Iterable[str]) -> None:
        hits = files_with(self._archive, set(keys) - self._files.keys())
        files = {hit["_id"]: self._as_shown(hit["_source"]) for hit in hits}
        self._files.update((key, file["path"]) for key, file in files.items())
        self.temporary.copy_files(files.values())

    def _as_shown(self, source: Source) -> Source:
        """A file with the path that is shown of it. What is known of another machine's cannot be that it has moved."""
        path = shown_path(source["machine"], source["path"])
        return source if source["machine"] == self._machine else {**source, "path": path, "digest": None}

    def _copy_articles(self, references: Iterable[Reference]) -> None:
        new = dict.fromkeys(reference for reference in references if reference not in self._articles)
        hits = self._archive.get_many(new, ["id", "date", "fingerprint", "copies"])
        self._articles.update((hit["_index"], hit["_id"]) for hit in hits)
        self._copy_files(copy.file for hit in hits for copy in copies_in(hit["_source"]))
        self.temporary.copy_articles(self._article(hit["_source"]) for hit in hits)

    def _article(self, source: Source) -> KnownArticle:
        copies = [(self._files[copy.file], copy.part) for copy in copies_in(source) if copy.file in self._files]
        return KnownArticle(source["id"], source.get("date"), source["fingerprint"], copies)
