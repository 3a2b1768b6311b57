"""The elements of an XML document, one by one, so that a document of any size takes little memory.

Entities that the document declares itself are refused: ten lines of them can expand to gigabytes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import BinaryIO
from xml.etree.ElementTree import Element, ParseError

from newsidx.readers.problem import CannotRead, Problem, ProblemKind
from newsidx.readers.source import Document

LARGEST_ELEMENT = 50_000_000
"""Bytes of the largest element that is read, and of what may stand between two of them."""


class _Metered:
    """A stream that gives up when too much is read between two elements."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.since_element = 0

    def read(self, size: int = -1) -> bytes:
        block = self._stream.read(size)
        self.since_element += len(block)
        if self.since_element > LARGEST_ELEMENT:
            raise CannotRead(Problem(ProblemKind.TOO_LARGE, "an element of it is too large to read"))
        return block


def local_name(element: Element) -> str:
    """The name of an element without its namespace, in lower case."""
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def elements(document: Document, names: Collection[str]) -> Iterator[Element]:
    """Every element with one of these local names (in lower case), as soon as its end is read, outermost ones only.

    Raises CannotRead where the XML is broken, or declares entities. What came before it has been yielded.
    """
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import iterparse

    with document.open() as stream:
        metered = _Metered(stream)
        ancestors: list[Element] = []
        within: Element | None = None
        try:
            for event, element in iterparse(metered, events=("start", "end")):
                if event == "start":
                    ancestors.append(element)
                    if within is None and local_name(element) in names:
                        within = element
                    continue
                ancestors.pop()
                if within is not None and element is within:
                    yield within
                    within, metered.since_element = None, 0
                if within is None and ancestors:
                    del ancestors[-1][:]
        except ParseError as error:
            raise CannotRead(Problem(ProblemKind.DAMAGED, f"broken XML: {error}")) from None
        except DefusedXmlException:
            raise CannotRead(Problem(ProblemKind.SUSPICIOUS, "XML that declares entities of its own")) from None
