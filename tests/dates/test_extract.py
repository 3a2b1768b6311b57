import datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from newsidx.article import EARLIEST
from newsidx.dates.extract import DateReader, WrittenDate

TODAY = datetime.date(2022, 3, 9)
TOMORROW = datetime.date(2022, 3, 10)
MONTH_FIRST = DateReader(today=TODAY)
DAY_FIRST = DateReader(dayfirst=True, today=TODAY)

FORMS = [
    "2022-03-06",
    "2022/03/06",
    "2022.3.6",
    "2022_03_06",
    "20220306",
    "6 March 2022",
    "6th March 2022",
    "6 of March, 2022",
    "06-Mar-2022",
    "6/Mar/2022",
    "6Mar2022",
    "March 6, 2022",
    "march 6 2022",
    "MAR. 6th, 2022",
    "Sunday, March 6, 2022",
    "Sun., 6 Mar 2022",
    "2022 March 6",
]


def date_of(found: WrittenDate | None) -> str | None:
    return found.date.isoformat() if found else None


@pytest.mark.parametrize("text", FORMS)
def test_a_date_is_read_in_every_form_newspapers_write(text: str) -> None:
    assert date_of(MONTH_FIRST.whole(text)) == "2022-03-06"
    assert date_of(MONTH_FIRST.at(text)) == "2022-03-06"
    assert date_of(MONTH_FIRST.find(f"On {text} it rained")) == "2022-03-06"


@pytest.mark.parametrize("month", range(1, 13))
@pytest.mark.parametrize("form", ["%d %B %Y", "%b %d, %Y", "%b. %d, %Y"])
def test_every_month_is_known_by_its_name_and_its_abbreviation(month: int, form: str) -> None:
    names = "January February March April May June July August September October November December".split()
    name = names[month - 1]
    text = form.replace("%B", name).replace("%b", name[:3]).replace("%d", "9").replace("%Y", "2021")
    assert date_of(MONTH_FIRST.whole(text)) == f"2021-{month:02}-09"


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("2022-03-06T10:30", "2022-03-06T10:30:00"),
        ("2022-03-06T10:30:15Z", "2022-03-06T10:30:15+00:00"),
        ("2022-03-06T10:30:15.5+05:30", "2022-03-06T10:30:15.500000+05:30"),
        ("2022-03-06 10:30 -0500", "2022-03-06T10:30:00-05:00"),
        ("Sun, 06 Mar 2022 10:30:15 GMT", "2022-03-06T10:30:15+00:00"),
        ("March 6, 2022 at 9:05 p.m. EST", "2022-03-06T21:05:00-05:00"),
        ("March 6, 2022 | 9 pm", "2022-03-06T21:00:00"),
        ("6 March 2022 - 12:01 a.m.", "2022-03-06T00:01:00"),
        ("10:30 GMT, 6 March 2022", "2022-03-06T10:30:00+00:00"),
        ("9:05 PM on March 6, 2022", "2022-03-06T21:05:00"),
        ("Sun Mar  6 10:30:00 EST 2022", "2022-03-06T10:30:00-05:00"),
        ("2022-03-06 10:30 IST", "2022-03-06T10:30:00"),
    ],
)
def test_a_time_beside_the_date_is_kept_with_its_zone(text: str, published: str) -> None:
    found = MONTH_FIRST.whole(text)
    assert found is not None
    assert (date_of(found), found.published) == ("2022-03-06", published)


def test_a_zone_turns_no_date_into_the_day_before() -> None:
    found = MONTH_FIRST.whole("2022-03-06T23:30:00-08:00")
    assert date_of(found) == "2022-03-06"


def test_a_time_that_is_no_time_of_day_is_left_in_the_text() -> None:
    found = MONTH_FIRST.at("2022-03-06 25:71 was the score")
    assert found == WrittenDate(datetime.date(2022, 3, 6), None, None, 0, 10)


@pytest.mark.parametrize("text", ["2022-03-06 10:30 US officials said", "6 March 2022, 10:30 NATO said"])
def test_a_capitalised_word_behind_the_time_is_not_taken_for_a_zone(text: str) -> None:
    found = MONTH_FIRST.at(text)
    assert found is not None
    assert text[found.end :].split()[0] in ("US", "NATO")
    assert found.published == "2022-03-06T10:30:00"


def test_a_time_that_begins_the_next_line_belongs_to_the_text() -> None:
    found = MONTH_FIRST.at("6 March 2022\n6 p.m. curfew begins")
    assert found is not None
    assert (found.published, found.end) == (None, 12)


