"""Converting the values of rows to articles, days and periods.

A value that newsidx never stores (because of a failing disk, or in a forged archive) raises ArchiveCorrupt here, so
that no other code fails on it.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from newsidx.archive.sqlite.columns import FIELD_TYPES, TEXT
from newsidx.archive.sqlite.sqlite_errors import corrupt
from newsidx.article import FIRST_DATED_ID, PER_DAY, Article, ref_of
from newsidx.errors import ArchiveCorrupt

_MAX_DEPTH = 100
"""How deeply the metadata of an article may be nested: deeper than any reader allows, and shallow enough for recursive
functions."""

PERIOD_LENGTHS = {"day": 10, "month": 7, "year": 4}
"""How many characters of a date say its day, month or year."""


def article(
    path: str, row: tuple[Any, ...], files: Sequence[str], tags: Sequence[str] = (), note: str | None = None
) -> Article:
    """An article from its row, whose columns are the fields of Article, the paths of its files, its tags and note."""
    try:
        if not all(type(value) in types for value, types in zip(row, FIELD_TYPES, strict=True)):
            raise TypeError(row)
        files = typed(path, tuple(files), *[TEXT] * len(files))
        tags = typed(path, tuple(tags), *[TEXT] * len(tags))
        return Article._make((*row, files, tags, note))._replace(
            date=datetime.date.fromisoformat(row[1]) if row[1] else None, meta=_meta(row[12])
        )
    except (TypeError, ValueError, RecursionError) as error:
        article_name = ref_of(row[0]) if isinstance(row[0], int) else "without an id"
        raise corrupt(path, f"the article {article_name} has an invalid value") from error


def day(path: str, text: str) -> datetime.date:
    """A date in the archive, such as 2022-03-06."""
    return days(path, [text])[0]


def days(path: str, texts: Iterable[str]) -> list[datetime.date]:
    """Dates in the archive, such as 2022-03-06."""
    try:
        return list(map(datetime.date.fromisoformat, texts))
    except (TypeError, ValueError) as error:
        raise corrupt(path, "a date is invalid") from error


def period_name(digits: str) -> str:
    """The day 20220306 as 2022-03-06, the month 202203 as 2022-03, the year 2022 as it is."""
    if len(digits) > 6:
        return f"{digits[:4]}-{digits[4:6]}-{digits[6:]}"
    return f"{digits[:4]}-{digits[4:]}" if len(digits) > 4 else digits


def counted_periods(path: str, rows: Iterable[tuple[Any, ...]], unit: str) -> list[tuple[str, int]]:
    """(period, articles) rows, after checking that each period is a day, month or year: 2022-03-06, 2022-03 or 2022."""
    counted = list(rows)
    if not all(type(article_count) is int for _, article_count in counted):
        raise _invalid_period(path)
    _require_periods(path, [name for name, _ in counted], unit)
    return counted


def joined_periods(path: str, row: tuple[Any, ...], unit: str) -> list[tuple[str, int]]:
    """The (period, articles) rows of a row with both as texts, in which commas stand between; checked likewise."""
    joined_names, joined_numbers = typed(path, row, (str, type(None)), (str, type(None)))
    names = joined_names.split(",") if joined_names else []
    try:
        counted = list(zip(names, map(int, (joined_numbers or "").split(",") if names else ()), strict=True))
    except ValueError as error:
        raise _invalid_period(path) from error
    _require_periods(path, names, unit)
    return counted


def _require_periods(path: str, names: Sequence[Any], unit: str) -> None:
    """Check all names at once, without a step for each: there are ten thousand days."""
    length = PERIOD_LENGTHS[unit]
    first_day = "-01-01"[length - PERIOD_LENGTHS["year"] :]
    try:
        is_right = not {*map(len, names)} - {length}
        list(map(datetime.date.fromisoformat, [name + first_day for name in names] if first_day else names))
    except (TypeError, ValueError) as error:
        raise _invalid_period(path) from error
    if not is_right:
        raise _invalid_period(path)


def _invalid_period(path: str) -> ArchiveCorrupt:
    return corrupt(path, "a date or its number of articles is invalid")


def typed(path: str, row: tuple[Any, ...], *types: tuple[type, ...]) -> tuple[Any, ...]:
    """The row, after checking the type of each column."""
    if not all(type(value) in kinds for value, kinds in zip(row, types, strict=True)):
        raise corrupt(path, "a value has the wrong type for its column")
    return row


def number(path: str, value: Any) -> Any:
    """A number in the archive, after checking its type."""
    return typed(path, (value,), (int, float))[0]


def json_array(ids: Iterable[int]) -> str:
    """Ids as one value for SQL's `json_each`."""
    return f"[{','.join(map(str, ids))}]"


def dated_ids(path: str, ids: Iterable[int]) -> Iterator[int]:
    """The ids of articles, after checking that the day of each one exists or that it is undated."""
    checked_days: set[int] = set()
    for article_id in ids:
        if number(path, article_id) >= FIRST_DATED_ID and (day_number := article_id // PER_DAY) not in checked_days:
            day(path, period_name(str(day_number)))
            checked_days.add(day_number)
        yield article_id


def _meta(text: str) -> dict[str, Any]:
    if text == "{}":
        return {}
    import json

    meta = json.loads(text)
    if not isinstance(meta, dict):
        raise TypeError(text)
    if text.count("[") + text.count("{") > _MAX_DEPTH:
        _require_shallow(meta)
    return meta


def _require_shallow(meta: dict[str, Any]) -> None:
    level: list[Any] = [meta]
    for _ in range(_MAX_DEPTH):
        level = [
            inner
            for value in level
            if isinstance(value, (dict, list))
            for inner in (value.values() if isinstance(value, dict) else value)
        ]
    if level:
        raise ValueError("nested too deeply")
