"""The elements of an XML document, one by one, so that a document of any size takes little memory.

Entities that the document declares itself are refused: ten lines of them can expand to gigabytes. Those of HTML
(`&nbsp;`) are known, declared or not. An encoding that is declared wrongly and characters that XML forbids, both of
which are common, do no harm.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Collection, Iterator
from functools import lru_cache
from html.entities import html5
from typing import TYPE_CHECKING, BinaryIO, NamedTuple
from xml.etree.ElementTree import Element, ParseError, TreeBuilder

from newsidx.readers.decode import clean, is_encoding
from newsidx.readers.lines import WESTERN
from newsidx.readers.markup import CELLS, LINE_ENDS, as_lines, flowing
from newsidx.readers.problem import CannotRead, Problem, ProblemKind
from newsidx.readers.source import Document

if TYPE_CHECKING:
    from defusedxml.ElementTree import DefusedXMLParser

LARGEST_ELEMENT = 20_000_000
"""Bytes of the largest element that is read, and of what may stand between two of them."""

_MOST_ELEMENTS = 100_000
"""Elements in the largest one that is read."""

_DEEPEST = 200

_BLOCK = 64 * 1024
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)
_DECLARED = re.compile(rb"""\s*<\?xml\s[^>]*?\bencoding\s*=\s*["']([A-Za-z0-9._:-]{1,40})["']""")
_NOT_FOR_FILES = frozenset(("idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape", "utf-7"))
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]"
    "|&#(?:0*(?:[0-8]|1[124-9]|2[0-9]|3[01])|[xX]0*(?:[0-8bBcCeEfF]|1[0-9a-fA-F]));"
)
"""Characters that XML may not contain, not even as a reference."""

_LONGEST_REFERENCE = 12
_HIDDEN = frozenset(("head", "script", "style"))
_PROLOGUE = re.compile(
    r"""\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE(?:[^<>\["']|"[^"]*"|'[^']*')*(?:\[[^\]]*\]\s*)?>""",
    re.DOTALL | re.IGNORECASE,
)
_DOCTYPE = re.compile(r"<!DOCTYPE\s+(?:[\w.-]*:)?([A-Za-z][\w.-]*)", re.IGNORECASE)
_ROOT = re.compile(r"<(?:[\w.-]*:)?([A-Za-z][\w.-]*)([^>]*)")
_ENTITIES = {name[:-1]: character for name, character in html5.items() if name.endswith(";")}


class Root(NamedTuple):
    """The first element of an XML document: its name without prefix, in lower case, and its attributes as written."""

    name: str
    attributes: str


@lru_cache(maxsize=4)
def root_of(start: bytes) -> Root | None:
    """The first element of an XML document whose first bytes these are, or the one that a long document type names.

    None if there is neither.
    """
    text = start.decode(encoding_of(start), "replace").lstrip("\ufeff")
    position = 0
    while skipped := _PROLOGUE.match(text, position):
        position = skipped.end()
    if match := _ROOT.match(text, position):
        return Root(match[1].lower(), match[2])
    declared = _DOCTYPE.match(text, position)
    return Root(declared[1].lower(), "") if declared else None


def encoding_of(start: bytes, known: str | None = None) -> str:
    """The encoding of an XML document: by its byte order mark or zeros, else as it declares, else as its container
    says, else UTF-8. A declaration that the bytes contradict is ignored."""
    for mark, encoding in _MARKS:
        if start.startswith(mark):
            return encoding
    declared = _DECLARED.match(start)
    name = declared[1].decode() if declared else known
    if not name or not is_encoding(name) or _is_utf8(start):
        return "utf-8"
    name = codecs.lookup(name).name
    if name in _NOT_FOR_FILES or name.startswith(("utf-16", "utf-32", "cp037", "cp500", "cp1140")):
        return "utf-8"
    return "cp1252" if name in ("iso8859-1", "ascii") else name


def _is_utf8(start: bytes) -> bool:
    """Whether bytes above ASCII are there and are UTF-8."""
    try:
        text = codecs.getincrementaldecoder("utf-8")().decode(start)
    except UnicodeDecodeError:
        return False
    return not text.isascii()


