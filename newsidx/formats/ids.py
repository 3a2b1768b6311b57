"""`ids`: an id a line, which `newsidx show` takes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from newsidx.formats.writers import Writers

if TYPE_CHECKING:
    from newsidx.article import Article


def write_articles(articles: Iterable[Article]) -> Iterator[str]:
    """The ref of each article."""
    return (article.ref for article in articles)


def write_rows(fields: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    """The column `ref`."""
    column = fields.index("ref")
    return (str(row[column]) for row in rows)


WRITERS = Writers(articles=write_articles, rows=write_rows)
