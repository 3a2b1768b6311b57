"""Whether a date is one end of a range: `6-8 March 2022`, `28 and 29 October 1987`, `6. bis 8. März 2022`."""

from __future__ import annotations

import re
from collections.abc import Callable

from newsidx.dates.patterns import DASHES, LETTER, WORD
from newsidx.dates.vocabulary import Vocabulary
from newsidx.languages.english import ENGLISH

_BETWEEN = rf"(?:\s{{0,5}}[{DASHES}]\s{{0,5}}|\s{{1,5}}(?P<word>{WORD}|t/m)\s{{1,5}})"
_FIRST_DAY = re.compile(
    rf"(?:(?P<before>{WORD})\.?\s{{1,3}})?(?<![\d.,:/-])(?P<day>\d{{1,2}})(?:[.ºª°]|{LETTER}{{1,3}})?"
    rf"(?:\s{{1,3}}(?P<month>{WORD})\.?)?{_BETWEEN}(?:{WORD}\.?,?\s{{1,3}}){{0,2}}\Z"
)
_NEXT = re.compile(_BETWEEN)
_WINDOW = 60
"""Characters before a date in which the first day of a range stands."""


def has_day_before(text: str, start: int, day: int, vocabulary: Callable[[], Vocabulary]) -> bool:
    """Whether an earlier day of the same range stands right before a date: `28 and`, `28 October -`, `October 28 -`."""
    begin = max(0, start - _WINDOW)
    if not any(map(str.isdigit, text[begin:start])):
        return False
    match = _FIRST_DAY.search(text, begin, start)
    if match is None or not _joins(match["word"], vocabulary):
        return False
    if match["month"]:
        return vocabulary().is_month(match["month"])
    return 1 <= int(match["day"]) < day or (match["before"] is not None and vocabulary().is_month(match["before"]))


def next_day_at(text: str, end: int, vocabulary: Callable[[], Vocabulary]) -> int | None:
    """Where the second date of a range would stand that begins with the date that ends here."""
    match = _NEXT.match(text, end)
    return match.end() if match and _joins(match["word"], vocabulary) else None


def _joins(word: str | None, vocabulary: Callable[[], Vocabulary]) -> bool:
    if word is None or word.lower() in ENGLISH.dates.between_days:
        return True
    return bool(vocabulary().codes("between_days", word))
