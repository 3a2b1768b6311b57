import datetime
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from newsidx.dates import EVERY_DAY, DateRange
from newsidx.dates.ranges import parse_range
from newsidx.errors import BadDate

TODAY = datetime.date(2022, 3, 9)  # a Wednesday


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def days(first: str | None, last: str | None) -> DateRange:
    return DateRange(day(first) if first else None, day(last) if last else None)


ranges = (
    st.builds(DateRange, st.none() | st.dates(), st.none() | st.dates())
    .filter(lambda span: not span.is_everything)
    .filter(lambda span: span.first is None or span.last is None or span.first <= span.last)
)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2022", "2022-01-01", "2022-12-31"),
        ("2022-03", "2022-03-01", "2022-03-31"),
        ("2022/3", "2022-03-01", "2022-03-31"),
        ("2020-02", "2020-02-01", "2020-02-29"),
        ("2022-12", "2022-12-01", "2022-12-31"),
        ("2022-03-06", "2022-03-06", "2022-03-06"),
        ("2022/3/6", "2022-03-06", "2022-03-06"),
        ("20220306", "2022-03-06", "2022-03-06"),
        ("2022-Q1", "2022-01-01", "2022-03-31"),
        ("2022q4", "2022-10-01", "2022-12-31"),
        ("2022 Q1", "2022-01-01", "2022-03-31"),
        ("Q1 2022", "2022-01-01", "2022-03-31"),
        ("q3-2022", "2022-07-01", "2022-09-30"),
        ("Q1, 2022", "2022-01-01", "2022-03-31"),
        ("Q2 of 2022", "2022-04-01", "2022-06-30"),
        ("4Q2022", "2022-10-01", "2022-12-31"),
        ("first quarter of 2022", "2022-01-01", "2022-03-31"),
        ("2nd quarter 2022", "2022-04-01", "2022-06-30"),
        ("last quarter of 2022", "2022-10-01", "2022-12-31"),
        ("2022 third quarter", "2022-07-01", "2022-09-30"),
        ("this quarter", "2022-01-01", "2022-03-31"),
        ("last quarter", "2021-10-01", "2021-12-31"),
        ("last 2 quarters", "2021-09-10", "2022-03-09"),
        ("30 days ago", "2022-02-07", "2022-02-07"),
        ("7d ago", "2022-03-02", "2022-03-02"),
        ("a week ago", "2022-03-02", "2022-03-02"),
        ("one month ago", "2022-02-09", "2022-02-09"),
        ("2 quarters ago", "2021-09-09", "2021-09-09"),
        ("0 days ago", "2022-03-09", "2022-03-09"),
        ("2022-W10", "2022-03-07", "2022-03-13"),
        ("2020-W53", "2020-12-28", "2021-01-03"),
        ("1990s", "1990-01-01", "1999-12-31"),
        ("9999", "9999-01-01", "9999-12-31"),
        ("March 2022", "2022-03-01", "2022-03-31"),
        ("mar 2022", "2022-03-01", "2022-03-31"),
        ("Sept. 2022", "2022-09-01", "2022-09-30"),
        ("6 March 2022", "2022-03-06", "2022-03-06"),
        ("6th of March, 2022", "2022-03-06", "2022-03-06"),
        ("March 6, 2022", "2022-03-06", "2022-03-06"),
        ("6-Mar-2022", "2022-03-06", "2022-03-06"),
        ("today", "2022-03-09", "2022-03-09"),
        ("Yesterday", "2022-03-08", "2022-03-08"),
        ("tomorrow", "2022-03-10", "2022-03-10"),
        ("this week", "2022-03-07", "2022-03-13"),
        ("last week", "2022-02-28", "2022-03-06"),
        ("this month", "2022-03-01", "2022-03-31"),
        ("last month", "2022-02-01", "2022-02-28"),
        ("last year", "2021-01-01", "2021-12-31"),
        ("last 7 days", "2022-03-03", "2022-03-09"),
        ("7d", "2022-03-03", "2022-03-09"),
        ("1 day", "2022-03-09", "2022-03-09"),
        ("2 weeks", "2022-02-24", "2022-03-09"),
        ("past 3 months", "2021-12-10", "2022-03-09"),
        ("1y", "2021-03-10", "2022-03-09"),
        ("2022-01..2022-03", "2022-01-01", "2022-03-31"),
        ("2022-01-05 .. yesterday", "2022-01-05", "2022-03-08"),
        ("March 2020 to May 2021", "2020-03-01", "2021-05-31"),
        ("from 2020 to 2021", "2020-01-01", "2021-12-31"),
        ("2022-01-05 TO yesterday", "2022-01-05", "2022-03-08"),
        ("2020 until Q1 2022", "2020-01-01", "2022-03-31"),
        ("March to May 2021", "2021-03-01", "2021-05-31"),
        ("6 March to 2 April 2021", "2021-03-06", "2021-04-02"),
        ("March..May 2021", "2021-03-01", "2021-05-31"),
        ("6 to 9 March 2022", "2022-03-06", "2022-03-09"),
        ("Q1 to Q3 2021", "2021-01-01", "2021-09-30"),
        ("30 days ago..", "2022-02-07", None),
        ("a year ago to 30 days ago", "2021-03-09", "2022-02-07"),
        ("2021..", "2021-01-01", None),
        ("..2021", None, "2021-12-31"),
        ("  2022-03-06\t", "2022-03-06", "2022-03-06"),
    ],
)
def test_every_form_the_help_names_is_read(text: str, first: str | None, last: str | None) -> None:
    assert parse_range(text, TODAY) == days(first, last)


