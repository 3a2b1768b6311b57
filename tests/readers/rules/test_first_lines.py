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


def published(text: str) -> Draft:
    draft = Draft(text)
    plain.read_published_line(draft, DATES)
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
        "Talks\n\nThe text.\n2022-03-06",
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
    plain.read_updated_line(draft, DATES)
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
    plain.read_published_line(draft, DATES)
    assert (draft.date, draft.fields) == (DAY, {"place": "Geneva", "source": "The Times"})


@pytest.mark.parametrize(
    "text", ["a1\n" + " " * 300_000 + "\nx", "1\t" * 1000 + " " * 300_000, "6 March" + " " * 300_000]
)
def test_an_endless_line_of_white_space_takes_no_time(text: str) -> None:
    began = time.perf_counter()
    first_lines(text)
    published(text)
    assert time.perf_counter() - began < 2
