"""What a container is: it turns one file into documents."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from newsidx.readers.source import Document


@dataclass(frozen=True)
class Container:
    """A kind of file that holds documents.

    A file is of this kind if its first bytes, blanks left out, begin with one of `starts`, or its name ends in one of
    `suffixes` (in lower case, with the point), and if then `claims(file, start)` agrees; `may_begin` is as for a
    format. `documents(file)` yields the documents in it in their order, each with its member name and what the
    container knows of it, and each readable until the next is asked for. A stream of a document that cannot be sought
    is opened once. `documents` raises CannotRead where the file is broken, and so do the streams.
    """

    name: str
    claims: Callable[[Document, bytes], bool]
    documents: Callable[[Document], Iterable[Document]]
    starts: tuple[bytes, ...] = ()
    suffixes: tuple[str, ...] = ()
    may_begin: Callable[[bytes], bool] | None = None
