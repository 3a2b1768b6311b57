"""The question: text -> tree -> SQL. Knows no files and no screen."""

from __future__ import annotations

from dataclasses import dataclass

from newsidx.dates import EVERY_DAY, DateRange
from newsidx.query.parsing import parse
from newsidx.query.tree import All, Node, Phrase, Word

__all__ = ["All", "Node", "Phrase", "Query", "Word"]


@dataclass(frozen=True)
class Query:
    """A question as understood: the words (`tree`, None for every article) and the days they may be of.

    `undated` asks for the articles without a date only. `notes` say what was read otherwise than it was typed.
    """

    text: str = ""
    tree: Node | None = None
    dates: DateRange = EVERY_DAY
    undated: bool = False
    notes: tuple[str, ...] = ()

    @classmethod
    def parse(cls, text: str, dates: DateRange = EVERY_DAY) -> Query:
        """Read what a user typed. Never fails: any text is a valid question."""
        tree, notes = parse(text)
        return cls(text, tree, dates, notes=notes)
