"""What a format's module provides: functions that turn hits, articles or rows into lines, or an article into a file.

Lines come without their line ends, and one by one, so that a long answer begins at once and takes no memory.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

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


HitWriter: TypeAlias = "Callable[[Iterable[Hit]], Iterator[str]]"
"""Turns the articles of an answer, with how they matched, into lines."""

ArticleWriter: TypeAlias = "Callable[[Iterable[Article]], Iterator[str]]"
"""Turns articles into lines, one after another."""

RowWriter: TypeAlias = "Callable[[Sequence[str], Iterable[Sequence[Any]]], Iterator[str]]"
"""Turns rows of figures into lines; first come the names of their columns."""

FileWriter: TypeAlias = "Callable[[Article], ArticleFile]"
"""Turns an article into a file."""


class Writers(NamedTuple):
    """The writers of one format; None for what the format cannot hold."""

    hits: HitWriter | None = None
    articles: ArticleWriter | None = None
    rows: RowWriter | None = None
    files: FileWriter | None = None
