"""Whole files as people have them, by the facts that must come out: found by trying newsidx on a mixed folder."""

from __future__ import annotations

import datetime

import pytest

from newsidx.article import Article
from newsidx.readers.reading import DateReader, read_file

TODAY = datetime.date(2022, 6, 1)


def only_article(raw: str | bytes, path: str = "/news/story.txt") -> Article:
    reading = read_file(raw.encode() if isinstance(raw, str) else raw, path, DateReader(today=TODAY))
    (article,) = reading.articles
    return article


@pytest.mark.parametrize(
    ("text", "title", "byline"),
    [
        ("Bridge shut\nBy Jane Smith & Tom Roe\nMarch 6, 2022\n\nThe bridge.", "Bridge shut", "Jane Smith & Tom Roe"),
        ("Bridge shut\nJane Smith | March 6, 2022\n\nThe bridge.", "Bridge shut", "Jane Smith"),
        ("Bridge shut\n\nBy Jane Smith\nPosted on 6 March 2022\n\nThe bridge.", "Bridge shut", "Jane Smith"),
        ("Title:Bridge shut\nAuthor:Jane Smith\nDate:2022-03-06\n\nThe bridge.", "Bridge shut", "Jane Smith"),
        ("Title: Bridge shut\nByline: By Jane Smith\nDate: 6.3.2022\n---\nThe bridge.", "Bridge shut", "Jane Smith"),
        ("---\ntitle: Bridge shut\nby: Jane Smith\ndate: 2022-03-06\n\nThe bridge.", "Bridge shut", "Jane Smith"),
        ("Subject: Bridge shut\nFrom: Jane Smith\nDate: Sun, 06 Mar 2022 10:00 +0100\n\nThe bridge.",
         "Bridge shut", "Jane Smith"),
        ("---\ntitle: Bridge shut\nauthor: {name: Jane Smith, id: 7}\ndate: 2022-03-06\n---\nThe bridge.",
         "Bridge shut", "Jane Smith"),
    ],
)  # fmt: skip
def test_title_byline_and_date_come_out_and_leave_the_text(text: str, title: str, byline: str) -> None:
    article = only_article(text)
    assert (article.date, article.title, article.byline) == (datetime.date(2022, 3, 6), title, byline)
    assert article.body == "The bridge."


@pytest.mark.parametrize(
    "text",
    [
        "The ministry showed a text it had\npublished March 6, 1998 and which says more.",
        "The lawyers cited a letter\ndated 6 March 1998, in which more is said.",
        "Posted on 3 May 2019 in the window was a note.",
        "NEW YORK, NY was on May 8, 1945 - so they say.",
        "City: a portrait\n\nThe town was founded May 8, 1745.",
    ],
)
def test_a_date_in_the_midst_of_prose_dates_nothing_and_stays(text: str) -> None:
    article = only_article(text)
    assert article.date is None
    assert " ".join(f"{article.title} {article.body}".split()).endswith(
        " ".join(text.split()).replace("City: a portrait ", "")
    )


@pytest.mark.parametrize(
    ("dateline", "place", "source"),
    [
        ("WASHINGTON, March 6, 2022 (Reuters) - ", "WASHINGTON", "Reuters"),
        ("ST. JOHN'S, Newfoundland, 6 March 2022 — ", "ST. JOHN'S, Newfoundland", None),
        ("MEXICO CITY, March 6, 2022 /PRNewswire/ -- ", "MEXICO CITY", "PRNewswire"),
    ],
)
def test_a_dateline_gives_date_place_and_agency(dateline: str, place: str, source: str | None) -> None:
    article = only_article(dateline + "Snow fell on the city.")
    assert (str(article.date), article.place, article.source) == ("2022-03-06", place, source)
    assert article.body == "Snow fell on the city."
    assert article.meta == {"date_text": dateline.strip()}


@pytest.mark.parametrize("path", ["/n/2021/05/07-story.txt", "/n/2021/05/07/story.txt", "/n/20210507123000.txt"])
def test_paths_that_say_the_date(path: str) -> None:
    assert str(only_article("Story text.", path).date) == "2021-05-07"


def test_a_date_with_points_has_its_day_first() -> None:
    article = only_article("06.03.2022\n\nText.")
    assert (str(article.date), "date_or" in article.meta) == ("2022-03-06", False)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("It costs €5, “Retrovir” aids drug — and the company’s stock fell.", "cp1252"),
        ("Café", "cp1252"),
        ("Der Präsident erklärte, die Übungen für alle Schüler würden größer.", "cp1252"),
        ("Президент заявил, что экономика растет быстрыми темпами.", "cp1251"),
        ("経済は急速に成長していると大統領は述べた。", "cp932"),
    ],
)
def test_text_that_is_not_utf8_is_read_as_it_was_written(text: str, encoding: str) -> None:
    assert only_article(text.encode(encoding)).body in (text, "")
    assert only_article(text.encode(encoding)).title[:40] == text[:40]


def test_a_damaged_byte_does_not_garble_the_rest_of_a_utf8_text() -> None:
    text = "Le café est fermé à Orléans, dit-on."
    assert only_article(text.encode() + b"\xe9\n\nAutre.").title.startswith(text)
