"""Reading records in tests, and records to write."""

from __future__ import annotations

import datetime
from typing import Any

from hypothesis import strategies as st

from newsidx.dates.extract import DateReader
from newsidx.readers.options import ReadingOptions
from newsidx.readers.reading import Reading, read_file

DATES = DateReader(today=datetime.date(2022, 3, 9))


def read(raw: str | bytes, path: str, **options: Any) -> Reading:
    content = raw.encode("utf-8", "surrogatepass") if isinstance(raw, str) else raw
    return read_file(content, path, DATES, options=ReadingOptions(**options))


WORDS = st.text(st.sampled_from("abcdefg éß漢字'\",;|\t.-"), min_size=1, max_size=30).map(
    lambda text: f"w{' '.join(text.split())}"
)
PARAGRAPHS = st.lists(WORDS, min_size=1, max_size=4).map("\n\n".join)
DAYS = st.dates(datetime.date(1600, 1, 1), datetime.date(2022, 3, 9))
ARTICLES = st.lists(st.tuples(DAYS, WORDS, PARAGRAPHS), min_size=1, max_size=20)
