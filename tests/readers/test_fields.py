import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsidx.dates.extract import DateReader
from newsidx.readers.draft import Draft
from newsidx.readers.fields import take_fields
from newsidx.readers.reading import read_file

DATES = DateReader(today=datetime.date(2022, 3, 9))


def filled(*pairs: tuple[str, Any], text: str = "") -> Draft:
    draft = Draft(text)
    take_fields(draft, pairs, DATES, "record")
    return draft


def test_when_a_text_was_made_counts_only_where_nothing_says_when_it_appeared() -> None:
    assert filled(("created", "2022-03-05"), ("published", "2022-03-06")).date == datetime.date(2022, 3, 6)
    assert filled(("created", "2022-03-05"), ("published", "true")).date == datetime.date(2022, 3, 5)
    assert filled(("modified", "2022-03-05")).date is None


def test_a_subject_is_the_title_only_where_there_is_no_title() -> None:
    assert filled(("Subject", "Oil; Gas"), ("Title", "Talks")).title == "Talks"
    assert filled(("Subject", "Talks")).title == "Talks"


def test_a_text_is_filled_once_and_a_summary_is_one_only_without_it() -> None:
    both = filled(("summary", "In short."), ("content", "All of it.\n\nMore."))
    assert (both.text, both.meta) == ("All of it.\n\nMore.", {"summary": "In short."})
    assert filled(("summary", "In short.")).text == "In short."
    assert filled(("text", ["One.", "Two."])).text == "One.\n\nTwo."
    assert filled(("text", "<p>One.</p><p>Two.</p>")).text == "One.\n\nTwo."
    kept = filled(("text", "Another"), text="The text.")
    assert (kept.text, kept.meta) == ("The text.", {"text": "Another"})


def test_what_says_more_of_the_article_is_looked_into_and_its_picture_is_not() -> None:
    draft = filled(("meta", {"date": "2022-03-06"}), ("image", {"title": "A picture", "url": "a.jpg"}))
    assert (draft.date, draft.title, draft.fields) == (datetime.date(2022, 3, 6), None, {})


def test_numbers_and_nothing_stay_what_they_are() -> None:
    assert filled(("a", 1), ("b", 1.5), ("c", True), ("d", None), ("e", float("nan")), ("f", [])).meta == {
        "a": 1,
        "b": 1.5,
        "c": True,
        "e": "nan",
    }


def test_values_nested_without_end_make_nothing_fail() -> None:
    deep: Any = "x"
    for _ in range(5000):
        deep = [deep]
    draft = filled(("title", deep), ("date", deep), ("colour", deep), ("text", deep))
    assert draft.title is None or len(draft.title) < 10


@pytest.mark.parametrize(
    "header",
    [
        "Title: Talks\nSummary: In short, they go on.\nDate: 2022-03-06\n",
        "---\ntitle: Talks\ndescription: In short, they go on.\ndate: 2022-03-06\n---\n",
    ],
)
def test_a_title_and_a_summary_are_an_article(header: str) -> None:
    (article,) = read_file(header.encode(), "a.md", DATES).articles
    assert (article.title, article.body) == ("Talks", "In short, they go on.")


def test_a_title_with_a_date_is_an_article() -> None:
    (article,) = read_file(b"Date: 2022-03-06\nTitle: Talks\n", "a.txt", DATES).articles
    assert (article.title, article.title_from, article.body) == ("Talks", "header", "")


@given(
    st.lists(
        st.tuples(
            st.text(max_size=8) | st.sampled_from(["date", "title", "text", "summary", "meta", "url"]),
            st.recursive(
                st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
                lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
                max_leaves=8,
            ),
        ),
        max_size=6,
    )
)
def test_any_record_fills_a_draft(pairs: list[tuple[str, Any]]) -> None:
    draft = filled(*pairs)
    assert all("\x00" not in text for text in (draft.text, draft.title or "", *draft.fields.values()))
