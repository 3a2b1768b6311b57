"""A part of a line that fits a width, cut between words.

The width is in whatever `measure` counts: letters, or the columns of a terminal. A script without spaces is cut
between its letters. A word that is wider than the whole width is cut itself, since nothing would be left otherwise.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from unicodedata import category

from newsidx.text.wrapping import places_to_break

Measure = Callable[[str], int]


def last_words(line: str, width: int, measure: Measure = len) -> str:
    """The last words of a line, as many as fit."""
    if measure(line) <= width:
        return line
    places = places_to_break(line)
    first = bisect_left(places, -width, key=lambda place: -measure(line[place:]))
    words = line[places[first] :] if first < len(places) else ""
    if words.strip():
        return words
    return _last_letters(line, width, measure)


def first_words(line: str, width: int, measure: Measure = len) -> str:
    """The first words of a line, as many as fit, without a space at the end of what is cut."""
    if measure(line) <= width:
        return line
    places = places_to_break(line)
    last = bisect_right(places, width, key=lambda place: measure(line[:place].rstrip())) - 1
    words = line[: places[last]].rstrip() if last >= 0 else ""
    return words or _first_letters(line, width, measure)


def _last_letters(line: str, width: int, measure: Measure) -> str:
    start = max(0, len(line) - 2 * max(0, width))
    while start < len(line) and measure(line[start:]) > width:
        start += 1
    while start < len(line) and category(line[start])[0] == "M":  # a mark without the letter that it belongs to
        start += 1
    return line[start:]


def _first_letters(line: str, width: int, measure: Measure) -> str:
    end = min(len(line), 2 * max(0, width))
    while end and measure(line[:end]) > width:
        end -= 1
    return line[:end]
