"""The file of an article as it is on the disk now: which one it is, what is to be said about it, the article's line."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from newsidx.disk.paths import is_gone, path_on_disk, path_text
from newsidx.errors import CannotOpen
from newsidx.terminal.messages import note
from newsidx.text.marks import without_marks
from newsidx.text.plural import plural
from newsidx.text.sanitize import one_line, without_line_breaks
from newsidx.text.whole import whole

if TYPE_CHECKING:
    from newsidx.archive.records import SourceFile
    from newsidx.article import Article

_LONGEST_SEARCHED = 100_000_000
"""Bytes of the largest file in which the line of an article is looked for."""

_START = 8192
"""Bytes at the beginning of a file that tell whether it is text."""


class FileOnDisk(NamedTuple):
    """A file that is there: its path, and what the archive knows of it."""

    path: str
    known: SourceFile

    @property
    def shown(self) -> str:
        """Its path as people see it."""
        return whole(without_line_breaks(self.known.path))


def file_of(article: Article, files: Sequence[SourceFile], name: str = "") -> FileOnDisk:
    """The file to open: the one that was named, or else the first that is there. Raises CannotOpen if there is none."""
    from newsidx.ingest.standard_input import PREFIX

    named = path_text(os.path.abspath(name)) if name else ""
    for known in sorted(files, key=lambda file: file.path != named):
        if not known.path.startswith(PREFIX) and os.path.isfile(path_on_disk(known.path)):
            return FileOnDisk(path_on_disk(known.path), known)
    of_archive = f"{whole(f'newsidx show {article.ref}')} shows what the archive has of it."
    paths = [file.path for file in files if not file.path.startswith(PREFIX)]
    if not paths:
        raise CannotOpen(f"{article.ref} came in on standard input: it has no file", of_archive)
    path = whole(without_line_breaks(paths[0]))
    if is_gone(paths[0]) is None:
        raise CannotOpen(f"The file of {article.ref} cannot be reached: {path}", of_archive)
    raise CannotOpen(
        f"The file of {article.ref} is no longer there: {path}",
        f"If it was moved, {whole('newsidx ingest FOLDER')} finds it. {of_archive}",
    )


def link_of(article: Article) -> str:
    """The link of an article. Raises CannotOpen if it has none, or none that a browser should be given."""
    if not article.url:
        raise CannotOpen(
            f"{article.ref} has no link", f"{whole(f'newsidx open {article.ref}')} opens its file in your editor."
        )
    url = article.url.strip()
    if not url.lower().startswith(("http://", "https://")) or not url.isprintable() or " " in url:
        raise CannotOpen(
            f"The link of {article.ref} is no web address: {one_line(url)}", "Only http and https links are opened."
        )
    return url


def say_what_is_special(article: Article, file: FileOnDisk, files: Sequence[SourceFile]) -> None:
    """Say on stderr where in the file the article is, if the file has changed, and that there are other copies."""
    if file.known.articles > 1:
        note(f"Note: {article.ref} is article {file.known.part + 1:,} of {file.known.articles:,} in {file.shown}.")
    if _has_changed(file):
        note(f"Note: {file.shown} was changed after newsidx read it; {whole('newsidx ingest')} reads it again.")
    if len(files) > 1:
        others = plural(len(files) - 1, "other file has", "other files have")
        note(f"Note: {others} the same article; {whole(f'newsidx show {article.ref}')} names them.")


def _has_changed(file: FileOnDisk) -> bool:
    from newsidx.archive.files import stored_time

    status = os.stat(file.path)
    return (status.st_size, stored_time(status.st_mtime_ns)) != (file.known.size, file.known.mtime_ns)


def require_text(article: Article, file: FileOnDisk) -> None:
    """Raise CannotOpen if the file is nothing that an editor of text should open."""
    from newsidx.readers.containers.registry import container_of
    from newsidx.readers.source import Document

    try:
        with open(file.path, "rb") as opened:
            start = opened.read(_START)
    except OSError as error:
        what = f"{file.shown} cannot be read ({error.strerror or error})"
        raise CannotOpen(what, "Fix that, then run the same command again.") from error
    desktop = whole(f"newsidx open --desktop {article.ref}")
    container = container_of(Document(file.path, partial(_opened, file.path)), start)
    if container and container.name != "mbox":
        raise CannotOpen(
            f"{article.ref} is inside a file of the kind {container.name}: {file.shown}",
            f"Unpack that to edit the article, or open all of it with {desktop}.",
        )
    is_wide_text = (file.known.encoding or "").lower().startswith(("utf-16", "utf-32", "utf_16", "utf_32"))
    if start.startswith(b"%PDF") or (b"\0" in start and not is_wide_text):
        raise CannotOpen(f"{file.shown} is no text file", f"Open it in the desktop's program: {desktop}")


def _opened(path: str) -> BinaryIO:
    return open(path, "rb")


def line_of(article: Article, file: FileOnDisk) -> int | None:
    """The line of the file, from 1, in which the article's text begins; None if that is not certain.

    It is certain if the file has several articles, and exactly one of its lines has the first line of the text.
    """
    from newsidx.readers.decode import is_encoding

    if file.known.articles < 2 or os.path.getsize(file.path) > _LONGEST_SEARCHED:
        return None
    lines_of_text = without_marks(article.body).split("\n")
    searched = next((" ".join(line.split()) for line in lines_of_text if line.strip()), "")
    if not searched:
        return None
    encoding = file.known.encoding or "utf-8"
    if not is_encoding(encoding):
        return None
    numbers: list[int] = []
    with open(file.path, encoding=encoding, errors="replace") as lines:
        for number, line in enumerate(lines, 1):
            if searched in " ".join(line.split()):
                numbers.append(number)
    return numbers[0] if len(numbers) == 1 else None
