"""Which article of a changed file each of its new articles continues.

The same text is the same article, wherever in the file it stands and whatever its date is now. Another text is taken
for an edit of the article that was in its place before. If that has tags or a note, it must also say much the same:
these are not for whatever takes its place.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Sequence

from newsidx.archive.matching.tokenizer import tokenized
from newsidx.article import Article

_LEAST_SHARED = 0.35
"""The least share of the different words of two texts that both have, for one to be an edit of the other. Two articles
on different things have 0.1 to 0.2 of them in common."""

_COMPARED = 20_000
"""Characters of a text that are compared."""


class SortedIds:
    """Some sorted ids, which can be asked whether they have one."""

    def __init__(self, ids: Iterable[int]) -> None:
        self._ids = array("q", sorted(ids))

    def __contains__(self, article_id: int) -> bool:
        place = bisect_left(self._ids, article_id)
        return place < len(self._ids) and self._ids[place] == article_id


def predecessors(
    old: Iterable[tuple[int, int, int]], articles: Iterable[Article], existing: Sequence[int], still_used: SortedIds
) -> array[int]:
    """For each article of a file, the id of the one that it continues, 0 for none.

    `old` has (part, id, fingerprint) of the articles that the file had, in order. `existing` has the ids of those whose
    text and date the archive has, 0 for the others; `still_used` are these.
    """
    old_ids: dict[int, int] = {}
    by_text: dict[int, list[int]] = {}
    for part, article_id, fingerprint in old:
        old_ids[part] = article_id
        if article_id not in still_used:
            by_text.setdefault(fingerprint, []).append(article_id)
    continued = array("q", bytes(8 * len(existing)))
    claimed: set[int] = set()
    for part, article in enumerate(articles):
        if existing[part]:
            continued[part] = old_ids.get(part, 0)
        elif same := by_text.get(article.fingerprint):
            continued[part] = same.pop(0)
            claimed.add(continued[part])
    for part in range(len(existing)):
        if not (continued[part] or existing[part]) and (before := old_ids.get(part, 0)) not in claimed:
            continued[part] = before
    return continued


def is_edit(title: str, body: str, url: str | None, article: Article) -> bool:
    """Whether an article can be an edit of one with a title, a body and an address: most of their words are the same,
    or their address.
    """
    if url and url == article.url:
        return True
    before = {*tokenized(title), *tokenized(body[:_COMPARED])}
    after = {*tokenized(article.title), *tokenized(article.body[:_COMPARED])}
    return len(before & after) >= _LEAST_SHARED * len(before | after)
