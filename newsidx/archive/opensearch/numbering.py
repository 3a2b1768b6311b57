"""The numbers of new articles: the next ones of their day.

Each day has a counter, which the servers raise themselves: so any number of machines get numbers that no other one has.
Numbers that are drawn and not used stay unused.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from typing import Any

from newsidx.archive.opensearch.writing import WritableStore
from newsidx.article import FIRST_DATED_ID, PER_DAY, day_number, first_id, last_id, ref_of

_RETRIES_ON_CONFLICT = 50
_RAISE = "ctx._source.last += params.count"
_RAISE_TO = "if (ctx._source.last < params.last) { ctx._source.last = params.last } else { ctx.op = 'noop' }"


class DayIsFull(Exception):
    """A day already has as many articles as its ids allow."""

    def __init__(self, date: datetime.date | None) -> None:
        last = last_id(date) if date else FIRST_DATED_ID - 1
        super().__init__(f"{date or 'undated'} has no ids left (the highest is {ref_of(last)})")
        self.date = date


def draw(store: WritableStore, counts: Mapping[datetime.date | None, int]) -> dict[datetime.date | None, int]:
    """Draw so many ids of each day. Returns the first one of each; the others follow it. Raises DayIsFull."""
    lasts = raised(store, {f"day {day_number(date)}": count for date, count in counts.items()})
    first_ids = {}
    for date, count in counts.items():
        last = lasts[f"day {day_number(date)}"] + (first_id(date) if date else 0)
        if last > (last_id(date) if date else FIRST_DATED_ID - 1):
            raise DayIsFull(date)
        first_ids[date] = last - count + 1
    return first_ids


def raised(store: WritableStore, counts: Mapping[str, int]) -> dict[str, int]:
    """Raise counters, each by so much. Returns their new values; one that did not exist begins at 0."""
    results = store.bulk(
        {
            "_op_type": "update",
            "_index": store.names.records,
            "_id": name,
            "retry_on_conflict": _RETRIES_ON_CONFLICT,
            "_source": _raising(name, count),
        }
        for name, count in counts.items()
    )
    return {result["_id"]: result["get"]["_source"]["last"] for result in results}


def raise_to(store: WritableStore, ids: Iterable[int]) -> None:
    """Let new articles get higher numbers in their days than some ids, which were given elsewhere."""
    highest: dict[str, int] = {}
    for article_id in ids:
        day, number = divmod(article_id, PER_DAY) if article_id >= FIRST_DATED_ID else (0, article_id)
        highest[f"day {day}"] = max(number, highest.get(f"day {day}", 0))
    updates = (
        {
            "_op_type": "update",
            "_index": store.names.records,
            "_id": name,
            "retry_on_conflict": _RETRIES_ON_CONFLICT,
            "script": {"lang": "painless", "source": _RAISE_TO, "params": {"last": last}},
            "upsert": {"kind": "counter", "name": name, "last": last},
        }
        for name, last in highest.items()
    )
    for _ in store.bulk(updates):
        pass


def _raising(name: str, count: int) -> dict[str, Any]:
    return {
        "script": {"lang": "painless", "source": _RAISE, "params": {"count": count}},
        "upsert": {"kind": "counter", "name": name, "last": count},
        "_source": True,
    }
