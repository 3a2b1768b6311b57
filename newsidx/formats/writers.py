"""What a format's module provides: functions that turn hits, articles or rows into lines, or an article into a file.

Lines come without their line ends, and one by one, so that a long answer begins at once and takes no memory.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

if TYPE_CHECKING:
    from newsidx.article import Article
    from newsidx.search.answer import Hit


class ArticleFile(NamedTuple):
    """A file to write for one article: its path within a folder and its text.

    `reads_back` is False where an ingest of the file would not give the same article again.
    """

    path: str
    text: str
    reads_back: bool = True


class HitWriter(Protocol):
    """Writes the articles of an answer together with how they matched."""

    def __call__(self, hits: Iterable[Hit], /) -> Iterator[str]:
        """The lines of the hits."""


class ArticleWriter(Protocol):
    """Writes articles one after another."""

    def __call__(self, articles: Iterable[Article], /) -> Iterator[str]:
        """The lines of the articles."""


class RowWriter(Protocol):
    """Writes rows of figures; `fields` are the names of their columns."""

    def __call__(self, fields: Sequence[str], rows: Iterable[Sequence[Any]], /) -> Iterator[str]:
        """The lines of the rows."""


class FileWriter(Protocol):
    """Makes a file of one article."""

    def __call__(self, article: Article, /) -> ArticleFile:
        """The article's file."""


@dataclass(frozen=True)
class Writers:
    """The writers of one format; None for what the format cannot hold."""

    hits: HitWriter | None = None
    articles: ArticleWriter | None = None
    rows: RowWriter | None = None
    files: FileWriter | None = None
