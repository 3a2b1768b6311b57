"""The changes that readers make where `newsidx serve --write` says so: tags and the note of an article, and taking the
last of these back. For each of them the archive is opened for writing and closed again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import anyio
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse

from newsidx.archive.as_typed import note_text, tag_change
from newsidx.archive.opening import open_to_change
from newsidx.errors import ArchiveBusy, ChangedMeanwhile, NewsidxError
from newsidx.web.annotating import Typed, address_of, digest_of
from newsidx.web.article_page import article_as_typed
from newsidx.web.asked import article_named
from newsidx.web.pages import page
from newsidx.web.refusals import Refused, status_of
from newsidx.web.sent import sent_fields

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from newsidx.archive.contract import WritableArchive
    from newsidx.article import Article

Sent = Mapping[str, str]
"""The fields of a form."""

PATIENCE = 2.0
"""Seconds to wait for another program that writes, and before for other readers who do."""

_LONGEST_TAGS = 1_000
LONGEST_NOTE = 50_000
_MOST_BYTES = 12 * LONGEST_NOTE + 4096
"""Bytes of a form: a character of a note takes up to twelve."""


async def change(request: Request) -> Response:
    """Make the change that a form asks for, and lead to the article; or show the form again and why it was not made."""
    sent = await sent_fields(request, _MOST_BYTES)
    try:
        done = await _made(request, sent)
    except NewsidxError as error:
        return await run_in_threadpool(_not_made, request, sent, error)
    return RedirectResponse(address_of(request, done=done), 303)


async def _made(request: Request, sent: Sent) -> str:
    """Make a change, one at a time, so that those which wait for another program take no more than one thread."""
    site = request.app.state.site
    try:
        with anyio.fail_after(PATIENCE):
            await site.changes.acquire()
    except TimeoutError:
        raise _busy() from None
    try:
        return await run_in_threadpool(_make, site.place, request.path_params["ref"], sent)
    finally:
        site.changes.release()


def _make(place: str, ref: str, sent: Sent) -> str:
    make = _CHANGES.get(sent.get("do", ""))
    if make is None:
        raise Refused(400, "The form says no change that can be made.", "Send it from the page of the article.")
    try:
        with open_to_change(place, migrate=False) as archive:
            archive.patience = PATIENCE
            return make(archive, article_named(archive, ref), sent)
    except ArchiveBusy:
        raise _busy() from None


def _not_made(request: Request, sent: Sent, error: NewsidxError) -> Response:
    """The page of the article with what was typed, or only that, if the article cannot be shown."""
    tags, note = sent.get("tags", ""), sent.get("note", "")
    try:
        answer = article_as_typed(request, Typed(error, tags, note, sent.get("seen")))
    except NewsidxError:
        status, unsaved = status_of(error), f"{tags}\n\n{note}".strip()
        answer = page(request, "error.html", status=status, error=error, is_date=False, unsaved=unsaved)
    if isinstance(error, ArchiveBusy):
        answer.headers["retry-after"] = "2"
    return answer


def _save(archive: WritableArchive, article: Article, sent: Sent) -> str:
    """Save the tags and the note, both or none of them."""
    with archive.transaction():
        has_changed = [_change_tags(archive, article, sent.get("tags", "")), _save_note(archive, article, sent)]
    return "saved" if any(has_changed) else "nothing"


def _change_tags(archive: WritableArchive, article: Article, typed: str) -> bool:
    if len(typed) > _LONGEST_TAGS:
        raise Refused(400, "That is too long for tags.", f"Type at most {_LONGEST_TAGS:,} characters.")
    add, remove = tag_change(typed.split())
    return bool(archive.change_tags([article.id], add, remove))


def _save_note(archive: WritableArchive, article: Article, sent: Sent) -> bool:
    """Save the note, unless it is as the reader saw it, or as it is by now."""
    note, seen, before = note_text(sent.get("note", "")), sent.get("seen"), article.note or ""
    if seen is None or seen == digest_of(note) or note == before:
        return False
    if len(note) > LONGEST_NOTE:
        raise Refused(400, f"The note has {len(note):,} characters.", f"It can have {LONGEST_NOTE:,} at most.")
    if seen != digest_of(before) or not archive.change_note(article.id, note, before):
        raise ChangedMeanwhile(
            f"Somebody else {'changed' if before else 'deleted'} the note meanwhile",
            "Yours is still in the form: Save puts it in place of theirs.",
        )
    return True


def _undo(archive: WritableArchive, article: Article, sent: Sent) -> str:
    with archive.transaction():
        last = archive.last_change_of(article.id)
        if last is None or str(last.id) != sent.get("change"):
            raise ChangedMeanwhile("That is no longer the last change", "See below which one is.")
        archive.undo(last.id)
    return "undo"


_CHANGES: dict[str, Callable[[WritableArchive, Article, Sent], str]] = {"save": _save, "undo": _undo}
"""What changes what, by the value of the button that was pressed."""


def _busy() -> ArchiveBusy:
    return ArchiveBusy("Another program is writing to the archive", "Send it again in a moment.")
