import datetime
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsidx.dates.extract import DateReader
from newsidx.dates.written import TwoDigitOrder
from newsidx.readers.draft import Draft
from newsidx.readers.options import KnownNeighbours
from newsidx.readers.rules import path_date
from newsidx.readers.source import Document

DATES = DateReader(today=datetime.date(2022, 3, 9))


def read(path: str, dates: DateReader = DATES) -> Draft:
    draft = Draft("Text")
    path_date.read(draft, path, dates)
    return draft


@pytest.mark.parametrize(
    "path",
    [
        "2022-03-06-title.txt",
        "2022-03-06.txt",
        "news/2022_03_06_title.txt",
        "20220306_title.txt",
        "20220306.txt",
        "title-20220306.txt",
        "title_2022-03-06.txt",
        "title-march-6-2022.md",
        "title-6-march-2022.html.txt",
        "6 Mar 2022 title.txt",
        "2022.03.06.txt",
        "2022.03.06",
        "news.20220306",
        "2022-03-06",
        ".2022-03-06",
        "news/2022-03-06/title.txt",
        "news/20220306/001.txt",
        "news/2022/03/06/title.txt",
        "2022/3/6/title.txt",
        "/archive/1999/2022/03/06/title.txt",
        "news/2022/03/06/more/title.txt",
        "2022-03-06/more/title.txt",
        "news/2022/03/06.txt",
        "news/2022/03/06-title.txt",
        "2022-03/06.txt",
        "202203/06.txt",
        "2022/March/06/title.txt",
        "2022/Mar/06.txt",
        "2022/03-March/06/title.txt",
        "y2022/m03/d06/title.txt",
        "2022-March/06/title.txt",
        "March 2022/06/title.txt",
        "2022/March-06/title.txt",
        "2022/6 March.txt",
        "2022/marzo/06.txt",
        "2022-03/mar-06.md",
        "2022-03/6-march/title.txt",
        "March 2022/mar-06.md",
        "news.zip/2022/03/06.txt",
    ],
)
def test_a_date_is_read_from_the_path(path: str) -> None:
    draft = read(path)
    assert (draft.date, draft.date_from) == (datetime.date(2022, 3, 6), "path")
    assert draft.text == "Text"


@pytest.mark.parametrize(
    "path",
    [
        "title.txt",
        "000_8fd334974f826483.txt",
        "2022.txt",
        "2022-03.txt",
        "article-12345678.txt",
        "123456789012.txt",
        "2022/03/title.txt",
        "2022/13/06/title.txt",
        "1599-03-06-title.txt",
        "2022-03-11-title.txt",
        "title-march-2022.md",
        "2022/03/6.txt",
        "2022/03/6-ways-to-save.txt",
        "2022/03/600.txt",
        "2022/03-april/06.txt",
        "2022-03/apr-06.txt",
        "2022/03/06f48a9cc2d1.txt",
        "2022/news/06.txt",
        "news/03/06.txt",
        "2022/March/title.txt",
        "backup-2022-03-06/more/title.txt",
    ],
)
def test_no_date_is_made_up_from_other_numbers(path: str) -> None:
    assert read(path).date is None


def test_the_file_name_counts_before_the_folders() -> None:
    assert read("2021-01-02/2022-03-06.txt").date == datetime.date(2022, 3, 6)
    assert read("2021/01/02/2022-03-06.txt").date == datetime.date(2022, 3, 6)
    assert read("2021/01/02/2022-03-11.txt").date == datetime.date(2021, 1, 2)


def test_a_numeric_name_with_two_readings_is_ambiguous() -> None:
    month_first, day_first = read("03-04-2021.txt"), read("03-04-2021.txt", DateReader(True))
    assert month_first.date == datetime.date(2021, 3, 4)
    assert day_first.date == datetime.date(2021, 4, 3)
    assert month_first.is_ambiguous
    assert day_first.is_ambiguous
    assert not read("2021/03/04/title.txt", DateReader(True)).is_ambiguous
    assert read("2021/03/04/title.txt", DateReader(True)).date == datetime.date(2021, 3, 4)


def test_what_was_written_is_kept_also_behind_digits_that_look_like_a_time() -> None:
    draft = Draft("Talks go on.")
    path_date.read(draft, "9999999915300 209913321530 6 March 2022.txt", DATES)
    assert draft.meta == {"date_text": "6 March 2022"}


def test_the_nearest_folder_with_a_date_counts() -> None:
    assert read("2021-01-02/2022/03/06/title.txt").date == datetime.date(2022, 3, 6)
    assert read("2022-03-06/title/2021-01-02/more.txt").date == datetime.date(2021, 1, 2)


def test_all_the_dates_of_a_path_are_found_with_what_is_written() -> None:
    found = path_date.dates_in_path("2021/January/02/2022-03-06/talks-05-03-2021.txt", DATES)
    assert [written for _, written in found] == ["05-03-2021", "2022-03-06", "2021/January/02"]


@pytest.mark.parametrize(("order", "day"), [("dmy", "2005-09-21"), ("mdy", None), ("ymd", "2021-09-05"), (None, None)])
def test_a_year_of_two_digits_is_read_only_as_the_folder_proves(order: TwoDigitOrder | None, day: str | None) -> None:
    draft = Draft("Text")
    document = Document("21-09-05.txt", BytesIO, neighbours=KnownNeighbours(two_digit_years=order))
    path_date.read_two_digit_year(draft, document, DATES)
    assert (draft.date and str(draft.date)) == day


@given(st.text("/0123456789-_.amrch yd2", max_size=40))
def test_any_path_is_read(path: str) -> None:
    assert all(DATES.is_plausible(found.date) for found, _ in path_date.dates_in_path(path, DATES))
