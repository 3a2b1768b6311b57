"""The paragraphs of an export in plain text, of which some begin with a label such as `LENGTH:`."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import NamedTuple

_LIKE_LABEL = re.compile(r"([^\W\d_]\w+(?:[ /-]{1,3}\w+){0,2}):(?!\S)\s*(.*)", re.DOTALL)
_LONGEST_FACT = 500


class Label(NamedTuple):
    """A label at the start of a line: the key of the fact it announces, and what stands behind it on the line."""

    key: str
    rest: str


class Paragraph(NamedTuple):
    """A paragraph: the key of its label if it has one, its lines without the label, and its lines as they stand."""

    key: str | None
    text: str
    written: str


LabelReader = Callable[[str], "Label | None"]
"""Finds the label that a line, blanks stripped, begins with."""


def paragraphs_of(
    lines: Iterable[str],
    label_of: LabelReader,
    *,
    prose: Collection[str] = (),
    everywhere: bool = False,
    one_line: bool = False,
) -> list[Paragraph]:
    """The paragraphs of some lines. A blank line divides them, and so does a line with a label below another label.

    The paragraph of a label whose key is in `prose` goes on over lines that look like labels. With `everywhere`, a
    label begins a paragraph wherever its line stands, and with `one_line` that paragraph ends with its line.
    """
    paragraphs: list[Paragraph] = []
    gathered: list[str] = []
    current: Label | None = None

    def close() -> None:
        if gathered:
            text = "\n".join([current.rest, *gathered[1:]] if current else gathered)
            paragraphs.append(Paragraph(current.key if current else None, text.strip(), "\n".join(gathered)))
            gathered.clear()

    for line in lines:
        line = line.strip()
        if not line:
            close()
            continue
        may_begin = everywhere or not gathered or (current is not None and current.key not in prose)
        label = label_of(line) if may_begin else None
        if label is not None or not gathered or (one_line and current is not None):
            close()
            current = label
        gathered.append(line)
    close()
    return paragraphs


def with_unknown_labels(paragraphs: Sequence[Paragraph], is_fact: Callable[[str | None], bool]) -> list[Paragraph]:
    """The paragraphs, of which those with an unknown label have it as their key between facts."""
    adopted = list(paragraphs)
    for index in range(2, len(adopted) - 1):
        paragraph = adopted[index]
        if (
            paragraph.key is None
            and is_fact(adopted[index - 2].key)
            and is_fact(adopted[index - 1].key)
            and is_fact(adopted[index + 1].key)
            and len(paragraph.text) <= _LONGEST_FACT
            and (match := _LIKE_LABEL.fullmatch(paragraph.text))
        ):
            adopted[index] = Paragraph(match[1].lower(), match[2], paragraph.written)
    return adopted


def written(paragraphs: Iterable[Paragraph]) -> str:
    """The text of paragraphs as they stand, a blank line between them."""
    return "\n\n".join(paragraph.written for paragraph in paragraphs)


def start_of_tail(
    paragraphs: Sequence[Paragraph], begin: int, is_tail: Callable[[Paragraph], bool], captions: Collection[str] = ()
) -> int:
    """Where the facts below an article's text begin: from there on, every paragraph is one of them.

    Below a label whose key is in `captions` there may be a few paragraphs without one.
    """
    start, plain = len(paragraphs), 0
    for index in range(len(paragraphs) - 1, begin - 1, -1):
        paragraph = paragraphs[index]
        if paragraph.key in captions and paragraph.key is not None:
            start, plain = index, 0
        elif plain == 0 and is_tail(paragraph):
            start = index
        elif captions and paragraph.key is None and plain < _MOST_OF_CAPTION:
            plain += 1
        else:
            break
    return start


_MOST_OF_CAPTION = 10
