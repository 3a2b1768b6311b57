"""`paths`: the path of a file a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from newsidx.formats.writers import Writers
from newsidx.text.sanitize import without_line_breaks

if TYPE_CHECKING:
    from newsidx.article import Article


def write_articles(articles: Iterable[Article]) -> Iterator[str]:
    """The first file of each article that has one."""
    return (without_line_breaks(article.files[0]) for article in articles if article.files)


def write_rows(fields: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    """The column `path`, each path once."""
    column = fields.index("path")
    return map(without_line_breaks, dict.fromkeys(str(row[column]) for row in rows))


WRITERS = Writers(articles=write_articles, rows=write_rows)
