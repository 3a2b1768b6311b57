"""The archive in a SQLite file, open for writing. Its methods are documented in `newsidx.archive.contract`.

As in `newsidx.archive.sqlite.archive`, each method imports what it needs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from newsidx.archive.progress import OnProgress, nothing
from newsidx.archive.sqlite.archive import SqliteArchive

if TYPE_CHECKING:
    from newsidx.archive.files import MissingFiles, Removal
    from newsidx.archive.records import Alert, Optimized, Pair, Undone
    from newsidx.archive.sqlite.add import SqliteAddition
    from newsidx.archive.stored import StoredAlert, StoredArticle, StoredFile, StoredRemoval


class WritableSqliteArchive(SqliteArchive):
    """An archive in a SQLite file, open for writing."""

    def adding(self, now: str, *, again: bool = False, reread: bool = False) -> SqliteAddition:
        from newsidx.archive.sqlite.add import SqliteAddition

        return SqliteAddition(self, now, again, reread)

    def refresh_terms(self, on_progress: OnProgress = nothing, *, with_frequencies: bool = True) -> None:
        from newsidx.archive.sqlite import changes, counts, terms

        changes.expire(self)
        terms.refresh(self, on_progress, with_frequencies=with_frequencies)
        counts.refresh(self)

    def remove(
        self, ids: Iterable[int], as_shown: Mapping[int, int] | None = None, on_progress: OnProgress = nothing
    ) -> Removal:
        from newsidx.archive.sqlite import remove

        return remove.remove_articles(self, ids, as_shown, on_progress)

    def change_tags(
        self, ids: Sequence[int], add: Sequence[str] = (), remove: Sequence[str] = (), on_progress: OnProgress = nothing
    ) -> int:
        from newsidx.archive.sqlite import tags

        return tags.change_tags(self, ids, add, remove, on_progress)

    def change_note(self, article_id: int, note: str, before: str = "") -> bool:
        from newsidx.archive.sqlite import notes

        return notes.change_note(self, article_id, note, before)

    def undo(self, change_id: int | None = None, on_progress: OnProgress = nothing) -> Undone:
        from newsidx.archive.sqlite.undo import undo

        return undo(self, change_id, on_progress)

    def find_missing(self, roots: Iterable[str]) -> MissingFiles:
        from newsidx.archive.sqlite import remove

        return remove.find_missing(self, roots)

    def prune(self, gone: MissingFiles, on_progress: OnProgress = nothing) -> tuple[int, int]:
        from newsidx.archive.sqlite import remove

        return remove.prune(self, gone, on_progress)

    def begin_comparison(self, days: int) -> int:
        from newsidx.archive.sqlite import near_duplicates

        return near_duplicates.begin(self, days)

    def save_comparison(
        self, days: int, compared: Iterable[tuple[int, int]], pairs: Iterable[tuple[Pair, int, int]]
    ) -> bool:
        from newsidx.archive.sqlite import near_duplicates

        return near_duplicates.save(self, days, compared, pairs)

    def save_alert(self, name: str, query_text: str, answers: Iterable[int]) -> Alert:
        from newsidx.archive.sqlite import alerts

        return alerts.add(self, name, query_text, answers)

    def delete_alert(self, name: str) -> None:
        from newsidx.archive.sqlite import alerts

        alerts.remove(self, name)

    def record_alert_run(
        self, name: str, *, answers: Iterable[int], shown: Iterable[tuple[int, int]], gone: Iterable[int]
    ) -> None:
        from newsidx.archive.sqlite import alerts

        alerts.record_run(self, name, answers, shown, gone)

    def import_articles(self, stored: Sequence[StoredArticle]) -> list[int]:
        from newsidx.archive.sqlite.copying import import_articles

        return import_articles(self, stored)

    def import_files(self, stored: Iterable[StoredFile]) -> int:
        from newsidx.archive.sqlite.copying import import_files

        return import_files(self, stored)

    def import_removals(self, stored: Iterable[StoredRemoval]) -> None:
        from newsidx.archive.sqlite.copying import import_removals

        import_removals(self, stored)

    def import_alert(self, stored: StoredAlert) -> bool:
        from newsidx.archive.sqlite.copying import import_alert

        return import_alert(self, stored)

    def optimize(
        self,
        on_step: Callable[[str], None] = lambda step: None,
        on_progress: OnProgress = nothing,
    ) -> Optimized:
        from newsidx.archive.sqlite.upkeep.optimize import optimize

        return optimize(self, on_step, on_progress)