@pytest.mark.parametrize(
    ("text", "month_first", "day_first"),
    [
        ("03/04/2021", "2021-03-04", "2021-04-03"),
        ("3-4-2021", "2021-03-04", "2021-04-03"),
        ("03-04-2021", "2021-03-04", "2021-04-03"),
        ("03_04_2021", "2021-03-04", "2021-04-03"),
    ],
)
def test_a_numeric_date_with_two_readings_is_read_as_told_and_names_the_other(
    text: str, month_first: str, day_first: str
) -> None:
    one, two = MONTH_FIRST.whole(text), DAY_FIRST.whole(text)
    assert one is not None
    assert two is not None
    assert (date_of(one), str(one.other)) == (month_first, day_first)
    assert (date_of(two), str(two.other)) == (day_first, month_first)


@pytest.mark.parametrize(
    ("text", "date"), [("13/04/2021", "2021-04-13"), ("04/13/2021", "2021-04-13"), ("04/04/2021", "2021-04-04")]
)
@pytest.mark.parametrize("reader", [MONTH_FIRST, DAY_FIRST])
def test_a_numeric_date_with_one_reading_is_not_ambiguous(reader: DateReader, text: str, date: str) -> None:
    found = reader.whole(text)
    assert found is not None
    assert (date_of(found), found.other) == (date, None)


@pytest.mark.parametrize("text", ["2021-03-04", "2021/03/04", "4 March 2021", "20210304"])
def test_dayfirst_changes_nothing_where_the_order_is_plain(text: str) -> None:
    found = DAY_FIRST.whole(text)
    assert found is not None
    assert (date_of(found), found.other) == ("2021-03-04", None)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "May",
        "March 2022",
        "6 March",
        "2022",
        "10:30",
        "Sunday",
        "3/4/22",
        "2022-02-30",
        "31 June 2021",
        "13/14/2021",
        "2022-03-06 and more",
        "Published 2022-03-06",
        "120220306",
        "2021-W10-7",
        "Sixth of March 2022",
        "Mar-a-Lago in 2022",
        "2022-03-06-07",
        "2022-13-03",
        "06 March 0000",
    ],
)
def test_what_is_not_a_whole_date_is_never_guessed_at(text: str) -> None:
    assert MONTH_FIRST.whole(text) is None


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("1600-01-01", "1600-01-01"),
        ("1599-12-31", None),
        ("31 December 1599", None),
        ("2022-03-10", "2022-03-10"),
        ("2022-03-11", None),
        ("March 11, 2022", None),
        ("11.3.2022 10:30", None),
        ("2921-03-06", None),
    ],
)
def test_nothing_was_published_before_1600_or_after_tomorrow(text: str, date: str | None) -> None:
    assert date_of(MONTH_FIRST.whole(text)) == date
    assert date_of(MONTH_FIRST.at(text)) == date
    assert date_of(MONTH_FIRST.find(text)) == date


def test_a_date_that_cannot_be_one_of_publication_does_not_hide_the_next() -> None:
    text = "In 1066-10-14 and 2999-01-01 but 2022-03-06"
    assert MONTH_FIRST.find(text) == WrittenDate(datetime.date(2022, 3, 6), None, None, 33, 43)


def test_a_date_is_found_only_where_it_is_looked_for() -> None:
    assert MONTH_FIRST.at("x 2022-03-06") is None
    assert date_of(MONTH_FIRST.at("x 2022-03-06", 2)) == "2022-03-06"
    assert date_of(MONTH_FIRST.find("2022-03-06 2022-03-07", 5)) == "2022-03-07"


def test_digits_inside_a_word_or_a_longer_number_are_no_date() -> None:
    assert MONTH_FIRST.find("a20220306 120220306 2022030612 x2022-03-06y") is None


def test_iso_reads_the_one_form_and_no_other() -> None:
    assert MONTH_FIRST.iso("2022-03-06") == datetime.date(2022, 3, 6)
    for text in ("20220306", "2021-W10-7", "2022-3-6", "2022-03-06 ", "2022-02-30", "", "2022-03-11", "1599-12-31"):
        assert MONTH_FIRST.iso(text) is None


@given(st.dates(EARLIEST, TOMORROW))
def test_an_iso_date_round_trips(date: datetime.date) -> None:
    assert MONTH_FIRST.iso(date.isoformat()) == date
    for found in (MONTH_FIRST.whole(str(date)), MONTH_FIRST.at(str(date)), MONTH_FIRST.find(f"on {date}, then")):
        assert found is not None
        assert (found.date, found.published, found.other) == (date, None, None)


OFFSETS = st.integers(-14 * 60, 14 * 60).map(lambda minutes: datetime.timezone(datetime.timedelta(minutes=minutes)))


