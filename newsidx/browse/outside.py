"""What the browser hands to other programs: an editor, a web browser, a file, and the alerts of the archive."""

from __future__ import annotations

import asyncio
import os
import re
import shlex
import subprocess
import webbrowser
from collections.abc import Sequence

from newsidx.archive.opening import open_to_change
from newsidx.archive.records import SourceFile
from newsidx.article import Article
from newsidx.disk.paths import path_on_disk
from newsidx.errors import NewsidxError
from newsidx.formats.files import to_file
from newsidx.formats.registry import ARTICLES, by_ending
from newsidx.search import alerts


class CannotOpen(NewsidxError):
    """There is nothing to open, or nothing to open it with."""


def edit(files: Sequence[SourceFile]) -> None:
    """Open the first of an article's files that exists in the user's editor, and wait until that ends."""
    editor = shlex.split(os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi")
    paths = [path for file in files if os.path.isfile(path := path_on_disk(file.path))]
    if not paths:
        raise CannotOpen("Its file is not there any more", "Ingest its folder again.")
    try:
        subprocess.run([*editor, paths[0]], check=False)  # noqa: S603 - the user chose the program
    except OSError as error:
        raise CannotOpen(f"{editor[0]} cannot be started ({error.strerror})", "Set VISUAL or EDITOR.") from error


def open_link(article: Article) -> None:
    """Open the article's link in the web browser."""
    if not article.url or not re.fullmatch(r"https?://[!-~]+", article.url):
        raise CannotOpen("It has no link to a web page", "Its file may have one: e opens that.")
    if not webbrowser.open(article.url):
        raise CannotOpen("No web browser was found", "Set BROWSER.")


def write_articles(path: str, articles: Sequence[Article]) -> None:
    """Write articles to a new file in the format that its ending says. Raises CannotWrite and CannotOpen."""
    form = by_ending(path)
    if form is None or ARTICLES not in form.holds:
        raise CannotOpen(f"The ending of {path} names no format", "Use .md, .ris, .bib, .csv, .json or .jsonl.")
    to_file(articles, os.path.expanduser(path), form)


async def saved_alert(place: str, name: str, query_text: str) -> None:
    """Save a query as an alert. Raises AlertExists, ArchiveBusy and CannotWrite."""

    def save() -> None:
        with open_to_change(place) as archive:
            alerts.add(archive, name, query_text)

    await asyncio.get_running_loop().run_in_executor(None, save)
