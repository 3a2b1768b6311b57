import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsidx.dates.extract import DateReader
from newsidx.readers.formats import asciidoc, front_matter
from newsidx.readers.reading import read_file

DATES = DateReader(today=datetime.date(2022, 3, 9))


@pytest.mark.parametrize(
    ("header", "byline"),
    [
        ("Jane Smith <jane@example.org>\nv1.0, 2022-03-06: first edition\n:toc:", "Jane Smith"),
        ("Jane Smith; Tom van Roe <t@example.org>\n2022-03-06", "Jane Smith, Tom van Roe"),
        ("Jane Smith\n:revdate: 6 March 2022", "Jane Smith"),
        (":awestruct-tags: [ oil, gas ]\n:awestruct-date: 2022-03-06\n---", None),
        ("// a comment\n:jbake-date: 2022-03-06\n:!toc:", None),
        (":date: 2022-03-06T10:00:00Z\n:author: Jane Smith", "Jane Smith"),
    ],
)
def test_title_authors_revision_and_attributes_are_taken(header: str, byline: str | None) -> None:
    (draft,) = asciidoc.read(f'= "Talks go on"\n{header}\n\nThe text.\n\n== More\n', DATES)
    assert (str(draft.date), draft.date_from) == ("2022-03-06", "header")
    assert (draft.title, draft.title_from, draft.fields.get("byline")) == ("Talks go on", "header", byline)
    assert draft.text.strip() == "The text.\n\n== More"


def test_attributes_of_no_field_stay() -> None:
    (draft,) = asciidoc.read("= Talks\n:release-id: 31\n:toc:\n\nText", DATES)
    assert draft.meta == {"release-id": "31"}


def test_the_header_may_stand_below_front_matter() -> None:
    text = "---\nlayout: post\ntags: [oil]\n---\n= Talks go on\nJane Smith\n:date: 2022-03-06\n\nThe text."
    (draft,) = front_matter.read(text, DATES)
    assert (str(draft.date), draft.title, draft.text.strip()) == ("2022-03-06", "Talks go on", "The text.")
    assert (draft.fields["byline"], draft.meta["tags"]) == ("Jane Smith", ["oil"])


@pytest.mark.parametrize(
    "text",
    [
        "= Talks go on\n\nThe text.",
        "= Talks =\nSome Words\n\nText",
        "= Talks\nthe text goes on here.\n\nMore.",
        "= x",
        "=",
    ],
)
def test_a_title_without_a_header_below_it_is_left_to_the_rules(text: str) -> None:
    assert asciidoc.read(text, DATES) == ()


def test_a_title_alone_is_the_title() -> None:
    (article,) = read_file(b"= Talks go on\n\nThe text.", "a.adoc", DATES).articles
    assert (article.title, article.title_from, article.body) == ("Talks go on", "line", "The text.")


@given(st.integers(0, 80), st.text(alphabet="=:v1, \n;-<>aB", max_size=20))
def test_a_file_that_is_cut_off_or_changed_loses_no_text(at: int, inserted: str) -> None:
    text = "= Talks\nJane Smith <j@example.org>\nv1, 2022-03-06: x\n:toc:\n\nThe text."
    for draft in asciidoc.read(text[:at] + inserted + text[at:], DATES):
        assert draft.text.endswith("The text.") or at > text.index("The text")
