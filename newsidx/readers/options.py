"""What the user said of the files of one ingest, beyond what the files say themselves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from newsidx.dates.extract import DateOrder


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


@dataclass(frozen=True)
class Neighbours:
    """What the other files of a folder tell about a file in it.

    `letterheads` are the lines, as `letterhead` gives them, that many of the files begin with, and so no titles.
    `order` is the order of day and month that dates in the folder prove, if some can be read only so and none only
    otherwise. `two_digit_years` is the order of the numbers in dates such as 21-09-05, if dates written in full beside
    them prove it.
    """

    letterheads: frozenset[str] = frozenset()
    order: DateOrder | None = None
    two_digit_years: Literal["dmy", "mdy", "ymd"] | None = None


NO_NEIGHBOURS = Neighbours()


def no_neighbours() -> Neighbours:
    """What is known of the neighbours of a file that stands alone: nothing."""
    return NO_NEIGHBOURS


def letterhead(line: str) -> str:
    """A line as letterheads are compared: without case, markup, numbers and doubled blanks."""
    letters = "".join(character if character.isalpha() else " " for character in line.casefold())
    return " ".join(letters.split())
