"""A line that is nothing but a date, ranges that are none, and numbers that a weekday settles."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsidx.dates.extract import DateReader

READER = DateReader(today=datetime.date(2022, 3, 9))
DAY_FIRST = DateReader(True, datetime.date(2022, 3, 9))


@pytest.mark.parametrize(
    "text",
    [
        "[6 March 2022]",
        "(6 March 2022)",
        "**March 6, 2022**",
        "_Sunday 6 March 2022_",
        "<6 March 2022>",
        "— 6 March 2022 —",
        "## 6 March 2022",
        "=== 2022-03-06 ===",
        "【2022-03-06】",
        "Sunday, 6th March, 2022.",
        "2022-03-06 (Sunday)",
        "6 March 2022, Sunday",
        "2022-03-06 星期日",
        "So., 6.3.2022",
        "воскресенье, 06.03.2022",
        "06.03.2022 г.",
        "6. 3. 2022",
        "2022. 03. 06.",
        "06\u200f/03\u200f/2022 الأحد",
    ],
)
def test_marks_and_weekdays_around_a_lone_date_are_set_aside(text: str) -> None:
    found = READER.whole(text)
    assert found is not None
    assert found.date == datetime.date(2022, 3, 6)
    assert text[found.start].isalnum()


@pytest.mark.parametrize(
    "text", ["6 March 2022,", "(6 March 2022", "6/3/2022 to", "to 6/3/2022", "* x 6 March 2022", "6 March 2022 la"]
)
def test_what_has_more_than_marks_around_it_is_no_lone_date(text: str) -> None:
    assert READER.whole(text) is None


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("06.03.2022 um 14:46", "14:46:00"),
        ("06.03.2022, 21:00 Uhr", "21:00:00"),
        ("Sonntag, 6.3.2022 | 9.36 Uhr", "09:36:00"),
        ("06/03/2022 à 14h49", "14:49:00"),
        ("06/03/2022 15h30", "15:30:00"),
        ("06.03.2022, kl. 14.30", "14:30:00"),
        ("6 Mart 2022 Pazar 18:28", "18:28:00"),
        ("March 6, 2022 / 1:39 PM", "13:39:00"),
        ("Sun 6 Mar 2022 12.42 CET", "12:42:00+01:00"),
        ("March 6, 2022 9:00AM (UTC)", "09:00:00+00:00"),
    ],
)
def test_a_lone_date_keeps_its_time_as_other_languages_write_it(text: str, time: str) -> None:
    found = DAY_FIRST.whole(text)
    assert found is not None
    assert found.date == datetime.date(2022, 3, 6)
    assert found.published == f"2022-03-06T{time}"


@pytest.mark.parametrize("text", ["06/03/2022 à 14h49", "06/03/2022 15h30", "06/03/2022, 10:30 Uhr"])
def test_the_time_of_another_language_proves_that_the_day_comes_first(text: str) -> None:
    found = READER.whole(text)
    assert found is not None
    assert (found.date, found.other) == (datetime.date(2022, 3, 6), None)
    assert found.published is not None
    assert found.published.startswith("2022-03-06T")


def test_an_english_time_leaves_an_ambiguous_date_ambiguous() -> None:
    found = READER.whole("06/03/2021 / 2:49 PM")
    assert found is not None
    assert {found.date, found.other} == {datetime.date(2021, 6, 3), datetime.date(2021, 3, 6)}


@pytest.mark.parametrize(
    "text",
    [
        "06.03.2022, 10:00 - 12:00 Uhr",
        "06.03.2022 - 12.10",
        "06.03.2022, 25:71 Uhr",
        "6/3/2022 Halle 10:30 Uhr",
        "6 March 2022 - 10.30 Hall",
        "6 March 2022, 10:30 Hall",
    ],
)
def test_the_time_of_an_event_or_another_date_is_no_time_of_a_lone_date(text: str) -> None:
    assert READER.whole(text) is None


RANGES = [
    "28th - 29th Oct 1987",
    "28 and 29 October 1987",
    "28/29 October 1987",
    "28 to 29 October 1987",
    "28 October - 3 November 1987",
    "October 28 - November 3, 1987",
    "March 6-8, 2021",
    "6 March 2021 - 8 March 2021",
    "March 6, 2021 to March 8, 2021",
    "06/03/2021 - 08/03/2021",
    "2021-03-06 to 2021-03-08",
    "6.-8. März 2021",
    "6. bis 8. März 2021",
    "del 6 al 8 de marzo de 2021",
    "du 6 au 8 mars 2021",
    "6 et 7 mars 2021",
    "6-8 марта 2021",
    "с 6 по 8 марта 2021",
    "6 i 7 marca 2021",
    "2021年3月6日至8日",
    "2021年3月6-8日",
]


@pytest.mark.parametrize("text", RANGES)
@pytest.mark.parametrize("form", ["{}", "x {} y", "({})"])
def test_a_range_is_no_date(text: str, form: str) -> None:
    text = form.format(text)
    assert READER.find(text) is None
    assert READER.whole(text) is None
    assert READER.at(text, form.index("{")) is None


@pytest.mark.parametrize(
    "text",
    [
        "March 6, 2021 to March 8, 2021, then 9 March 2021",
        "Issue 24 - 9 March 2021",
        "9 March 2021 / 9 mars 2021",
        "10:30 - 9 March 2021",
        "No. 3, 9 March 2021",
    ],
)
def test_a_date_beside_other_numbers_is_no_range(text: str) -> None:
    found = READER.find(text)
    assert found is not None
    assert found.date == datetime.date(2021, 3, 9)


@pytest.mark.parametrize(
    "text", ["COVID-19 March 2020 update", "Covid-19 April 2020", "an F-16 May 2004", "the G-20 November 2008"]
)
def test_the_number_of_a_name_is_no_day(text: str) -> None:
    assert READER.find(text) is None


@pytest.mark.parametrize(
    ("text", "date", "other", "order"),
    [
        ("Tue, 05/08/2001", "2001-05-08", None, "month-first"),
        ("Sunday 05/08/2001", "2001-08-05", None, "day-first"),
        ("05/08/2001 (Sunday)", "2001-08-05", None, "day-first"),
        ("domingo, 05/08/2001", "2001-08-05", None, "day-first"),
        ("Thu, 05/08/2001", "2001-05-08", "2001-08-05", None),  # a weekday that fits neither says nothing
        ("Monday, 13/08/2001", "2001-08-13", None, "day-first"),
        ("Friday, 13/08/2001", "2001-08-13", None, "day-first"),
        ("05/08/2001", "2001-05-08", "2001-08-05", None),
        ("05/05/2001", "2001-05-05", None, None),
        ("05.08.2001", "2001-08-05", None, None),
    ],
)
def test_a_weekday_settles_which_number_is_the_day(text: str, date: str, other: str | None, order: str | None) -> None:
    found = READER.whole(text)
    assert found is not None
    assert (str(found.date), found.other and str(found.other), found.order) == (date, other, order)


@given(st.dates(datetime.date(1900, 1, 1), datetime.date(2022, 3, 9)), st.booleans(), st.booleans())
def test_a_right_weekday_never_leaves_two_readings_of_different_weekdays(
    day: datetime.date, is_day_first: bool, reads_day_first: bool
) -> None:
    numbers = f"{day:%d/%m}" if is_day_first else f"{day:%m/%d}"
    found = (DAY_FIRST if reads_day_first else READER).whole(f"{day:%A}, {numbers}/{day.year}")
    assert found is not None
    assert found.date == day or (found.other == day and found.date.weekday() == day.weekday())
