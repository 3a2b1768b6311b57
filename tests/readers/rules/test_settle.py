"""Which of its two readings an ambiguous date means, where another date of the same article proves it."""

import datetime

import pytest

from newsidx.article import Article
from newsidx.dates.extract import DateReader
from newsidx.readers.reading import read_file

TODAY = datetime.date(2022, 3, 9)
TEXT = "\n\nThe bridge was opened.\n"


def read(text: str, path: str = "a.txt", *, dayfirst: bool = False) -> Article:
    reading = read_file(text.encode(), path, DateReader(dayfirst, TODAY))
    (article,) = reading.articles
    assert reading.ambiguous == ("date_or" in article.meta)
    assert (reading.read_as is None) == ("date_or" not in article.meta)
    return article


@pytest.mark.parametrize("dayfirst", [False, True])
@pytest.mark.parametrize(
    ("text", "path", "by"),
    [
        (f"Bridge\n9/11/2017{TEXT}", "2017-11-09.txt", "path"),
        (f"Bridge\n9/11/2017{TEXT}", "2017/11/09/bridge.txt", "path"),
        (f"Date: 9/11/2017\nTitle: Bridge{TEXT}", "bridge-9-november-2017.txt", "path"),
        (f"Words of the mayor, 9 November 2017{TEXT}", "09-11-2017.txt", "text"),
        (f"Discurso del 9 de noviembre de 2017{TEXT}", "09-11-2017.txt", "text"),
        (f"Title: News of 9 November 2017\nDate: 9/11/2017{TEXT}", "a.txt", "text"),
    ],
)
def test_another_date_of_the_article_settles_which_is_the_day(text: str, path: str, by: str, dayfirst: bool) -> None:
    article = read(text, path, dayfirst=dayfirst)
    assert article.date == datetime.date(2017, 11, 9)
    assert article.meta.get("date_settled_by", by) == by
    assert "date_or" not in article.meta


@pytest.mark.parametrize(
    ("text", "path"),
    [
        (f"Bridge\n9/11/2017{TEXT}", "2017-11-10.txt"),
        (f"Bridge\n9/11/2017{TEXT}", "11-09-2017.txt"),
        (f"Bridge\n9/11/2017{TEXT}It was closed on 9 November 2017, not on 11 September 2017.", "a.txt"),
        (f"Bridge\n9/11/2017{TEXT}", "a.txt"),
    ],
)
def test_what_proves_nothing_leaves_it_ambiguous(text: str, path: str) -> None:
    article = read(text, path)
    assert (article.date, article.meta["date_or"]) == (datetime.date(2017, 9, 11), "2017-11-09")


def test_the_time_of_day_moves_with_the_date() -> None:
    assert read(f"Date: 9/11/2017 10:30\nTitle: Bridge{TEXT}", "2017-11-09.txt").published == "2017-11-09T10:30:00"


def test_a_date_in_the_future_that_proves_nothing_is_no_reason_to_read_the_file_again() -> None:
    dates = DateReader(today=TODAY)
    read_file(f"Bridge\n9/11/2017{TEXT}Next on 1 May 2030.".encode(), "a.txt", dates)
    assert dates.refused_until is None


@pytest.mark.parametrize("value", ["soon", "2022-13-01", "", "[1, 2]", "{a: b}", "2022-04-03"])
def test_a_key_of_the_file_that_is_called_as_ours_settles_nothing(value: str) -> None:
    text = f"---\ntitle: Talks\ndate: 03/04/2022\ndate_or: {value}\n---\nText 4 March 2022.\n"
    (article,) = read_file(text.encode(), "a.md", DateReader()).articles
    assert article.date == datetime.date(2022, 3, 4)
