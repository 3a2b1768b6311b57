"""Random hostile files: each becomes clean articles or a named problem, quickly, whatever its bytes.

Dates in 1590 and 99999, time zones that do not exist, invalid YAML, twenty encodings, bytes changed and lost. A file
never raises and never takes long, and no article has a control character, an impossible date or a blank field.
"""

from __future__ import annotations

import datetime
import json
import re
import unicodedata

import pytest

from newsidx.article import EARLIEST, Article
from newsidx.readers.reading import DateReader, read_file
from tests.faults.hostile_text import PATHS, HostileText
from tests.faults.trials import Trials, at_most

pytestmark = pytest.mark.long

TODAY = datetime.date(2026, 8, 1)
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
ONE_LINE = ("title", "byline", "source", "section", "place", "url", "language")
MTIMES = (None, None, 0.0, 1.6e9, -1e12, 1e18, float("inf"))


def assert_clean(article: Article) -> None:
    for name in (*ONE_LINE, "body"):
        value = getattr(article, name)
        if value is not None:
            assert not CONTROL.search(value), (name, value)
            assert unicodedata.is_normalized("NFC", value), (name, value)
            assert name == "body" or (value.strip() and "\n" not in value), (name, value)
    assert len(article.title) <= 5000
    assert not CONTROL.search(json.dumps(article.meta, ensure_ascii=False).replace("\\n", "")), article.meta
    assert -(2**63) <= article.fingerprint < 2**63


def assert_plausible(article: Article) -> None:
    assert (article.date is None) == (article.date_from is None)
    assert article.date is None or EARLIEST <= article.date <= TODAY + datetime.timedelta(days=1)
    if article.published:
        assert datetime.datetime.fromisoformat(article.published).date() == article.date


def test_any_file_becomes_clean_articles_or_a_named_problem(trials: Trials) -> None:
    readers = [DateReader(dayfirst, TODAY) for dayfirst in (False, True)]
    for chance in trials(1_000):
        raw = HostileText(chance).file()
        with at_most(5):
            reading = read_file(raw, chance.choice(PATHS), chance.choice(readers), chance.choice(MTIMES))
        assert bool(reading.articles) != bool(reading.problem), raw
        for article in reading.articles:
            assert_clean(article)
            assert_plausible(article)
