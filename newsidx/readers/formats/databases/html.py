"""HTML of an export as a list of blocks of text, each with the marks of the elements that it stands in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from html.parser import HTMLParser
from typing import NamedTuple

from newsidx.readers.draft import Draft
from newsidx.readers.formats.format import Contents
from newsidx.readers.problem import CannotRead, Problem, ProblemKind
from newsidx.readers.source import Document

_SEARCHED = 512 * 1024
_INLINE_TAGS = "a abbr b big em font i mark s small span strong strike sub sup tt u wbr text"
_INLINE = frozenset(_INLINE_TAGS.split())
_VOID_TAGS = "area base br col embed hr img input link meta param source track wbr"
_VOID = frozenset(_VOID_TAGS.split())
_HIDDEN = frozenset(("script", "style", "head", "template", "noscript", "title"))


class Block(NamedTuple):
    """A run of text without a line end, and the marks that its elements bear."""

    text: str
    marks: frozenset[str]


class _Blocks(HTMLParser):
    """Collects blocks. A mark is a tag, a class or an id, in lower case."""

    def __init__(self, marks: Collection[str]) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self._known = frozenset(mark.lower() for mark in marks)
        self._open: list[tuple[str, tuple[str, ...]]] = []
        self._tags: Counter[str] = Counter()
        self._marks: Counter[str] = Counter()
        self._hidden = 0
        self._text: list[str] = []
        self._of_text: frozenset[str] = frozenset()

    def flush(self) -> None:
        text = " ".join("".join(self._text).split())
        if text:
            self.blocks.append(Block(text, self._of_text))
        self._text = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        words = [tag]
        for name, value in attrs:
            if name in ("class", "id") and value:
                words += value.lower().split()
        marks = tuple(self._known.intersection(words))
        if tag not in _INLINE or marks:
            self.flush()
        if tag in _VOID:
            return
        self._hidden += tag in _HIDDEN
        self._open.append((tag, marks))
        self._tags[tag] += 1
        self._marks.update(marks)

    def handle_endtag(self, tag: str) -> None:
        if not self._tags[tag]:
            if tag not in _INLINE:
                self.flush()
            return
        while self._open:
            closed, marks = self._open[-1]
            if closed not in _INLINE or marks:
                self.flush()
            self._open.pop()
            self._tags[closed] -= 1
            self._marks.subtract(marks)
            self._hidden -= closed in _HIDDEN
            if closed == tag:
                return

    def handle_data(self, data: str) -> None:
        if self._hidden:
            return
        if not self._text:
            self._of_text = frozenset(mark for mark, count in self._marks.items() if count > 0)
        self._text.append(data)


def blocks_of(html: str, marks: Collection[str]) -> list[Block]:
    """The blocks of text in HTML, each with those of `marks` (tags, classes, ids) that its elements bear."""
    parser = _Blocks(marks)
    parser.feed(html)
    parser.close()
    parser.flush()
    return parser.blocks


def pieces_of(html: str, start: re.Pattern[str]) -> Iterator[str]:
    """The pieces of HTML that begin where a pattern is found, each up to the next."""
    begin: int | None = None
    for match in start.finditer(html):
        if begin is not None:
            yield html[begin : match.start()]
        begin = match.start()
    if begin is not None:
        yield html[begin:]


def export_contents(drafts: Sequence[Draft], encoding: str, database: str) -> Contents:
    """The articles of a database's export. Raises CannotRead if there are none."""
    if not drafts:
        raise CannotRead(Problem(ProblemKind.MARKUP, f"an export of {database} without articles"))
    return Contents(drafts, encoding)


def holds(document: Document, pattern: re.Pattern[bytes]) -> bool:
    """Whether a pattern is found in the first half megabyte of a document."""
    with document.open() as stream:
        return pattern.search(stream.read(_SEARCHED)) is not None
