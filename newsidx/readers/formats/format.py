"""What a format is: it turns a document into drafts, one or many."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any, NamedTuple

from newsidx.dates.extract import DateReader
from newsidx.readers.draft import Draft
from newsidx.readers.source import Document


@dataclass(frozen=True)
class TextFormat:
    """A format of plain text, which is read as a whole.

    `read(text, dates)` returns the drafts of the articles in the text, in their order, and none if the text is not in
    this format. `name` is what the archive stores as the file's reader. With `marks`, only a text that contains one of
    them is handed to `read`, and with `starts` only one that begins with one of them, blanks left out: a quick look
    that spares most texts a closer one. `is_split` says that the format cuts a text into several articles, which
    `--no-split` forbids. With `sure_starts`, it is tried first on a text that begins with one of them, since few
    texts in other formats do. `read_unproven` also cuts one that does not prove to hold several, for `--split`.
    """

    name: str
    read: Callable[[str, DateReader], Sequence[Draft]]
    marks: tuple[str, ...] = ()
    is_split: bool = False
    read_unproven: Callable[[str, DateReader], Sequence[Draft]] | None = None
    starts: tuple[str, ...] = ()
    sure_starts: tuple[str, ...] = ()


class Contents(NamedTuple):
    """What a format found in a document: the drafts of its articles, in their order, and the encoding of its text.

    The drafts may be made one by one while they are asked for; CannotRead among them ends the document, and what came
    before it stays.
    """

    drafts: Iterable[Draft]
    encoding: str | None = None


@dataclass(frozen=True)
class DocumentFormat:
    """A format that is recognised by a document's bytes or name, and reads the bytes itself.

    A document is in this format if its first bytes, blanks left out, begin with one of `starts`, or its name ends in
    one of `suffixes` (in lower case, with the point), and if then `claims(document, start)` agrees; `start` is the
    first 4 KB. `may_begin` is a quick look at the beginning, for a format whose suffixes other documents share.
    `read(document, dates)` returns what is in it and raises CannotRead if that is nothing. A format that `is_streamed`
    reads a document piece by piece, so that it may be larger than memory; any other is given only documents that fit.
    """

    name: str
    claims: Callable[[Document, bytes], bool]
    read: Callable[[Document, DateReader], Contents]
    starts: tuple[bytes, ...] = ()
    suffixes: tuple[str, ...] = ()
    may_begin: Callable[[bytes], bool] | None = None
    is_streamed: bool = False


def later(module: str, function: str) -> Callable[..., Any]:
    """A function of a module in `newsidx.readers` that is imported when it is first called: most archives never need
    most formats."""

    def call(*arguments: Any) -> Any:
        return getattr(import_module(f"newsidx.readers.{module}"), function)(*arguments)

    return call
