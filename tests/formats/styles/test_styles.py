"""References are those that the guides themselves give as examples, and stay whole for what articles lack or bring."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsidx.article import Article
from newsidx.formats.registry import output_format
from newsidx.formats.styles import apa, chicago, mla
from newsidx.formats.styles.reference import plain

STYLES = {"apa": apa.reference, "chicago": chicago.reference, "mla": mla.reference}


def article(title: str, date: str | None, byline: str | None, source: str | None, **others: Any) -> Article:
    fields: dict[str, Any] = {"place": None, "section": None, "url": None, "meta": {}, **others}
    return Article(
        id=1, date=datetime.date.fromisoformat(date) if date else None, published=None, title=title, body="",
        byline=byline, source=source, language=None, words=0, date_from=None, title_from="header", fingerprint=0,
        **fields,
    )  # fmt: skip


FORGETTING = article(
    "Can we get better at forgetting?", "2019-03-22", "Benedict Carey", "The New York Times",
    url="https://www.nytimes.com/2019/03/22/health/memory-forgetting-psychology.html",
)  # fmt: skip
PLUTONIUM = article(
    "North Korea vows to restart shuttered nuclear reactor that can make bomb-grade plutonium", "2013-04-02",
    "Chico Harlan", "The Washington Post", meta={"page": "A1, A4"},
)  # fmt: skip
CANCER = article(
    "Cancer death rate in U.S. sees largest one-year drop ever", "2020-01-08", "Mike Stobbe", "Chicago Tribune"
)
SNAP = article(
    "Snap Makes a Bet on the Cultural Supremacy of the Camera", "2017-03-08", "Farhad Manjoo", "New York Times",
    url="https://www.nytimes.com/2017/03/08/technology/snap-makes-a-bet-on-the-cultural-supremacy-of-the-camera.html",
)  # fmt: skip
TEXAS = article("In Texas, Ad Heats Up Race for Governor", "2002-07-30", None, "The New York Times")
CLINIC = article(
    "New Health Center Targets County's Uninsured Patients", "2007-05-24", "Bill Brubaker", "Washington Post",
    meta={"page": "LZ01"},
)  # fmt: skip
ARTIST = article(
    "The Death of the Artist—and the Birth of the Creative Entrepreneur", "2014-12-28", "William Deresiewicz",
    "The Atlantic", url="https://www.theatlantic.com/magazine/archive/2015/01/the-death-of-the-artist/383497/",
)  # fmt: skip


@pytest.mark.parametrize(
    ("style", "one", "expected"),
    [
        # apastyle.apa.org, newspaper article references
        ("apa", FORGETTING, "Carey, B. (2019, March 22). Can we get better at forgetting? The New York Times. "
         "https://www.nytimes.com/2019/03/22/health/memory-forgetting-psychology.html"),
        ("apa", PLUTONIUM, "Harlan, C. (2013, April 2). North Korea vows to restart shuttered nuclear reactor that can "
         "make bomb-grade plutonium. The Washington Post, A1, A4."),
        ("apa", CANCER, "Stobbe, M. (2020, January 8). Cancer death rate in U.S. sees largest one-year drop ever. "
         "Chicago Tribune."),
        # chicagomanualofstyle.org, citation quick guide to the 17th edition; and 14.199 for an unsigned article
        ("chicago", SNAP, "Manjoo, Farhad. “Snap Makes a Bet on the Cultural Supremacy of the Camera.” New York Times, "
         "March 8, 2017. https://www.nytimes.com/2017/03/08/technology/"
         "snap-makes-a-bet-on-the-cultural-supremacy-of-the-camera.html."),
        ("chicago", TEXAS, "New York Times. “In Texas, Ad Heats Up Race for Governor.” July 30, 2002."),
        ("chicago", FORGETTING, "Carey, Benedict. “Can we get better at forgetting?” New York Times, March 22, 2019. "
         "https://www.nytimes.com/2019/03/22/health/memory-forgetting-psychology.html."),
        # Purdue's guide to the MLA Handbook, and style.mla.org
        ("mla", CLINIC, "Brubaker, Bill. “New Health Center Targets County's Uninsured Patients.” Washington Post, "
         "24 May 2007, p. LZ01."),
        ("mla", ARTIST, "Deresiewicz, William. “The Death of the Artist—and the Birth of the Creative Entrepreneur.” "
         "The Atlantic, 28 Dec. 2014, www.theatlantic.com/magazine/archive/2015/01/the-death-of-the-artist/383497/."),
        ("mla", TEXAS, "“In Texas, Ad Heats Up Race for Governor.” The New York Times, 30 July 2002."),
        ("mla", PLUTONIUM, "Harlan, Chico. “North Korea vows to restart shuttered nuclear reactor that can make "
         "bomb-grade plutonium.” The Washington Post, 2 Apr. 2013, pp. A1+."),
    ],
)  # fmt: skip
def test_a_reference_is_that_of_the_guide(style: str, one: Article, expected: str) -> None:
    assert plain(STYLES[style](one)) == expected
    assert list(output_format(style).articles([one])) == [expected]


@pytest.mark.parametrize(
    ("style", "byline", "expected"),
    [
        ("apa", "Ann B. Smith and Bob Jones Jr.", "Smith, A. B., & Jones, B., Jr. (2022"),
        (
            "apa",
            "Jean-Paul Smith, J.K. Jones and Juan de la Cruz",
            "Smith, J.-P., Jones, J. K., & de la Cruz, J. (2022",
        ),
        ("apa", "Associated Press", "Associated Press. (2022"),
        ("apa", "; ".join(["Ann Smith"] * 20 + ["Bob Last"]), "Smith, A., . . . Last, B. (2022"),
        ("chicago", "Ann B. Smith and Bob Jones Jr.", "Smith, Ann B., and Bob Jones Jr. “"),
        ("chicago", "Ann Smith, Bob Jones and Juan de la Cruz", "Smith, Ann, Bob Jones, and Juan de la Cruz. “"),
        ("chicago", "Bob Jones Jr.", "Jones, Bob, Jr. “"),
        ("chicago", "; ".join(["Ann Smith"] * 11), "Ann Smith, et al. “"),
        ("mla", "Ann Smith and Bob Jones", "Smith, Ann, and Bob Jones. “"),
        ("mla", "Ann Smith, Bob Jones and Juan de la Cruz", "Smith, Ann, et al. “"),
        ("mla", "Ludwig van Beethoven", "van Beethoven, Ludwig. “"),
    ],
)
def test_authors_are_written_as_the_guide_has_them(style: str, byline: str, expected: str) -> None:
    reference = plain(STYLES[style](article("Oil rises", "2022-03-06", byline, "The Herald")))
    assert expected in reference
    assert reference.startswith(expected[:10]) or "; " in byline


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("apa", "Smith, A. (n.d.). Oil rises. The Herald."),
        ("chicago", "Smith, Ann. “Oil rises.” Herald, n.d."),
        ("mla", "Smith, Ann. “Oil rises.” The Herald."),
    ],
)
def test_an_undated_article(style: str, expected: str) -> None:
    assert plain(STYLES[style](article("Oil rises", None, "Ann Smith", "The Herald"))) == expected


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("apa", "Oil rises. (2022, March 6). The Herald."),
        ("chicago", "Herald. “Oil rises.” March 6, 2022."),
        ("mla", "“Oil rises.” The Herald, 6 Mar. 2022."),
    ],
)
@pytest.mark.parametrize("byline", [None, "", "The Herald", "Herald", "By The Herald"])
def test_a_byline_that_is_the_newspaper_is_no_author(style: str, expected: str, byline: str | None) -> None:
    assert plain(STYLES[style](article("Oil rises", "2022-03-06", byline, "The Herald"))) == expected


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("apa", "Oil rises. (n.d.)."),
        ("chicago", "“Oil rises.” n.d."),
        ("mla", "“Oil rises.”"),
    ],
)
def test_an_article_of_which_only_the_title_is_known(style: str, expected: str) -> None:
    assert plain(STYLES[style](article("Oil rises", None, None, None))) == expected


def test_a_title_keeps_its_own_mark_at_the_end_and_its_quotation_marks_become_single() -> None:
    one = article('Minister: "No oil"', "2022-09-06", "Ann Smith", "The Herald")
    assert "“Minister: ‘No oil.’”" in plain(chicago.reference(one))
    assert '(2022, September 6). Minister: "No oil." The' in plain(apa.reference(one))
    assert "The Herald, 6 Sept. 2022." in plain(mla.reference(one))
    assert "“四年ぶりの祭り。”" in plain(chicago.reference(one._replace(title="四年ぶりの祭り。")))


def test_the_newspaper_is_in_italics_and_so_is_the_title_where_there_is_none() -> None:
    for reference in STYLES.values():
        pieces = [piece.text for piece in reference(CANCER) if piece.is_italic]
        assert pieces == ["Chicago Tribune"]
    assert [piece.text for piece in apa.reference(CANCER._replace(source=None)) if piece.is_italic] == [
        "Cancer death rate in U.S. sees largest one-year drop ever."
    ]


@given(
    *[st.text() | st.sampled_from(["", "The", "the ", "By ", '"', "“”", "?", "Ann Smith", "A\nB", "\x1b[1m", "\u202e"])]
    * 4
)
def test_whatever_an_article_has_its_reference_is_one_line(title: str, byline: str, source: str, page: str) -> None:
    one = article(title, "2022-03-06", byline, source, url=title, meta={"page": page})
    for reference in STYLES.values():
        text = plain(reference(one))
        assert text
        assert len(text.splitlines()) == 1
        assert "\x1b" not in text
        assert "\u202e" not in text
