r"""A layout that a user describes in a TOML file: where articles begin, and where their dates, titles and fields stand.

separator = '^={10,}$'                        # a line between two articles; or
begins = '^\*\*\* '                           # a line with which each begins
date = '^Edition of (?P<date>.+)$'
date_format = "%d.%m.%y"
title = '^HEAD: (?P<title>.+)$'
body = '^TEXT$'                               # the text begins below this line
drop = ['^-- page \d+ --$']                   # lines that are no part of any article
encoding = "cp850"
files = ["*.hld"]

[fields]
byline = '^BY (?P<byline>.+)$'
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime
from difflib import get_close_matches
from fnmatch import fnmatchcase
from functools import lru_cache
from typing import Any

from newsidx.errors import BadLayout
from newsidx.readers.decode import is_encoding

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

Patterns = tuple["re.Pattern[str]", ...]
"""Regular expressions of which any may match a line."""


@dataclass(frozen=True)
class Layout:
    """A layout.

    An article begins with a line that `begins` matches, or below one that `separator` matches; without both, a file is
    one article. The first line of an article that `date`, `title` or a pattern of `fields` matches gives it that: the
    group with that name, else the first group, else all that the pattern matches; other groups with names give fields
    as well. What is matched leaves the text. If a line matches `body`, the text is what stands below it. `drop` are
    lines that belong to no article. `date_format` are forms of dates as `strptime` takes them, where newsidx by itself
    would not understand the date; `dayfirst` says how it reads 03/04/2022. `encoding` is used in place of a guess.
    `files` are globs, one of which the name of a file, or the end of its path, has to match.
    """

    separator: Patterns = ()
    begins: Patterns = ()
    date: Patterns = ()
    date_format: tuple[str, ...] = ()
    dayfirst: bool | None = None
    title: Patterns = ()
    body: Patterns = ()
    drop: Patterns = ()
    encoding: str | None = None
    files: tuple[str, ...] = ()
    fields: Mapping[str, Patterns] = field(default_factory=dict)

    def is_for(self, path: str) -> bool:
        """Whether it is meant for a file: a glob has to match the end of its path, in small or capital letters."""
        path = f"/{path.casefold()}"
        return not self.files or any(fnmatchcase(path, f"*/{glob.casefold()}") for glob in self.files)


_KEYS = tuple(each.name for each in fields(Layout))
_PATTERNS = ("separator", "begins", "date", "title", "body", "drop")


@lru_cache(maxsize=8)
def parse_layout(text: str, name: str = "the layout") -> Layout:
    """The layout that the text of a TOML file describes. `name` is the file's, for errors.

    Raises BadLayout, which names the file, the key and what is wrong there.
    """
    try:
        said = tomllib.loads(text.removeprefix("\ufeff"))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise _bad(
            name, f"not valid TOML: {error}", "Put regular expressions in single quotes: '^HEAD: (.+)$'"
        ) from None
    _check_keys(said, name)
    values: dict[str, Any] = {key: _patterns(said[key], key, name) for key in _PATTERNS if key in said}
    values["fields"] = _fields(said.get("fields", {}), name)
    values["date_format"] = tuple(_date_format(form, name) for form in _texts(said, "date_format", name))
    values["files"] = _texts(said, "files", name)
    values["dayfirst"] = _dayfirst(said, name)
    values["encoding"] = _encoding(said, name)
    return Layout(**values)


def _bad(name: str, message: str, remedy: str) -> BadLayout:
    return BadLayout(f"{name}: {message}", remedy)


def _check_keys(said: Mapping[str, Any], name: str) -> None:
    for key in said:
        if key not in _KEYS:
            near = get_close_matches(key, _KEYS, 1)
            remedy = f"Did you mean {near[0]}?" if near else f"The keys are {', '.join(_KEYS)}."
            raise _bad(name, f"unknown key “{key}”", remedy)
    if not any(key in said for key in ("separator", "begins", "date", "title")):
        raise _bad(
            name,
            "it says neither where an article begins nor where its date is",
            "Add a date pattern at least: date = '^DATE (.+)$'",
        )


def _patterns(value: object, key: str, name: str) -> Patterns:
    texts = [value] if isinstance(value, str) else value
    if not isinstance(texts, list) or not all(isinstance(text, str) and text for text in texts):
        raise _bad(name, f"{key} is not a regular expression", f"Write it in single quotes: {key} = '^…$'")
    return tuple(_pattern(text, key, name) for text in texts)


def _pattern(text: str, key: str, name: str) -> re.Pattern[str]:
    try:
        return re.compile(text)
    except re.error as error:
        where = "" if error.pos is None else f" at “{text[error.pos :][:20]}”, character {error.pos + 1}"
        raise _bad(
            name, f"{key} = '{text}' is not a regular expression: {error.msg}{where}", "Fix the pattern."
        ) from None
    except (RecursionError, OverflowError):
        raise _bad(name, f"{key} is too large for a regular expression", "Make it shorter.") from None


def _fields(value: object, name: str) -> dict[str, Patterns]:
    if not isinstance(value, dict):
        raise _bad(name, "fields is not a table", "Write [fields], and below it byline = '^BY (.+)$'")
    return {key: _patterns(patterns, f"fields.{key}", name) for key, patterns in value.items()}


def _texts(said: Mapping[str, Any], key: str, name: str) -> tuple[str, ...]:
    value = said.get(key, [])
    texts: Iterable[object] = [value] if isinstance(value, str) else value if isinstance(value, list) else [None]
    checked = tuple(text for text in texts if isinstance(text, str) and text)
    if len(checked) < len(list(texts)):
        example = '["*.hld"]' if key == "files" else '"%d.%m.%y"'
        raise _bad(name, f"{key} is neither a string nor a list of strings", f"Write {key} = {example}")
    return checked


def _date_format(form: str, name: str) -> str:
    day = datetime(2003, 2, 1, 4, 5, 6)
    try:
        is_day = datetime.strptime(day.strftime(form), form).date() == day.date()
    except ValueError as error:
        raise _bad(
            name, f"date_format = “{form}” is not a date format: {error}", "See strptime in Python's documentation."
        ) from None
    if not is_day:
        raise _bad(name, f"date_format = “{form}” does not have a day, a month and a year", "For example: %d.%m.%y")
    return form


def _dayfirst(said: Mapping[str, Any], name: str) -> bool | None:
    value = said.get("dayfirst")
    if value is not None and not isinstance(value, bool):
        raise _bad(name, "dayfirst is neither true nor false", "Write dayfirst = true")
    return value


def _encoding(said: Mapping[str, Any], name: str) -> str | None:
    value = said.get("encoding")
    if value is not None and not (isinstance(value, str) and is_encoding(value)):
        raise _bad(name, f"there is no encoding “{value}”", 'For example: encoding = "cp850"')
    return value
