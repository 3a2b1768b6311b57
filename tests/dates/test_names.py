"""Dates in names of files and folders, in mail headers, and with two-digit years."""

from __future__ import annotations

import datetime
import email.utils

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsidx.article import EARLIEST
from newsidx.dates.extract import DateReader
from newsidx.dates.written import TwoDigitOrder

TODAY = datetime.date(2022, 3, 9)
TOMORROW = datetime.date(2022, 3, 10)
READER = DateReader(today=TODAY)


@pytest.mark.parametrize(
    ("name", "date"),
    [
        ("21Sep2005Byrd165", "2005-09-21"),
        ("Byrd21Sep2005", "2005-09-21"),
        ("20Sept2005", "2005-09-20"),
        ("sep212005", "2005-09-21"),
        ("title-june-14-2018", "2018-06-14"),
        ("title_6th_of_march_2022", "2022-03-06"),
        ("2022-03-06-title", "2022-03-06"),
        ("2022_03_06", "2022-03-06"),
        ("2022 Mar 06 title", "2022-03-06"),
        ("20220306103000", "2022-03-06"),
        ("202203061030_title", "2022-03-06"),
        ("monetary20220306a1", "2022-03-06"),
        ("title-13-04-2008", "2008-04-13"),
        ("6-de-marzo-de-2022-discurso", "2022-03-06"),
        ("06marzo2022", "2022-03-06"),
        ("2022年3月6日 标题", "2022-03-06"),
        ("2022-03-06-07", "2022-03-06"),
        ("20220306-20220306", "2022-03-06"),
        ("2022-03-06-on-20210101-x", "2022-03-06"),
        ("x-20210101-y-2022-03-06", "2022-03-06"),
        ("2021-01-01_to_2022-03-06", None),
        ("x-2021-01-01-y-2022-03-06-z", None),
        ("28-29-oct-1987-conference", None),
        ("covid-19-may-2020-report", None),
        ("G20-Nov-2008", None),
        ("1652005sep21", None),
        ("21sep20056", None),
        ("oscar212005", None),
        ("211281183", None),
        ("120220306", None),
        ("2022030612345", None),
        ("v1.12.10.2004", None),
        ("may-2020", None),
        ("2022-02-30", None),
        ("2922-03-06", None),
        ("", None),
    ],
)
def test_a_date_in_a_name_is_read_where_it_is_plain(name: str, date: str | None) -> None:
    found = READER.in_name(name)
    assert (str(found.date) if found else None) == date


def test_numbers_in_a_name_are_read_in_the_order_asked_for() -> None:
    found = READER.in_name("01-04-2008")
    assert found is not None
    assert (str(found.date), str(found.other)) == ("2008-01-04", "2008-04-01")
    assert str(DateReader(True, TODAY).in_name("01-04-2008")).startswith("WrittenDate(date=datetime.date(2008, 4, 1)")


GLUE = st.text("abcxyzABC", max_size=4)
FORMS = [
    "{day}{mon}{year}",
    "{day:02}-{month}-{year}",
    "{year}-{m:02}-{day:02}",
    "{year}{m:02}{day:02}",
    "{month}-{day}-{year}",
]


@given(st.dates(EARLIEST, TOMORROW), st.sampled_from(FORMS), GLUE, GLUE)
def test_a_date_in_a_name_round_trips(day: datetime.date, form: str, before: str, after: str) -> None:
    text = form.format(day=day.day, m=day.month, year=day.year, mon=f"{day:%b}", month=f"{day:%B}".lower())
    for name in (text, f"{before}_{text}", f"{text}_{after}", f"{before}-{text}-{after}"):
        found = READER.in_name(name)
        assert found is not None, name
        assert found.date == day


@given(st.text("0123456789-_. abMaryJunSep", max_size=30))
def test_any_name_gives_a_plausible_date_or_none(name: str) -> None:
    found = READER.in_name(name)
    assert found is None or (EARLIEST <= found.date <= TOMORROW and str(found.date.year) in name)


