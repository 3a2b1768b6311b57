"""`csl-json`: the Citation Style Language's schema csl-data.json 1.0.2, with its appendices of types and variables.

docs/export.md says which field goes where.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from newsidx.formats.authors import authors
from newsidx.formats.json_objects import json_array
from newsidx.formats.writers import Writers
from newsidx.text.sanitize import one_line

if TYPE_CHECKING:
    from newsidx.article import Article


def write_articles(articles: Iterable[Article]) -> Iterator[str]:
    """One array, an item a line."""
    return json_array(map(_item, articles))


def _item(article: Article) -> dict[str, Any]:
    names = [
        {"family": author.family, "given": author.given} if author.given else {"literal": author.family}
        for author in authors(article.byline)
    ]
    item: dict[str, Any] = {
        "id": article.ref,
        "type": "article-newspaper",
        "title": one_line(article.title),
        "author": names,
        "issued": article.date and {"date-parts": [[article.date.year, article.date.month, article.date.day]]},
        "container-title": one_line(article.source),
        "section": one_line(article.section),
        "publisher-place": one_line(article.place),
        "language": one_line(article.language),
        "URL": one_line(article.url),
    }
    return {name: value for name, value in item.items() if value}


WRITERS = Writers(articles=write_articles)
