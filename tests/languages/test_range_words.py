"""The words that a query asks for dates with are those of the records: a second language has its own."""

from __future__ import annotations

import datetime

import pytest

from newsidx.dates.ranges import parse_range
from newsidx.languages import languages
from tests.languages.esperanto import ESPERANTO

TODAY = datetime.date(2022, 3, 9)


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("hodiaŭ", "today"),
        ("ĉi tiu jarkvarono", "this quarter"),
        ("pasinta monato", "last month"),
        ("antaŭ 30 tagoj", "30 days ago"),
        ("antaŭ unu semajno", "a week ago"),
        ("dua jarkvarono de 2021", "second quarter of 2021"),
        ("de marto 2020 ĝis majo 2021", "from March 2020 to May 2021"),
    ],
)
def test_another_language_asks_for_dates_in_its_own_words(
    text: str, english: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(languages, "eo", ESPERANTO)
    assert parse_range(text, TODAY) == parse_range(english, TODAY)
