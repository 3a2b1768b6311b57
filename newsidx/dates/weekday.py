"""The weekday beside a date in numbers, and the English of a date that is written as computers write it."""

from __future__ import annotations

import re

from newsidx.dates.patterns import WORD
from newsidx.dates.vocabulary import Vocabulary

_WORD_OR_TWO = rf"{WORD}(?:['’ -]{WORD})?"
_LEADING = re.compile(rf"(?P<day>{_WORD_OR_TWO})(?P<mark>[.,]{{0,2}})\s{{1,5}}(?P<more>{WORD}\s{{1,5}})?(?=\d)")
_TRAILING = re.compile(rf"(?P<mark>,?\s{{0,5}}[(\[]|,\s{{0,5}}|\s{{1,5}})(?P<day>{_WORD_OR_TWO})\.?[)\]]?\Z")
_BEHIND_YEAR = re.compile(rf"(?<=\d)[ \t]{{0,3}}(?P<word>{WORD})\.?\Z")
_SHORT = 3


def without_weekday(text: str, words: Vocabulary) -> tuple[str, frozenset[int]]:
    """A date without the weekday before or behind it, and the numbers of that weekday in its languages; else none.

    A short word is a weekday only with a mark beside it: `6/3/2022 to` is no Finnish Thursday.
    """
    for pattern in (_LEADING, _TRAILING):
        if (match := pattern.search(text)) is None or (pattern is _LEADING and match.start()):
            continue
        days = words.weekdays.get(words.key(match["day"]))
        if not days or (len(match["day"]) <= _SHORT and match["day"].isascii() and not match["mark"].strip()):
            continue
        if pattern is _TRAILING:
            return text[: match.start()], frozenset(days.values())
        if match["more"] is None or words.codes("before_day", match["more"].strip()):
            return text[match.end() :], frozenset(days.values())
    return text, frozenset()


def without_year_word(text: str, words: Vocabulary) -> str:
    """A date without the word for year behind it: `06.03.2022 г.`"""
    match = _BEHIND_YEAR.search(text)
    return text[: match.start()] if match and words.codes("after_year", match["word"]) else text


def in_english(text: str, words: Vocabulary) -> str:
    """A text with the months and weekdays of other languages in English, where they have but one meaning."""
    return _ONE_WORD.sub(lambda match: _english(match[0], words), text)


_ONE_WORD = re.compile(WORD)
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]


def _english(word: str, words: Vocabulary) -> str:
    key = words.key(word)
    months, weekdays = set(words.months.get(key, {}).values()), set(words.weekdays.get(key, {}).values())
    if len(months) == 1 and not weekdays:
        return _MONTHS[months.pop() - 1]
    return _WEEKDAYS[weekdays.pop() - 1] if len(weekdays) == 1 and not months else word
