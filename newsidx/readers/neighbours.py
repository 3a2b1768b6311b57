"""What files of one folder, or articles of one file, show about each other: the order of day and month, letterheads."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from itertools import chain
from typing import NamedTuple

from newsidx.article import Article
from newsidx.dates.extract import DateOrder, DateReader
from newsidx.dates.written import TwoDigitOrder
from newsidx.readers.collected import Articles, changed
from newsidx.readers.draft import on_day, other_reading
from newsidx.readers.options import letterhead
from newsidx.readers.rules.path_date import TWO_DIGIT_YEAR
from newsidx.readers.rules.settle import dates_in
from newsidx.readers.source import Document

_NUMERIC = re.compile(r"(?<!\d)(\d{1,2})([-/_])(\d{1,2})\2[12]\d{3}(?!\d)")
"""A date such as 13/04/2022. One with points shows nothing: there the day comes first everywhere."""

FEWEST_IN_FOLDER = 2
"""Dates that prove an order; one alone may be a slip of the pen."""

_FEWEST_TWO_DIGITS = 5
_FEWEST_LETTERHEADS = 3
_LETTERHEAD_SHARE = 10
"""A letterhead is in more than one of so many files."""

_LETTERHEAD_LINES = 10
_LONGEST_LETTERHEAD = 150


class Settled(NamedTuple):
    """The articles of a file after their neighbours were asked; how many have a date that is still ambiguous; and how
    dates with two readings were read, None if there are none."""

    articles: Articles
    ambiguous: int
    read_as: DateOrder | None


def is_ambiguous(article: Article) -> bool:
    """Whether the date of an article can be read two ways."""
    return "date_or" in article.meta and article.date is not None and other_reading(article.meta) is not None


def settle_by_neighbours(articles: Articles, document: Document, dates: DateReader) -> Settled:
    """Read the ambiguous dates in the order that other articles of the file prove, else other files of the folder."""
    unsettled = sum(is_ambiguous(article) for article in articles)
    if not unsettled:
        return Settled(articles, 0, None)
    default: DateOrder = "day-first" if dates.dayfirst else "month-first"
    proven = proven_order((str(article.meta.get("date_text", "")) for article in articles), 1)
    order = proven or document.neighbours.order
    if order is None:
        return Settled(articles, unsettled, default)
    settle = partial(_settled, order=order, read_as=default, by="file" if proven else "folder")
    return Settled(changed(articles, settle, document.spools).articles(), 0, None if proven else order)


def _settled(article: Article, order: DateOrder, read_as: DateOrder, by: str) -> Article:
    """An article whose ambiguous date was read in one order, as the proven order has it."""
    other = other_reading(article.meta)
    if article.date is None or other is None:
        return article
    meta = {key: value for key, value in article.meta.items() if key != "date_or"} | {"date_settled_by": by}
    if order == read_as:
        return article._replace(meta=meta)
    return article._replace(date=other, published=on_day(article.published, other), meta=meta)


def proven_order(texts: Iterable[str], fewest: int = FEWEST_IN_FOLDER) -> DateOrder | None:
    """The order of day and month that at least `fewest` dates in the texts have, if none has the other one."""
    dates: dict[DateOrder, set[str]] = {"day-first": set(), "month-first": set()}
    for date in chain.from_iterable(map(_NUMERIC.finditer, texts)):
        first, second = int(date[1]), int(date[3])
        if 12 < first <= 31 and 1 <= second <= 12:
            dates["day-first"].add(date[0])
        elif 12 < second <= 31 and 1 <= first <= 12:
            dates["month-first"].add(date[0])
    proven = [order for order, found in dates.items() if len(found) >= fewest]
    return proven[0] if proven and not all(dates.values()) else None


def letterheads_of(texts: Sequence[str]) -> Iterator[str]:
    """The lines, as `letterhead` gives them, that several of the texts begin with. The last line ends a text."""
    counts: Counter[str] = Counter()
    for text in dict.fromkeys(texts):  # copies of one text tell nothing
        lines = [line for line in text.split("\n") if line.strip()][:-1][:_LETTERHEAD_LINES]
        counts.update({letterhead(line) for line in lines if len(line) <= _LONGEST_LETTERHEAD})
    for line, count in counts.items():
        if line and count >= _FEWEST_LETTERHEADS and count * _LETTERHEAD_SHARE > len(texts):
            yield line


def two_digit_order(beginnings: Sequence[tuple[str, str]], dates: DateReader) -> TwoDigitOrder | None:
    """The order of the numbers in names such as `21-09-05`, if dates in full in five of the texts prove it."""
    agreeing: Counter[TwoDigitOrder] = Counter()
    count = 0
    for name, text in beginnings:
        written = TWO_DIGIT_YEAR.search(name)
        full = {found.date for found in dates_in(text, dates)} if written else set()
        if not written or not full:
            continue
        count += 1
        agreeing.update(order for order, day in _readings(written) if day in full)
    proven = [order for order, agreed in agreeing.items() if agreed == count >= _FEWEST_TWO_DIGITS]
    return proven[0] if len(proven) == 1 else None


def _readings(written: re.Match[str]) -> Iterator[tuple[TwoDigitOrder, datetime.date]]:
    """The days that 21-09-05 can be, of this century and the last."""
    numbers = int(written[1]), int(written[3]), int(written[4])
    orders: tuple[tuple[TwoDigitOrder, tuple[int, int, int]], ...] = (
        ("dmy", (2, 1, 0)), ("mdy", (2, 0, 1)), ("ymd", (0, 1, 2)),
    )  # fmt: skip
    for order, (year, month, day) in orders:
        for century in (1900, 2000):
            with suppress(ValueError):
                yield order, datetime.date(century + numbers[year], numbers[month], numbers[day])
