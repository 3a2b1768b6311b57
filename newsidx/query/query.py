"""The question: text -> tokens -> tree -> SQL. Knows no files and no screen."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from newsidx.dates import EVERY_DAY, DateRange
from newsidx.query.parser import all_of, parse
from newsidx.query.tree import All, Any, Dated, Exact, InField, Metadata, Near, Node, Not, Phrase, Prefix, Word

__all__ = [
    "All",
    "Any",
    "Dated",
    "Exact",
    "InField",
    "Metadata",
    "Near",
    "Node",
    "Not",
    "Phrase",
    "Prefix",
    "Query",
    "Word",
]


@dataclass(frozen=True)
class Query:
    """A question as understood: the words (`tree`, None for every article) and the days they may be of.

    `undated` asks for the articles without a date only. `is_blank` says that something was typed and nothing in
    it can be looked for. `notes` say what was read otherwise than it was typed.
    """

    text: str = ""
    tree: Node | None = None
    dates: DateRange = EVERY_DAY
    undated: bool = False
    is_blank: bool = False
    notes: tuple[str, ...] = ()

    @classmethod
    def parse(cls, text: str, dates: DateRange = EVERY_DAY, today: datetime.date | None = None) -> Query:
        """Read what a user typed. Any text is a valid question, but for a date in it that is none, BadDate, and for
        tens of thousands of words, QueryTooLong.

        Dates that the whole question is under combine with `dates`; `today` is what `yesterday` counts from.
        """
        tree, notes = parse(text, today)
        parts = tree.parts if isinstance(tree, All) else (tree,) if tree else ()
        for part in parts:
            if isinstance(part, Dated):
                dates &= part.dates
        words = all_of(part for part in parts if not isinstance(part, Dated))
        return cls(text, words, dates, is_blank=tree is None, notes=notes)