@given(st.datetimes(datetime.datetime(1600, 1, 1), datetime.datetime(2022, 3, 10), timezones=OFFSETS))
def test_an_iso_timestamp_round_trips(moment: datetime.datetime) -> None:
    found = MONTH_FIRST.whole(moment.isoformat())
    assert found is not None
    assert (found.date, found.published) == (moment.date(), moment.isoformat())


@given(st.dates(EARLIEST, TOMORROW), st.sampled_from(["{0:%d}/{0:%m}/{1}", "{0:%m}-{0:%d}-{1}"]), st.booleans())
def test_a_numeric_date_is_ambiguous_if_and_only_if_day_and_month_could_change_places(
    date: datetime.date, form: str, dayfirst: bool
) -> None:
    found = DateReader(dayfirst, TODAY).whole(form.format(date, f"{date.year:04}"))
    if found is not None:
        assert (found.other is not None) == (date.day <= 12 and date.day != date.month)
        assert date in (found.date, found.other)


PIECES = st.sampled_from(
    ["2022", "1599", "0000", "9999", "03", "6", "/", "-", ".", " ", ":", "T", "Z", "March", "Sun", ",", "am", "٣",
     "+05:00", "EST", "\n", "20220306", "2022-03-06", "10:30", "at", "of", "th"]
)  # fmt: skip


@given(st.text(max_size=60) | st.lists(PIECES, max_size=9).map("".join), st.booleans())
@example("10:30 +99:99 6 March 2022", False)
@example("Mar 6 2022 " + "9" * 40, False)
@example("10:" + "9" * 29 + " Mar 6 2022", False)
@example("9" * 29 + "h Mar 6 2022", False)
def test_no_text_raises_and_no_date_out_of_range_comes_out(text: str, dayfirst: bool) -> None:
    reader = DateReader(dayfirst, TODAY)
    for found in (reader.whole(text), reader.at(text), reader.find(text)):
        if found is not None:
            assert EARLIEST <= found.date <= TOMORROW
            assert 0 <= found.start < found.end <= len(text)
            assert found.published is None or found.published.startswith(found.date.isoformat())


DIGITS = st.sampled_from([*"0123456789", "00", "0000", "1739", "1987", *"/-._ :,|T\n", "March", "Mar.", "am", "+"])


@given(st.lists(DIGITS, max_size=12).map("".join), st.booleans())
@example("04/00/1987", False)
@example("00/04/1987", False)
@example("00/04/1987", True)
@example("01-0-1739", False)
@example("0.0.1987", True)
@example("March 00, 1987", False)
@example("1987-00-04T10:30", False)
def test_no_digits_and_separators_raise(text: str, dayfirst: bool) -> None:
    reader = DateReader(dayfirst, TODAY)
    for found in (reader.whole(text), reader.at(text), reader.find(text)):
        if found is not None:
            assert EARLIEST <= found.date <= TOMORROW


@pytest.mark.parametrize("text", ["04/00/1987", "00/04/1987", "01-0-1739", "1987-04-00", "0 March 1987", "00.04.1987"])
def test_a_day_or_month_00_makes_no_date(text: str) -> None:
    for reader in (MONTH_FIRST, DAY_FIRST):
        assert (reader.whole(text), reader.at(text), reader.find(text)) == (None, None, None)


@pytest.mark.parametrize("gap", [" ", "   ", " \t ", " " * 19])
def test_a_date_may_be_spaced_widely_as_in_a_table(gap: str) -> None:
    text = f"Sunday,{gap}March{gap}6,{gap}2022{gap}at{gap}10:30{gap}am{gap}EST"
    found = MONTH_FIRST.at(text)
    assert found is not None
    assert (found.published, found.end) == ("2022-03-06T10:30:00-05:00", len(text))


def test_what_stands_far_behind_a_date_is_not_part_of_it() -> None:
    found = MONTH_FIRST.at("2022-03-06" + " " * 21 + "10:30")
    assert found is not None
    assert (date_of(found), found.published, found.end) == ("2022-03-06", None, 10)
    assert MONTH_FIRST.at("6 March" + "." * 30 + "2022") is None


@pytest.mark.parametrize("text", ["10:30 a.m. , 6 March 2022", "6 March 2022 10:30 a.m. .", " 6 March 2022 ."])
def test_a_blank_before_a_comma_or_full_stop_changes_nothing(text: str) -> None:
    assert date_of(MONTH_FIRST.whole(text)) == "2022-03-06"


def test_a_reader_takes_today_from_the_clock() -> None:
    today = datetime.date.today()
    assert DateReader().is_plausible(today + datetime.timedelta(days=1))
    assert not DateReader().is_plausible(today + datetime.timedelta(days=3))
