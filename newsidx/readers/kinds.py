"""The kinds of documents in a registry, with a quick look that spares most documents a closer one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeVar

from newsidx.readers.source import Document

_LOOKED_AT = 200
"""Bytes at the beginning of a document that are looked at for the first one that is not blank."""


class Kind(Protocol):
    """What is recognised by a document's first bytes, or by the end of its name: a container or a format."""

    @property
    def name(self) -> str:
        """What it is called."""

    @property
    def claims(self) -> Callable[[Document, bytes], bool]:
        """Whether a document is of this kind, if its beginning or its name says so."""

    @property
    def starts(self) -> tuple[bytes, ...]:
        """What documents of this kind begin with, blanks left out."""

    @property
    def suffixes(self) -> tuple[str, ...]:
        """What their names end in, in lower case, with the point."""

    @property
    def may_begin(self) -> Callable[[bytes], bool] | None:
        """A quick check of the beginning, for a kind whose suffixes many other documents share; None for others."""


KindT = TypeVar("KindT", bound=Kind)


class Kinds(dict[str, KindT]):
    """Kinds of documents by their names, in the order in which they are tried."""

    def __init__(self, kinds: tuple[KindT, ...] = ()) -> None:
        super().__init__({known.name: known for known in kinds})
        self._prepare()

    def __setitem__(self, name: str, kind: KindT) -> None:
        super().__setitem__(name, kind)
        self._prepare()

    def __delitem__(self, name: str) -> None:
        super().__delitem__(name)
        self._prepare()

    def may_claim(self, begins: bytes, ending: str) -> bool:
        """Whether a document may be of one of these kinds, by how it begins, blanks left out, and how its name ends:
        `txt`, in lower case.
        """
        starts = self._starts.get(begins[:2])
        if begins[:1] in self._single_starts or (starts and begins.startswith(starts)):
            return True
        may_begin = self._endings.get(ending, _never)
        return may_begin is None or may_begin(begins)

    def claiming(self, document: Document, start: bytes) -> KindT | None:
        """The first kind that claims a document by its first bytes or its name; None if none does."""
        begins, name = beginning(start), document.name.lower()
        for known in self.values():
            if (begins.startswith(known.starts) or name.endswith(known.suffixes)) and known.claims(document, start):
                return known
        return None

    def _prepare(self) -> None:
        """Note how the documents of all kinds may begin and end in name."""
        starts = {start for known in self.values() for start in known.starts}
        self._single_starts = frozenset(start for start in starts if len(start) < 2)
        self._starts: dict[bytes, tuple[bytes, ...]] = {}
        for start in starts.difference(self._single_starts):
            self._starts[start[:2]] = (*self._starts.get(start[:2], ()), start)
        self._endings: dict[str, Callable[[bytes], bool] | None] = {}
        for known in self.values():
            for suffix in known.suffixes:
                self._endings[suffix.rpartition(".")[2]] = known.may_begin


def always(document: Document, start: bytes) -> bool:
    """The `claims` of a kind that its first bytes alone give away."""
    return True


def _never(begins: bytes) -> bool:
    """For endings that no kind has."""
    return False


def beginning(start: bytes) -> bytes:
    """How a document begins, by its first bytes: blanks do not count."""
    return start[:_LOOKED_AT].lstrip()
