"""A file -> articles: a container opens it, a format makes drafts of each document, and rules finish the drafts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from io import BytesIO
from typing import NamedTuple

from newsidx.article import Article
from newsidx.dates.extract import DateOrder, DateReader
from newsidx.readers.containers import container_of
from newsidx.readers.decode import decode
from newsidx.readers.draft import Draft
from newsidx.readers.finish import finish
from newsidx.readers.formats.format import DocumentFormat
from newsidx.readers.formats.registry import document_format_of, drafts_of_text
from newsidx.readers.neighbours import settle_by_neighbours
from newsidx.readers.options import NO_OPTIONS, Neighbours, ReadingOptions, no_neighbours
from newsidx.readers.problem import CannotRead, Problem, ProblemKind, too_large
from newsidx.readers.source import NO_HINTS, START, Document, Hints, first_bytes
from newsidx.text.fingerprint import fingerprint

__all__ = ["DateReader", "Reading", "fingerprint", "is_read_in_parts", "read_file", "read_source"]

LARGEST_TEXT = 50_000_000
"""Bytes of the largest document that is read whole, unless the user chose another limit."""


class Reading(NamedTuple):
    """What was read from one file: its articles in their order, and the problem if it, or a part of it, gave none.

    `reader` is the format (`plain` for text in none), `encoding` what the bytes were read as, and `ambiguous` how many
    of the articles have a date that could be read two ways. `read_as` is the order in which such dates were read, also
    where the other files of the folder settled it; None if there is none.
    """

    articles: tuple[Article, ...]
    reader: str | None = None
    encoding: str | None = None
    problem: Problem | None = None
    ambiguous: int = 0
    read_as: DateOrder | None = None


def read_file(
    raw: bytes,
    path: str,
    dates: DateReader,
    mtime: float | None = None,
    options: ReadingOptions = NO_OPTIONS,
    look_around: Callable[[], Neighbours] = no_neighbours,
) -> Reading:
    """Read the articles in a file's bytes. Bytes that hold none are a problem, never an error.

    `path` is the file's, for a date in its name. `mtime`, in seconds since 1970, is given only when the user asked that
    it date what nothing else dates. `options` are what the user said of all files, `look_around` returns what the other
    files of the folder tell.
    """
    hints = NO_HINTS if mtime is None else Hints(mtime=mtime)
    document = Document(path, partial(BytesIO, raw), None, hints, options, look_around)
    start = raw[:START]
    if container_of(document, start) is None and document_format_of(document, start) is None:
        return _read_text(raw, document, dates)  # most files: there is no need to open a stream of their bytes
    return read_source(document, dates, largest=len(raw))


def read_source(file: Document, dates: DateReader, *, largest: int = LARGEST_TEXT) -> Reading:
    """Read the articles in a file. A document of more than `largest` bytes is read only if its format is streamed."""
    start = first_bytes(file)
    container = container_of(file, start)
    if container is None:
        return _read_document(file, start, dates, largest)
    readings: list[tuple[Document, Reading]] = []
    problem = None
    try:
        for document in container.documents(file):
            reading = _read_document(document, first_bytes(document), dates, largest)
            readings.append((document, reading))
    except CannotRead as error:
        problem = error.problem
    return _together(readings, problem)


def is_read_in_parts(file: Document) -> bool:
    """Whether a file is a container or in a streamed format, so that it need not fit in memory."""
    start = first_bytes(file)
    if container_of(file, start) is not None:
        return True
    known = document_format_of(file, start)
    return known is not None and known.is_streamed


def _read_document(document: Document, start: bytes, dates: DateReader, largest: int) -> Reading:
    document_format = document_format_of(document, start)
    if document_format is not None and document_format.is_streamed:
        return _read_format(document_format, document, dates)
    with document.open() as stream:
        raw = stream.read(largest + 1)
    if len(raw) > largest:
        return Reading((), problem=too_large(largest))
    if document_format is not None:
        return _read_format(document_format, replace(document, open=partial(BytesIO, raw)), dates)
    return _read_text(raw, document, dates)


def _read_format(document_format: DocumentFormat, document: Document, dates: DateReader) -> Reading:
    try:
        drafts, encoding = document_format.read(document, dates)
    except CannotRead as error:
        return Reading((), document_format.name, problem=error.problem)
    return _finished(drafts, document, dates, document_format.name, encoding)


def _read_text(raw: bytes, document: Document, dates: DateReader) -> Reading:
    try:
        text, encoding = decode(raw, document.hints.encoding)
    except CannotRead as error:
        return Reading((), problem=error.problem)
    if not text.strip():
        kind, message = (ProblemKind.NO_TEXT, "no text in it") if raw else (ProblemKind.EMPTY, "empty")
        return Reading((), encoding=encoding, problem=Problem(kind, message))
    reader, drafts = drafts_of_text(text, dates, split=document.options.split is not False)
    return _finished(drafts, document, dates, reader, encoding)


def _finished(
    drafts: Iterable[Draft], document: Document, dates: DateReader, reader: str, encoding: str | None
) -> Reading:
    """The articles that drafts become. What was read before a format failed stays."""
    articles: list[Article] = []
    problems: list[tuple[str, Problem]] = []
    count = 0
    try:
        for count, draft in enumerate(drafts, 1):
            article = finish(draft, document, dates)
            if isinstance(article, Problem):
                problems.append((f"article {count}", article))
            else:
                articles.append(article)
    except CannotRead as error:
        problems.append((f"article {count + 1}", error.problem))
    if count == 0 and not problems:
        problems.append(("", Problem(ProblemKind.NO_TEXT, "no article in it")))
    settled, ambiguous, read_as = settle_by_neighbours(articles, document, dates)
    problem = problems[0][1] if count == 1 and problems and not articles else _summary(problems)
    return Reading(settled, reader, encoding, problem, ambiguous, read_as)


def _together(readings: Sequence[tuple[Document, Reading]], broken: Problem | None) -> Reading:
    """What was read from all the documents of a file; `broken` is why there may be more in it."""
    problems = [(document.member or "", reading.problem) for document, reading in readings if reading.problem]
    if broken:
        problems.append(("", broken))
    elif not readings:
        problems.append(("", Problem(ProblemKind.EMPTY, "nothing in it")))
    first = next((reading for _, reading in readings if reading.articles), Reading(()))
    return Reading(
        tuple(article for _, reading in readings for article in reading.articles),
        first.reader,
        first.encoding,
        _summary(problems),
        sum(reading.ambiguous for _, reading in readings),
        next((reading.read_as for _, reading in readings if reading.read_as), None),
    )


def _summary(problems: Sequence[tuple[str, Problem]]) -> Problem | None:
    """Problems as one: the first, with the part of the file that has it, and how many more there are."""
    if not problems:
        return None
    part, (kind, message) = problems[0]
    more = f" (and {len(problems) - 1:,} more)" if len(problems) > 1 else ""
    return Problem(kind, f"{part}: {message}{more}" if part else f"{message}{more}")
