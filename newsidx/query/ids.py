"""Ids of undated articles in a query: `0-7` is one in a query of nothing but ids, and a word in any other.

A dated article's id, `20220306-1`, looks like nothing else, and is one wherever it stands. `0-7` may be a score.
"""

from __future__ import annotations

import re

from newsidx.query.combine import all_of, any_of
from newsidx.query.tree import All, Any, Metadata, Node, Not, Word, leaves

_UNDATED = "0-[1-9][0-9]{0,13}"


def undated_as_ids(tree: Node | None) -> tuple[Node | None, list[str]]:
    """The tree with `0-7` as an id where nothing but ids is asked for, and a note on it if no dated id is there."""
    asked = list(leaves(tree)) if tree else []
    undated = [leaf.text for leaf in asked if isinstance(leaf, Word) and re.fullmatch(_UNDATED, leaf.text)]
    ids = [leaf for leaf in asked if isinstance(leaf, Metadata) and leaf.field == "id"]
    if tree is None or not undated or len(undated) + len(ids) < len(asked):
        return tree, []
    text = undated[0]
    note = f'“{text}” was read as the id of an undated article; to search for it as text: "{text}"'
    return _of_ids(tree), [] if ids else [note]


def _of_ids(node: Node) -> Node | None:
    """The node with its words as ids. Beside others such an id is an alternative, as dated ids are."""
    if isinstance(node, Word):
        return Metadata("id", node.text)
    if isinstance(node, Not):
        inner = _of_ids(node.node)
        return Not(inner) if inner else None
    if isinstance(node, Any):
        return any_of(filter(None, map(_of_ids, node.parts)))
    if not isinstance(node, All):
        return node
    wanted = [part for part in map(_of_ids, node.parts) if part and not isinstance(part, Not)]
    unwanted = [part for part in map(_of_ids, node.parts) if isinstance(part, Not)]
    has_undated = any(isinstance(part, Word) for part in node.parts)
    alternatives = any_of(wanted) if has_undated else all_of(wanted)
    return all_of(part for part in (alternatives, *unwanted) if part)
