import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsidx.article import (
    EARLIEST,
    FIRST_DATED_ID,
    PER_DAY,
    date_of,
    day_number,
    first_id,
    has_form_of_ref,
    id_of,
    id_range_of,
    last_id,
    ref_of,
)

dates = st.dates(EARLIEST)
numbers = st.integers(1, PER_DAY - 1)


def test_an_id_begins_with_its_day() -> None:
    assert first_id(datetime.date(2022, 3, 6)) == 20220306000000
    assert last_id(datetime.date(2022, 3, 6)) == 20220306999999
    assert day_number(datetime.date(2022, 3, 6)) == 20220306
    assert day_number(None) == 0


@given(dates, numbers)
def test_the_date_of_an_id_is_that_of_its_day(date: datetime.date, number: int) -> None:
    assert date_of(first_id(date) + number) == date


@pytest.mark.parametrize("article_id", [1, 12345678, FIRST_DATED_ID - 1])
def test_an_undated_id_has_no_date(article_id: int) -> None:
    assert date_of(article_id) is None


@pytest.mark.parametrize(
    ("article_id", "ref"),
    [
        (20220306000001, "20220306-1"),
        (20220306001234, "20220306-1234"),
        (20220306999999, "20220306-999999"),
        (16000101000001, "16000101-1"),
        (7, "0-7"),
        (12345678, "0-12345678"),
    ],
)
def test_a_ref_and_an_id_name_the_same_article(article_id: int, ref: str) -> None:
    assert ref_of(article_id) == ref
    assert id_of(ref) == article_id
    assert id_of(str(article_id)) == article_id


@pytest.mark.parametrize(
    "text",
    ["", "-", "20220306-", "-1", "2022-03-06", "20220306-1 ", "20220306-x", "x", "1.5", "²", "٣", "9" * 19, "-7"],
)
def test_what_names_no_article_is_none(text: str) -> None:
    assert id_of(text) is None


def test_ids_of_undated_articles_come_before_every_dated_one() -> None:
    assert first_id(EARLIEST) == FIRST_DATED_ID
    assert ref_of(FIRST_DATED_ID - 1).startswith("0-")


@given(dates, numbers)
def test_every_ref_reads_back_as_its_id(date: datetime.date, number: int) -> None:
    article_id = first_id(date) + number
    assert first_id(date) < article_id <= last_id(date)
    assert ref_of(article_id) == f"{date:%Y%m%d}-{number}"
    assert id_of(ref_of(article_id)) == article_id


@given(st.integers(1, FIRST_DATED_ID - 1))
def test_every_undated_ref_reads_back_as_its_id(article_id: int) -> None:
    assert id_of(ref_of(article_id)) == article_id


@given(dates, numbers, dates, numbers)
def test_ids_sort_by_day(one: datetime.date, first: int, two: datetime.date, second: int) -> None:
    assert (first_id(one) + first < first_id(two) + second) == ((one, first) < (two, second))


@given(st.text(max_size=25) | st.from_regex(r"\A[0-9-]{0,24}\Z"))
def test_no_text_raises_and_none_names_a_number_sqlite_cannot_hold(text: str) -> None:
    found = id_of(text)
    assert found is None or 0 <= found < 2**63


LAST = last_id(datetime.date.max)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("20220306-1", (20220306000001, 20220306000001)),
        ("20220306000001", (20220306000001, 20220306000001)),
        ("20220306-1..20220307-9", (20220306000001, 20220307000009)),
        ("20220307-9..20220306-1", (20220306000001, 20220307000009)),
        ("20220306-1..", (20220306000001, LAST)),
        ("..20220306-1", (0, 20220306000001)),
        ("0-1..0-7", (1, 7)),
        ("..", None),
        ("20220306-1..x", None),
        ("20220306-1..20220306-2..20220306-3", None),
        ("", None),
        ("oil", None),
    ],
)
def test_a_range_of_ids_is_its_first_and_last_id(text: str, expected: tuple[int, int] | None) -> None:
    assert id_range_of(text) == expected


@given(st.integers(FIRST_DATED_ID + 1, LAST).filter(lambda number: number % PER_DAY), dates, numbers)
def test_what_is_printed_as_an_id_has_the_form_of_one(any_number: int, date: datetime.date, number: int) -> None:
    article_id = first_id(date) + number
    assert has_form_of_ref(ref_of(article_id))
    assert has_form_of_ref(f"{ref_of(article_id)}..{ref_of(article_id)}")
    assert id_range_of(ref_of(any_number)) == (any_number, any_number)


@pytest.mark.parametrize(
    "text", ["", "0-1", "1-1", "20221306-1", "20220230-1", "15991231-1", "20220306-", "20220306-1,", "٢٠٢٢٠٣٠٦-١", "-1"]
)
def test_what_may_be_something_else_has_not_the_form_of_an_id(text: str) -> None:
    assert not has_form_of_ref(text)
