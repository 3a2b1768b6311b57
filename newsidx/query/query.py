"""A query as it was understood: its tree, the dates it is limited to, and what it read otherwise than typed."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from time import perf_counter
from typing import TYPE_CHECKING

from newsidx.dates import EVERY_DAY, DateRange

if TYPE_CHECKING:
    from collections.abc import Callable

    from newsidx.query.tree import Node


@dataclass(frozen=True)
class Query:
    """A query as it was understood: the articles with these words (`tree`, None for every article) on these dates.

    `undated` limits it to articles without a date. `language`, an ISO 639-1 code, is the one that the words are in:
    only their forms in it match; None is any language that the archive has. `is_blank` says that something was typed,
    and nothing in it can be looked up. `notes` say what was read otherwise than typed. `typed` is the tree
    with the dates still in it, and `seconds` the time it took to read the text.
    """

    text: str = ""
    tree: Node | None = None
    dates: DateRange = EVERY_DAY
    undated: bool = False
    language: str | None = None
    is_blank: bool = False
    notes: tuple[str, ...] = ()
    typed: Node | None = field(default=None, compare=False)
    seconds: float = field(default=0.0, compare=False, repr=False)

    @classmethod
    def parse(
        cls,
        text: str,
        dates: DateRange = EVERY_DAY,
        today: datetime.date | None = None,
        language: str | None = None,
        saved: Callable[[str], str] | None = None,
    ) -> Query:
        """Read what a user typed. Any text is a valid query.

        Dates in the text that limit the whole query are combined with `dates`; `today` is what `yesterday` counts
        from. `saved` gives the text of the saved query with a name, for `search:NAME`. Raises BadDate for a date that
        cannot be understood, QueryTooLong for tens of thousands of words, UnknownAlert for a name that no saved query
        has, and SavedInItself.
        """
        # A query of dates alone, as of `newsidx list`, needs none of these.
        from newsidx.query.combine import all_of
        from newsidx.query.parser import parse
        from newsidx.query.tree import All, Dated

        start = perf_counter()
        typed, notes = parse(text, today, saved)
        parts = typed.parts if isinstance(typed, All) else (typed,) if typed else ()
        for part in parts:
            if isinstance(part, Dated):
                dates &= part.dates
        tree = all_of(part for part in parts if not isinstance(part, Dated))
        seconds = perf_counter() - start
        return cls(
            text, tree, dates, language=language, is_blank=typed is None, notes=notes, typed=typed, seconds=seconds
        )
