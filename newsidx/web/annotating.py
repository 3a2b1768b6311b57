"""The form beside an article in which readers change its tags and its note, and what was last changed of them."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlencode

from newsidx.archive.as_typed import note_text
from newsidx.errors import ChangedMeanwhile
from newsidx.terminal.changes import what_changed
from newsidx.web.asked import one_of

if TYPE_CHECKING:
    from starlette.requests import Request

    from newsidx.archive.contract import Archive
    from newsidx.article import Article
    from newsidx.errors import NewsidxError

PLACE = "tags-and-note"
"""The id of the form on the page."""

_DONE = {"": "", "saved": "Saved.", "undo": "Taken back.", "nothing": "There was nothing to change."}


class Typed(NamedTuple):
    """What a reader typed and could not be saved, and why. `seen` is the digest of the note as the reader saw it, None
    if no note was sent.
    """

    error: NewsidxError
    tags: str
    note: str
    seen: str | None


class Annotating(NamedTuple):
    """What stands in the form. `seen` is the digest of the note that the reader has seen; `last_change` what was last
    changed of the article, and `change` its number, 0 if nothing was.
    """

    address: str
    done: str
    error: NewsidxError | None
    tags: str
    note: str
    seen: str
    change: int
    last_change: str


def annotating(request: Request, archive: Archive, article: Article, typed: Typed | None) -> Annotating:
    """The form of an article, empty or as it was typed."""
    note = article.note or ""
    seen = digest_of(note)
    if typed and typed.seen is not None:
        note = typed.note
        if not isinstance(typed.error, ChangedMeanwhile):  # which shows the reader the note as it is now
            seen = typed.seen
    last = None if archive.needs_migration else archive.last_change_of(article.id)
    return Annotating(
        address=address_of(request),
        done=_DONE[one_of(request.query_params, "done", tuple(_DONE))],
        error=typed.error if typed else None,
        tags=typed.tags if typed else "",
        note=note,
        seen=seen,
        change=last.id if last else 0,
        last_change=what_changed(last) if last else "",
    )


def digest_of(note: str) -> str:
    """A short text that no other note has: the form sends that of the note which the reader saw."""
    return hashlib.sha256(note_text(note).encode()).hexdigest()[:32]


def address_of(request: Request, **more: str) -> str:
    """The address of the article on the page, with the question through which it was found."""
    asked = [(name, value) for name, value in request.query_params.multi_items() if name != "done"]
    query = urlencode([*asked, *more.items()])
    return f"/article/{request.path_params['ref']}{f'?{query}' if query else ''}#{PLACE}"
