import datetime

import pytest

from newsidx.dates.extract import DateReader
from newsidx.readers.formats import date_prefix
from newsidx.readers.reading import read_file
from tests.conftest import SEEDS

DATES = DateReader(today=datetime.date(2022, 3, 9))


def test_the_seed_article_is_read_whole() -> None:
    (path,) = SEEDS.glob("*.txt")
    reading = read_file(path.read_bytes(), str(path), DateReader())
    (article,) = reading.articles
    assert (reading.reader, reading.encoding, reading.problem, reading.ambiguous) == ("seed", "utf-8", None, 0)
    assert (article.date, article.date_from, article.published) == (datetime.date(2022, 3, 6), "seed", None)
    assert article.body.startswith("Senior US government officials traveled on Saturday to Venezuela")
    assert "“The Russian invasion of Ukraine" in article.body
    assert "President Vladimir Putin’s allies" in article.body
    assert len(article.body.split("\n\n")) == 9
    assert "date 2022" not in article.body
    assert article.title_from == "text"
    assert len(article.title) <= 100
    assert article.title.endswith("…")
    assert article.body.startswith(article.title.rstrip("…"))
    assert article.words == len(article.body.split())


@pytest.mark.parametrize(
    "start",
    [
        "date 2022-03-06 ",
        " \n\tdate 2022-03-06 ",
        "DATE 2022-03-06 ",
        "Date: 2022-03-06 ",
        "date : 6 March 2022 ",
        "date\t2022-03-06\n",
        "date 2022-03-06, ",
        "date March 6, 2022 ",
        "date 20220306 ",
        "date 2022/03/06 ",
    ],
)
def test_the_text_goes_on_behind_the_word_date_and_a_date(start: str) -> None:
    (draft,) = date_prefix.read(f"{start}Senior officials", DATES)
    assert (draft.date, draft.date_from) == (datetime.date(2022, 3, 6), "seed")
    assert draft.text.strip(" ,\n") == "Senior officials"


def test_a_time_behind_the_date_is_kept() -> None:
    (draft,) = date_prefix.read("date 2022-03-06T10:30:00Z Senior officials", DATES)
    assert (draft.published, draft.text) == ("2022-03-06T10:30:00+00:00", " Senior officials")


@pytest.mark.parametrize(
    "text",
    [
        "dates 2022-03-06 were",
        "the date 2022-03-06",
        "date of 2022-03-06",
        "date 1599-03-06 text",
        "date 2022-03-11 text",
        "date 2022-02-30 text",
        "date night in March 2022",
        "dated 2022-03-06 text",
        "2022-03-06 text",
    ],
)
def test_other_beginnings_are_not_the_seed_layout(text: str) -> None:
    assert date_prefix.read(text, DATES) == ()
