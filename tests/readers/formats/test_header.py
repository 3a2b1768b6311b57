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


@pytest.mark.parametrize(
    "text",
    [
        "Fecha: 2022-03-06\nTítulo: Talks go on\nAutor: Jane Smith\n\nThe text.",
        "Titel: Talks go on\nVerfasser: Jane Smith\nVeröffentlicht am: 6.3.2022\n\nThe text.",
        "Titre : Talks go on\nAuteur : Jane Smith\nDate : 6/3/2022\n\nThe text.",
        "Заголовок: Talks go on\nДата: 06.03.2022\nАвтор: Jane Smith\n\nThe text.",
        "日付：2022-03-06\n見出し：Talks go on\n著者：Jane Smith\n\nThe text.",
        "제목: Talks go on\n날짜: 2022-03-06\n기자: Jane Smith\n\nThe text.",
        "**Title:** Talks go on\n**Author**: Jane Smith\n**Date:** March 6, 2022\n\nThe text.",
    ],
)
def test_keys_may_be_in_other_languages(text: str) -> None:
    (draft,) = header.read(text, DateReader(dayfirst=True, today=datetime.date(2022, 3, 9)))
    assert (str(draft.date), draft.title, draft.fields) == ("2022-03-06", "Talks go on", {"byline": "Jane Smith"})
    assert draft.text.strip() == "The text."


@pytest.mark.parametrize(
    "text",
    [
        "Ciudad: un retrato\n\nThe text.",
        "Madrid: la ciudad que no duerme\n\nThe text.",
        "Text: the body\nInhalt: the body\n\nThe text.",
        "Resumen: lo que pasó\n\nThe text.",
    ],
)
def test_prose_with_a_colon_in_another_language_is_not_a_header(text: str) -> None:
    assert header.read(text, DATES) == ()


class _MailDates(DateReader):
    def mail(self, value: str) -> None:
        raise AssertionError("asked for a mail's date")


def test_a_mails_date_is_read_as_one_and_no_other_date() -> None:
    dates = _MailDates(today=datetime.date(2022, 3, 9))
    for mail in (
        "From: a@b.cd\nDate: 5 Apr 93 12:23 GMT\nSubject: x\n\nText",
        "Newsgroups: a.b\nDate: 5 Apr 93\n\nText",
    ):
        with pytest.raises(AssertionError):
            header.read(mail, dates)
    (draft,) = header.read("Author: a\nDate: 5 Apr 93\nTitle: x\n\nText", dates)
    assert draft.date is None
