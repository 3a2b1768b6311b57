import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsidx.dates.extract import DateReader
from newsidx.readers.formats import org_mode

DATES = DateReader(today=datetime.date(2022, 3, 9))


@pytest.mark.parametrize(
    ("date", "published"),
    [
        ("<2022-03-06>", None),
        ("<2022-03-06 Sun>", None),
        ("[2022-03-06 dim. 10:00]", "2022-03-06T10:00:00"),
        ("<2022-03-06 Sun 10:00-11:30 +1w>", "2022-03-06T10:00:00"),
        ("6 March 2022", None),
    ],
)
def test_keywords_at_the_top_fill_the_fields(date: str, published: str | None) -> None:
    text = (
        f"# -*- mode: org -*-\n#+TITLE: Talks go on\n#+author: Jane Smith\n#+DATE: {date}\n#+OPTIONS: toc:nil\n\nText."
    )
    (draft,) = org_mode.read(text, DATES)
    assert (str(draft.date), draft.published) == ("2022-03-06", published)
    assert (draft.title, draft.fields, draft.text.strip()) == ("Talks go on", {"byline": "Jane Smith"}, "Text.")
    assert draft.meta["OPTIONS"] == "toc:nil"


def test_a_drawer_may_stand_above_them() -> None:
    text = ":PROPERTIES:\n:ID: 7\n:END:\n#+title: Talks\n#+date: <2022-03-06>\n\n* One\nText."
    (draft,) = org_mode.read(text, DATES)
    assert (str(draft.date), draft.title, draft.text.strip()) == ("2022-03-06", "Talks", "* One\nText.")


@pytest.mark.parametrize("text", ["#+BEGIN_SRC\nx\n#+END_SRC", "#+OPTIONS: toc:nil\n\nText", "# A heading\n\nText"])
def test_other_lines_are_text(text: str) -> None:
    assert org_mode.read(text, DATES) == ()


@given(st.integers(0, 60), st.text(alphabet="#+:<> \naB", max_size=20))
def test_a_file_that_is_cut_off_or_changed_loses_no_text(at: int, inserted: str) -> None:
    text = "#+TITLE: Talks\n#+DATE: <2022-03-06 Sun>\n\nThe text."
    for draft in org_mode.read(text[:at] + inserted + text[at:], DATES):
        assert draft.text.endswith("The text.") or at > text.index("The text")
