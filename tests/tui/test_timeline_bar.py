"""The columns of the timeline cover the time of the answer once, and have all of its articles."""

from __future__ import annotations

import datetime
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from newsidx.tui.reader import Span
from newsidx.tui.timeline_bar import columns

DAY = datetime.timedelta(days=1)
DAYS = st.lists(st.tuples(st.integers(0, 20_000), st.integers(1, 99)), max_size=60, unique_by=lambda pair: pair[0])


@given(DAYS, st.integers(1, 200))
def test_no_article_and_no_day_is_left_out(counts: list[tuple[int, int]], width: int) -> None:
    first = datetime.date(1970, 1, 1)
    spans = [Span(first + DAY * day, first + DAY * day, articles) for day, articles in sorted(counts)]
    shown = columns(spans, width)
    assert len(shown) <= width
    assert sum(column.articles for column in shown) == sum(span.articles for span in spans)
    if spans:
        assert shown[0].first == spans[0].first
        assert shown[-1].first <= spans[-1].first <= shown[-1].last
        assert all(later.first == earlier.last + DAY for earlier, later in pairwise(shown))


def test_nothing_is_drawn_of_nothing_or_without_room() -> None:
    assert columns([], 80) == []
    assert columns([Span(datetime.date(2022, 1, 1), datetime.date(2022, 1, 1), 3)], 0) == []
