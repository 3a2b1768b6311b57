"""Files in the user's own layout become the articles that the layout describes, and all others are read as usual."""

from __future__ import annotations

import datetime
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsidx.dates.extract import DateReader
from newsidx.readers.options import ReadingOptions
from newsidx.readers.reading import Reading, read_file

DATES = DateReader(today=datetime.date(2022, 3, 9))

HERALD = r"""
separator = '^={10,}$'
date = '^Edition of (?P<date>.+)$'
date_format = "%d.%m.%y"
title = '^HEAD: (?P<title>.+)$'
drop = ['^-- page \d+ --$']
[fields]
byline = '^BY (.+)$'
Page = '^PAGE (.+)$'
"""

TWO = """Edition of 06.03.87
HEAD: Talks go on
BY Jane Smith
PAGE 4

They go on.
-- page 2 --
HEAD: is a word here.

More.
==========
Edition of 07.03.87
HEAD: Snow

It snowed.
"""


def read(text: str | bytes, layout: str, path: str = "a.txt", **options: object) -> Reading:
    raw = text.encode() if isinstance(text, str) else text
    return read_file(raw, path, DATES, options=ReadingOptions(layout=layout, **options))  # type: ignore[arg-type]


def test_articles_are_read_as_the_layout_says() -> None:
    reading = read(TWO, HERALD)
    talks, snow = reading.articles
    assert (reading.reader, reading.problem) == ("layout", None)
    assert (talks.date, talks.date_from, talks.title_from) == (datetime.date(1987, 3, 6), "layout", "header")
    assert (talks.title, talks.byline) == ("Talks go on", "Jane Smith")
    assert talks.body == "They go on.\nHEAD: is a word here.\n\nMore."
    assert talks.meta == {"date_text": "06.03.87", "Page": "4"}
    assert (snow.date, snow.title, snow.body) == (datetime.date(1987, 3, 7), "Snow", "It snowed.")


def test_a_line_with_which_articles_begin_belongs_to_them() -> None:
    layout = "begins = '^[*] '\ndate = '(?P<date>[0-9.]+)$'\ntitle = '^[*] (?P<title>.+), (?=[0-9])'"
    reading = read("The Herald\n* Talks, 06.03.2022\nThey go on.\n* Snow, 07.03.2022\nIt snowed.\n", layout)
    assert [(a.title, a.body) for a in reading.articles] == [("Talks", "They go on."), ("Snow", "It snowed.")]
    reading = read("* Talks go on.\nThey do.\n* Snow fell.\nA lot.\n", "begins = '^[*] '")
    assert [a.body for a in reading.articles] == ["Talks go on.\nThey do.", "Snow fell.\nA lot."]


def test_one_line_may_say_several_things() -> None:
    layout = r"date = '^(?P<place>[A-Z]+), (?P<date>[^-]+) \((?P<source>\w+)\) - '"
    (article,) = read("GENEVA, 6 March 2022 (AFP) - They go on.\n", layout).articles
    assert (article.place, article.source, article.body) == ("GENEVA", "AFP", "They go on.")
    assert article.date == datetime.date(2022, 3, 6)


def test_what_stands_above_the_body_and_is_not_named_is_left_out() -> None:
    layout = "date = '^D (.+)$'\nbody = '^TEXT$'"
    (article,) = read("D 2022-03-06\nCODE 17\nX 4\nTEXT\nThey go on.\nTEXT\n", layout).articles
    assert article.body == "They go on.\nTEXT"


@pytest.mark.parametrize(("order", "month"), [("dayfirst = true", 4), ("dayfirst = false", 3)])
def test_a_layout_settles_the_order_of_day_and_month(order: str, month: int) -> None:
    reading = read("D 03/04/2021\nThey go on.\n", f"date = '^D (.+)$'\n{order}")
    assert reading.articles[0].date == datetime.date(2021, month, 7 - month)
    assert reading.ambiguous == 0


def test_a_date_in_no_known_form_stays_in_the_text() -> None:
    (article,) = read("D the week\nHEAD: Talks\nThey go on.\n", "date = '^D (.+)$'\ntitle = '^HEAD: (.+)$'").articles
    assert (article.date, article.body) == (None, "D the week\nThey go on.")


def test_a_date_after_tomorrow_is_none() -> None:
    (article,) = read(
        "D 06.03.65\nH x\nText.\n", "date = 'D (.+)'\ntitle = 'H (.+)'\ndate_format = '%d.%m.%y'"
    ).articles
    assert article.date is None


