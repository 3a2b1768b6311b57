"""A small container and small formats with many articles in a file, which tests register."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Iterator
from functools import partial
from io import BytesIO

from newsidx.dates.extract import DateReader
from newsidx.readers.containers import Container
from newsidx.readers.draft import Draft
from newsidx.readers.formats import Contents, DocumentFormat, TextFormat
from newsidx.readers.lines import lines_of
from newsidx.readers.problem import CannotRead, Problem, ProblemKind
from newsidx.readers.source import Document, Hints, member_of


def _documents(file: Document) -> Iterator[Document]:
    """The members of a bundle: `BUNDLE`, then `=== name` and the text of each; `=== !` says that it is broken."""
    with file.open() as stream:
        stream.readline()
        lines = stream.read().decode().split("=== ")[1:]
    for part in lines:
        name, _, text = part.partition("\n")
        if name == "!":
            raise CannotRead(Problem(ProblemKind.UNREADABLE, "the rest of the bundle is missing"))
        name, _, url = name.partition(" ")
        hints = Hints(date=datetime.date(2020, 2, 2), url=url or None) if url != "undated" else Hints()
        yield member_of(file, name, partial(BytesIO, text.encode()), hints)


BUNDLE = Container("bundle", lambda file, start: True, _documents, starts=(b"BUNDLE\n",))


def _read_digest(text: str, dates: DateReader) -> tuple[Draft, ...]:
    return tuple(map(Draft, text.split("\n%%\n"))) if "\n%%\n" in text else ()


DIGEST = TextFormat("digest", _read_digest)
"""Articles with a line of `%%` between them."""


def _read_log(document: Document, dates: DateReader) -> Contents:
    encoding, lines = lines_of(document)
    return Contents(_log_drafts(lines, dates), encoding)


def _log_drafts(lines: Iterator[str], dates: DateReader) -> Iterable[Draft]:
    next(lines)
    for line in lines:
        if line.startswith("{"):
            said = json.loads(line)
            draft = Draft(said["text"], title=said["title"], title_from="header")
            if found := dates.whole(said["date"]):
                draft.take_date(found, "header", said["date"])
            yield draft
        elif line == "broken":
            raise CannotRead(Problem(ProblemKind.UNREADABLE, "a line that is no article"))


LOG = DocumentFormat("log", lambda document, start: True, _read_log, starts=(b"#log\n",), is_streamed=True)
"""A line of JSON an article, among other lines."""
