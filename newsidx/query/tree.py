"""The query as a tree of immutable nodes: the parser builds it, the compiler turns it into SQL.

`str()` of a node is a query that parses to the same node.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias, TypeGuard

from newsidx.dates import DateRange
from newsidx.query.fields import NAMING_FIELDS
from newsidx.text.words import has_word

_BARE = r"(?!(?:AND|OR|NOT|NEAR)$)[^\W_]+"
_AFTER_A_DASH = r"[^\W_]|[\"(=]"
"""What a query has directly after a `-` that negates."""


@dataclass(frozen=True)
class _Text:
    """A word or several, as they were typed."""

    text: str


class Word(_Text):
    """One word as it was typed, which matches any of its forms: `sanction` finds sanctions, `U.S.` finds U.S."""

    def __str__(self) -> str:
        return self.text


class Exact(_Text):
    """A word, or several in a row, in exactly the form typed, upper or lower case: `=sanctions`, `="oil prices"`."""

    def __str__(self) -> str:
        return f"={self.text}" if re.fullmatch(_BARE, self.text) else f'="{self.text}"'


class Prefix(_Text):
    """Any word that begins with `text`: `sanction*`."""

    def __str__(self) -> str:
        return f"{self.text}*"


class Phrase(_Text):
    """Words that follow one another, in this order: `"oil embargo"`."""

    def __str__(self) -> str:
        return f'"{self.text}"'


@dataclass(frozen=True)
class Near:
    """Words in any order with at most `distance` other words among them: `"oil embargo"~5`, `oil NEAR/5 embargo`."""

    text: str
    distance: int

    def __str__(self) -> str:
        return f'"{self.text}"~{self.distance}'


@dataclass(frozen=True)
class InField:
    """Words that must be in one field of the text: `title:oil`. `field` is title or body."""

    field: str
    node: Word | Exact | Prefix | Phrase | Near

    def __str__(self) -> str:
        return f"{self.field}:{self.node}"


@dataclass(frozen=True)
class Metadata:
    """What the metadata must have: `by:smith`, `source:"The Times"`.

    `field` is by, source, section, place or note, which must have the words of `value` in a row; with `is_prefix`
    (`by:smi*`) the last of them is the beginning of a word. Or it is tag, which may be a beginning too, and with
    nothing before the `*` is any; or lang, path, file, url or id.
    """

    field: str
    value: str
    is_prefix: bool = False

    def __str__(self) -> str:
        return f'{self.field}:"{self.value}"{"*" if self.is_prefix else ""}'


@dataclass(frozen=True)
class Dated:
    """The dates an article must be within: `date:2022-03`, `since:yesterday`. `typed` is the range as it was typed."""

    field: str
    typed: str
    dates: DateRange

    def __str__(self) -> str:
        return f'{self.field}:"{self.typed}"'


@dataclass(frozen=True)
class Not:
    """Everything except what `node` matches."""

    node: Node

    def __str__(self) -> str:
        # Not "NOT", which is a word in a query that has no lower-case letter.
        text = str(self.node)
        is_single = not isinstance(self.node, (All, Any)) and re.match(_AFTER_A_DASH, text)
        return f"-{text}" if is_single else f"-({text})"


@dataclass(frozen=True)
class _Group:
    """Nodes side by side, in the order in which they were typed."""

    parts: tuple[Node, ...]


class All(_Group):
    """All of `parts`, in any order."""

    def __str__(self) -> str:
        return " ".join(f"({part})" if isinstance(part, (All, Any)) else str(part) for part in self.parts)


class Any(_Group):
    """At least one of `parts`."""

    def __str__(self) -> str:
        return " OR ".join(f"({part})" if isinstance(part, Any) else str(part) for part in self.parts)


Node: TypeAlias = "Word | Exact | Prefix | Phrase | Near | InField | Metadata | Dated | Not | All | Any"


def leaves(node: Node) -> Iterator[Node]:
    """Every leaf of a tree, with the field it stands in, the excluded ones too."""
    if isinstance(node, (All, Any)):
        for part in node.parts:
            yield from leaves(part)
    elif isinstance(node, Not):
        yield from leaves(node.node)
    else:
        yield node


def positive_leaves(node: Node) -> list[Word | Exact | Prefix | Phrase | InField]:
    """The words and phrases that a node looks for, without the negated ones; a Near gives each of its words."""
    if isinstance(node, (All, Any)):
        return [leaf for part in node.parts for leaf in positive_leaves(part)]
    if isinstance(node, InField):
        return [InField(node.field, leaf) for leaf in positive_leaves(node.node) if not isinstance(leaf, InField)]
    if isinstance(node, Near):
        return [Word(word) for word in words_near(node)]
    return [node] if isinstance(node, (Word, Exact, Prefix, Phrase)) else []


def asks_for_text(node: Node) -> bool:
    """Whether every matching article contains a word of the query: not the case for `by:smith` or `-gas`."""
    if isinstance(node, All):
        return any(asks_for_text(part) for part in node.parts)
    if isinstance(node, Any):
        return all(asks_for_text(part) for part in node.parts)
    return isinstance(node, (Word, Exact, Prefix, Phrase, Near, InField))


def words_near(node: Near) -> list[str]:
    """The words of a Near."""
    return [word for word in node.text.split() if has_word(word)]


def is_naming(node: Node) -> TypeGuard[Metadata]:
    """Whether a node is an id, a file, a tag or a note, whose articles are looked up one by one."""
    return isinstance(node, Metadata) and node.field in NAMING_FIELDS


def names_articles(node: Node) -> bool:
    """Whether a node names articles, or is a choice of such nodes, so that its articles need not be searched for."""
    return all(map(names_articles, node.parts)) if isinstance(node, Any) else is_naming(node)
