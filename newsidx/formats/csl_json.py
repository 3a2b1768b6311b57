"""`csl-json`: the Citation Style Language's schema csl-data.json 1.0.2, with its appendices of types and variables.

docs/export.md says which field goes where.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from newsidx.formats.abstract import abstract
from newsidx.formats.article_fields import page_of
from newsidx.formats.authors import Author, authors
from newsidx.formats.json_objects import json_array
from newsidx.formats.writers import Writers
from newsidx.text.sanitize import one_line

if TYPE_CHECKING:
    from newsidx.article import Article


def write_articles(articles: Iterable[Article]) -> Iterator[str]:
    """One array, an item a line."""
    return json_array(map(_item, articles))


def _item(article: Article) -> dict[str, Any]:
    item: dict[str, Any] = {
        "id": article.ref,
        "type": "article-newspaper",
        "title": one_line(article.title),
        "author": [_name(author) for author in authors(article.byline)],
        "issued": article.date and {"date-parts": [[article.date.year, article.date.month, article.date.day]]},
        "container-title": one_line(article.source),
        "section": one_line(article.section),
        "page": page_of(article),
        "publisher-place": one_line(article.place),
        "language": one_line(article.language),
        "abstract": abstract(article.body),
        "URL": one_line(article.url),
        "keyword": ", ".join(map(one_line, article.tags)),
        "note": one_line(article.note),
    }
    return {name: value for name, value in item.items() if value}


def _name(author: Author) -> dict[str, str]:
    if not author.given:
        return {"literal": author.family}
    return {name: part for name, part in author._asdict().items() if part}


WRITERS = Writers(articles=write_articles)
