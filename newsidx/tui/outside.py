"""What the browser hands to other programs: to an editor, a web browser, a file."""

from __future__ import annotations

import os
from collections.abc import Sequence

from newsidx.archive.records import SourceFile
from newsidx.article import Article
from newsidx.errors import CannotWrite
from newsidx.formats.files import to_file
from newsidx.formats.registry import ARTICLES, by_ending
from newsidx.terminal import article_file, launching


def edit(article: Article, files: Sequence[SourceFile]) -> None:
    """Open the file of an article in the user's editor, and wait until that ends. Raises CannotOpen."""
    file = article_file.file_of(article, files)
    article_file.require_text(article, file)
    editor = launching.editor()
    launching.edit(editor, file.path, article_file.line_of(article, file) if launching.takes_line(editor) else None)


def open_link(article: Article) -> None:
    """Open the article's link in the web browser. Raises CannotOpen."""
    launching.open_link(article_file.link_of(article))


def write_articles(path: str, articles: Sequence[Article]) -> None:
    """Write articles to a new file in the format that its ending says. Raises CannotWrite."""
    form = by_ending(path)
    if form is None or ARTICLES not in form.holds:
        raise CannotWrite(f"The ending of {path} names no format", "Use .md, .ris, .bib, .csv, .json or .jsonl.")
    target = os.path.expanduser(path)
    if os.path.lexists(target):
        raise CannotWrite(f"{path} already exists", "Choose another name.")
    to_file(articles, target, form)