class _Utf8:
    """The bytes of a document as UTF-8, without the characters that XML forbids, for a parser to read.

    It gives up when too much is read between two elements.
    """

    def __init__(self, stream: BinaryIO, known: str | None) -> None:
        self._stream = stream
        self._block = stream.read(_BLOCK)
        self.encoding = encoding_of(self._block, known)
        errors = WESTERN if self.encoding.startswith("utf-8") else "replace"
        self._decoder = codecs.getincrementaldecoder(self.encoding)(errors)
        self._held = ""
        self._is_start = True
        self.since_element = 0

    def read(self, size: int = -1) -> bytes:
        while block := self._block:
            self._block = self._stream.read(_BLOCK)
            self.since_element += len(block)
            if self.since_element > LARGEST_ELEMENT:
                raise CannotRead(Problem(ProblemKind.TOO_LARGE, "one of its elements is too large to read"))
            if text := self._allowed(self._decoder.decode(block, final=not self._block)):
                return text.encode("utf-8", "replace")
        return b""

    def _allowed(self, text: str) -> str:
        text = self._held + text
        self._held = ""
        if self._is_start:
            text = text.lstrip("\ufeff \t\r\n")
            self._is_start = not text
        reference = text.rfind("&", -_LONGEST_REFERENCE)
        if self._block and reference >= 0:
            text, self._held = text[:reference], text[reference:]
        return _FORBIDDEN.sub("", text)


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
        source = _Utf8(stream, document.hints.encoding)
        ancestors: list[Element] = []
        within: Element | None = None
        count = 0
        try:
            for event, element in iterparse(source, events=("start", "end"), parser=_parser()):
                if event == "start":
                    count += 1
                    if len(ancestors) > _DEEPEST or count > _MOST_ELEMENTS:
                        raise CannotRead(Problem(ProblemKind.SUSPICIOUS, "too many elements, or nested too deeply"))
                    ancestors.append(element)
                    if within is None and local_name(element) in names:
                        within = element
                    continue
                ancestors.pop()
                if within is not None and element is within:
                    yield within
                    within, source.since_element, count = None, 0, 0
                if within is None and ancestors:
                    del ancestors[-1][:]
        except ParseError as error:
            raise CannotRead(Problem(ProblemKind.DAMAGED, f"broken XML: {error}")) from None
        except DefusedXmlException:
            raise CannotRead(Problem(ProblemKind.SUSPICIOUS, "XML that declares its own entities")) from None


def _parser() -> DefusedXMLParser:
    """A parser that refuses the document's own entities and knows those of HTML."""
    from defusedxml.ElementTree import DefusedXMLParser

    parser = DefusedXMLParser(target=TreeBuilder(), encoding="utf-8")
    parser.parser.UseForeignDTD(True)  # else expat takes an unknown entity for an error before it asks for its meaning
    parser.entity.update(_ENTITIES)
    return parser


def children(element: Element, *names: str) -> Iterator[Element]:
    """Every element below an element that has one of these local names (in lower case), in the order of the text."""
    return (below for below in element.iter() if below is not element and local_name(below) in names)


def child(element: Element | None, *names: str) -> Element | None:
    """The first element below an element that has the first of these names, or else the next of them, that is there."""
    if element is None:
        return None
    return next((below for name in names for below in children(element, name)), None)


def attribute(element: Element | None, name: str) -> str:
    """The value of an attribute by its local name, clean; the empty string if it is not there."""
    for key, value in () if element is None else element.attrib.items():
        if key.rpartition("}")[2].lower() == name:
            return clean(value).strip()
    return ""


def line_of(element: Element | None) -> str:
    """The text of an element on one line, with a blank where its markup ends a line; the empty string for None."""
    if element is None:
        return ""
    if not len(element):
        return " ".join(clean(element.text or "").split())
    return " ".join(text_of_element(element).split())


def text_of_element(element: Element) -> str:
    """The text of an element with the paragraphs of its markup: XHTML, NITF, or any other with `p`."""
    parts: list[str] = []
    rest: list[Element | str] = [element]
    while rest:
        piece = rest.pop()
        if isinstance(piece, str):
            parts.append(piece)
            continue
        name = local_name(piece)
        if name in _HIDDEN:
            continue
        ends = LINE_ENDS.get(name, "")
        parts.append(ends + ("\t" if name in CELLS else "") + flowing(piece.text or ""))
        rest.append(ends if name != "br" else "")  # one line end, although it has a beginning and an end
        for below in reversed(piece):
            rest.append(flowing(below.tail or ""))
            rest.append(below)
    return clean(as_lines("".join(parts)))
