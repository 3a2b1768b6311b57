"""Taking articles along: written to a file or a folder in the formats of other programs.

A format is a function that turns articles into lines, or one that turns an article into a file of its own, and a line
in `ONE_FILE` or `ONE_EACH`. Articles are written as they are read, so that any number of them takes the same memory.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain

from newsidx.article import Article
from newsidx.disk.new_file import new_file
from newsidx.errors import CannotWrite
from newsidx.formats import citations, markdown, plain_files, tables

ONE_FILE: dict[str, Callable[[Iterable[Article]], Iterator[str]]] = {
    "jsonl": tables.jsonl,
    "json": tables.json_array,
    "csv": tables.csv_lines,
    "markdown": markdown.document,
    "ris": citations.ris,
    "bibtex": citations.bibtex,
    "csl-json": citations.csl_json,
}
ONE_EACH: dict[str, Callable[[Article], plain_files.Rendered]] = {
    "files": plain_files.rendered,
    "markdown": markdown.rendered,
}
ENDINGS = {
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "json",
    ".csv": "csv",
    ".md": "markdown",
    ".ris": "ris",
    ".bib": "bibtex",
}


@dataclass(frozen=True)
class Exported:
    """How many articles were written, and how many of them, as files, do not read back quite the same."""

    articles: int
    otherwise: int = 0


def to_file(articles: Iterable[Article], path: str, form: str, overwrite: bool = False) -> Exported:
    """Write articles to one file, in one of ONE_FILE. It gets its name when it is whole; none is made of no article.

    Raises CannotWrite, also where there is a file already and it is not to be overwritten.
    """
    articles = iter(articles)
    first = next(articles, None)
    if first is None:
        return Exported(0)
    counted = _Counted(chain([first], articles))
    try:
        with new_file(path, overwrite=overwrite) as file:
            for line in ONE_FILE[form](counted):
                file.write(line + "\n")
    except FileExistsError as error:
        raise CannotWrite(
            f"{path} is there already", "Choose another name, or overwrite it with --overwrite."
        ) from error
    except OSError as error:
        raise CannotWrite(
            f"{path} cannot be written ({error.strerror})", "Choose another place, or make room, and try again."
        ) from error
    return Exported(counted.number)


def to_folder(articles: Iterable[Article], path: str, form: str, overwrite: bool = False) -> Exported:
    """Write each article to a file of its own in a folder, in one of ONE_EACH.

    `path` itself may be a link; a link within it is never written through: one to a file is replaced, if that is to be
    overwritten, and one to a folder refused. Raises CannotWrite, also where the folder holds something already and is
    not to be added to.
    """
    written = otherwise = 0
    made: set[str] = set()
    target = path
    try:
        if os.path.isdir(path) and os.listdir(path) and not overwrite:
            raise CannotWrite(
                f"{path} is not empty", "Choose another folder, or write among what is there with --overwrite."
            )
        os.makedirs(path, exist_ok=True)
        for article in articles:
            rendered = ONE_EACH[form](article)
            target = os.path.join(path, rendered.path)
            _make_folder(path, os.path.dirname(rendered.path), made)
            with new_file(target, overwrite=overwrite, durable=False) as file:
                file.write(rendered.text)
            written += 1
            otherwise += not rendered.is_same
    except OSError as error:
        raise CannotWrite(
            f"{target} cannot be written ({error.strerror})",
            f"{written:,} articles are there. Make room, or choose another folder, and try again.",
        ) from error
    return Exported(written, otherwise)


def _make_folder(path: str, below: str, made: set[str]) -> None:
    """Make a folder below another, unless that is `made` already; none on the way to it may be a link."""
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


class _Counted:
    """Articles on their way, counted."""

    def __init__(self, articles: Iterable[Article]) -> None:
        self._articles = articles
        self.number = 0

    def __iter__(self) -> Iterator[Article]:
        for article in self._articles:
            self.number += 1
            yield article
