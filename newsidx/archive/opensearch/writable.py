"""The archive in OpenSearch, open for writing. Its methods are documented in `newsidx.archive.contract`."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from newsidx.archive.opensearch import changes, removing, tagging
from newsidx.archive.opensearch import undo as undoing
from newsidx.archive.opensearch.adding import OpenSearchAddition
from newsidx.archive.opensearch.archive import OpenSearchArchive
from newsidx.archive.opensearch.writing import WritableStore

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from newsidx.archive.files import MissingFiles, Removal
    from newsidx.archive.records import Undone


class WritableOpenSearchArchive(WritableStore, OpenSearchArchive):
    """An archive in OpenSearch, open for writing."""

    def adding(self, now: str, *, again: bool = False, reread: bool = False) -> OpenSearchAddition:
        return OpenSearchAddition(self, now, again, reread)

    def remove(self, ids: Iterable[int], as_shown: Mapping[int, int] | None = None) -> Removal:
        with self._shown_at_once():
            return removing.remove(self, ids, as_shown)

    def change_tags(self, ids: Sequence[int], add: Sequence[str] = (), remove: Sequence[str] = ()) -> int:
        with self._shown_at_once():
            return tagging.change_tags(self, ids, add, remove)

    def change_note(self, article_id: int, note: str, before: str = "") -> bool:
        with self._shown_at_once():
            return tagging.change_note(self, article_id, note, before)

    def undo(self, change_id: int | None = None) -> Undone:
        with self._shown_at_once():
            return undoing.undo(self, self.ledger, change_id)

    def find_missing(self, roots: Iterable[str]) -> MissingFiles:
        return removing.find_missing(self, roots)

    def prune(self, gone: MissingFiles) -> tuple[int, int]:
        with self._shown_at_once():
            return removing.prune(self, self.ledger, gone)

    @contextmanager
    def _shown_at_once(self) -> Iterator[None]:
        """What is written inside the block is in the answers of other programs, too, when it ends."""
        yield
        self.refresh()

    def refresh_terms(
        self, on_progress: Callable[[int, int], None] | None = None, *, with_frequencies: bool = True
    ) -> None:
        """The words of articles have their forms already, and the servers keep how often they occur."""
        changes.expire(self)
