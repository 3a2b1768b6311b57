"""Random dates, as articles write them and as people ask for them: right, or none, or an error that points at it.

A date found is plausible and stands where it is said to stand. A range asked for reads the same when it is written out,
and is never backwards. What is no date is BadDate with a place inside its text, and nothing else.
"""

from __future__ import annotations

import datetime
import random
from collections.abc import Callable

import pytest

from newsidx.dates import DateRange, from_then_on, parse_range, until_then
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


def test_a_date_written_in_an_article_is_read_right_or_not_at_all(trials: Trials) -> None:
    readers = [DateReader(dayfirst, TODAY) for dayfirst in (False, True)]
    for chance in trials(30_000):
        text, reader = some_text(chance), chance.choice(readers)
        for read in (reader.whole, reader.find, reader.at):
            found = read(text)
            if found:
                assert reader.is_plausible(found.date), text
                assert 0 <= found.start <= found.end <= len(text), text
                if found.published:
                    assert datetime.datetime.fromisoformat(found.published).date() == found.date, text


def read_or_refused(read: Callable[[str, datetime.date], DateRange], text: str) -> DateRange | BadDate:
    try:
        return read(text, TODAY)
    except BadDate as error:
        return error


def test_a_range_asked_for_is_read_right_or_refused_with_its_place(trials: Trials) -> None:
    for chance in trials(8000):
        text = some_text(chance)
        for read in (parse_range, from_then_on, until_then):
            dates = read_or_refused(read, text)
            if isinstance(dates, BadDate):
                assert 0 <= dates.start <= dates.end <= len(dates.text), text
                continue
            assert not (dates.first and dates.last) or dates.first <= dates.last, text
            written = str(dates)
            if read is parse_range and written and "within" not in written:
                assert parse_range(written, TODAY) == dates, (text, written)
