import datetime
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsidx.dates.extract import DateReader
from newsidx.readers.draft import Draft
from newsidx.readers.formats import toml_front_matter
from newsidx.readers.reading import read_file

DATES = DateReader(today=datetime.date(2022, 3, 9))


def read(text: str) -> Draft:
    (draft,) = toml_front_matter.read(text, DATES)
    return draft


def test_hugos_and_zolas_keys_fill_the_fields() -> None:
    draft = read(
        "+++\n"
        'title = "Talks: a diary"\n'
        "date = 2022-03-06T10:30:00Z\n"
        'authors = ["Jane Smith", "Tom Roe"]\n'
        "draft = false\n"
        "weight = 4\n\n"
        "[taxonomies]\n"
        'tags = ["oil"]\n\n'
        "[extra]\n"
        'source = "The Herald"\n'
        "+++\n\nThe text.\n"
    )
    assert (draft.date, draft.date_from) == (datetime.date(2022, 3, 6), "front-matter")
    assert draft.published == "2022-03-06T10:30:00+00:00"
    assert (draft.title, draft.title_from) == ("Talks: a diary", "header")
    assert draft.fields == {"byline": "Jane Smith, Tom Roe", "source": "The Herald"}
    assert draft.meta["draft"] is False
    assert draft.meta["weight"] == 4
    assert draft.meta["taxonomies"] == {"tags": ["oil"]}
    assert draft.text.strip() == "The text."


@pytest.mark.parametrize("value", ["2022-03-06", '"2022-03-06"', "2022-03-06 10:00:00", "'6 March 2022'"])
def test_a_date_is_one_of_toml_or_a_string(value: str) -> None:
    assert read(f"+++\ndate = {value}\n+++\nText").date == datetime.date(2022, 3, 6)


def test_a_date_among_the_extras_counts_where_there_is_no_other() -> None:
    assert read("+++\ntitle = 'A'\n[extra]\ndate = 2022-03-06\n+++\nText").date == datetime.date(2022, 3, 6)
    both = read("+++\ndate = 2022-03-05\n[extra]\ndate = 2022-03-06\n+++\nText")
    assert both.date == datetime.date(2022, 3, 5)


def test_a_page_is_dated_by_its_own_path_if_by_nothing_else() -> None:
    draft = read('+++\npath = "2022/03/06/talks"\ntitle = "Talks"\n+++\nText')
    assert (draft.date, draft.meta["date_text"]) == (datetime.date(2022, 3, 6), "2022/03/06")
    assert read('+++\npath = "2022/03/06/talks"\ndate = 2022-03-05\n+++\nText').date == datetime.date(2022, 3, 5)
    assert read('+++\npath = "talks/2022/03"\n+++\nText').date is None


def test_what_is_not_quite_toml_is_read_line_by_line() -> None:
    draft = read('+++\ntitle = "War: a "diary""\ndate = 2022-03-06\n+++\nText')
    assert (draft.title, draft.date) == ('War: a "diary', datetime.date(2022, 3, 6))


def test_the_day_of_the_last_change_is_no_day_of_publication() -> None:
    text = "+++\nlastmod = 2022-03-07\n{}+++\nText"
    (dated,) = read_file(text.format("date = 2022-03-06\n").encode(), "a.md", DATES).articles
    (by_name,) = read_file(text.format("").encode(), "2022-03-05-a.md", DATES).articles
    (changed,) = read_file(text.format("").encode(), "a.md", DATES).articles
    assert [str(article.date) for article in (dated, by_name, changed)] == ["2022-03-06", "2022-03-05", "2022-03-07"]


@pytest.mark.parametrize(
    "text",
    ["+++\ntitle = 'never closed'\nText", "++++\na = 1\n++++\nText", "+++", "+++\n+++\nText", "Text\n+++\na=1\n+++"],
)
def test_other_plus_signs_are_text(text: str) -> None:
    assert toml_front_matter.read(text, DATES) == ()


@pytest.mark.parametrize(
    "block",
    [
        "a = " + "[" * 20_000,
        "a = " + "[" * 400 + "]" * 400,
        ".".join("a" * 30_000) + " = 1",
        "a = " + "9" * 30_000,
        "a = nan\nb = -inf",
        "[a]\n" * 10_000,
        "\n".join(f"a.{'b.' * 400}c{number} = 1" for number in range(60)),
        'title = "\\u0000\\uD800"',
    ],
)
def test_hostile_toml_makes_nothing_fail_and_takes_no_time(block: str) -> None:
    began = time.process_time()
    for draft in toml_front_matter.read(f"+++\ntitle = 'x'\n{block}\n+++\nText", DATES):
        assert f"{draft.title}{draft.meta}".encode()
    assert time.process_time() - began < 1


@given(st.text(alphabet="+=\"'[]{}\n.,: a1#-T", max_size=200))
def test_any_front_matter_is_read_or_left_as_text(block: str) -> None:
    for draft in toml_front_matter.read(f"+++\n{block}\n+++\nThe text.", DATES):
        assert "The text." in draft.text
