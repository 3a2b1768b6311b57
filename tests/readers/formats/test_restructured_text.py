import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsidx.dates.extract import DateReader
from newsidx.readers.formats import restructured_text

DATES = DateReader(today=datetime.date(2022, 3, 9))


@pytest.mark.parametrize(
    "text",
    [
        "Talks go on\n###########\n\n:date: 2022-03-06\n:author: Jane Smith\n\nThe text.",
        "===========\nTalks go on\n===========\n:Date: 6 March 2022\n:Author: Jane Smith\n\nThe text.",
        ":date: 2022-03-06 10:00\n:author: Jane\n   Smith\n\nTalks go on\n===========\n\nThe text.",
        ":title: Talks go on\n:date: 2022-03-06\n:author: Jane Smith\n\nThe text.",
        ".. post:: 6 March 2022\n   :tags: oil\n   :author: Jane Smith\n\nTalks go on\n~~~~~~~~~~~\n\nThe text.",
        "\nTalks go on\n===========\n\n.. post:: Mar 06, 2022\n  :author: Jane Smith\n\n\nThe text.",
    ],
)
def test_fields_and_a_post_directive_date_the_text(text: str) -> None:
    (draft,) = restructured_text.read(text, DATES)
    assert (str(draft.date), draft.date_from) == ("2022-03-06", "header")
    assert (draft.title, draft.title_from) == ("Talks go on", "header")
    assert (draft.fields, draft.text.strip()) == ({"byline": "Jane Smith"}, "The text.")


def test_comments_and_an_excerpt_stay_in_the_text() -> None:
    text = ".. _talks:\n\n.. post:: 2022-03-06\n   :tags: oil\n\n   An excerpt.\n\nTalks\n=====\n\nThe text."
    (draft,) = restructured_text.read(text, DATES)
    assert draft.text.split("\n") == [".. _talks:", "   An excerpt.", "The text."]


@pytest.mark.parametrize(
    "text",
    [
        "Talks\n=====\n\nThe text.\n\n:date: 2022-03-06",
        "Talks\n=====\n\n:ref:`see` this\n:kbd:`x`",
        ":tags: oil\n\nText",
        "He said\n:date: 2022-03-06",
    ],
)
def test_fields_elsewhere_are_text(text: str) -> None:
    assert restructured_text.read(text, DATES) == ()


@given(st.integers(0, 90), st.text(alphabet=".:=- \naB", max_size=20))
def test_a_file_that_is_cut_off_or_changed_loses_no_text(at: int, inserted: str) -> None:
    text = ".. post:: 2022-03-06\n   :author: J\n\nTalks\n=====\n:date: 2022-03-06\n\nThe text."
    for draft in restructured_text.read(text[:at] + inserted + text[at:], DATES):
        assert "The text." in draft.text or at > text.index("The text")
