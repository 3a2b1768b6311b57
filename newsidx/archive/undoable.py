"""Which change an undo takes back, and what it says where it cannot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsidx.article import ref_of
from newsidx.errors import CannotUndo, NothingToUndo
from newsidx.text.whole import whole

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newsidx.archive.records import Change

KEPT_DAYS = 30
"""How many days a change is kept, unless the archive is optimized before."""


def chosen(kept: Iterable[Change], change_id: int | None) -> Change:
    """The change with a number, or the first one that is kept. Raises NothingToUndo."""
    changes = list(kept)
    if not changes:
        raise NothingToUndo(
            "There is no change to undo",
            f"Changes can be undone for {KEPT_DAYS} days, or until {whole('newsidx optimize')}.",
        )
    for change in changes:
        if change_id in (None, change.id):
            return change
    raise NothingToUndo(f"There is no change {change_id}", f"List them with: {whole('newsidx undo --list')}")


def later_change(later: int, change: int) -> CannotUndo:
    """The error where a later change is about the same note, tag or alert: it would be lost."""
    return CannotUndo(
        f"Change {later} came after change {change}, and is about the same",
        f"Take it back first: {whole(f'newsidx undo {later}')}",
    )


def article_gone(article_id: int) -> CannotUndo:
    """The error where none of the articles is there whose tags or note are to be taken back."""
    return CannotUndo(
        f"{ref_of(article_id)} is not in the archive now",
        f"First take back the change that deleted it: {whole('newsidx undo --list')}",
    )


def day_full(reason: Exception) -> NothingToUndo:
    """The error where an article would need another id, and its day has none left."""
    return NothingToUndo(f"It cannot be taken back: {reason}", "Remove an article of that day first.")
