import datetime
import time

import pytest

from newsidx.dates.extract import DateReader
from newsidx.readers.draft import Draft
from newsidx.readers.rules import first_lines as plain

DATES = DateReader(today=datetime.date(2022, 3, 9))
DAY = datetime.date(2022, 3, 6)


def first_lines(text: str) -> Draft:
    draft = Draft(text)
    plain.read_first_lines(draft, DATES)
    return draft


@pytest.mark.parametrize(
    "line",
    ["2022-03-06", "6 March 2022", "Sunday, March 6, 2022", " March 6, 2022. ", "2022-03-06T10:30:00Z", "06.03.2022"],
)
def test_a_first_line_that_is_a_date_dates_the_article_and_leaves_it(line: str) -> None:
    dates = DateReader(dayfirst=True, today=DAY)
    draft = Draft(f"\n{line}\n\nThe text.\n\nMore.")
    plain.read_first_lines(draft, dates)
    assert (draft.date, draft.date_from) == (DAY, "line")
    assert draft.text.strip() == "The text.\n\nMore."


def test_a_second_line_that_is_a_date_leaves_the_headline_standing_alone() -> None:
    assert first_lines("Talks go on\n6 March 2022\nThe text.").text == "Talks go on\n\nThe text."
    assert first_lines("Talks go on\n\n6 March 2022\n\nThe text.").text == "Talks go on\n\nThe text."


@pytest.mark.parametrize("between", [" ", ": ", " - ", " – ", " | ", ", ", "\t"])
def test_a_line_may_begin_with_an_iso_date(between: str) -> None:
    draft = first_lines(f"2022-03-06{between}Talks go on\n\nThe text.")
    assert (draft.date, draft.date_from) == (DAY, "line")
    assert draft.text == "Talks go on\n\nThe text."
    assert first_lines(f"Talks go on\n2022-03-06{between}The text.").text == "Talks go on\nThe text."


@pytest.mark.parametrize(
    "text",
    [
        "6 March 2022 was a Sunday\n\nThe text.",
        "In 2022-03-06 it rained",
        "2022-03-11\nThe text.",
        "1599-03-06\nThe text.",
        "2022-03-06th\nThe text.",
        "March 2022\nThe text.",
        "The text.",
        "\n\n",
    ],
)
def test_a_date_elsewhere_dates_nothing(text: str) -> None:
    draft = first_lines(text)
    assert (draft.date, draft.text) == (None, text)


def test_how_the_date_was_written_is_kept_where_it_says_more() -> None:
    assert first_lines("Sunday, March 6, 2022\n\nText").meta == {"date_text": "Sunday, March 6, 2022"}
    assert first_lines("2022-03-06\n\nText").meta == {}


@pytest.mark.parametrize(
    "text", ["a1\n" + " " * 300_000 + "\nx", "1\t" * 1000 + " " * 300_000, "6 March" + " " * 300_000]
)
def test_an_endless_line_of_white_space_takes_no_time(text: str) -> None:
    began = time.perf_counter()
    first_lines(text)
    assert time.perf_counter() - began < 2