def test_the_encoding_that_the_layout_names_is_used() -> None:
    text = TWO.replace("They go on.", "Gespräche über Öl.")
    reading = read(text.encode("cp850"), f'encoding = "cp850"\n{HERALD}')
    assert (reading.encoding, reading.articles[0].body[:18]) == ("cp850", "Gespräche über Öl.")


@pytest.mark.parametrize(
    ("text", "path", "layout"),
    [
        ("Title: Talks\nDate: 2022-03-06\n\nThey go on.\n", "a.txt", HERALD),
        (TWO, "a.txt", f'files = ["*.hld"]\n{HERALD}'),
        ('{"title": "Talks", "date": "2022-03-06", "text": "They go on."}', "a.json", HERALD),
        ("date,title,text\n2022-03-06,Talks,They go on.\n", "a.csv", HERALD),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "a.png", f'encoding = "cp850"\n{HERALD}'),
        ("", "a.txt", HERALD),
    ],
)
def test_a_file_that_the_layout_does_not_fit_is_read_as_usual(text: str | bytes, path: str, layout: str) -> None:
    raw = text.encode() if isinstance(text, str) else text
    assert read(raw, layout, path) == read_file(raw, path, DATES)


def test_the_layout_goes_before_all_formats() -> None:
    (article,) = read("Date: 2022-03-06\nTitle: Talks\n\n#D 2022-03-05\nText\n", "date = '^#D (.+)$'").articles
    assert article.date == datetime.date(2022, 3, 5)
    assert (article.title, article.body) == ("Title: Talks", "Date: 2022-03-06\n\nText")


def test_a_title_with_a_date_is_an_article() -> None:
    (article,) = read("Edition of 06.03.87\nHEAD: Talks go on\n", HERALD).articles
    assert (article.title, article.body) == ("Talks go on", "")


def test_a_pattern_looks_only_at_the_beginning_of_a_very_long_line() -> None:
    layout = "date = '^D ([0-9-]+)'\ntitle = '^T (.+)$'"
    (article,) = read(f"D 2022-03-06\nT {'x' * 20_000}\n", layout).articles
    assert article.body == f"T {'x' * 20_000}"


WORDS = st.text("abc dé漢=*", min_size=1, max_size=40).map(lambda text: f"w{' '.join(text.split())}")
ARTICLES = st.lists(
    st.tuples(
        st.dates(datetime.date(1970, 1, 1), datetime.date(2022, 3, 9)),
        WORDS,
        st.lists(WORDS, min_size=1, max_size=4).map("\n\n".join),
    ),
    min_size=1,
    max_size=8,
)


@settings(max_examples=50)
@given(
    ARTICLES,
    st.sampled_from(["separator = '^=====$'", "begins = '^=====$'"]),
    st.sampled_from(["%d.%m.%y", "%d %B %Y"]),
)
def test_what_is_written_in_a_layout_is_read_back(
    articles: list[tuple[datetime.date, str, str]], border: str, form: str
) -> None:
    layout = f"{border}\ndate = '^D (.+)$'\ndate_format = '{form}'\ntitle = '^T (.+)$'"
    text = "".join(f"=====\nT {title}\nD {day.strftime(form)}\n\n{body}\n" for day, title, body in articles)
    reading = read(text, layout)
    assert [(a.date, a.title, a.body) for a in reading.articles] == [(d, t, b.strip()) for d, t, b in articles]


@settings(max_examples=50)
@given(st.binary(max_size=100) | st.integers(0, len(TWO)).map(lambda at: TWO.encode()[at:]), st.integers(0, 300))
def test_any_file_is_read_whatever_the_layout(raw: bytes, end: int) -> None:
    for layout in (
        HERALD,
        "date = ''' '''\nbegins = 'a'",
        "separator = '.*'\nbody = '.*'",
        "title = '(?P<date>.*)|(x)'",
    ):
        reading = read(raw[:end], layout)
        assert reading.articles or reading.problem


@given(st.lists(st.sampled_from(TWO.split("\n")), max_size=12))
def test_no_line_of_text_is_lost(lines: list[str]) -> None:
    reading = read("\n".join(lines), HERALD)
    text = "\n".join(f"{article.title}\n{article.body}" for article in reading.articles)
    for line in ("They go on.", "More.", "It snowed."):
        if reading.reader == "layout":
            assert len(re.findall(rf"^{re.escape(line)}$", text, re.MULTILINE)) >= lines.count(line)
