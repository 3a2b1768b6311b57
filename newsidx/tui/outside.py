"""What the browser hands to other programs: an editor, a web browser, a file, and the alerts of the archive."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Sequence

from newsidx.archive.opening import open_to_change
from newsidx.archive.records import SourceFile
from newsidx.article import Article
from newsidx.errors import CannotWrite
from newsidx.formats.files import to_file
from newsidx.formats.registry import ARTICLES, by_ending
from newsidx.search import alerts
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
    to_file(articles, os.path.expanduser(path), form)


async def saved_alert(place: str, name: str, query_text: str) -> None:
    """Save a query as an alert. Raises AlertExists, ArchiveBusy and CannotWrite."""

    def save() -> None:
        with open_to_change(place) as archive:
            alerts.add(archive, name, query_text)

    await asyncio.get_running_loop().run_in_executor(None, save)
