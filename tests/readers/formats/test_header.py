import datetime

import pytest

from newsidx.dates.extract import DateReader
from newsidx.readers.draft import Draft
from newsidx.readers.formats import header

DATES = DateReader(today=datetime.date(2022, 3, 9))


def read(text: str) -> Draft:
    (draft,) = header.read(text, DATES)
    return draft


def test_every_field_is_taken_from_its_key_in_any_case() -> None:
    draft = read(
        "DATE: 6 March 2022\n"
        "Headline: Talks: a diary\n"
        "by: Jane Smith\n"
        "Newspaper: The Times\n"
        "Section: World\n"
        "Place: Geneva\n"
        "Canonical-URL: https://example.org/a\n"
        "language: en\n"
        "Page: 4\n"
        "\n"
        "The text.\n\nMore.\n"
    )
    assert (draft.date, draft.date_from) == (datetime.date(2022, 3, 6), "header")
    assert (draft.title, draft.title_from) == ("Talks: a diary", "header")
    assert draft.fields == {
        "byline": "Jane Smith",
        "source": "The Times",
        "section": "World",
        "place": "Geneva",
        "url": "https://example.org/a",
        "language": "en",
    }
    assert draft.meta == {"Page": "4", "date_text": "6 March 2022"}
    assert draft.text.strip() == "The text.\n\nMore."


@pytest.mark.parametrize("blank", ["\n\n", "\n \n", "\n\t \n", "\n\n\n"])
def test_a_line_of_white_space_ends_the_header_too(blank: str) -> None:
    draft = read(f"Date: 2022-03-06\nTitle: Talks{blank}The text.")
    assert (draft.title, draft.text.strip()) == ("Talks", "The text.")


def test_a_line_that_is_set_in_goes_on_with_the_value_above() -> None:
    draft = read("Title: Talks\n  go on\n\tin Geneva\nDate: 2022-03-06\n\nText")
    assert (draft.title, draft.date) == ("Talks go on in Geneva", datetime.date(2022, 3, 6))


def test_a_time_in_the_header_is_the_moment_of_publication() -> None:
    assert read("Date: Sun, 06 Mar 2022 10:30:00 -0500\n\nText").published == "2022-03-06T10:30:00-05:00"


def test_a_key_that_comes_again_loses_nothing() -> None:
    draft = read("Date: 2022-03-06\nAuthor: A\nAuthor: B\nTag: x\nTag: y\nTag: z\n\nText")
    assert draft.fields == {"byline": "A"}
    assert draft.meta == {"Author": "B", "Tag": ["x", "y", "z"]}


def test_an_ambiguous_date_names_its_other_reading() -> None:
    draft = read("Date: 03/04/2021\n\nText")
    assert (draft.date, draft.meta["date_or"]) == (datetime.date(2021, 3, 4), "2021-04-03")
    assert draft.is_ambiguous


def test_a_date_that_cannot_be_read_is_kept_aside() -> None:
    draft = read("Date: last Tuesday\nTitle: Talks\n\nText")
    assert (draft.date, draft.meta) == (None, {"Date": "last Tuesday"})


def test_a_header_without_text_leaves_no_text() -> None:
    assert read("Date: 2022-03-06\nTitle: Talks").text == ""
    assert read("Date: 2022-03-06\nTitle: Talks\n").text == ""


@pytest.mark.parametrize(
    "text",
    [
        "The text: it has a colon.\n\nMore.",
        "Note: no key that newsidx knows\n\nText",
        "Date: 2022-03-06 Senior officials traveled\n\nMore.",
        "Title: Talks\nA line that is no header\n\nText",
        "Time:2022-03-06\n\nText",
        "Text\nDate: 2022-03-06\n\nText",
        "",
        "Title: a\n" * 101 + "\nText",
    ],
)
def test_text_with_a_colon_in_it_is_not_a_header(text: str) -> None:
    assert header.read(text, DATES) == ()
