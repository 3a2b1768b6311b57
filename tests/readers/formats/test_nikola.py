import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsidx.dates.extract import DateReader
from newsidx.readers.formats import nikola

DATES = DateReader(today=datetime.date(2022, 3, 9))
LINES = """\
.. title: Talks: a diary
.. slug: talks
.. date: 2022-03-06 10:00:00 UTC+02:00
.. tags:
.. author: Jane Smith
"""


@pytest.mark.parametrize("layout", ["{}\nThe text.\n", "<!--\n{}-->\n\nThe text.\n", "\n<!--\n{}\n--> \nThe text."])
def test_comment_lines_at_the_top_fill_the_fields(layout: str) -> None:
    (draft,) = nikola.read(layout.format(LINES), DATES)
    assert (draft.date, draft.published) == (datetime.date(2022, 3, 6), "2022-03-06T10:00:00+02:00")
    assert (draft.title, draft.fields, draft.text.strip()) == ("Talks: a diary", {"byline": "Jane Smith"}, "The text.")
    assert draft.meta["slug"] == "talks"


@pytest.mark.parametrize(
    "text",
    [
        ".. note:: a directive\n\nText",
        ".. _target: https://example.org/\n\nText",
        "<!-- a comment -->\nText",
        ".. slug: only a slug\n\nText",
        "<!--\n.. title: Talks\nand something else\n-->\nText",
        "...\n\nText",
    ],
)
def test_other_comments_are_text(text: str) -> None:
    assert nikola.read(text, DATES) == ()


@given(st.integers(0, 300), st.text(alphabet=".-:<>! \na", max_size=20))
def test_a_file_that_is_cut_off_or_changed_loses_no_text(at: int, inserted: str) -> None:
    text = f"<!--\n{LINES}-->\n\nThe text."
    for draft in nikola.read(text[:at] + inserted + text[at:], DATES):
        assert draft.text.endswith("The text.") or at > text.index("The text")
