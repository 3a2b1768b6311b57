"""The articles of one file, collected while it is read: in memory, or in a temporary file if that is a lot of text."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Union

from newsidx.article import Article
from newsidx.disk.spool import SpoolFile
from newsidx.readers.draft import other_reading

Articles = Union["tuple[Article, ...]", "SpoolFile[Article]"]
"""The articles of a file. They can be counted, and gone through any number of times."""

_MOST_IN_MEMORY = 4_000_000
"""Bytes of a file's articles, roughly. Many files of that size may wait to be written."""

_BYTES_BESIDES_TEXT = 1000


class Collected:
    """The articles of a file so far. Those of a large file go to a spool in a folder, if there is one for that.

    `undated` is how many of them have no date, `ambiguous` how many a date that can be read two ways.
    """

    def __init__(self, folder: str | None, articles: Iterable[Article] = ()) -> None:
        self._folder = folder
        self._in_memory: list[Article] = []
        self._size = 0
        self._spool: SpoolFile[Article] | None = None
        self.undated = self.ambiguous = 0
        self.add(articles)

    def __len__(self) -> int:
        return len(self._in_memory if self._spool is None else self._spool)

    def add(self, articles: Iterable[Article]) -> None:
        """Add articles. Raises CannotWrite if there is no space for the spool."""
        for article in articles:
            self.undated += article.date is None
            self.ambiguous += "date_or" in article.meta and other_reading(article.meta) is not None
            if self._spool is not None:
                self._spool.append(article)
                continue
            self._in_memory.append(article)
            self._size += len(article.body) + _BYTES_BESIDES_TEXT
            if self._size > _MOST_IN_MEMORY and self._folder is not None:
                self._spool = SpoolFile(self._folder)
                for each in self._in_memory:
                    self._spool.append(each)
                self._in_memory.clear()

    def articles(self) -> Articles:
        """All of them, once the last was added."""
        if self._spool is None:
            return tuple(self._in_memory)
        self._spool.close()
        return self._spool


def changed(articles: Articles, change: Callable[[Article], Article], folder: str | None) -> Collected:
    """Articles after a change to each of them. They themselves are deleted, if they are in a file."""
    collected = Collected(folder, map(change, articles))
    discard(articles)
    return collected


def discard(articles: Articles) -> None:
    """Delete articles that are in a file, since they are also elsewhere by now."""
    if isinstance(articles, SpoolFile):
        articles.delete()
