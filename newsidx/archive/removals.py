"""Removed articles: every later ingest skips them until their text changes, or the user wants them again.

A removed article is recognized by the digest of each file that held it and its part of the file. So it does not come
back when a file is moved, copied, touched or dated differently. In a file of many articles the others may change, and
with them its digest and the parts: there it is recognized by its text and date too.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from newsidx.archive.files import FileRead
from newsidx.article import date_of


class RemovedPart(NamedTuple):
    """What is known of a removed article; None throughout if it was removed before schema 5 of the SQLite archive."""

    article: int | None
    title: str | None
    removed: str | None
    fingerprint: int | None


def removals_in(
    file: FileRead, known: Iterable[tuple[bool, int, RemovedPart]], held: Mapping[int, int]
) -> dict[int, RemovedPart]:
    """The parts of a file whose articles were removed, and must not be added again.

    `known` are the removed articles of files with the same bytes, or of the file at this path before it changed, the
    latest last: whether the bytes are the same, the part, and the article. `held` has the fingerprints of the articles
    that the archive has for these very bytes, by their parts: these were removed only as articles of other files.
    """
    dated_places: defaultdict[int | None, list[tuple[int, datetime.date | None]]] = defaultdict(list)
    for place, article in enumerate(file.articles):
        dated_places[article.fingerprint].append((place, article.date))
    removals: dict[int, RemovedPart] = {}
    for is_same_file, part, removal in known:
        places = [place for place, _ in dated_places.get(removal.fingerprint, [])]
        if not is_same_file:
            day = date_of(removal.article or 0)
            places = [place for place, date in dated_places.get(removal.fingerprint, []) if date == day]
        elif part in places:
            places = [part]
        elif not places and part not in held:  # its text was not recorded, or is read in another way now
            removals[part] = removal
        removals.update((place, removal) for place in places if held.get(place) != removal.fingerprint)
    return removals
