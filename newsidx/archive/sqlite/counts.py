"""How many articles each day has, and each value of a field: kept with the articles, so that no query counts them.

What a transaction adds and removes is collected here, and saved in the same transaction. Days are few, and changed at
once. Bylines are many, and a batch of an ingest has most of them, so that changing them in every batch would make an
ingest 5 % slower: what a batch changes is one row of `pending_counts`, and the end of the ingest adds all of them up.
Until then, or if the ingest was killed, readers add them up themselves.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from operator import itemgetter

from newsidx.archive.sqlite.columns import ARTICLE_COLUMNS
from newsidx.archive.sqlite.database import Database

COUNTED_FIELDS = ("byline", "source", "section", "place", "language")

_PLACES = {name: place for place, name in enumerate(ARTICLE_COLUMNS) if name in ("date", *COUNTED_FIELDS)}
_COLUMNS = ", ".join(tuple(ARTICLE_COLUMNS)[: max(_PLACES.values()) + 1])
"""The columns of articles up to the last one that is counted."""

_ALL = f"SELECT {_COLUMNS} FROM articles"
_ROW = f"SELECT {_COLUMNS} FROM articles WHERE id = ?"
_STEP = 2_000
"""How many articles are counted at a time when all of them are."""

_MANY_VALUES = 100_000
"""From so many values on they are written before more are collected: an archive may have a million bylines."""

_LARGEST_COUNT = 1 << 53
_CHANGE_DAY = """
INSERT INTO days (date, articles) VALUES (?, ?) ON CONFLICT DO UPDATE SET articles = articles + excluded.articles
"""
_CHANGE_VALUE = """
INSERT INTO field_counts (field, value, articles) VALUES (?, ?, ?)
ON CONFLICT DO UPDATE SET articles = articles + excluded.articles
"""
_PENDING = "SELECT counts FROM pending_counts ORDER BY id"


class ArticleCounts:
    """How many articles have each date, and each value of a field; an empty text stands for none.

    Counts of a transaction's changes are negative where it removes more than it adds. Articles are given as rows of the
    table, at least up to the last column that is counted.
    """

    def __init__(self) -> None:
        self._counters: dict[str, Counter[object]] = {name: Counter() for name in _PLACES}

    @property
    def is_large(self) -> bool:
        """Whether the values take so much memory that they should be saved now."""
        return sum(map(len, self._counters.values())) > _MANY_VALUES

    def add(self, rows: Sequence[Sequence[object]]) -> None:
        """Count articles."""
        for name, place in _PLACES.items():
            self._counters[name].update(map(itemgetter(place), rows))

    def remove(self, connection: sqlite3.Connection, article_id: int) -> None:
        """Take away an article of the archive, before it is deleted or changed."""
        row = connection.execute(_ROW, [article_id]).fetchone()
        for name, place in _PLACES.items() if row else ():
            self._counters[name][row[place]] -= 1

    def of(self, name: str) -> Counter[str]:
        """The counts of a field, or of `date`, that are not 0.

        Raises sqlite3.DatabaseError for a value that is no text, in a forged archive.
        """
        counts: Counter[str] = Counter()
        for value, number in self._counters[name].items():
            if not (value is None or type(value) is str):
                raise sqlite3.DatabaseError("a value is not a text")
            counts[value or ""] += number
        return Counter({value: number for value, number in counts.items() if number})

    def save(self, connection: sqlite3.Connection) -> None:
        """Write what has been collected, in the transaction that changes the articles, and begin anew."""
        if days := self.of("date"):
            connection.executemany(_CHANGE_DAY, sorted(days.items()))
            connection.execute("DELETE FROM days WHERE articles <= 0")
        if fields := {name: counts for name in COUNTED_FIELDS if (counts := self.of(name))}:
            text = json.dumps(fields, ensure_ascii=False)
            connection.execute("INSERT INTO pending_counts (counts) VALUES (?)", [text])
        for counter in self._counters.values():
            counter.clear()


def count_all(connection: sqlite3.Connection) -> None:
    """Count every article of the archive anew, within a transaction."""
    for table in ("days", "field_counts", "pending_counts"):
        connection.execute(f"DELETE FROM {table}")
    counts = ArticleCounts()
    rows = connection.execute(_ALL)
    while part := list(islice(rows, _STEP)):
        counts.add(part)
        if counts.is_large:
            counts.save(connection)
    counts.save(connection)
    add_pending(connection)


def add_pending(connection: sqlite3.Connection) -> None:
    """Add the pending counts to those of the fields, within a transaction. Values without articles are deleted."""
    added: Counter[tuple[str, str]] = Counter()
    for pending in _pending(connection):
        for field, counts in pending.items():
            for value, number in counts.items():
                added[field, value] += number
        if len(added) > _MANY_VALUES:
            _change_values(connection, added)
            added.clear()
    _change_values(connection, added)
    connection.execute("DELETE FROM pending_counts")
    connection.executemany(
        "DELETE FROM field_counts WHERE field = ? AND articles <= 0", ((field,) for field in COUNTED_FIELDS)
    )


def _change_values(connection: sqlite3.Connection, added: Mapping[tuple[str, str], int]) -> None:
    connection.executemany(_CHANGE_VALUE, ((*key, number) for key, number in sorted(added.items())))


def refresh(database: Database) -> None:
    """Add the pending counts to those of the fields; writes nothing if there are none."""
    if has_pending(database):
        with database.transaction() as connection:
            add_pending(connection)


def has_pending(database: Database) -> bool:
    """Whether the counts of fields are not complete without those that are pending."""
    return database.value("SELECT 1 FROM pending_counts LIMIT 1") is not None


def kept_counts(connection: sqlite3.Connection, name: str) -> Counter[str]:
    """What is kept of a field or of `date`, with what is pending, as `ArticleCounts.of` gives it.

    Raises sqlite3.DatabaseError for values that newsidx never writes.
    """
    if name == "date":
        rows = connection.execute("SELECT date, articles FROM days")
    else:
        rows = connection.execute("SELECT value, articles FROM field_counts WHERE field = ?", [name])
    counts: Counter[str] = Counter()
    for value, number in rows:
        if type(value) is not str or type(number) is not int:
            raise sqlite3.DatabaseError("a count is not as newsidx writes it")
        counts[value] = number
    for pending in _pending(connection) if name != "date" else ():
        counts.update(pending.get(name, {}))
    return Counter({value: number for value, number in counts.items() if number})


def wrong_counts(connection: sqlite3.Connection, articles: ArticleCounts) -> int:
    """How many of the kept counts are not those of the articles."""
    return sum(_wrong_counts(connection, articles, name) for name in _PLACES)


def _wrong_counts(connection: sqlite3.Connection, articles: ArticleCounts, name: str) -> int:
    """The same for one field, or for `date`. Counts that cannot be read are one that is wrong."""
    try:
        actual, kept = articles.of(name), kept_counts(connection, name)
    except (sqlite3.DatabaseError, UnicodeDecodeError):
        return 1
    return sum(actual[value] != kept[value] for value in {**actual, **kept})


def _pending(connection: sqlite3.Connection) -> Iterator[dict[str, dict[str, int]]]:
    """For each row of pending counts, the fields with the numbers to add to their values."""
    for (text,) in connection.execute(_PENDING):
        try:
            pending = json.loads(text)
            numbers = (number for field in COUNTED_FIELDS for number in pending.get(field, {}).values())
            is_valid = all(type(number) is int and abs(number) < _LARGEST_COUNT for number in numbers)
        except (AttributeError, TypeError, ValueError, RecursionError):
            is_valid = False
        if not is_valid or not set(pending) <= set(COUNTED_FIELDS):
            raise sqlite3.DatabaseError("the pending counts are not as newsidx writes them")
        yield pending
