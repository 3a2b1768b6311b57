"""What a format is: it turns a document into drafts, one or many."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from newsidx.dates.extract import DateReader
from newsidx.readers.draft import Draft
from newsidx.readers.source import Document


@dataclass(frozen=True)
class TextFormat:
    """A format that reads a whole text.

    `read(text, dates)` returns the drafts of the articles in the text, in their order, and none if the text is not in
    this format. `name` is what the archive stores as the file's reader.
    """

    name: str
    read: Callable[[str, DateReader], Sequence[Draft]]


@dataclass(frozen=True)
class StreamFormat:
    """A format that reads a document line by line, so that the document may be larger than memory.

    `claims(document, start)` says, from the first bytes, whether a document is in this format. `read(lines, dates)`
    yields the drafts of its articles one by one; the lines are clean text without their ends.
    """

    name: str
    claims: Callable[[Document, bytes], bool]
    read: Callable[[Iterator[str], DateReader], Iterable[Draft]]
