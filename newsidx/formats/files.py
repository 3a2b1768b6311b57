"""Articles written to one file, or to a folder with a file each, in any format of the registry that can hold them.

Articles are written as they are read, so that any number of them takes the same memory.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain

from newsidx.article import Article
from newsidx.disk.new_file import new_file
from newsidx.errors import CannotWrite
from newsidx.formats.registry import OutputFormat
from newsidx.text.plural import plural


@dataclass(frozen=True)
class Exported:
    """How many articles were written, and how many of them `differ`: their files do not read back the same."""

    articles: int
    differ: int = 0


def to_file(articles: Iterable[Article], path: str, form: OutputFormat, overwrite: bool = False) -> Exported:
    """Write articles to one file, which gets its name when it is complete. No file is made for no articles.

    Raises CannotWrite, also if the file exists and is not to be overwritten.
    """
    articles = iter(articles)
    first = next(articles, None)
    if first is None:
        return Exported(0)
    counter = _Counter(chain([first], articles))
    try:
        with new_file(path, overwrite=overwrite) as file:
            for line in form.articles(counter):
                file.write(line + "\n")
    except FileExistsError as error:
        raise CannotWrite(f"{path} already exists", "Choose another name, or overwrite it with --overwrite.") from error
    except OSError as error:
        raise CannotWrite(
            f"{path} cannot be written ({error.strerror})", "Choose another place, or make room, and try again."
        ) from error
    return Exported(counter.count)


def to_folder(articles: Iterable[Article], path: str, form: OutputFormat, overwrite: bool = False) -> Exported:
    """Write each article to a file of its own in a folder.

    `path` itself may be a link. A link within it is never followed: one in the place of a file is replaced, if files
    are to be overwritten, and one in the place of a folder is refused. Raises CannotWrite, also if the folder is not
    empty and nothing is to be overwritten.
    """
    written = differ = 0
    made: set[str] = set()
    target = path
    try:
        if os.path.isdir(path) and os.listdir(path) and not overwrite:
            raise CannotWrite(f"{path} is not empty", "Choose another folder, or write into this one with --overwrite.")
        os.makedirs(path, exist_ok=True)
        for article in articles:
            file_of_article = form.file(article)
            target = os.path.join(path, file_of_article.path)
            _make_folder(path, os.path.dirname(file_of_article.path), made)
            with new_file(target, overwrite=overwrite, durable=False) as file:
                file.write(file_of_article.text)
            written += 1
            differ += not file_of_article.reads_back
    except OSError as error:
        raise CannotWrite(
            f"{target} cannot be written ({error.strerror})",
            f"{plural(written, 'article')} written so far. Make room, or choose another folder, and try again.",
        ) from error
    return Exported(written, differ)


def _make_folder(path: str, below: str, made: set[str]) -> None:
    """Make the folder `below` a path unless it is in `made`. Nothing on the way to it may be a link."""
    if below in made:
        return
    if below:
        _make_folder(path, os.path.dirname(below), made)
        folder = os.path.join(path, below)
        with suppress(FileExistsError):
            os.mkdir(folder)
        if os.path.islink(folder):
            raise CannotWrite(
                f"{folder} is a link to another place", "Remove the link, or choose another folder, and try again."
            )
    made.add(below)


class _Counter:
    """Articles that are counted as they go by."""

    def __init__(self, articles: Iterable[Article]) -> None:
        self._articles = articles
        self.count = 0

    def __iter__(self) -> Iterator[Article]:
        for article in self._articles:
            self.count += 1
            yield article
