"""Dates whose month is a word, in any language: `6 de marzo de 2022`, `2022. március 6.`, `Sonntag, den 6. März 2022`.

The patterns here know nothing but letters, digits and blanks, so that they stay small however many languages there are.
What the words mean is looked up, and they have to be of one language: `6 di mars 2022` is no date.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from newsidx.dates.beside import with_what_is_beside
from newsidx.dates.patterns import LETTER, WORD, YEAR
from newsidx.dates.vocabulary import Codes, Vocabulary

_GAP = r"[\s.,/()'’-]"
_ORDINAL = rf"[.ºª°]|[-:'’]?{LETTER}{{1,4}}(?!{LETTER})"
_ONE_WORD_BETWEEN = rf"{WORD}(?:{_GAP}{{1,10}}{WORD}){{0,5}}"

_YEAR = re.compile(rf"(?<!\d){YEAR}(?!\d)")
_WORDS = re.compile(WORD)
_DAY_BEFORE = re.compile(
    rf"(?<![0-9A-Za-z])(?<!\d[.,:])(?P<day>\d{{1,2}})(?P<ordinal>{_ORDINAL}|)"
    rf"(?P<between>{_GAP}{{0,10}}(?:{_ONE_WORD_BETWEEN}{_GAP}{{0,10}})?)\Z"
)
_DAY_BEHIND = re.compile(
    rf"(?P<between>{_GAP}{{0,10}}{_ONE_WORD_BETWEEN}[\s.-]{{1,10}})"
    rf"(?P<day>\d{{1,2}})(?![\d:])(?P<ordinal>{_ORDINAL}|[ ]{LETTER}\b\.?|)"
)
_DAY_AND_MONTH_BEHIND = re.compile(
    rf"\.?\s(?P<word>{WORD})\s(?P<day>\d{{1,2}})(?P<ordinal>{_ORDINAL}|)\s(?P<month>{WORD})"
)
_MONTH_BEFORE = re.compile(rf"(?P<month>(?:{WORD} )?{WORD})(?P<end>\.?[\s.-]{{0,10}})\Z")

_WINDOW = 70
"""Characters before or after a year in which the rest of the date stands."""


class NamedDate(NamedTuple):
    """A day whose month is a word, where it stands with all that belongs to it, and the time beside it.

    `first` is where its day, month or year begins, whatever stands before them.
    """

    year: int
    month: int
    day: int
    start: int
    end: int
    time: str
    first: int


class _Month(NamedTuple):
    """A month by its number in each of the languages in which the words around it can be."""

    numbers: dict[str, int]
    is_certain: bool

    def within(self, codes: Codes) -> _Month | None:
        """The month, if it can be in one of these languages."""
        numbers = {code: number for code, number in self.numbers.items() if code in codes}
        return _Month(numbers, self.is_certain) if numbers else None


class _Found(NamedTuple):
    day: int
    ordinal: str
    month: _Month
    start: int
    end: int
    is_month_first: bool = False


def named_dates(
    text: str, start: int, stop: int, vocabulary: Callable[[], Vocabulary], is_alone: bool = False
) -> Iterator[NamedDate]:
    """The dates that lie between two places of a plain text, in the order of their years.

    In a line that `is_alone`, a short form needs no full stop, and the month may stand first in every language.
    The vocabulary is only asked for where a number stands beside a year, as a day would.
    """
    for year in _YEAR.finditer(text, start, stop):
        before = _DAY_BEFORE.search(text, max(start, year.start() - _WINDOW), year.start())
        end = min(stop, year.end() + _WINDOW)
        behind = _DAY_BEHIND.match(text, year.end(), end)
        if before is None and behind is None:
            continue
        words = vocabulary()
        if not _names_month(text, max(start, year.start() - 2 * _WINDOW), end, words):
            continue
        found = before and (_day_first(text, year, before, words) or _month_first(text, start, year, before, words))
        found = found or (
            behind and (_year_first(text, year, behind, words) or _year_day_month(text, year, end, words))
        )
        if found is None or not (is_alone or _stands_in_prose(found, words)):
            continue
        beside = with_what_is_beside(text, start, stop, (found.start, found.end), frozenset(found.month.numbers), words)
        if number := _number_of(found, beside.weekday_codes, words):
            yield NamedDate(int(year[0]), number, found.day, beside.start, beside.end, beside.time, found.start)


def _names_month(text: str, start: int, end: int, words: Vocabulary) -> bool:
    """Whether any word begins the name of a month: most texts are done with here."""
    return any(words.key(word) in words.first_words for word in _WORDS.findall(text, start, end))


def _stands_in_prose(found: _Found, words: Vocabulary) -> bool:
    if not found.month.is_certain:
        return False
    return not found.is_month_first or not words.month_first.isdisjoint(found.month.numbers)


def _day_first(text: str, year: re.Match[str], match: re.Match[str], words: Vocabulary) -> _Found | None:
    """`6 de marzo de 2022`"""
    for ordinal, begin in ((match["ordinal"], match.end("ordinal")), ("", match.end("day"))):
        month = _month_among(text, begin, year.start(), words)
        if month and (month := _with_ordinal(month, ordinal, words)):
            return _Found(int(match["day"]), ordinal, month, match.start(), year.end())
    return None


def _month_first(text: str, start: int, year: re.Match[str], match: re.Match[str], words: Vocabulary) -> _Found | None:
    """`marzo 6, 2022`"""
    before = _MONTH_BEFORE.search(text, max(start, match.start() - _WINDOW), match.start())
    if before is None or not match["between"]:
        return None
    codes = _codes_of(_WORDS.findall(match["between"]), "before_year", words)
    begins = [before.start("month"), before.start("month") + before["month"].find(" ") + 1]
    for begin in dict.fromkeys(begins):
        month = _month_among(text, begin, match.start(), words)
        month = month.within(codes) if month and codes is not None else month
        if month and (month := _with_ordinal(month, match["ordinal"], words)):
            return _Found(int(match["day"]), match["ordinal"], month, begin, year.end(), True)
    return None


def _year_first(text: str, year: re.Match[str], match: re.Match[str], words: Vocabulary) -> _Found | None:
    """`2022. március 6.`, `2022ko martxoaren 6a`"""
    tokens = list(_WORDS.finditer(text, year.end(), match.start("day")))
    for skipped in range(min(2, len(tokens))):
        begin = tokens[skipped].start()
        suffix = [token[0] for token in tokens[:skipped]]
        month = _month_among(text, begin, match.start("day"), words)
        codes = _codes_of(suffix, "after_year", words)
        month = month.within(codes) if month and codes is not None else month
        if month is None:
            continue
        with_ordinal = _with_ordinal(month, match["ordinal"], words)
        end = match.end() if with_ordinal else match.end("day")
        if with_ordinal or not match["ordinal"][:1].isalpha():
            return _Found(int(match["day"]), match["ordinal"], with_ordinal or month, year.start(), end)
    return None


def _year_day_month(text: str, year: re.Match[str], end: int, words: Vocabulary) -> _Found | None:
    """`2022. gada 6. marts`"""
    match = _DAY_AND_MONTH_BEHIND.match(text, year.end(), end)
    if match is None:
        return None
    month = _month_among(text, match.start("month"), match.end("month"), words)
    month = month and month.within(words.codes("after_year", match["word"]))
    return _Found(int(match["day"]), match["ordinal"], month, year.start(), match.end()) if month else None


def _month_among(text: str, begin: int, end: int, words: Vocabulary) -> _Month | None:
    """The month that the words between two places name: with those that stand before it and before the year, only."""
    tokens = list(_WORDS.finditer(text, begin, end))
    for skipped in (0, 1):
        if len(tokens) <= skipped:
            return None
        codes = _codes_of([token[0] for token in tokens[:skipped]], "before_month", words)
        for count in (2, 1):
            named, rest = tokens[skipped : skipped + count], tokens[skipped + count :]
            if len(named) < count or not (month := _month(text, named, words)):
                continue
            rest = _without_second_name(text, rest, month, words)
            behind = _codes_of([token[0] for token in rest], "before_year", words)
            for known in (codes, behind):
                if month is not None and known is not None:
                    month = month.within(known)
            if month:
                is_joined = codes is not None and bool(skipped)
                return _Month(month.numbers, month.is_certain or is_joined)
    return None


def _month(text: str, tokens: list[re.Match[str]], words: Vocabulary) -> _Month | None:
    """The month that one or two words name.

    A short form is certain with a full stop, or between dashes or slashes.
    """
    start, end = tokens[0].start(), tokens[-1].end()
    if len(tokens) == 2 and not text[tokens[0].end() : tokens[1].start()].isspace():
        return None
    key = words.key(text[start:end])
    numbers = words.months.get(key)
    if not numbers:
        return None
    before, behind = text[start - 1 : start], text[end : end + 1]
    is_marked = behind == "." or (behind in ("/", "-") and before in ("/", "-"))
    return _Month(dict(numbers), key in words.full or is_marked)


def _without_second_name(text: str, rest: list[re.Match[str]], month: _Month, words: Vocabulary) -> list[re.Match[str]]:
    """What follows the month without another name of the same month: `آذار/مارس`."""
    numbers = set(month.numbers.values())
    for count in (2, 1):
        second = _month(text, rest[:count], words) if len(rest) >= count else None
        if second and set(second.numbers.values()) == numbers:
            return rest[count:]
    return rest


def _with_ordinal(month: _Month, ordinal: str, words: Vocabulary) -> _Month | None:
    """The month in the languages that write such an ordinal. A full stop may stand behind a day in any of them."""
    if ordinal in ("", "."):
        return month
    return month.within(words.codes("ordinals", ordinal.strip(" .-:'’") or ordinal))


def _codes_of(tokens: list[str], field: str, words: Vocabulary) -> Codes | None:
    """The languages that have all of some words in a field, or None if there are no words and any language will do."""
    codes: Codes | None = None
    for token in tokens:
        known = words.codes(field, token)
        codes = known if codes is None else codes & known
    return codes


def _number_of(found: _Found, weekday_codes: Codes, words: Vocabulary) -> int | None:
    """The number of the month, if it has the same in every language that is left.

    Where it has not (`listopad` is October in Croatian, and November in Polish), the weekday says which language it is,
    else the full stop behind the day, which the one always has and the other never.
    """
    month = found.month
    with_stop = words.codes("ordinals", ".")
    has_stop = found.ordinal == "."
    for codes in (weekday_codes, frozenset(code for code in month.numbers if (code in with_stop) is has_stop)):
        if len(set(month.numbers.values())) > 1:
            month = month.within(codes) or month
    numbers = set(month.numbers.values())
    return numbers.pop() if len(numbers) == 1 else None
