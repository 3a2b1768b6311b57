"""Random dates, as articles write them and as people type them: read correctly, not at all, or with a precise error.

A date found in an article is plausible and is where it is reported to be. A range that was typed means the same when it
is written out, and never runs backwards. Anything else is BadDate, with a position inside its text.
"""

from __future__ import annotations

import datetime
import random
from collections.abc import Callable

import pytest

from newsidx.dates import DateRange
from newsidx.dates.ranges import from_then_on, parse_range, until_then
from newsidx.errors import BadDate
from newsidx.readers.reading import DateReader
from tests.faults.hostile_text import HostileText
from tests.faults.trials import Trials

pytestmark = pytest.mark.long

TODAY = datetime.date(2026, 8, 1)
PIECES = (
    "January Feb March Apr. May june Jul August Sept October Nov. December 1 2 3 12 13 29 30 31 00 0 2022 1987 1600 "
    "1599 2026 2027 9999 0001 : :: 10:30 9:5 25:61 10:30:15.123456789 T Z UTC EST am pm a.m. p.m. , , - / . _ + +05:00 "
    "-0500 +99 Sunday Sun Mon of at on st nd rd th 1st 22nd the and 1e5 1.5 ½ ² ٣ 二 \u00a0 \t ( ) h m s 10h 5m 3s "
    "week year ad bc q1 W10 .. --03-06 --02-29 last this 7d weeks months past today yesterday tomorrow 1990s 2022-Q1 "
    "ago quarter first to until from a "
    "2022-W53 2020-W53 2022-W54 \x00 é"
).split(" ")


def some_text(chance: random.Random) -> str:
    if chance.random() < 0.3:
        return HostileText(chance).date()
    text = chance.choice((" ", "", "  ")).join(chance.choices(PIECES, k=chance.randint(1, 8)))
    if chance.random() < 0.1:
        other = chr(chance.choice((chance.randrange(32, 127), chance.randrange(0x250), chance.randrange(0x10000))))
        text = text[: chance.randint(0, len(text))] + other + text[chance.randint(0, len(text)) :]
    return text


def test_a_date_written_in_an_article_is_read_correctly_or_not_at_all(trials: Trials) -> None:
    readers = [DateReader(dayfirst, TODAY) for dayfirst in (False, True)]
    for chance in trials(8_000):
        text, reader = some_text(chance), chance.choice(readers)
        for read in (reader.whole, reader.find, reader.at):
            match = read(text)
            if match:
                assert reader.is_plausible(match.date), text
                assert 0 <= match.start <= match.end <= len(text), text
                if match.published:
                    assert datetime.datetime.fromisoformat(match.published).date() == match.date, text


def range_or_error(read: Callable[[str, datetime.date], DateRange], text: str) -> DateRange | BadDate:
    try:
        return read(text, TODAY)
    except BadDate as error:
        return error


def test_a_range_that_was_typed_is_read_correctly_or_refused_with_its_position(trials: Trials) -> None:
    for chance in trials(2_500):
        text = some_text(chance)
        for read in (parse_range, from_then_on, until_then):
            dates = range_or_error(read, text)
            if isinstance(dates, BadDate):
                assert 0 <= dates.start <= dates.end <= len(dates.text), text
                continue
            assert not (dates.first and dates.last) or dates.first <= dates.last, text
            written = str(dates)
            if read is parse_range and written and "within" not in written:
                assert parse_range(written, TODAY) == dates, (text, written)
