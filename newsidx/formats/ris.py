"""`ris`: Research Information Systems, RIS Format Specifications, 2011. docs/export.md says which field goes where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from newsidx.formats.abstract import abstract
from newsidx.formats.article_fields import page_of
from newsidx.formats.authors import authors
from newsidx.formats.writers import Writers
from newsidx.text.sanitize import one_line, without_line_breaks

if TYPE_CHECKING:
    from newsidx.article import Article


def write_articles(articles: Iterable[Article]) -> Iterator[str]:
    """A record an article: lines of a tag, two spaces, a dash, a space and the value."""
    for article in articles:
        date = f"{article.date:%Y/%m/%d/}" if article.date else ""
        fields: list[tuple[str, str | None]] = [
            ("TY", "NEWS"),
            ("ID", article.ref),
            *(("AU", str(author)) for author in authors(article.byline)),
            ("TI", article.title),
            ("T2", article.source),
            ("PY", date[:4]),
            ("DA", date),
            ("SE", article.section),
            ("SP", page_of(article)),
            ("CY", article.place),
            ("LA", article.language),
            ("UR", article.url),
            *(("KW", tag) for tag in article.tags),
            ("N1", article.note),
        ]
        yield from (f"{tag}  - {one_line(value)}" for tag, value in fields if value)
        if beginning := abstract(article.body):
            yield f"AB  - {beginning}"
        if article.files:
            yield f"L1  - {without_line_breaks(article.files[0])}"
        yield "ER  - "
        yield ""


WRITERS = Writers(articles=write_articles)
