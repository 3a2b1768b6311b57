"""JSON and JSON Lines: an object is an article, or has articles in lists wherever programs put them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from newsidx.dates.extract import DateReader
from newsidx.readers.formats.format import Contents
from newsidx.readers.formats.records import keys
from newsidx.readers.formats.records.json_text import JSONText, TooLong
from newsidx.readers.formats.records.record import Record, drafts_of
from newsidx.readers.lines import blocks_of
from newsidx.readers.problem import CannotRead, Problem, ProblemKind
from newsidx.readers.source import Document

_LARGEST_WHOLE = 4_000_000
"""Characters of an object that is looked at as a whole; in a larger one the articles are read one by one."""

_LISTS = frozenset(
    (
        *("articles", "items", "results", "docs", "hits", "data", "response", "entries", "stories", "news", "posts"),
        *("documents", "records", "rows", "@graph"),
    )
)
"""Keys under which an object that has a title itself, as a feed has, holds the articles."""

_INNER = ("_source", "fields", "attributes", "article")
"""Keys under which a record holds more of its own keys."""

_BULK_ACTIONS = frozenset(("index", "create", "update", "delete"))
"""The only keys of the lines between the records that are written for Elasticsearch."""

_MOST_BROKEN = 1000
"""Broken lines after which a text is given up."""

_DEEPEST_LIST = 5


def read(document: Document, dates: DateReader) -> Contents:
    """The articles in JSON or JSON Lines."""
    encoding, blocks = blocks_of(document)
    columns = document.options.columns
    named = {column for _, column in columns}
    records = (_with_named(record, named) for record in _records(JSONText(blocks), named))
    drafts = drafts_of(records, columns, dates, is_table=False)
    if drafts is None:
        message = "JSON in which newsidx finds no article; name its keys with --columns"
        raise CannotRead(Problem(ProblemKind.MARKUP, message))
    return Contents(drafts, encoding)


def _records(text: JSONText, named: set[str]) -> Iterator[Record]:
    """The records in a text: in one value, or in a value a line. A line that is broken is said at the end."""
    broken: list[CannotRead] = []
    while start := text.peek():
        if start == ",":
            text.step()
        elif start == "[":
            yield from _in_array(text, named)
        else:
            try:
                value = text.value(_LARGEST_WHOLE)
            except TooLong:
                if start != "{":
                    raise
                yield from _in_large_object(text, named, 0)
            except CannotRead as error:
                broken.append(error)
                if len(broken) > _MOST_BROKEN or not text.next_line():
                    raise broken[0] from None
            else:
                yield from _in_value(value, named, 0)
    if broken:
        raise broken[0]


def _in_array(text: JSONText, named: set[str]) -> Iterator[Record]:
    """The records in an array, one after another."""
    text.step()
    while (start := text.peek()) != "]":
        if start == ",":
            text.step()
        else:
            yield from _in_value(text.value(), named, 1)
    text.step()


def _in_large_object(text: JSONText, named: set[str], depth: int) -> Iterator[Record]:
    """The records in an object that is too large to be an article: in the arrays and objects in it."""
    text.step()
    while (start := text.peek()) != "}":
        if start in (",", ":"):
            text.step()
        elif start == "[":
            yield from _in_array(text, named)
        elif start == "{" and depth < _DEEPEST_LIST:
            try:
                value = text.value(_LARGEST_WHOLE)
            except TooLong:
                yield from _in_large_object(text, named, depth + 1)
            else:
                yield from _in_value(value, named, depth + 1)
        else:
            text.value()
    text.step()


def _in_value(value: Any, named: set[str], depth: int) -> Iterator[Record]:
    """The records in a value: itself, if it can be one, else those in its lists and objects."""
    if isinstance(value, list):
        for item in value:
            if isinstance(item, dict | list) and depth <= _DEEPEST_LIST:
                yield from _in_value(item, named, depth + 1)
        return
    if not isinstance(value, dict) or value.keys() <= _BULK_ACTIONS or _is_of_programmers(value):
        return
    record = _whole_record(value)
    is_record = _may_be_article(record, named)
    nested = [
        inner
        for key, inner in value.items()
        if isinstance(inner, dict | list) and (not is_record or key.casefold() in _LISTS)
    ]
    records = [record for inner in nested if depth <= _DEEPEST_LIST for record in _in_value(inner, named, depth + 1)]
    records = [inner for inner in records if _may_be_article(inner, named)]
    if records and not (is_record and _has_text(record)):
        yield from records
    else:
        yield record


def _is_of_programmers(value: Mapping[str, Any]) -> bool:
    """Whether an object is a notebook of Jupyter or a JSON Schema, both of which have texts and titles."""
    return "nbformat" in value or "json-schema.org" in str(value.get("$schema", ""))


def _whole_record(value: Mapping[str, Any]) -> Record:
    """An object with the keys of the objects in it that only group them."""
    inner = [key for key in _INNER if isinstance(value.get(key), dict)]
    if not inner:
        return value
    record = {key: item for key, item in value.items() if key not in inner}
    for outer in inner:
        for key, item in value[outer].items():
            record[f"{outer}.{key}" if key in record else key] = item
    return record


def _may_be_article(record: Record, named: set[str]) -> bool:
    """Whether an object has a key that an article has, and does not say that it is something else."""
    kind = record.get("@type")
    if kind and not any(word in str(kind) for word in ("Article", "Posting", "Report", "News")):
        return False
    if any(key.partition(".")[0] in record for key in named):
        return True
    return any(keys.meaning_of(key) in ("title", keys.BODY, keys.HTML) for key, item in record.items() if item)


def _has_text(record: Record) -> bool:
    return any(
        keys.meaning_of(key) in (keys.BODY, keys.HTML) and isinstance(value, str) and value.strip()
        for key, value in record.items()
    )


def _with_named(record: Record, named: set[str]) -> Record:
    """A record in which the keys that the user named by their path, as `headline.main`, are its own."""
    found: dict[str, Any] = {}
    for path in named:
        if path in record or "." not in path:
            continue
        value: Any = record
        for key in path.split("."):
            value = value.get(key) if isinstance(value, dict) else None
        if value is not None:
            found[path] = value
    return {**record, **found} if found else record
