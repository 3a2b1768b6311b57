"""The archive in OpenSearch, open for writing. Its methods are documented in `newsidx.archive.contract`."""

from __future__ import annotations

from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING

from newsidx.archive.opensearch import alerts, changes, copying, near_duplicates, removing, tagging, upkeep
from newsidx.archive.opensearch import undo as undoing
from newsidx.archive.opensearch.adding import OpenSearchAddition
from newsidx.archive.opensearch.archive import OpenSearchArchive
from newsidx.archive.opensearch.new_forms import NewForms
from newsidx.archive.opensearch.writing import WritableStore
from newsidx.archive.progress import OnProgress, nothing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from newsidx.archive.files import MissingFiles, Removal
    from newsidx.archive.records import Alert, Optimized, Pair, Undone
    from newsidx.archive.stored import StoredAlert, StoredArticle, StoredFile, StoredRemoval


class WritableOpenSearchArchive(WritableStore, OpenSearchArchive):
    """An archive in OpenSearch, open for writing."""

    def adding(self, now: str, *, again: bool = False, reread: bool = False) -> OpenSearchAddition:
        return OpenSearchAddition(self, now, again, reread)

    def remove(
        self, ids: Iterable[int], as_shown: Mapping[int, int] | None = None, on_progress: OnProgress = nothing
    ) -> Removal:
        with self._shown_at_once():
            return removing.remove(self, ids, as_shown, on_progress)

    def change_tags(
        self, ids: Sequence[int], add: Sequence[str] = (), remove: Sequence[str] = (), on_progress: OnProgress = nothing
    ) -> int:
        with self._shown_at_once():
            return tagging.change_tags(self, ids, add, remove, on_progress)

    def change_note(self, article_id: int, note: str, before: str = "") -> bool:
        with self._shown_at_once():
            return tagging.change_note(self, article_id, note, before)

    def undo(self, change_id: int | None = None, on_progress: OnProgress = nothing) -> Undone:
        with self._shown_at_once():
            return undoing.undo(self, self.ledger, change_id, on_progress)

    def find_missing(self, roots: Iterable[str]) -> MissingFiles:
        return removing.find_missing(self, roots)

    def prune(self, gone: MissingFiles, on_progress: OnProgress = nothing) -> tuple[int, int]:
        with self._shown_at_once():
            return removing.prune(self, self.ledger, gone, on_progress)

    def taken_back(self) -> None:
        self.ledger.clear()

    @contextmanager
    def _shown_at_once(self) -> Iterator[None]:
        """What is written inside the block is in the answers of other programs, too, when it ends."""
        yield
        self.refresh()

    def refresh_terms(
        self, on_progress: Callable[[int, int], None] | None = None, *, with_frequencies: bool = True
    ) -> None:
        """Let other programs see what an ingest wrote. Words have their forms already, and the servers count them."""
        changes.expire(self)
        self.refresh()

    def uncompared(self) -> list[int]:
        near_duplicates.forget_outdated(self)
        return super().uncompared()

    def begin_comparison(self, days: int) -> int:
        return near_duplicates.begin(self, days)

    def save_comparison(
        self, days: int, compared: Iterable[tuple[int, int]], pairs: Iterable[tuple[Pair, int, int]]
    ) -> bool:
        return near_duplicates.save(self, days, compared, pairs)

    def save_alert(self, name: str, query_text: str, answers: Iterable[int]) -> Alert:
        return alerts.add(self, name, query_text, answers)

    def delete_alert(self, name: str) -> None:
        alerts.remove(self, name)

    def record_alert_run(
        self, name: str, *, answers: Iterable[int], shown: Iterable[tuple[int, int]], gone: Iterable[int]
    ) -> None:
        alerts.record_run(self, name, answers, shown, gone)

    def import_articles(self, stored: Sequence[StoredArticle]) -> list[int]:
        return copying.import_articles(self, stored, self._forms)

    @cached_property
    def _forms(self) -> NewForms:
        """Remembers which words were sent, so that no other batch sends them again."""
        return NewForms(self)

    def import_files(self, stored: Iterable[StoredFile]) -> int:
        return copying.import_files(self, stored, self.ledger)

    def import_removals(self, stored: Iterable[StoredRemoval]) -> None:
        copying.import_removals(self, stored)

    def import_alert(self, stored: StoredAlert) -> bool:
        return alerts.add_copy(self, *stored)

    def optimize(
        self,
        on_step: Callable[[str], None] = lambda step: None,
        on_progress: OnProgress = nothing,
    ) -> Optimized:
        undoable = changes.delete_all(self)
        optimized = upkeep.optimize(self, on_step, on_progress)
        optimized.undoable = undoable
        return optimized
