"""A document -> articles: a format makes drafts of it, and rules finish the drafts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from io import BytesIO
from typing import NamedTuple

from newsidx.article import Article
from newsidx.dates.extract import DateOrder, DateReader
from newsidx.readers.collected import Articles, Collected, changed
from newsidx.readers.decode import decode
from newsidx.readers.draft import Draft
from newsidx.readers.finish import finish
from newsidx.readers.formats.format import DocumentFormat
from newsidx.readers.formats.registry import document_format_of, drafts_of_text
from newsidx.readers.neighbours import is_ambiguous, settle_by_neighbours
from newsidx.readers.problem import CannotRead, Problem, ProblemKind, Problems, too_large
from newsidx.readers.rules import path_date
from newsidx.readers.source import Document


class Reading(NamedTuple):
    """What was read from one file: its articles in their order, and the problem if it, or a part of it, gave none.

    `reader` is the format (`plain` for text in none), `encoding` what the bytes were read as. `ambiguous` is how many
    of the articles have a date that could be read two ways, and `undated` how many have none. `read_as` is the
    order in which dates with two readings were read, also where the other files of the folder settled it; None if there
    is none.
    """

    articles: Articles
    reader: str | None = None
    encoding: str | None = None
    problem: Problem | None = None
    ambiguous: int = 0
    read_as: DateOrder | None = None
    undated: int = 0


def read_document(document: Document, start: bytes, dates: DateReader, largest: int) -> Reading:
    """Read a document that is no container, and begins with `start`. Anything but a streamed format is read only up to
    a size of `largest`.
    """
    document_format = document_format_of(document, start)
    is_streamed = document_format is not None and document_format.is_streamed
    if document_format is not None and is_streamed and not document.options.layout:
        return _read_format(document_format, document, dates)
    try:
        with document.open() as stream:
            raw = stream.read(largest + 1)
    except CannotRead as error:
        return Reading((), problem=error.problem)
    if len(raw) <= largest and document.options.layout and (reading := _read_by_layout(raw, document, dates)):
        return reading
    if document_format is not None and is_streamed:
        return _read_format(document_format, document, dates)
    if len(raw) > largest:
        return Reading((), problem=too_large(largest))
    if document_format is not None:
        return _read_format(document_format, replace(document, open=partial(BytesIO, raw)), dates)
    return read_text(raw, document, dates)


def read_text(raw: bytes, document: Document, dates: DateReader) -> Reading:
    """Read the bytes of a document that can only be plain text."""
    if document.options.layout and (reading := _read_by_layout(raw, document, dates)):
        return reading
    try:
        text, encoding = decode(raw, document.hints.encoding)
    except CannotRead as error:
        return Reading((), problem=error.problem)
    if not text.strip():
        kind, message = (ProblemKind.NO_TEXT, "no text") if raw else (ProblemKind.EMPTY, "empty")
        return Reading((), encoding=encoding, problem=Problem(kind, message))
    reader, drafts = drafts_of_text(text, dates, split=document.options.split)
    return _finished(drafts, document, dates, reader, encoding)


def _read_by_layout(raw: bytes, document: Document, dates: DateReader) -> Reading | None:
    """What the user's own layout finds in a document, if it is in that."""
    from newsidx.readers.layouts import read_by_layout

    contents = read_by_layout(raw, document, dates)
    return contents and _finished(contents.drafts, document, dates, "layout", contents.encoding)


def _read_format(document_format: DocumentFormat, document: Document, dates: DateReader) -> Reading:
    try:
        drafts, encoding = document_format.read(document, dates)
    except CannotRead as error:
        return Reading((), document_format.name, problem=error.problem)
    return _finished(drafts, document, dates, document_format.name, encoding)


def _finished(
    drafts: Iterable[Draft], document: Document, dates: DateReader, reader: str, encoding: str | None
) -> Reading:
    """The articles that drafts become. What was read before a format failed stays."""
    articles: Articles
    if isinstance(drafts, tuple) and len(drafts) == 1:  # as most files have; it takes half the time
        article = finish(drafts[0], document, dates)
        if isinstance(article, Problem):
            return Reading((), reader, encoding, article)
        articles, problem = (article,), None
        undated, ambiguous = int(article.date is None), int(is_ambiguous(article))
    else:
        collected, problem = _several(drafts, document, dates)
        articles, undated, ambiguous = collected.articles(), collected.undated, collected.ambiguous
    if not ambiguous:
        return Reading(articles, reader, encoding, problem, undated=undated)
    settled, ambiguous, read_as = settle_by_neighbours(articles, document, dates)
    return Reading(settled, reader, encoding, problem, ambiguous, read_as, undated)


def _several(drafts: Iterable[Draft], document: Document, dates: DateReader) -> tuple[Collected, Problem | None]:
    """The articles that drafts become, and the problem of those that become none."""
    articles = Collected(document.spools)
    problems = Problems()
    unnamed = replace(document, path="", member=None)  # the name of a file does not date one of several articles
    count = 0
    try:
        for count, (draft, is_alone) in enumerate(_in_company(drafts), 1):
            article = finish(draft, document if is_alone else unnamed, dates)
            if isinstance(article, Problem):
                problems.add(f"article {count}", article)
            else:
                articles.add((article,))
    except CannotRead as error:
        problems.add(f"article {count + 1}", error.problem)
    if count == 0 and not problems:
        problems.add("", Problem(ProblemKind.NO_TEXT, "no article in it"))
    if len(articles) > 1 and articles.undated == len(articles):
        articles = _dated_by_path(articles, document, dates)
    is_one = count == 1 and not articles and len(problems) == 1
    return articles, problems.as_one(names_part=not is_one)


def _dated_by_path(articles: Collected, document: Document, dates: DateReader) -> Collected:
    """Articles of a file in which none says its date, as an issue of a newspaper: the path dates them all."""
    draft = Draft("")
    path_date.read(draft, document.place, dates)
    if draft.date is None:
        return articles

    def dated(article: Article) -> Article:
        return article._replace(date=draft.date, date_from=draft.date_from, meta={**article.meta, **draft.meta})

    return changed(articles.articles(), dated, document.spools)


def _in_company(drafts: Iterable[Draft]) -> Iterator[tuple[Draft, bool]]:
    """Each draft, and whether it is the only one. The last before an error is yielded before that is raised."""
    held: Draft | None = None
    is_alone = True
    error: CannotRead | None = None
    try:
        for draft in drafts:
            if held is not None:
                is_alone = False
                yield held, is_alone
            held = draft
    except CannotRead as raised:
        error = raised
    if held is not None:
        yield held, is_alone and error is None
    if error is not None:
        raise error
