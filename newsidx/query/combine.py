"""Nodes of a query put together: all or any of some, or in a field."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from newsidx.query.tree import All, Any, Dated, Exact, InField, Metadata, Near, Node, Not, Phrase, Prefix, Word

_LEAVES = (Word, Exact, Prefix, Phrase, Near, InField)


def all_of(parts: Iterable[Node]) -> Node | None:
    """All of the parts: nested Alls flattened, and a single part returned as it is.

    A word or phrase that occurs twice stays twice, because it counts twice in the ranking. Other repeats are dropped.
    """
    flat = _without_repeated_conditions(_flat(parts, All))
    return All(flat) if len(flat) > 1 else next(iter(flat), None)


def any_of(parts: Iterable[Node]) -> Node | None:
    """Any of the parts: nested Anys flattened, and a single part returned as it is; repeated words as in `all_of`."""
    flat = _without_repeated_conditions(_flat(parts, Any))
    return Any(flat) if len(flat) > 1 else next(iter(flat), None)


def in_field(field: str, node: Node) -> Node:
    """A node whose words must be in a field. The field is moved down to the words; those that have one keep it."""
    if isinstance(node, All):
        return all_of(in_field(field, part) for part in node.parts) or node
    if isinstance(node, Any):
        return any_of(in_field(field, part) for part in node.parts) or node
    if isinstance(node, Not):
        return Not(in_field(field, node.node))
    return node if isinstance(node, (InField, Metadata, Dated)) else InField(field, node)


def _flat(parts: Iterable[Node], kind: type[All] | type[Any]) -> Iterator[Node]:
    """The parts in order, with those of a nested node of the same kind in its place."""
    for part in parts:
        if isinstance(part, kind):
            yield from part.parts
        else:
            yield part


def _without_repeated_conditions(parts: Iterable[Node]) -> tuple[Node, ...]:
    """The parts without those that were there before, except words and phrases."""
    seen: set[Node] = set()
    left: list[Node] = []
    for part in parts:
        if isinstance(part, _LEAVES):
            left.append(part)
        elif part not in seen:
            seen.add(part)
            left.append(part)
    return tuple(left)
