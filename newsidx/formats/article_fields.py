"""The fields of an article, in the order in which every format has them, and which formats leave some out."""

from __future__ import annotations

from typing import Any, NamedTuple

from newsidx.article import Article
from newsidx.text.sanitize import one_line


class ArticleField(NamedTuple):
    """A field of an article.

    `in_csv` says whether it is one of the first columns of CSV, `is_content` whether it comes from the file's text, so
    that a plain file has to read back with the same value. `front_matter` is its key in the front matter of a plain
    file.
    """

    name: str
    in_csv: bool = True
    is_content: bool = False
    front_matter: str = ""


FIELDS = (
    ArticleField("id"),
    ArticleField("ref"),
    ArticleField("date", is_content=True),
    ArticleField("published", is_content=True),
    ArticleField("title", is_content=True),
    ArticleField("body", is_content=True, in_csv=False),
    ArticleField("byline", is_content=True, front_matter="author"),
    ArticleField("source", is_content=True, front_matter="source"),
    ArticleField("section", is_content=True, front_matter="section"),
    ArticleField("place", is_content=True, front_matter="place"),
    ArticleField("url", is_content=True, front_matter="url"),
    ArticleField("language", is_content=True, front_matter="language"),
    ArticleField("words"),
    ArticleField("meta", is_content=True, in_csv=False),
    ArticleField("date_from"),
    ArticleField("title_from"),
    ArticleField("files"),
    ArticleField("tags", in_csv=False),
    ArticleField("note", in_csv=False),
)
"""All fields but the fingerprint, which means nothing outside an archive."""

_NAMES = tuple(field.name for field in FIELDS)


def field_values(article: Article) -> dict[str, Any]:
    """The fields of an article by name; the date as text, None for an undated article."""
    values = {name: getattr(article, name) for name in _NAMES}
    values["date"] = article.date.isoformat() if article.date else None
    return values


def page_of(article: Article) -> str:
    """The page that an article was printed on, such as `A1`, where its file said so; else an empty text."""
    page = article.meta.get("page")
    return one_line(str(page)) if isinstance(page, (str, int)) and not isinstance(page, bool) else ""
