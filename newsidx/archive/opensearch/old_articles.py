"""The articles that the archive has for files that have changed."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence

from newsidx.archive.known_files import BEYOND_ALL_PARTS
from newsidx.archive.opensearch.articles import sources
from newsidx.archive.opensearch.documents import copies_in
from newsidx.archive.opensearch.dsl import one_of
from newsidx.archive.opensearch.held_articles import Text
from newsidx.archive.opensearch.store import Store
from newsidx.article import PER_DAY, Article, date_of, day_number


class OldArticles:
    """The articles of one file, as (part, id, fingerprint). There are as many as a large file has."""

    def __init__(self) -> None:
        self._ids = array("q")
        self._fingerprints = array("q")
        self._others: list[tuple[int, int, int]] = []

    def add(self, part: int, article_id: int, fingerprint: int) -> None:
        """Add an article. A second one of the same part is left of an ingest that was killed."""
        if part >= BEYOND_ALL_PARTS or (part < len(self._ids) and self._ids[part]):
            self._others.append((part, article_id, fingerprint))
            return
        missing = bytes(8 * max(0, part + 1 - len(self._ids)))
        self._ids.frombytes(missing)
        self._fingerprints.frombytes(missing)
        self._ids[part], self._fingerprints[part] = article_id, fingerprint

    def id(self, part: int) -> int:
        """The id of the article in a part, 0 if there is none."""
        return self._ids[part] if part < len(self._ids) else 0

    def fingerprint(self, part: int) -> int:
        """The fingerprint of the article in a part."""
        return self._fingerprints[part]

    def __len__(self) -> int:
        return len(self._ids) + len(self._others)

    @property
    def is_any_in_parts(self) -> bool:
        """Whether the file held any."""
        return bool(self._ids)

    def in_parts(self) -> Iterator[tuple[int, int, int]]:
        """The articles that the file held, in their order."""
        for part, article_id in enumerate(self._ids):
            if article_id:
                yield part, article_id, self._fingerprints[part]

    def __iter__(self) -> Iterator[tuple[int, int, int]]:
        yield from self.in_parts()
        yield from self._others


class Texts:
    """The dates and the texts of a file's articles, by their parts, in little memory."""

    def __init__(self, articles: Iterable[Article]) -> None:
        self._days = array("l")
        self._fingerprints = array("q")
        for article in articles:
            self._days.append(day_number(article.date))
            self._fingerprints.append(article.fingerprint)

    def at(self, part: int) -> Text | None:
        """The date and the fingerprint of the article in a part; None if there is none."""
        if part >= len(self._days):
            return None
        return date_of(self._days[part] * PER_DAY), self._fingerprints[part]


def text_of(article_id: int, fingerprint: int) -> Text:
    """What an article is known by, by its id and its fingerprint."""
    return date_of(article_id), fingerprint


def old_articles(store: Store, files: Sequence[str]) -> dict[str, OldArticles]:
    """The articles of files, by the keys of the files."""
    store.wrote([store.names.every_articles])  # so that what other programs have written is seen, too
    old = {key: OldArticles() for key in files}
    for source in sources(store, one_of("copies.file", files), ["id", "fingerprint", "copies"]):
        for copy in copies_in(source):
            if copy.file in old:
                old[copy.file].add(copy.part, source["id"], source["fingerprint"])
    return old
