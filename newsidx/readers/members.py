"""A container -> articles: everything in it, at any depth, within the bounds of one file."""

from __future__ import annotations

import io
import os
from dataclasses import replace
from functools import partial
from io import BytesIO
from typing import BinaryIO

from newsidx.dates.extract import DateOrder, DateReader
from newsidx.readers.collected import Collected, discard
from newsidx.readers.containers import Container, container_of
from newsidx.readers.containers.limits import DEEPEST, Budget, suspicious
from newsidx.readers.containers.streams import BLOCK, bounded, read_some
from newsidx.readers.documents import Reading, read_document
from newsidx.readers.formats.registry import document_format_of
from newsidx.readers.problem import CannotRead, Problem, ProblemKind, Problems, too_large
from newsidx.readers.source import Document, first_bytes


def read_members(container: Container, file: Document, dates: DateReader, largest: int) -> Reading:
    """Read every document in a container. Only those of up to `largest` bytes are held in memory."""
    with file.open() as stream:
        size = stream.seek(0, os.SEEK_END)
    members = _Members(dates, largest, Budget(size), file.spools)
    members.read(container, file, depth=1)
    return members.together()


class _Members:
    """What was read so far from the documents in a file."""

    def __init__(self, dates: DateReader, largest: int, budget: Budget, spools: str | None) -> None:
        self._dates, self._largest, self._budget = dates, largest, budget
        self._articles = Collected(spools)
        self._first = Reading(())
        self._problems = Problems()
        self._read_as: DateOrder | None = None

    def together(self) -> Reading:
        """All of it as what the file holds. The format and the encoding are those of the first articles."""
        problem = self._problems.as_one()
        return self._first._replace(
            articles=self._articles.articles(),
            problem=problem,
            ambiguous=self._articles.ambiguous,
            read_as=self._read_as,
            undated=self._articles.undated,
        )

    def read(self, container: Container, file: Document, depth: int) -> None:
        """Read the documents in a container, which is in as many others as `depth` says, itself included."""
        is_empty = True
        try:
            for document in container.documents(file):
                is_empty = False
                try:
                    self._read_document(document, depth)
                except CannotRead as error:
                    self._add_problem(document, error.problem)
                if self._budget.is_spent:
                    return
        except CannotRead as error:
            self._add_problem(file, error.problem)
        else:
            if is_empty:
                self._add_problem(file, Problem(ProblemKind.EMPTY, "nothing inside"))

    def _read_document(self, document: Document, depth: int) -> None:
        self._budget.count_member()
        document, broken = self._loaded(document)
        start = first_bytes(document)
        container = container_of(document, start)
        if container and depth == DEEPEST:
            self._add_problem(document, suspicious(f"more than {DEEPEST} archives inside each other").problem)
        elif container:
            self.read(container, document, depth + 1)
        elif not broken or (start and not self._is_filling(document, start, broken)):
            self._add(document, read_document(document, start, self._dates, self._largest))
        if broken:
            self._add_problem(document, broken)

    def _is_filling(self, document: Document, start: bytes, broken: Problem) -> bool:
        """Whether what could be read of a document is no text, but the beginning of what would fill the memory."""
        return broken.kind is ProblemKind.SUSPICIOUS and document_format_of(document, start) is None

    def _add(self, document: Document, reading: Reading) -> None:
        if reading.articles and not self._articles:
            self._first = reading._replace(articles=())
        self._articles.add(reading.articles)
        discard(reading.articles)
        self._read_as = self._read_as or reading.read_as
        if reading.problem:
            self._add_problem(document, reading.problem)

    def _add_problem(self, document: Document, problem: Problem) -> None:
        self._problems.add(document.member or "", problem)

    def _loaded(self, document: Document) -> tuple[Document, Problem | None]:
        """A document in memory, if it is not too large, and why it may be only its beginning.

        So it is expanded only once, and can be sought, whatever it is in.
        """
        stream = bounded(document.open(), self._budget)
        loaded = BytesIO()
        broken = None
        try:
            while block := read_some(stream, BLOCK):
                loaded.write(block)
                if loaded.tell() > self._largest:
                    return self._too_large_for_memory(document, stream, loaded.getvalue()), None
        except CannotRead as error:
            broken = error.problem
        stream.close()
        return replace(document, open=partial(BytesIO, loaded.getvalue())), broken

    def _too_large_for_memory(self, document: Document, stream: BinaryIO, beginning: bytes) -> Document:
        """A document that is read as a stream, of which `stream` has given its `beginning`."""
        if stream.seekable():
            stream.close()
            return replace(document, open=lambda: bounded(document.open(), self._budget))
        return replace(document, open=_Reopened(beginning, stream))


class _Reopened:
    """Opens a stream whose `beginning` is in memory several times, until somebody reads on."""

    def __init__(self, beginning: bytes, rest: BinaryIO) -> None:
        self._beginning, self._rest = beginning, rest
        self.is_used_up = False

    def __call__(self) -> BinaryIO:
        if self.is_used_up:
            raise CannotRead(too_large(len(self._beginning)))
        return io.BufferedReader(_Continued(self._beginning, self._rest, self), BLOCK)


class _Continued(io.RawIOBase):
    """A beginning, and then the rest of the stream from which it was read."""

    def __init__(self, beginning: bytes, rest: BinaryIO, opener: _Reopened) -> None:
        self._beginning, self._rest, self._opener = beginning, rest, opener
        self._position = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        piece = self._beginning[self._position : self._position + len(buffer)]
        if piece:
            self._position += len(piece)
            buffer[: len(piece)] = piece
            return len(piece)
        self._opener.is_used_up = True
        rest = read_some(self._rest, len(buffer))
        buffer[: len(rest)] = rest
        return len(rest)
