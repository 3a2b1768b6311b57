"""The tags and notes of articles: a part of their documents, and so always with their articles."""

from __future__ import annotations

from collections.abc import Sequence

from newsidx.archive.opensearch.articles import references
from newsidx.archive.opensearch.changes import ChangeRecord
from newsidx.archive.opensearch.store import Hit
from newsidx.archive.opensearch.writing import Source, WritableStore
from newsidx.archive.progress import OnProgress, watched
from newsidx.article import ref_of


def change_tags(
    store: WritableStore, ids: Sequence[int], add: Sequence[str], remove: Sequence[str], on_progress: OnProgress
) -> int:
    """Add tags to articles and remove others. Returns the number of articles that were changed."""

    def changed(hit: Hit) -> Source:
        source: Source = hit["_source"]
        tags = sorted({*source.get("tags", ()), *add} - set(remove))
        return source if tags == source.get("tags", []) else with_tags(source, tags)

    subject = " ".join((*(f"+{tag}" for tag in add), *(f"-{tag}" for tag in remove)))
    articles = watched(references(store, ids), on_progress)
    return store.change(articles, changed, ChangeRecord(store, "tags", subject).keep_tags)


def change_note(store: WritableStore, article_id: int, note: str, before: str) -> bool:
    """Write the note of an article; an empty text deletes it. `before` is the note as the user saw it, empty for none.

    Returns False, and writes nothing, if it is another one by now, or the article is gone.
    """
    is_as_seen = False

    def changed(hit: Hit) -> Source:
        nonlocal is_as_seen
        source: Source = hit["_source"]
        is_as_seen = source.get("note", "") == before
        return with_note(source, note) if is_as_seen and note != before else source

    record = ChangeRecord(store, "note", ref_of(article_id))
    store.change(references(store, [article_id]), changed, record.keep_note)
    return is_as_seen


def with_tags(source: Source, tags: Sequence[str]) -> Source:
    """An article's document with other tags."""
    without = {name: value for name, value in source.items() if name != "tags"}
    return {**without, "tags": list(tags)} if tags else without


def with_note(source: Source, note: str) -> Source:
    """An article's document with another note, or with none."""
    without = {name: value for name, value in source.items() if name != "note"}
    return {**without, "note": note} if note else without
