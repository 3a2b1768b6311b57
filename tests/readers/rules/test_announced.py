import datetime

import pytest

from newsidx.dates.extract import DateReader
from newsidx.readers.draft import Draft
from newsidx.readers.rules import announced
from tests.timing import assert_takes_less

DATES = DateReader(today=datetime.date(2022, 3, 9))
DAY = datetime.date(2022, 3, 6)


def published(text: str) -> Draft:
    draft = Draft(text)
    announced.read_published_line(draft, DATES)
    return draft


@pytest.mark.parametrize(
    "line",
    [
        "Published: 6 March 2022",
        "PUBLISHED 6 MARCH 2022",
        "First published on March 6, 2022",
        "Originally published: 2022-03-06",
        "Posted on 6 March 2022",
        "posted: March 6, 2022 at 10:30 am",
        "Date published: 2022-03-06",
        "Publication date – 6 March 2022",
        "Dated 6 March 2022",
        "By Jane Smith | Published: 6 March 2022",
    ],
)
def test_a_line_near_the_top_that_says_so_dates_the_article(line: str) -> None:
    draft = published(f"Talks go on\n\nThe first paragraph.\n\n{line}\n\nThe second.")
    assert (draft.date, draft.date_from) == (DAY, "published")
    assert "2022" not in draft.text
    assert draft.text.startswith("Talks go on\n\nThe first paragraph.\n\n")
    assert draft.text.endswith("\n\nThe second.")


@pytest.mark.parametrize(
    "line",
    [
        "Stand: 06.03.2022",
        "Veröffentlicht am 6. März 2022 um 15:44",
        "Publié le dimanche 6 mars 2022 à 07h47",
        "Publié le 06/03/2022 à 14h52, modifié le 07/03/2022 à 15h54",
        "Fecha: 06/03/2022",
        "Opublikowano dnia 6 marca 2022, 14:30",
        "Опубликовано 6 марта 2022",
        "发布时间：2022年3月6日 14:30",
        "입력 2022.03.06 20:27",
        "por Portal do Planalto — publicado 06/03/2022 15h35, última modificação 08/03/2022 20h18",
        "Published on March 6, 2022, at 4:28 am (Paris)",
    ],
)
def test_words_of_any_language_announce_a_date_and_those_not_of_english_have_the_day_first(line: str) -> None:
    draft = published(f"Talks go on\n\n{line}\n\nThe text.")
    assert (draft.date, draft.date_from) == (DAY, "published")
    assert "date_or" not in draft.meta
    assert draft.text.endswith("The text.")


@pytest.mark.parametrize(
    "line",
    [
        "*Published Sunday, March 6, 2022*",
        "**Published:** 6 March 2022",
        "**Date:** 6 March 2022",
        "Posted on March 6, 2022 by Ann Lee",
        "Posted March 6, 2022 | by Ann Lee",
    ],
)
def test_markup_and_a_byline_may_stand_beside_it(line: str) -> None:
    draft = published(f"# Talks on the bridge go on for the third week in a row\n{line}\n\nThe text.")
    assert (draft.date, draft.date_from) == (DAY, "published")
    assert "*" not in draft.text


@pytest.mark.parametrize(
    "text",
    [
        "The ministry answered at length in a letter to the town\ndated 6 March 2022.\nIt said nothing.",
        "Readers will remember the report on the harbour that was\npublished 6 March 2022\nin this paper.",
        "Open day at the harbour\n\nDate: 6 March 2022\nTime: 10 am to 4 pm\nVenue: Pier 3",
        "Open day at the harbour\n\nTime: 10.30\nDate: 6 March 2022\n",
        "EMBARGOED UNTIL 5 pm Sunday 6 March 2022\n\nTalks go on.",
    ],
)
def test_broken_sentences_events_and_embargoes_do_not_announce_a_date(text: str) -> None:
    draft = published(text)
    assert (draft.date, draft.text) == (None, text)


