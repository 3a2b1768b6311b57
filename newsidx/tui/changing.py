"""The changes of the archive that a user asks for: alerts, tags, notes, and taking back. For each of them the archive
is opened for writing and closed again, in another thread.

Any of them raises ArchiveBusy, and CannotWrite if the archive is read-only.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import TypeVar

from newsidx.archive.as_typed import TagChange, note_text
from newsidx.archive.contract import WritableArchive
from newsidx.archive.opening import open_to_change
from newsidx.archive.records import Change, Undone
from newsidx.article import Article
from newsidx.errors import ChangedMeanwhile
from newsidx.search import alerts

Result = TypeVar("Result")

_PATIENCE = 5.0
"""Seconds to wait for another program that writes."""


async def save_alert(place: str, name: str, query_text: str) -> None:
    """Save a query as an alert. Raises AlertExists."""
    await _changed(place, lambda archive: alerts.add(archive, name, query_text))


async def change_tags(place: str, ids: Sequence[int], change: TagChange) -> int:
    """Change the tags of articles. Returns how many of them were changed."""
    return await _changed(place, lambda archive: archive.change_tags(ids, change.add, change.remove))


async def save_note(place: str, article: Article, typed: str) -> bool:
    """Save the note on an article as it was shown; an empty one deletes it. Returns whether there is a note now.

    Raises ChangedMeanwhile.
    """
    note, before = note_text(typed), article.note or ""

    def save(archive: WritableArchive) -> bool:
        return bool(archive.articles([article.id])) and archive.change_note(article.id, note, before)

    if not await _changed(place, save):
        raise ChangedMeanwhile(
            f"Another program changed or removed {article.ref} or its note meanwhile",
            "Copy what you wrote, cancel, and open the note again.",
        )
    return bool(note)


async def undo(place: str, change: Change) -> Undone:
    """Take back a change. Raises NothingToUndo if that was done meanwhile."""

    def take_back(archive: WritableArchive) -> Undone:
        undone = archive.undo(change.id)
        if undone.restored:
            archive.refresh_terms()
        return undone

    return await _changed(place, take_back)


async def _changed(place: str, change: Callable[[WritableArchive], Result]) -> Result:
    def run() -> Result:
        with open_to_change(place) as archive:
            archive.patience = _PATIENCE
            return change(archive)

    return await asyncio.get_running_loop().run_in_executor(None, run)
