"""The question as a tree of immutable nodes: what the parser makes and the compiler turns into SQL.

`str()` of a node is a question that parses to the same node.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TypeAlias

from newsidx.dates import DateRange
from newsidx.text.words import has_word

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


def wanted_leaves(node: Node) -> list[Word | Exact | Prefix | Phrase | InField]:
    """The words and phrases that a node wants to be there, one by one; of those near each other every word."""
    if isinstance(node, (All, Any)):
        return [leaf for part in node.parts for leaf in wanted_leaves(part)]
    if isinstance(node, InField):
        return [InField(node.field, leaf) for leaf in wanted_leaves(node.node) if not isinstance(leaf, InField)]
    if isinstance(node, Near):
        return [Word(word) for word in words_near(node)]
    return [node] if isinstance(node, (Word, Exact, Prefix, Phrase)) else []


def asks_for_text(node: Node) -> bool:
    """Whether every article that answers has a word that the node asks for: not so with `by:smith` or `-gas`."""
    if isinstance(node, All):
        return any(asks_for_text(part) for part in node.parts)
    if isinstance(node, Any):
        return all(asks_for_text(part) for part in node.parts)
    return isinstance(node, (Word, Exact, Prefix, Phrase, Near, InField))


def words_near(node: Near) -> list[str]:
    """The words that a Near asks for."""
    return [word for word in node.text.split() if has_word(word)]


def _grouped(node: Node) -> str:
    """A node as it stands after an operator that takes one thing."""
    return f"({node})" if isinstance(node, (All, Any)) else str(node)
