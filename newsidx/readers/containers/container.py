"""What a container is: it turns one file into documents."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from newsidx.readers.source import Document


@dataclass(frozen=True)
class Container:
    """A kind of file that holds documents.

    `claims(file, start)` says, from the first bytes of a file, whether it is of this kind. `documents(file)` yields the
    documents in it in their order, each with its member name and what the container knows of it, and each readable
    until the next is asked for. It raises CannotRead where the file is broken.
    """

    name: str
    claims: Callable[[Document, bytes], bool]
    documents: Callable[[Document], Iterable[Document]]
