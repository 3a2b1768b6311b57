"""Concordances: each match of a query in a text, with what stands before and after it on one line.

    position 17:   The price of a  [barrel of oil]  rose again on Monday, and

A match is what a highlight marks: matches that overlap are one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from newsidx.archive.matching.expansion import Expansion
from newsidx.archive.matching.highlight import passages, places_by_column, searched_in
from newsidx.archive.matching.places import Places, Span
from newsidx.archive.records import Column, ConcordanceLine
from newsidx.article import Article
from newsidx.query import Query
from newsidx.text.cutting import first_words, last_words
from newsidx.text.marks import MARK_END, MARK_START, without_marks
from newsidx.text.wrapping import joined

CONTEXT = 150
"""The most letters before and after a match: more than a line of a wide terminal has room for."""

_LOOKED_AT = 4 * CONTEXT
"""Letters of the text that are looked at on each side, since some of them are white space."""

_BETWEEN_MARKS = re.compile(f"[{MARK_START}{MARK_END}]")


def concordance_of(
    expansion: Expansion, query: Query, articles: Sequence[Article]
) -> dict[int, tuple[ConcordanceLine, ...]]:
    """By id, every match in the title and then in the body of the articles that have one.

    A title that was cut from the text is left out: the same words are in the body.
    """
    in_title, in_body = places_by_column(searched_in(expansion, query, articles))
    lines_by_id = {}
    for article in articles:
        title = "" if article.title_from == "text" else article.title
        lines = (*_lines("title", title, in_title), *_lines("body", article.body, in_body))
        if lines:
            lines_by_id[article.id] = lines
    return lines_by_id


def _lines(column: Column, text: str, places: Places) -> Iterator[ConcordanceLine]:
    for start, end in passages(text, places.spans(text)):
        yield ConcordanceLine(column, start, *in_context(text, (start, end)))


def in_context(text: str, span: Span) -> tuple[str, str, str]:
    """What stands before a passage of a text, the passage, and what stands after it, on one line.

    White space is single spaces, and line breaks inside a script without spaces are left out. Apart from that the three
    parts follow one another in the text.
    """
    start, end = span
    # A forged archive may have marks of its own.
    before, passage, after = map(
        without_marks, (text[max(0, start - _LOOKED_AT) : start], text[start:end], text[end : end + _LOOKED_AT])
    )
    line = joined(f"{before}{MARK_START}{passage}{MARK_END}{after}")
    left, match, right = map(_single_spaced, _BETWEEN_MARKS.split(line))
    if start > _LOOKED_AT and len(left) <= CONTEXT:
        left = left.partition(" ")[2]  # it may begin within a word
    if end + _LOOKED_AT < len(text) and len(right) <= CONTEXT:
        right = right.rpartition(" ")[0]
    return last_words(left[-2 * CONTEXT :], CONTEXT), match, first_words(right[: 2 * CONTEXT], CONTEXT)


def _single_spaced(text: str) -> str:
    """A text with single spaces for its white space, also at its beginning and end."""
    words = " ".join(text.split())
    return f"{' ' * text[:1].isspace()}{words}{' ' * text[-1:].isspace()}" if words else " " * bool(text)
