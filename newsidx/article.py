"""The noun of newsidx: an Article, and the id that says its day.

An id is YYYYMMDD x 1,000,000 + n for the n-th article of that day, n from 1.
Undated articles have day 0. People see and type the id as a ref, `20220306-1`.
"""

from __future__ import annotations

import datetime
import re
from typing import Any, Literal, NamedTuple

PER_DAY = 1_000_000
"""Ids a day has room for, the unused 0 included."""

EARLIEST = datetime.date(1600, 1, 1)
"""No publication is dated before this: the first weekly newspapers are of 1605."""

FIRST_DATED_ID = 16000101 * PER_DAY
"""Every id below this is an undated article's."""

LARGEST = 1_000_000_000
"""Bytes of the largest article: that of the largest row that SQLite keeps, https://www.sqlite.org/limits.html."""

TOO_LARGE = "too large for SQLite, which keeps articles of up to 1 GB"
"""What is the matter with a file that holds a larger one."""

_REF = r"(\d{8}|0)-(\d{1,14})"
_REF_OR_RANGE = r"[0-9]{8}-[0-9]{1,6}(?:\.\.(?:[0-9]{8}-[0-9]{1,6})?)?"


Facet = Literal["byline", "source", "section", "place", "language", "tag"]
"""The fields of an article by whose values articles can be counted."""


class Article(NamedTuple):
    """One article, as a reader finds it in a file and as the archive keeps it.

    A named tuple and not a dataclass, since ingest hands them from process to
    process by the ten thousand, and a tuple takes a fifth of the time to unpickle.

    `id` is 0 until the archive numbers the article. `published` is an ISO 8601
    timestamp, with its zone where the article names one. `date_from` is one of
    front-matter, header, record, export, page, line, path … (docs/reading.md lists them), or None
    for an undated article; `title_from` one of header, line, text. `meta` holds
    whatever else the file said. `fingerprint` is what a second copy of the same
    text shares (see `newsidx.text.fingerprint`). `files` are the paths the
    article was read from, known once it comes from an archive.
    """

    id: int
    date: datetime.date | None
    published: str | None
    title: str
    body: str
    byline: str | None
    source: str | None
    section: str | None
    place: str | None
    url: str | None
    language: str | None
    words: int
    meta: dict[str, Any]
    date_from: str | None
    title_from: str
    fingerprint: int
    files: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    note: str | None = None

    @property
    def ref(self) -> str:
        """The id as people see and type it: `20220306-1`, or `0-1` when undated."""
        return ref_of(self.id)


def day_number(date: datetime.date | None) -> int:
    """The day as it stands in an id: 20220306, or 0 for no date."""
    return 0 if date is None else date.year * 10_000 + date.month * 100 + date.day


def first_id(date: datetime.date) -> int:
    """The lowest id an article of that day can have."""
    return day_number(date) * PER_DAY


def last_id(date: datetime.date) -> int:
    """The highest id an article of that day can have."""
    return first_id(date) + PER_DAY - 1


def date_of(article_id: int) -> datetime.date | None:
    """The day of an article by its id, or None for an undated one: the inverse of `first_id`."""
    if article_id < FIRST_DATED_ID:
        return None
    day = article_id // PER_DAY
    return datetime.date(day // 10_000, day // 100 % 100, day % 100)


def ref_of(article_id: int) -> str:
    """The ref of an id: `20220306-1` for 20220306000001, `0-7` for 7."""
    if article_id < FIRST_DATED_ID:
        return f"0-{article_id}"
    day, number = divmod(article_id, PER_DAY)
    return f"{day}-{number}"


def id_of(ref: str) -> int | None:
    """The id that a ref (`20220306-1`) or a bare id (`20220306000001`) names, or None if it is neither."""
    if match := re.fullmatch(_REF, ref):
        day, number = int(match[1]), int(match[2])
        fits = number < (PER_DAY if day else FIRST_DATED_ID)
        return day * PER_DAY + number if fits else None
    if ref.isascii() and ref.isdigit() and len(ref) <= 18:
        return int(ref)
    return None


def id_range_of(text: str) -> tuple[int, int] | None:
    """The first and the last id that a ref, an id or a range of them names, or None if it is none of these.

    A range is `20220306-1..20220306-9`; without its first or last id it begins or ends where the archive does.
    """
    first, dots, last = text.partition("..")
    if not dots:
        article_id = id_of(first)
        return None if article_id is None else (article_id, article_id)
    start = id_of(first) if first else 0
    end = id_of(last) if last else last_id(datetime.date.max)
    if start is None or end is None or not (first or last):
        return None
    return min(start, end), max(start, end)


def has_form_of_ref(text: str) -> bool:
    """Whether a text has exactly the form of a dated article's ref, or of a range of them: `20220306-1`."""
    return bool(re.fullmatch(_REF_OR_RANGE, text)) and all(map(_is_day, re.findall("([0-9]{8})-", text)))


def _is_day(digits: str) -> bool:
    try:
        return datetime.date(int(digits[:4]), int(digits[4:6]), int(digits[6:])) >= EARLIEST
    except ValueError:
        return False