def test_last_month_of_january_is_december_of_the_year_before() -> None:
    assert parse_range("last month", day("2022-01-31")) == days("2021-12-01", "2021-12-31")


def test_days_count_from_the_local_date_unless_told_otherwise() -> None:
    assert datetime.date.today() in parse_range("yesterday..tomorrow")


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("2022-02-30", "2022-02-30"),
        ("2022-13", "2022-13"),
        ("2021-W53", "2021-W53"),
        ("0000", "0000"),
        ("31 June 2022", "31 June 2022"),
        ("last 0 days", "last 0 days"),
        ("99999 years", "99999 years"),
        ("--02-30", "--02-30"),
        ("sometime", "sometime"),
        ("March", "March"),
        ("6 March", "6 March"),
        ("2022-01..soon", "soon"),
        ("2022-01.. soon ", "soon"),
        ("sooner ..2022", "sooner"),
        ("2022-03..2022-01", "2022-03..2022-01"),
        ("2022-03 to 2022-01", "2022-03 to 2022-01"),
        ("2022-01 to  soon", "soon"),
        ("from sooner to 2022", "sooner"),
        ("2020 to 2021 to 2022", "2021 to 2022"),
        ("to 2022", "to 2022"),
        ("2022 to", "2022 to"),
        ("March to today", "March"),
        ("20 to 2022", "20"),
        ("Q5 2022", "Q5 2022"),
        ("fifth quarter of 2022", "fifth quarter of 2022"),
        ("quarter", "quarter"),
        ("2022q", "2022q"),
        ("99999 years ago", "99999 years ago"),
        ("ago", "ago"),
        ("..", ".."),
        ("2020..2021..2022", "2021..2022"),
        ("03/04/2022", "03/04/2022"),
        ("2022-01..03/04/2022", "03/04/2022"),
    ],
)
def test_a_date_that_cannot_be_read_is_refused_with_its_place_in_what_was_typed(text: str, marked: str) -> None:
    with pytest.raises(BadDate) as refused:
        parse_range(text, TODAY)
    assert refused.value.text[refused.value.start : refused.value.end] == marked
    assert refused.value.remedy


def test_a_numeric_date_with_two_readings_is_refused_and_not_guessed() -> None:
    with pytest.raises(BadDate, match="day first or month first"):
        parse_range("03/04/2022", TODAY)


@pytest.mark.parametrize("text", ["", " ", "\n", " \t "])
def test_no_date_at_all_is_refused_and_the_caret_stands_below_what_was_typed(text: str) -> None:
    with pytest.raises(BadDate, match="missing") as refused:
        parse_range(text, TODAY)
    assert (refused.value.start, refused.value.end) == (0, len(text))


def test_a_day_of_every_year_is_that_day_whatever_the_year() -> None:
    every = parse_range("--03-06")
    assert every == parse_range(" --0306 ") == DateRange(every_year=(3, 6))
    assert day("1605-03-06") in every
    assert day("2022-03-06") in every
    assert day("2022-03-07") not in every
    assert day("2020-02-29") in parse_range("--02-29")


def test_both_ends_of_a_range_belong_to_it() -> None:
    march = parse_range("2022-03")
    assert day("2022-03-01") in march
    assert day("2022-03-31") in march
    assert day("2022-02-28") not in march
    assert day("2022-04-01") not in march


def test_only_a_range_without_limits_is_everything() -> None:
    assert EVERY_DAY.is_everything
    assert not parse_range("2021..").is_everything
    assert not parse_range("..2021").is_everything
    assert not parse_range("--03-06").is_everything


def test_two_ranges_together_hold_the_days_they_share() -> None:
    assert parse_range("2021..") & parse_range("..2022") == parse_range("2021..2022")
    assert EVERY_DAY & parse_range("2022") == parse_range("2022")
    yearly = parse_range("2021") & parse_range("--03-06")
    assert day("2021-03-06") in yearly
    assert day("2022-03-06") not in yearly
    assert str(yearly) == "--03-06 within 2021-01-01..2021-12-31"


