"""`markdown`: CommonMark 0.31, in one document or a file each. Nothing in an article's text is read as markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from newsidx.article import Article
from newsidx.formats.plain_files import path_stem
from newsidx.formats.writers import ArticleFile, Writers
from newsidx.text.sanitize import one_line, without_controls

_MARKUP = re.compile(r"[\\`*_\[\]<>&|~$]")
_AT_START = re.compile(r"^(?:([#+=-])|(\d+)([.)]))", re.MULTILINE)
_INDENTED = re.compile(r"^[ \t]+", re.MULTILINE)


def write_articles(articles: Iterable[Article]) -> Iterator[str]:
    """One document: a heading an article, a rule between two articles."""
    is_first = True
    for article in articles:
        if not is_first:
            yield "---\n"
        is_first = False
        yield _text(article)


def article_file(article: Article) -> ArticleFile:
    """A document of one article."""
    return ArticleFile(f"{path_stem(article)}.md", _text(article) + "\n")


def _text(article: Article) -> str:
    """A heading, a line with the metadata, the paragraphs."""
    metadata = (
        article.published or (article.date.isoformat() if article.date else "undated"),
        article.byline,
        article.source,
        article.section,
        article.place,
        article.url,
        article.ref,
        *(f"#{tag}" for tag in article.tags),
    )
    line = " · ".join(_escaped(one_line(value)) for value in metadata if value)
    body = _escaped(without_controls(article.body))
    note = "".join(f"> {_escaped(part)}\n" for part in without_controls(article.note or "").splitlines())
    before_body = f"{note}\n" if note else ""
    return f"# {_escaped(one_line(article.title))}\n\n*{line}*\n\n{before_body}{body}\n"


def _escaped(text: str) -> str:
    text = _MARKUP.sub(lambda match: f"\\{match[0]}", _INDENTED.sub("", text))
    return _AT_START.sub(lambda match: f"\\{match[1]}" if match[1] else f"{match[2]}\\{match[3]}", text)


WRITERS = Writers(articles=write_articles, files=article_file)
