"""The members of a document that is a ZIP archive inside (DOCX, ODT, EPUB), opened with care."""

from __future__ import annotations

import os
from io import BytesIO
from itertools import islice

from newsidx.readers.containers.limits import Budget, damaged, suspicious
from newsidx.readers.containers.streams import blocks_of, bounded
from newsidx.readers.containers.zip import Member, members_in, open_member
from newsidx.readers.source import Document

_LARGEST_MEMBER = 50_000_000
_MOST_MEMBERS = 20_000


class Members:
    """The members of a document of `size` bytes, by their names. What they may expand to together is bounded by it."""

    def __init__(self, document: Document, members: dict[str, Member], size: int) -> None:
        self._document = document
        self._members = members
        self._budget = Budget(size)

    def __contains__(self, name: str) -> bool:
        return name in self._members

    def read(self, name: str) -> bytes:
        """The bytes of a member. Raises CannotRead if it is not there, broken, encrypted, or a bomb."""
        if (member := self._members.get(name)) is None:
            raise damaged(f"damaged: {name} is missing")
        expanded = BytesIO()
        for block in blocks_of(bounded(open_member(self._document, member), self._budget)):
            expanded.write(block)
            if expanded.tell() > _LARGEST_MEMBER:
                raise suspicious(f"{name} expands to more than {_LARGEST_MEMBER / 1e6:,.0f} MB")
        return expanded.getvalue()


def members_of(document: Document) -> Members:
    """The members of a document. Raises CannotRead if it is not a ZIP archive, or has too many of them."""
    with document.open() as stream:
        size = stream.seek(0, os.SEEK_END)
        members = list(islice(members_in(stream), _MOST_MEMBERS + 1))
    if len(members) > _MOST_MEMBERS:
        raise suspicious(f"more than {_MOST_MEMBERS:,} files inside")
    return Members(document, {member.name: member for member in members}, size)
