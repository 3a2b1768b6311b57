"""What is known of files beyond what they say themselves: the user's options, and what their neighbours show."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from newsidx.dates.extract import DateOrder
    from newsidx.dates.written import TwoDigitOrder


@dataclass(frozen=True)
class ReadingOptions:
    """How to read the files of one ingest.

    `fields` are (field, value) pairs, such as ("source", "The Herald"), for articles that do not name their own.
    `columns` are (field, column) pairs, such as ("date", "Erscheinungstag"): the columns of a table, or the keys of
    records, that newsidx would not recognise by their names. `layout` is the text of a layout file (TOML). `split` is
    False if every text is one article, True if a text is also cut where newsidx alone would not dare to, and None if
    newsidx decides.
    """

    fields: tuple[tuple[str, str], ...] = ()
    columns: tuple[tuple[str, str], ...] = ()
    layout: str | None = None
    split: bool | None = None


NO_OPTIONS = ReadingOptions()


def options_json(options: ReadingOptions) -> str | None:
    """Options as the archive stores them, a JSON object; None if there are none.

    An empty value is null there: merged with earlier options, as RFC 7396 does it, it takes them back.
    """
    values: dict[str, object] = {
        "fields": {field: value or None for field, value in options.fields},
        "columns": {field: column or None for field, column in options.columns},
        "layout": options.layout,
        "split": options.split,
    }
    stated = {name: value for name, value in values.items() if value not in ({}, None)}
    return json.dumps(stated, ensure_ascii=False, separators=(",", ":")) if stated else None


@lru_cache(maxsize=8)
def options_of(text: str | None) -> ReadingOptions:
    """The options that `options_json` wrote."""
    if text is None:
        return NO_OPTIONS
    values = json.loads(text)
    fields, columns = (tuple(values.get(name, {}).items()) for name in ("fields", "columns"))
    return ReadingOptions(fields, columns, values.get("layout"), values.get("split"))


class Neighbours(Protocol):
    """What the other files of a folder show about a file in it.

    Some of them have to be read for that, so each answer is computed when it is first asked for.
    """

    @property
    def letterheads(self) -> frozenset[str]:
        """The lines, as `letterhead` gives them, that many of the files begin with, and so no titles."""

    @property
    def order(self) -> DateOrder | None:
        """The order of day and month that dates in the folder prove: some can be read only so, and none only
        otherwise.
        """

    @property
    def two_digit_years(self) -> TwoDigitOrder | None:
        """The order of the numbers in dates such as 21-09-05, if dates written in full beside them prove it."""


@dataclass(frozen=True)
class KnownNeighbours:
    """Neighbours of which everything is known."""

    letterheads: frozenset[str] = frozenset()
    order: DateOrder | None = None
    two_digit_years: TwoDigitOrder | None = None


NO_NEIGHBOURS = KnownNeighbours()
"""Those of a file that stands alone."""

_NO_LETTERS = re.compile(r"[\W\d_]+")


def letterhead(line: str) -> str:
    """A line as letterheads are compared: without case, markup, numbers and doubled blanks."""
    return _NO_LETTERS.sub(" ", line.casefold()).strip()