@pytest.mark.parametrize(
    ("text", "date", "published"),
    [
        ("Mon, 5 Apr 93 12:23:09 GMT", "1993-04-05", "1993-04-05T12:23:09+00:00"),
        ("5 Apr 93", "1993-04-05", None),
        ("Tuesday, 05-Apr-93 12:23:09 GMT", "1993-04-05", "1993-04-05T12:23:09+00:00"),
        ("Mon Apr  5 12:23:09 1993", "1993-04-05", "1993-04-05T12:23:09"),
        ("Mon, 5 Apr 1993 12:23:09 +0100 (BST (summer))", "1993-04-05", "1993-04-05T12:23:09+01:00"),
        ("Mon, 5 Apr 1993\r\n 12:23:09 -0500", "1993-04-05", "1993-04-05T12:23:09-05:00"),
        ("Fri, 23 Apr 1993 03:47:50 UNDEFINED", "1993-04-23", "1993-04-23T03:47:50"),
        ("Fri, 23 Apr 1993 03:47:50 -0000", "1993-04-23", "1993-04-23T03:47:50"),
        ("Mon, 1 Jan 101 10:00:00 -0500", "2001-01-01", "2001-01-01T10:00:00-05:00"),
        ("1 Jan 00 10:00 EST", "2000-01-01", "2000-01-01T10:00:00-05:00"),
        ("5 Apr 93 25:23:09 GMT", "1993-04-05", None),
        ("2022-03-06", "2022-03-06", None),
        ("6 March 2022", "2022-03-06", None),
        ("1 Apr 49 12:00 GMT", None, None),
        ("31 Feb 93", None, None),
        ("5 Apr 9", None, None),
        ("93", None, None),
        ("Mon", None, None),
        ("", None, None),
    ],
)
def test_a_mail_header_is_read_by_its_own_rules(text: str, date: str | None, published: str | None) -> None:
    found = READER.mail(text)
    assert (str(found.date) if found else None, found.published if found else None) == (date, published)


@given(st.datetimes(datetime.datetime(1950, 1, 1), datetime.datetime(2022, 3, 9)), st.integers(-12, 14), st.booleans())
def test_a_mail_date_round_trips(moment: datetime.datetime, hours: int, is_short: bool) -> None:
    sent = moment.replace(microsecond=0, tzinfo=datetime.timezone(datetime.timedelta(hours=hours)))
    text = email.utils.format_datetime(sent)
    found = READER.mail(text.replace(f" {sent.year} ", f" {sent.year % 100:02} ") if is_short else text)
    assert found is not None
    assert (found.date, found.published) == (sent.date(), sent.isoformat())


@given(st.text(max_size=60) | st.text("Mon, 5Apr93:+-()GMT", max_size=60))
def test_no_mail_header_raises(text: str) -> None:
    found = READER.mail(text)
    assert found is None or EARLIEST <= found.date <= TOMORROW


@pytest.mark.parametrize("text", ["5 Apr 93", "05-04-93", "5.4.93"])
def test_a_year_of_two_digits_is_read_nowhere_else(text: str) -> None:
    assert (READER.whole(text), READER.find(text), READER.at(text), READER.in_name(text)) == (None,) * 4


@pytest.mark.parametrize(
    ("text", "order", "date"),
    [
        ("21-09-05", "dmy", "2005-09-21"),
        ("21.09.05", "dmy", "2005-09-21"),
        ("09/21/05", "mdy", "2005-09-21"),
        ("210905", "dmy", "2005-09-21"),
        ("210905", "ymd", "2021-09-05"),
        ("1-4-93", "dmy", "1993-04-01"),
        ("010450", "dmy", "1950-04-01"),
        ("010449", "dmy", None),
        ("100322", "dmy", "2022-03-10"),
        ("110322", "dmy", None),
        ("31-02-05", "dmy", None),
        ("21-09.05", "dmy", None),
        ("21-09-2005", "dmy", None),
        ("x210905", "dmy", None),
    ],
)
def test_two_digit_years_are_read_in_a_proven_order(text: str, order: TwoDigitOrder, date: str | None) -> None:
    found = READER.two_digit(text, order)
    assert (str(found.date) if found else None) == date
