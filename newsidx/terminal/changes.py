"""Changes that can be taken back, and what was taken back, as sentences."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from newsidx.archive.records import Change, Undone
from newsidx.text.plural import part, plural
from newsidx.text.sanitize import one_line
from newsidx.text.whole import whole

_DELETING = ("removal", "prune", "ingest")
"""The kinds of changes that delete articles."""


def described(change: Change) -> str:
    """A change on a line: `12  2026-11-29 06:05  2 articles removed`, in local time."""
    made = datetime.datetime.fromisoformat(change.made).astimezone()
    return f"{change.id}  {whole(f'{made:%Y-%m-%d %H:%M}')}  {what_changed(change)}"


def step(change: Change) -> tuple[str, str]:
    """What taking a change back is called while it goes on, and what it counts."""
    if change.kind in _DELETING:
        return "Restoring", "article"
    return "Undoing", "tag" if change.kind == "tags" else "article"


def tags_changed(number: int, total: int, signs: str) -> str:
    """How many articles were changed, of those that were to be, and how: `1 of 2 articles changed: +story`."""
    if not number:
        return f"Nothing to change in {plural(total, 'article')}: {signs}"
    return f"{part(number, total, 'article')} changed: {signs}"


def undone(result: Undone) -> Iterator[str]:
    """What was taken back, and what could not be."""
    change = result.change
    yield f"Undone: {_now(result)}."
    if result.restored < change.articles and change.kind in _DELETING:
        there = change.articles - result.restored
        yield f"{plural(there, 'article was', 'articles were')} in the archive again already."
    for name in result.left_out:
        yield f"There is another alert called {one_line(name)} by now: that one stays."


def _now(result: Undone) -> str:
    """What is so again."""
    change = result.change
    subject = one_line(change.subject)
    if change.kind in _DELETING and result.restored:
        return f"{plural(result.restored, 'article is', 'articles are')} back"
    match change.kind:
        case "alert-added":
            return f"alert “{subject}” is deleted again"
        case "alert-deleted":
            return f"alert “{subject}” is back"
        case "alert-run":
            return f"{plural(change.articles, 'article is', 'articles are')} new to alert “{subject}” again"
        case _:
            return what_changed(change)


def what_changed(change: Change) -> str:
    """What a change did, in a few words: `tags of 2 articles changed: +story`."""
    articles = plural(change.articles, "article")
    subject = one_line(change.subject)
    match change.kind:
        case "removal":
            return f"{articles} removed"
        case "prune":
            return f"{articles} pruned"
        case "ingest":
            return f"{articles} with tags or a note gone from {'its file' if change.articles == 1 else 'their files'}"
        case "tags":
            return f"tags of {articles} changed: {subject}"
        case "note":
            return f"note on {subject} changed"
        case "alert-added":
            return f"alert “{subject}” saved"
        case "alert-deleted":
            return f"alert “{subject}” deleted"
        case "alert-run":
            return f"alert “{subject}” run, {articles} new"
