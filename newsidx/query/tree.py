"""The question as a tree of immutable nodes: what the parser makes and the compiler turns into SQL.

`str()` of a node is a question that parses to the same node.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TypeAlias

from newsidx.dates import DateRange

_BARE = re.compile(r"(?!(?:AND|OR|NOT)$)[^\W_]+")


@dataclass(frozen=True)
class Word:
    """One word as it was typed, in any of its forms: `sanction` finds sanctions, `U.S.` finds U.S."""

    text: str

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class Exact:
    """A word, or several in a row, in just the form that was typed, in any case: `=sanctions`, `="oil prices"`."""

    text: str

    def __str__(self) -> str:
        return f"={self.text}" if _BARE.fullmatch(self.text) else f'="{self.text}"'


@dataclass(frozen=True)
class Prefix:
    """The words that begin so: `sanction*`."""

    text: str

    def __str__(self) -> str:
        return f"{self.text}*"


@dataclass(frozen=True)
class Phrase:
    """Words that stand one after another, in this order: `"oil embargo"`."""

    text: str

    def __str__(self) -> str:
        return f'"{self.text}"'


@dataclass(frozen=True)
class Near:
    """Words with at most `distance` other words between the first and the last of them: `"oil embargo"~5`."""

    text: str
    distance: int

    def __str__(self) -> str:
        return f'"{self.text}"~{self.distance}'


@dataclass(frozen=True)
class InField:
    """Words that must stand in one part of the text: `title:oil`. `field` is title or body."""

    field: str
    node: Word | Exact | Prefix | Phrase | Near

    def __str__(self) -> str:
        return f"{self.field}:{self.node}"


@dataclass(frozen=True)
class Metadata:
    """What an article's metadata must contain, without regard to case: `by:smith`, `source:"The Times"`.

    `field` is by, source, section, place, lang or path.
    """

    field: str
    value: str

    def __str__(self) -> str:
        return f'{self.field}:"{self.value}"'


@dataclass(frozen=True)
class Dated:
    """The days an article must be of: `date:2022-03`, `since:yesterday`. `typed` is the range as it was typed."""

    field: str
    typed: str
    dates: DateRange

    def __str__(self) -> str:
        return f'{self.field}:"{self.typed}"'


@dataclass(frozen=True)
class Not:
    """Everything but what `node` asks for."""

    node: Node

    def __str__(self) -> str:
        return f"NOT {_grouped(self.node)}"


@dataclass(frozen=True)
class All:
    """Everything in `parts`, in any order."""

    parts: tuple[Node, ...]

    def __str__(self) -> str:
        return " ".join(f"({part})" if isinstance(part, (All, Any)) else str(part) for part in self.parts)


@dataclass(frozen=True)
class Any:
    """At least one of `parts`."""

    parts: tuple[Node, ...]

    def __str__(self) -> str:
        return " OR ".join(f"({part})" if isinstance(part, Any) else str(part) for part in self.parts)


Node: TypeAlias = "Word | Exact | Prefix | Phrase | Near | InField | Metadata | Dated | Not | All | Any"


def _grouped(node: Node) -> str:
    """A node as it stands after an operator that takes one thing."""
    return f"({node})" if isinstance(node, (All, Any)) else str(node)
