"""`jsonl`: JSON Lines, an object a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from newsidx.formats.article_fields import field_values
from newsidx.formats.json_objects import hit_object, json_line
from newsidx.formats.writers import Writers

if TYPE_CHECKING:
    from newsidx.article import Article
    from newsidx.search.answer import Hit


def write_hits(hits: Iterable[Hit]) -> Iterator[str]:
    """An object a hit: the article's fields, then snippet, score, matched and others where they are known."""
    return (json_line(hit_object(hit)) for hit in hits)


def write_articles(articles: Iterable[Article]) -> Iterator[str]:
    """An object an article, under the article's own field names."""
    return (json_line(field_values(article)) for article in articles)


def write_rows(fields: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    """An object a row."""
    return (json_line(dict(zip(fields, row, strict=True))) for row in rows)


WRITERS = Writers(hits=write_hits, articles=write_articles, rows=write_rows)
