"""The files of a batch that the archive does not know.

A file all of whose texts the archive has is a duplicate; or it was moved, if another one with the same bytes is gone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from newsidx.archive.files import FileRead
from newsidx.archive.known_files import outcome_of_new
from newsidx.archive.opensearch.articles import files_with
from newsidx.archive.opensearch.batch import Batch, parts_of
from newsidx.archive.opensearch.held_articles import HeldArticle
from newsidx.archive.opensearch.moves import Move, move_files
from newsidx.archive.opensearch.removed import emptied_files
from newsidx.archive.opensearch.store import Hit
from newsidx.archive.removals import RemovedPart
from newsidx.article import Article
from newsidx.disk.paths import is_gone

_Removals = Mapping[int, RemovedPart]
_Parts = Iterable[tuple[int, Article]]


class _Known(NamedTuple):
    """What the archive has of a file's articles: the first of them that it has, and whether another is new to it."""

    first: HeldArticle | None = None
    is_any_new: bool = False


class NewFiles:
    """Adds new files to a batch."""

    def __init__(self, batch: Batch) -> None:
        self._batch = batch
        self._moves: dict[str, Move] = {}

    def add(self, files: Sequence[FileRead]) -> None:
        """Add files. Their articles are written at once, the files themselves with the batch."""
        removals = self._batch.removals_in(files)
        self._add_small([file for file in files if isinstance(file.articles, tuple)], removals)
        for file in files:
            if not isinstance(file.articles, tuple):
                self._add_large(file, removals[file.path])
        move_files(self._batch, list(self._moves.values()))

    def _add_small(self, files: Sequence[FileRead], removals: Mapping[str, _Removals]) -> None:
        """Add files that are looked up together, and written together."""
        self._batch.held.load((article.date, article.fingerprint) for file in files for article in file.articles)
        known = (self._known(file, enumerate(file.articles), removals[file.path]) for file in files)
        beside = self._files_beside(state.first for state in known if not state.is_any_new)
        for file in files:
            state = self._known(file, enumerate(file.articles), removals[file.path])
            if not self._is_moved(file, state, beside):
                passed_over = dict(removals[file.path])
                self._place(file, enumerate(file.articles), passed_over)
                self._save(file, state, passed_over)
        self._batch.write_articles()

    def _add_large(self, file: FileRead, removals: _Removals) -> None:
        """Add a file whose articles are in a temporary file, part by part."""
        state = self._known_of_large(file, removals)
        if self._is_moved(file, state, self._files_beside([state.first])):
            return
        passed_over = dict(removals)
        for part in parts_of(file):
            self._batch.held.load((article.date, article.fingerprint) for _, article in part)
            self._place(file, part, passed_over)
            self._batch.write_articles()
        self._save(file, state, passed_over)

    def _known_of_large(self, file: FileRead, removals: _Removals) -> _Known:
        """The same as `_known`, of a file that is gone through as far as to its first new article."""
        state = _Known()
        for part in parts_of(file):
            self._batch.held.load((article.date, article.fingerprint) for _, article in part)
            of_part = self._known(file, part, removals)
            self._batch.held.forget()
            state = _Known(state.first or of_part.first, of_part.is_any_new)
            if state.is_any_new:
                break
        return state

    def _known(self, file: FileRead, parts: _Parts, removals: _Removals) -> _Known:
        """What the archive has of some articles of a file. One that only this file holds is left of an earlier ingest
        that was killed, and as good as new.
        """
        key = self._batch.key(file)
        first: HeldArticle | None = None
        is_any_new = False
        for part, article in parts:
            held = self._batch.held.of(article)
            first = first or held
            is_any_new |= part not in removals if held is None else bool(held.copies) and held.is_only_in(key)
        return _Known(first, is_any_new)

    def _place(self, file: FileRead, parts: _Parts, passed_over: dict[int, RemovedPart]) -> None:
        """Decide where the articles of a file are. Those that were removed and that no other file brought back are left
        in `passed_over`.
        """
        for part, article in parts:
            held = self._batch.held.of(article)
            if held is None:
                if part in passed_over:
                    continue
                held = self._batch.held.add(article)
            passed_over.pop(part, None)
            held.place(self._batch.copy(file, part), article)
            held.give(article.tags, article.note)

    def _save(self, file: FileRead, state: _Known, passed_over: _Removals) -> None:
        is_skipped = bool(len(file.articles)) and not state.first and not state.is_any_new
        is_duplicate = state.first is not None and not state.is_any_new
        outcome = outcome_of_new(file, is_skipped=is_skipped, is_duplicate=is_duplicate)
        self._batch.pass_over(self._batch.save_file(file, outcome, None), passed_over)

    # Moves

    def _is_moved(self, file: FileRead, state: _Known, beside: Mapping[str, Hit]) -> bool:
        """Whether a file was moved: another one with its bytes is gone. That is noted."""
        if state.is_any_new or not len(file.articles) or not file.digest:
            return False
        if state.first:
            others = [beside[key] for key in {copy.file for copy in state.first.copies} if key in beside]
        else:
            others = emptied_files(self._batch.store, self._batch.machine, file.digest.hex())
        for other in sorted(others, key=lambda hit: str(hit["_source"]["path"])):
            source = other["_source"]
            is_same = source["machine"] == self._batch.machine and source.get("digest") == file.digest.hex()
            if is_same and other["_id"] not in self._moves and is_gone(source["path"]):
                self._moves[other["_id"]] = Move(other, file)
                return True
        return False

    def _files_beside(self, articles: Iterable[HeldArticle | None]) -> dict[str, Hit]:
        """The files that hold some articles, by their keys."""
        keys = {copy.file for held in articles if held for copy in held.copies}
        return {hit["_id"]: hit for hit in files_with(self._batch.store, keys)}
