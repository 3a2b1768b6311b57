"""A text is cut into articles only where it proves to hold several, or where the user wants it cut."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsidx.dates.extract import DateReader
from newsidx.readers.formats import separated
from newsidx.readers.options import ReadingOptions
from newsidx.readers.reading import Reading, read_file
from tests.timing import assert_grows_less

DATES = DateReader(today=datetime.date(2022, 3, 9))

TALKS = "The ministers met again in Geneva. Nothing came of it, and they will meet\nagain in a week, officials said."
SNOW = "It snowed on the whole island, and the ferry did not leave the harbour. Schools\nstay closed."


def read(text: str, path: str = "a.txt", split: bool | None = None) -> Reading:
    return read_file(text.encode(), path, DATES, options=ReadingOptions(split=split))


def days(reading: Reading) -> list[int | None]:
    return [article.date and article.date.day for article in reading.articles]


@pytest.mark.parametrize(
    "line", ["-----", "=" * 70, "*****", "###", "%%", "* * *", "<<<>>>", "~~~~", "-- END --", "=== 1 ==="]
)
@pytest.mark.parametrize("top", ["{}\nTalks go on\n\n", "TALKS GO ON\n{}\n\n", "Date: {}\nTitle: Talks go on\n\n"])
def test_a_line_that_recurs_before_every_date_separates_articles(line: str, top: str) -> None:
    parts = [
        top.format(day) + text for day, text in (("2022-03-04", TALKS), ("5 March 2022", SNOW), ("2022-03-06", TALKS))
    ]
    for text in (f"\n{line}\n".join(parts), "".join(f"{line}\n{part}\n" for part in parts)):
        reading = read(text)
        assert (reading.reader, days(reading)) == ("separated", [4, 5, 6])
        assert {article.title.casefold() for article in reading.articles} == {"talks go on"}
        assert [article.body for article in reading.articles] == [TALKS, SNOW, TALKS]


def test_numbers_in_the_separator_may_count_the_articles() -> None:
    text = "".join(f"=== {number} ===\n2022-03-0{number}\n\n{TALKS}\n" for number in range(1, 4))
    assert days(read(text)) == [1, 2, 3]


def test_the_name_of_the_collection_above_the_first_article_is_none() -> None:
    text = f"The Herald, March 2022\n=====\n2022-03-05\n\n{TALKS}\n=====\n2022-03-06\n\n{SNOW}\n"
    assert days(read(text)) == [5, 6]


def test_an_article_among_many_without_a_date_stays_undated() -> None:
    parts = [f"2022-03-0{number % 9 + 1}\n\n{TALKS}" for number in range(11)] + [f"Snow\n\n{SNOW}"]
    reading = read("\n=====\n".join(parts), "2022-03-09.txt")
    assert days(reading)[:11] == [number % 9 + 1 for number in range(11)]
    assert reading.articles[11].date is None


def test_the_seed_s_layout_may_recur_in_a_text() -> None:
    reading = read(f"date 2022-03-05 {TALKS}\n\nMore.\ndate 2022-03-06 {SNOW}\n")
    assert (reading.reader, days(reading)) == ("seeds", [5, 6])
    assert reading.articles[0].body == f"{TALKS}\n\nMore."
    assert days(read(f"{TALKS}\ndate 2022-03-05 was a day\ndate 2022-03-06 too\n")) == [None]
    assert days(read(f"date 2022-03-05 {TALKS}\ndate 2022-03-06\n")) == [5]


@pytest.mark.parametrize(
    "text",
    [
        f"Title\n=====\n\n2022-03-06\n\n{TALKS}\n\n---\n\n{SNOW}\n\n---\n\n{TALKS}\n",
        f"2022-03-06\n==========\n\n{TALKS}\n\n2022-03-05\n==========\n\n{SNOW}\n\n2022-03-04\n==========\n\n{TALKS}\n",
        f"---\ntitle: Talks\ndate: 2022-03-06\n---\n\n2022-03-06\n\n{TALKS}\n\n---\n\n2022-03-07\n\n{SNOW}\n",
        "----\n2022-03-04 One item\n----\n2022-03-05 Another item\n----\n2022-03-06 The third\n",
        "-----\n2022-03-04\n 1.5  2.5  3.5\n 4.5  5.5\n-----\n2022-03-05\n 1.5  2.5  3.5\n 4.5  5.5\n" * 5,
        f"{TALKS}\n\n* * *\n\n{SNOW}\n\n* * *\n\nOn 6 March 2022 they met.\n{TALKS}\n",
        f"2022-03-06\n\n{TALKS}\n\n-- \nAnn Lee\n{SNOW}\n",
        f"2022-03-06\n\n{TALKS}\n\n---\n2022-03-07\n\n{SNOW}",
        f"2022-03-06\n\n{TALKS}\n\n- an item of a list\n- another\n- and a third\n",
    ],
)
def test_without_proof_a_text_is_one_article(text: str) -> None:
    reading = read(text)
    assert reading.reader != "separated"
    assert len(reading.articles) == 1


def test_the_user_may_want_a_text_cut_or_not() -> None:
    issue = f"{TALKS}\n=====\n{SNOW}\n=====\n{TALKS}"
    assert days(read(issue, "2022-03-06.txt")) == [6]
    assert days(read(issue, "2022-03-06.txt", split=True)) == [6, 6, 6]
    assert days(read(issue, split=True)) == [None, None, None]
    dated = f"2022-03-05\n\n{TALKS}\n=====\n2022-03-06\n\n{SNOW}\n=====\n2022-03-07\n\n{SNOW}\n"
    assert days(read(dated)) == [5, 6, 7]
    assert days(read(dated, split=False)) == [None]
    assert days(read(TALKS, split=True)) == [None]


def test_a_single_heading_between_signs_is_no_separator() -> None:
    text = f"2022-03-05\n\n{TALKS}\n== Weather ==\n2022-03-06\n\n{SNOW}\n"
    (article,) = read(text).articles
    assert "== Weather ==" in article.body


PARTS = st.lists(
    st.tuples(
        st.dates(datetime.date(1900, 1, 1), datetime.date(2022, 3, 9)),
        st.lists(
            st.text("abc dé漢", min_size=40, max_size=90).map(lambda text: f"The {text.strip()}."),
            min_size=2,
            max_size=4,
        ),
    ),
    min_size=3,
    max_size=8,
)


@settings(max_examples=50)
@given(PARTS, st.sampled_from(["=====", "---", "* * *", "%%", "<<<>>>"]))
def test_articles_that_are_put_into_one_text_come_out_of_it(
    parts: list[tuple[datetime.date, list[str]]], line: str
) -> None:
    text = "".join(f"{line}\n{day.isoformat()}\n\n" + "\n".join(lines) + "\n" for day, lines in parts)
    reading = read(text)
    assert [article.date for article in reading.articles] == [day for day, _ in parts]
    written = ["".join("".join(lines).split()) for _, lines in parts]
    assert [
        "".join(f"{a.title if a.title_from == 'line' else ''}{a.body}".split()) for a in reading.articles
    ] == written


LINES = st.sampled_from(
    [
        "=====",
        "---",
        "-- ",
        "* * *",
        "2022-03-06",
        "Date: 2022-03-05",
        "date 2022-03-04 x",
        "",
        "%%",
        "  ",
        TALKS,
        "Title",
    ]
)


@settings(max_examples=100)
@given(st.lists(LINES | st.text(max_size=30), max_size=20), st.sampled_from([None, True]))
def test_no_words_of_a_text_are_lost_however_it_is_cut(lines: list[str], split: bool | None) -> None:
    text = "\n".join(lines)
    for drafts in (separated.read(text, DATES), separated.read_unproven(text, DATES) if split else ()):
        if not drafts:
            continue
        assert sum(draft.text.count("officials said") for draft in drafts) == text.count("officials said")


@pytest.mark.parametrize(
    "piece",
    ["=====\n", "=====\n2022-03-06\nx\n", "-- a --\n", "= =\n", "date 2022-03-06 x\n", "---\n\n", "-a ", "=== "],
)
def test_hostile_text_takes_time_in_proportion_to_its_length(piece: str) -> None:
    def read(size: int) -> None:
        text = "x\n" + piece * (size // len(piece))
        separated.read(text, DATES)
        separated.read_unproven(text, DATES)

    assert_grows_less(10, lambda: read(10_000), lambda: read(40_000))
