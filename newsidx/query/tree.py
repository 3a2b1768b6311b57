"""The question as a tree of immutable nodes: what the parser makes and the compiler turns into SQL."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True)
class Word:
    """One word as it was typed, in any of its forms: `sanction` finds sanctions, `U.S.` finds U.S."""

    text: str

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class Phrase:
    """Words that stand one after another, in this order."""

    text: str

    def __str__(self) -> str:
        return f'"{self.text}"'


@dataclass(frozen=True)
class All:
    """Everything in `parts`, in any order."""

    parts: tuple[Node, ...]

    def __str__(self) -> str:
        return " ".join(map(str, self.parts))


Node: TypeAlias = "Word | Phrase | All"