def test_a_published_line_leaves_no_hole_between_paragraphs() -> None:
    assert published("One.\n\nPublished: 6 March 2022\n\nTwo.").text == "One.\n\nTwo."


@pytest.mark.parametrize(
    "text",
    [
        "He said it was published 6 March 2022.",
        "Published: 11 March 2022\n",
        "Published: soon\n",
        "Published: March 2022\n",
        "Last updated 6 March 2022\n",
        "x" * 2100 + "\nPublished: 6 March 2022",
    ],
)
def test_other_lines_do_not_say_when_the_article_was_published(text: str) -> None:
    draft = published(text)
    assert (draft.date, draft.text) == (None, text)


@pytest.mark.parametrize("line", ["Last updated 6 March 2022", "Updated: 2022-03-06", "Modified on March 6, 2022"])
def test_when_it_was_updated_is_read_by_a_rule_of_its_own(line: str) -> None:
    draft = Draft(f"Talks go on\n{line}\nThe text.")
    announced.read_updated_line(draft, DATES)
    assert (draft.date, draft.date_from) == (DAY, "published")
    assert draft.text == "Talks go on\n\nThe text."


@pytest.mark.parametrize(
    ("line", "place", "agency"),
    [
        ("WASHINGTON, March 6, 2022 (Reuters) - ", "WASHINGTON", "Reuters"),
        ("SÃO PAULO, Brazil, 6 March 2022 (AFP) — ", "SÃO PAULO, Brazil", "AFP"),
        ("LONDON March 6, 2022 -- ", "LONDON", None),
        ("NEW YORK, Sunday, March 6, 2022 – ", "NEW YORK", None),
    ],
)
def test_a_wire_dateline_gives_date_place_and_agency(line: str, place: str, agency: str | None) -> None:
    draft = published(f"Talks go on\n\n{line}The talks went on.")
    assert (draft.date, draft.date_from) == (DAY, "dateline")
    assert (draft.fields["place"], draft.fields.get("source")) == (place, agency)
    assert draft.text == "Talks go on\n\nThe talks went on."


@pytest.mark.parametrize(
    "text",
    [
        "WASHINGTON, March 6 (Reuters) - The text.",
        "WASHINGTON, March 11, 2022 (Reuters) - The text.",
        "WASHINGTON, March 6, 2022 was cold.",
        "Washington, March 6, 2022 (Reuters) - The text.",
        "US troops left on March 6, 2022 - and came back.",
    ],
)
def test_a_dateline_without_a_year_or_a_place_in_capitals_is_text(text: str) -> None:
    draft = published(text)
    assert (draft.date, draft.text) == (None, text)


def test_what_a_header_said_of_the_place_counts_before_the_dateline() -> None:
    draft = Draft("PARIS, March 6, 2022 (AFP) - The text.", fields={"place": "Geneva", "source": "The Times"})
    announced.read_published_line(draft, DATES)
    assert (draft.date, draft.fields) == (DAY, {"place": "Geneva", "source": "The Times"})


@pytest.mark.parametrize(
    "text", ["a1\n" + " " * 300_000 + "\nx", "1\t" * 1000 + " " * 300_000, "6 March" + " " * 300_000]
)
def test_an_endless_line_of_white_space_takes_no_time(text: str) -> None:
    assert_takes_less(2, lambda: published(text))


def test_an_update_below_another_date_dates_nothing() -> None:
    draft = Draft("Talks go on\n\nBy Ann Lee, March 1, 2022\nLast updated: March 6, 2022\n\nThe text.")
    announced.read_updated_line(draft, DATES)
    assert draft.date is None


def test_an_update_does_not_date_an_article_that_says_when_it_was_posted() -> None:
    draft = Draft("Talks go on\n\nLast updated: 7 March 2022\nPosted on 6 March 2022 in Politics\n\nThe text.")
    announced.read_updated_line(draft, DATES)
    assert draft.date is None
