import datetime

import pytest

from newsidx.dates.extract import DateReader
from newsidx.readers.draft import Draft
from newsidx.readers.formats import front_matter
from newsidx.readers.reading import read_file
from tests.timing import assert_takes_less

DATES = DateReader(today=datetime.date(2022, 3, 9))


def read(text: str) -> Draft:
    (draft,) = front_matter.read(text, DATES)
    return draft


def test_every_field_is_taken_from_its_key() -> None:
    draft = read(
        "---\n"
        "date: 2022-03-06\n"
        "title: 'Talks: a diary'\n"
        "author: Jane Smith\n"
        "publication: The Times\n"
        "section: World\n"
        "location: Geneva\n"
        "url: https://example.org/a?b=c\n"
        "lang: en\n"
        "tags: [oil, gas]\n"
        "---\n"
        "The text.\n"
    )
    assert (draft.date, draft.date_from) == (datetime.date(2022, 3, 6), "front-matter")
    assert (draft.title, draft.title_from) == ("Talks: a diary", "header")
    assert draft.fields == {
        "byline": "Jane Smith",
        "source": "The Times",
        "section": "World",
        "place": "Geneva",
        "url": "https://example.org/a?b=c",
        "language": "en",
    }
    assert draft.meta == {"tags": ["oil", "gas"]}
    assert draft.text.strip() == "The text."


@pytest.mark.parametrize("key", ["date", "Date", "published", "pubdate", "pubDate", "publish-date", "Published At"])
def test_the_date_is_known_by_its_many_names(key: str) -> None:
    assert read(f"---\n{key}: 2022-03-06\n---\nText").date == datetime.date(2022, 3, 6)


@pytest.mark.parametrize(
    ("value", "published"),
    [
        ("2022-03-06T10:30:00Z", "2022-03-06T10:30:00+00:00"),
        ("2022-03-06 10:30:00 +0100", "2022-03-06T10:30:00+01:00"),
        ('"March 6, 2022"', None),
        ("6 March 2022", None),
    ],
)
def test_yaml_leaves_the_reading_of_dates_to_newsidx(value: str, published: str | None) -> None:
    draft = read(f"---\ndate: {value}\n---\nText")
    assert (draft.date, draft.published) == (datetime.date(2022, 3, 6), published)


def test_two_authors_are_one_byline() -> None:
    assert read("---\nauthors:\n  - Jane Smith\n  - John Doe\n---\nText").fields["byline"] == "Jane Smith, John Doe"


def test_what_is_not_quite_yaml_is_read_line_by_line() -> None:
    draft = read("---\ntitle: War: a diary\ndate: 2022-03-06\n---\nText")
    assert (draft.title, draft.date) == ("War: a diary", datetime.date(2022, 3, 6))


def test_nested_values_are_kept_as_they_are() -> None:
    draft = read("---\ndate: 2022-03-06\nimage: {src: a.jpg, sizes: [1, 2]}\n---\nText")
    assert draft.meta == {"image": {"src": "a.jpg", "sizes": ["1", "2"]}}


def test_empty_values_are_no_values() -> None:
    draft = read('---\ntitle: ""\nauthor:\nsource: ~\nsection: null\nplace: "\\a"\ndate: 2022-03-06\n---\nText')
    assert (draft.title, draft.fields, draft.meta) == (None, {}, {})


@pytest.mark.parametrize("top", ["\n\n---\n", "---  \n"])
@pytest.mark.parametrize("bottom", ["---", "...", "--- \t"])
def test_white_space_about_the_fences_does_not_matter(top: str, bottom: str) -> None:
    assert read(f"{top}date: 2022-03-06\n{bottom}\nText").text.strip() == "Text"


def test_a_date_after_tomorrow_is_kept_aside_and_dates_nothing() -> None:
    draft = read("---\ndate: 2122-03-06\ntitle: A\n---\nText")
    assert (draft.date, draft.meta) == (None, {"date": "2122-03-06"})


def test_the_first_date_that_holds_wins_and_the_other_is_kept() -> None:
    draft = read("---\npublished: soon\ndate: 2022-03-06\npubdate: 2022-03-07\n---\nText")
    assert draft.date == datetime.date(2022, 3, 6)
    assert draft.meta == {"published": "soon", "pubdate": "2022-03-07"}


@pytest.mark.parametrize(
    "text",
    [
        "Text\n---\ndate: 2022-03-06\n---\n",
        "--- date: 2022-03-06 ---\nText",
        "----\ndate: 2022-03-06\n----\nText",
        "---\ndate: 2022-03-06\nText that never ends",
        "---\n---\nText",
        "---\nA line of text between rules.\n---\nText",
        "---\n- a\n- b\n---\nText",
        "---",
    ],
)
def test_rules_about_text_are_not_front_matter(text: str) -> None:
    assert front_matter.read(text, DATES) == ()


@pytest.mark.parametrize(
    "block",
    [
        'title: "\\UFFFFFFFF"',
        'title: "\\ud800"',
        "? [a]\n: b",
        "a: &x [*x]",
        "[" * 5000,
        "!!python/name:os.system a: b",
        "%",
    ],
)
def test_hostile_yaml_makes_nothing_fail(block: str) -> None:
    for draft in front_matter.read(f"---\n{block}\n---\nText", DATES):
        assert f"{draft.title}{draft.meta}".encode()


def test_brackets_that_are_never_closed_take_no_time() -> None:
    assert_takes_less(2, lambda: front_matter.read("---\n" + "[" * 60_000 + "\n---\nText", DATES))


def test_aliases_that_would_fill_the_memory_are_not_followed() -> None:
    bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]\n" for old, new in zip("abcdefghi", "bcdefghij", strict=False)
    )
    for draft in front_matter.read(f"---\n{bomb}---\nText", DATES):
        assert len(str(draft.meta)) < 10_000


def test_a_json_object_above_the_text_is_front_matter() -> None:
    text = '{\n  "title": "Talks go on",\n  "date": "2022-03-06",\n  "tags": ["talks"]\n}\n\nThe ministers met.\n'
    reading = read_file(text.encode(), "a.md", DateReader())
    (article,) = reading.articles
    assert (reading.reader, str(article.date), article.title) == ("json-front-matter", "2022-03-06", "Talks go on")
    assert (article.body, article.meta, article.date_from) == (
        "The ministers met.",
        {"tags": ["talks"]},
        "front-matter",
    )
