"""Articles as Markdown, in one document or one file each. Nothing in an article's text is read as markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from newsidx.article import Article
from newsidx.formats.plain_files import Rendered, place_of
from newsidx.text.sanitize import one_line, without_controls

_MARKUP = re.compile(r"[\\`*_\[\]<>&|~$]")
_AT_START = re.compile(r"^(?:([#+=-])|(\d+)([.)]))", re.MULTILINE)
_INDENTED = re.compile(r"^[ \t]+", re.MULTILINE)


def document(articles: Iterable[Article]) -> Iterator[str]:
    """One document, a heading an article, a rule between two."""
    is_first = True
    for article in articles:
        if not is_first:
            yield "---\n"
        is_first = False
        yield _text(article)


def rendered(article: Article) -> Rendered:
    """A document of one article."""
    return Rendered(f"{place_of(article)}.md", _text(article) + "\n")


def _text(article: Article) -> str:
    """CommonMark 0.31: a heading, a line with what is known of the article, its paragraphs."""
    known = (
        article.published or (article.date.isoformat() if article.date else "undated"),
        article.byline,
        article.source,
        article.section,
        article.place,
        article.url,
        article.ref,
    )
    line = " · ".join(_escaped(one_line(value)) for value in known if value)
    body = _escaped(without_controls(article.body))
    return f"# {_escaped(one_line(article.title))}\n\n*{line}*\n\n{body}\n"


def _escaped(text: str) -> str:
    text = _MARKUP.sub(lambda found: f"\\{found[0]}", _INDENTED.sub("", text))
    return _AT_START.sub(lambda found: f"\\{found[1]}" if found[1] else f"{found[2]}\\{found[3]}", text)
