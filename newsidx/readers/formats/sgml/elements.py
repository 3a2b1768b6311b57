"""SGML in which every article is an element of one name, and every field of it an element with its text."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from newsidx.readers.decode import clean
from newsidx.readers.markup import unescaped
from newsidx.readers.problem import CannotRead, Problem, ProblemKind

_LARGEST = 20_000_000
"""Characters of the largest article."""

_MOST_TAGS = 50_000
"""Tags in an article, each of which takes a hundred times as much memory as it has characters."""

_TAG = re.compile(r"<(/?)([A-Za-z0-9_][\w.:-]*)(?![\w.:-])([^<>]*)>")
_ANY_TAG = re.compile(r"<[/!?]?[A-Za-z0-9_-][^<>]*>")
_COMMENT = re.compile(r"<!--[^<>]*-->")
_PARAGRAPH = re.compile(r"</?(?:P|TABLE|BR|FTAG)(?![\w.:-])[^<>]*>", re.IGNORECASE)
_ROW = re.compile(r"<(?:TABLEROW|TR|LI)(?![\w.:-])[^<>]*>", re.IGNORECASE)
_CELL = re.compile(r"<(?:TABLECELL|TD|TH)(?![\w.:-])[^<>]*>", re.IGNORECASE)
_INDENTED = re.compile(r"^(\S.*)\n {2,}(?=\S)", re.MULTILINE)
_ISO_CHARACTERS = {"&blank;": " ", "&hyph;": "-"}
"""References that TREC uses and HTML does not know."""


class Field(NamedTuple):
    """An element: its name in lower case, its attributes as written, and what is between its tags.

    Text between elements is a field without a name.
    """

    name: str
    attributes: str
    content: str


def articles_of(lines: Iterable[str], name: str) -> Iterator[Field]:
    """Every element of that name. One that is never closed ends where the next begins.

    Raises CannotRead at the end if the last one has none, or if there was text outside of the articles.
    """
    tag = re.compile(rf"<(/?){name}(?=[\s>])([^<>]*)>", re.IGNORECASE)
    article: list[str] | None = None
    attributes = ""
    size, tags, has_text_outside = 0, 0, False
    for line in lines:
        position = 0
        for match in tag.finditer(line):
            before = line[position : match.start()]
            position = match.end()
            if article is not None:
                _require_few(tags + before.count("<"))
                yield Field(name, attributes, "\n".join((*article, before)))
            else:
                has_text_outside = has_text_outside or _is_text(before)
            article, attributes, size, tags = (None if match[1] else []), match[2], 0, 0
        rest = line[position:]
        if article is not None:
            article.append(rest)
            size += len(rest) + 1
            tags += rest.count("<")
            _require_few(tags)
            if size > _LARGEST:
                raise CannotRead(Problem(ProblemKind.TOO_LARGE, "one of its articles is too large to read"))
        else:
            has_text_outside = has_text_outside or _is_text(rest)
    if article is not None:
        yield Field(name, attributes, "\n".join(article))
        raise CannotRead(Problem(ProblemKind.DAMAGED, "its last article has no end: the file may be cut off"))
    if has_text_outside:
        raise CannotRead(Problem(ProblemKind.DAMAGED, "text between its articles, which was not read"))


def _require_few(tags: int) -> None:
    if tags > _MOST_TAGS:
        raise CannotRead(Problem(ProblemKind.SUSPICIOUS, "one of its articles has too many elements"))


def _is_text(line: str) -> bool:
    return bool(line) and any(map(str.isalnum, _ANY_TAG.sub("", line)))


def fields_of(block: str) -> list[Field]:
    """The elements directly in a block of SGML, and the text between them. One without an end goes on to the next."""
    tags = list(_TAG.finditer(block))
    last_closed = {tag[2].lower(): index for index, tag in enumerate(tags) if tag[1]}
    fields: list[Field] = []
    index = position = 0
    while index < len(tags):
        tag = tags[index]
        name = tag[2].lower()
        fields.append(Field("", "", block[position : tag.start()]))
        position, index = tag.end(), index + 1
        if tag[1]:
            continue
        if last_closed.get(name, -1) >= index:
            while tags[index][2].lower() != name or not tags[index][1]:
                index += 1
            fields.append(Field(name, tag[3], block[position : tags[index].start()]))
            position, index = tags[index].end(), index + 1
        else:
            end = tags[index].start() if index < len(tags) else len(block)
            fields.append(Field(name, tag[3], block[position:end]))
            position = end
    fields.append(Field("", "", block[position:]))
    return [field for field in fields if field.name or field.content.strip()]


def flat_fields_of(block: str, groups: Collection[str]) -> Iterator[Field]:
    """The fields of a block, and instead of an element that groups others those in it. Text in a group has its name."""
    for field in fields_of(block):
        if field.name not in groups:
            yield field
            continue
        for below in fields_of(field.content):
            yield below if below.name else below._replace(name=field.name)


def attributes_of(written: str) -> dict[str, str]:
    """The attributes of a tag by their names in lower case."""
    pairs = re.findall(r"""([\w:.-]{1,100})\s?=\s?["']?([^"'<>]{0,200})(?:["']|$)""", written)
    return {name.lower(): clean(unescaped(value)) for name, value in pairs}


def line_of_sgml(content: str) -> str:
    """What is between two tags, on one line."""
    return " ".join(text_of_sgml(content).split())


def text_of_sgml(content: str) -> str:
    """What is between two tags, as text. A line that is indented begins a paragraph, as newspapers set it."""
    text = _COMMENT.sub("", content)
    text = _PARAGRAPH.sub("\n\n", text)
    text = _ANY_TAG.sub("", _CELL.sub("\t", _ROW.sub("\n", text)))
    for reference, character in _ISO_CHARACTERS.items():
        text = text.replace(reference, character)
    text = clean(unescaped(text)).strip("\n")
    text = "\n".join(line.rstrip() for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", _INDENTED.sub("\\1\n\n", text)).strip()
