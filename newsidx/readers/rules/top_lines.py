"""The first lines of a text, each with the lines beside it, which show whether a date on it is the article's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from newsidx.languages import closing_marks, sentence_ends

_LINE = re.compile(r"^[^\S\n]*\S[^\n]*", re.MULTILINE)
_WRAPPED = 45
"""Characters of a line that can be full, and broken for that; a shorter one ends where its writer ended it."""

_FULL = 0.6
"""How long a line that can be full is at least, beside the longest of its text: a whole paragraph is not broken."""

_SAMPLE = 4000
"""Characters from the top in which the longest line is searched for."""

_MOST_OF_LINE = 400
"""Characters of a line that are looked at."""

_SENTENCE_WORDS = 10
_LONGEST_HEADLINE = 150
_CASELESS_SENTENCE = 60
"""Characters of a line in a script without capitals that is a heading at most."""

_LIST_ITEM = re.compile(r"[^\S\n]*(?:[-*•·–]|\d{1,3}[.)])[^\S\n]")
_CLOCK_LABEL = re.compile(
    r"[^\n:：]{1,20}[:：][^\S\n]*[^\n]{0,20}?\d{1,2}(?:[:.h]\d\d|[^\S\n]?[ap]\.?m)", re.IGNORECASE
)


class TopLine(NamedTuple):
    """A line of a text with its place there, and the lines right above and below it, empty if blank.

    Of a line of more than 400 characters, which can be a whole file, only these are kept. A line of more than `full`
    characters can have been broken because it was full.
    """

    text: str
    start: int
    end: int
    above: str
    below: str
    full: int

    @property
    def continues_sentence(self) -> bool:
        """Whether the line goes on with a sentence of the line above, which does not end one."""
        above = self.above.strip()
        if not above or above.endswith(_sentence_ends()):
            return False
        if self.text.lstrip()[0].islower():
            return True
        return len(above) > self.full and (
            above[-1] in ",;-–" or above.split()[-1][0].islower() or _is_mostly_small(above)
        )

    @property
    def is_broken_off(self) -> bool:
        """Whether a sentence may go on from the line above to this one: that is full, and does not end a sentence."""
        above = self.above.rstrip()
        return len(above) > self.full and not above.endswith(_sentence_ends())

    @property
    def ends_list(self) -> bool:
        """Whether the line above is an item of a list."""
        return _LIST_ITEM.match(self.above) is not None

    @property
    def is_item(self) -> bool:
        """Whether the line is an item of a list."""
        return _LIST_ITEM.match(self.text) is not None

    @property
    def is_of_event(self) -> bool:
        """Whether a line beside it names a time of day after a label: `Time: 10 am` is that of an event."""
        return any(_CLOCK_LABEL.match(line) for line in (self.above, self.below))

    @property
    def is_prose(self) -> bool:
        """Whether the line can only be a part of an article's text, with which the head of the article ends.

        A headline may be as long, but stands by itself and ends without a full stop.
        """
        text = self.text.strip()
        is_by_itself = len(text) <= self.full or not any(map(str.isalnum, self.below))
        if is_by_itself and len(text) <= _LONGEST_HEADLINE and not text.endswith(_sentence_ends()):
            return False
        if len(text.split()) >= _SENTENCE_WORDS:
            return _is_mostly_small(text)
        return len(text) > _CASELESS_SENTENCE and text.upper() == text.lower() and any(map(str.isalpha, text))


def top_lines(text: str, start: int = 0) -> Iterator[TopLine]:
    """The lines of a text that are not blank, from the first one after `start` on."""
    full = _full(text)
    return (_top_line(text, line.start(), line.end(), full) for line in _LINE.finditer(text, start))


def line_at(text: str, position: int) -> TopLine:
    """The line that a position of a text is in."""
    end = text.find("\n", position)
    return _top_line(text, text.rfind("\n", 0, position) + 1, len(text) if end < 0 else end, _full(text))


def _full(text: str) -> int:
    """The characters of a line that can be full in a text: most of what its longest line has."""
    longest = max(map(len, text[:_SAMPLE].split("\n")))
    return max(_WRAPPED, int(_FULL * min(longest, _MOST_OF_LINE)))


def _top_line(text: str, start: int, end: int, full: int) -> TopLine:
    above_end = max(0, start - 1)
    above = text[max(text.rfind("\n", 0, above_end) + 1, above_end - _MOST_OF_LINE) : above_end]
    below = text[end + 1 : end + 1 + _MOST_OF_LINE].partition("\n")[0]
    line = text[start : min(end, start + _MOST_OF_LINE)]
    return TopLine(line, start, end, above if above.strip() else "", below if below.strip() else "", full)


def _is_mostly_small(line: str) -> bool:
    """Whether most of the words of a line begin with a small letter, as in sentences and not in letterheads."""
    words = line.split()
    return 2 * sum(len(word) > 1 and word[0].islower() for word in words) > len(words)


def _sentence_ends() -> tuple[str, ...]:
    return (*sentence_ends(), *closing_marks(), ":", "：", "…")