@pytest.mark.parametrize(("one", "two"), [("2021", "2022"), ("--03-06", "--03-07")])
def test_ranges_that_share_no_day_make_one_that_holds_none(one: str, two: str) -> None:
    neither = parse_range(one) & parse_range(two)
    assert not any(day(text) in neither for text in ("2021-03-06", "2021-03-07", "2022-03-06", "2022-03-07"))


def test_every_day_prints_as_nothing_and_one_day_as_itself() -> None:
    assert str(EVERY_DAY) == ""
    assert str(parse_range("6 March 2022")) == "2022-03-06"
    assert str(parse_range("--0306")) == "--03-06"


@given(
    st.integers(0, 9999), st.sampled_from(["day", "week", "month", "quarter", "year"]), st.dates(datetime.date(1, 1, 1))
)
def test_so_long_ago_is_the_day_before_the_span_of_so_much_time_begins(
    number: int, unit: str, today: datetime.date
) -> None:
    try:
        ago = parse_range(f"{number} {unit}s ago", today)
    except BadDate:
        with pytest.raises(BadDate):
            parse_range(f"last {number} {unit}s", today)
        return
    assert ago.first == ago.last
    if number:
        following = parse_range(f"last {number} {unit}s", today)
        assert ago.first is not None
        assert following == DateRange(ago.first + datetime.timedelta(days=1), today)


DATES = st.sampled_from(
    ["2020", "2021-03", "March 2021", "6 March 2021", "Q1 2021", "first quarter of 2021", "last quarter", "30 days ago",
     "yesterday", "2021-W10", "7d", "this week", "1990s"]
)  # fmt: skip


@given(
    DATES, DATES, st.sampled_from([" to ", " until ", "  To\t", " through "]), st.sampled_from(["", "from ", " From "])
)
def test_a_range_in_words_is_the_range_with_dots(one: str, other: str, between: str, before: str) -> None:
    def read(text: str) -> DateRange | str:
        try:
            return parse_range(text, TODAY)
        except BadDate as refused:
            return refused.message

    assert read(f"{before}{one}{between}{other}") == read(f"{one}..{other}")


@given(st.integers(1, 9998))
def test_the_quarters_of_a_year_are_the_year_however_they_are_written(year: int) -> None:
    numbers = ("first", "second", "third", "fourth")
    spans = [parse_range(f"{name} quarter of {year:04}") for name in numbers]
    for number, span in enumerate(spans, 1):
        for form in ("{0}-Q{1}", "{0}q{1}", "Q{1} {0}", "{0} Q{1}", "{1}Q {0}"):
            assert parse_range(form.format(f"{year:04}", number)) == span
    assert DateRange(spans[0].first, spans[-1].last) == parse_range(f"{year:04}")
    for span, following in pairwise(spans):
        assert span.last is not None
        assert following.first == span.last + datetime.timedelta(days=1)


@given(ranges)
def test_a_printed_range_reads_back_as_itself(span: DateRange) -> None:
    assert parse_range(str(span), TODAY) == span


@given(st.dates(datetime.date(2000, 1, 1), datetime.date(2000, 12, 31)))
def test_a_printed_day_of_every_year_reads_back_as_itself(date: datetime.date) -> None:
    every = DateRange(every_year=(date.month, date.day))
    assert parse_range(str(every)) == every


@given(
    st.dates(), st.lists(st.builds(DateRange, st.none() | st.dates(), st.none() | st.dates()), min_size=2, max_size=3)
)
def test_a_day_is_in_two_ranges_together_if_it_is_in_both(date: datetime.date, spans: list[DateRange]) -> None:
    assert (date in spans[0] & spans[1]) == (date in spans[0] and date in spans[1])


PIECES = st.sampled_from(
    [
        "2022",
        "-",
        "03",
        "06",
        "..",
        "/",
        "Q1",
        "W53",
        "0s",
        "last ",
        "9",
        "99999",
        " days",
        " ago",
        " to ",
        "from ",
        " quarter",
        "first",
        "y",
        "March",
        " ",
        "today",
        "٣",
    ]
)


@given(st.text(max_size=30) | st.lists(PIECES, max_size=6).map("".join), st.dates())
@example("last 99999 years", datetime.date.min)
@example("tomorrow", datetime.date.max)
@example("9999-W52", TODAY)
@example(", ,", TODAY)
@example(" ", TODAY)
def test_no_text_at_all_raises_anything_but_a_bad_date(text: str, today: datetime.date) -> None:
    try:
        span = parse_range(text, today)
    except BadDate as refused:
        assert 0 <= refused.start <= refused.end <= len(text)  # noqa: PT017 - it may as well be read
    else:
        assert not span.is_everything
