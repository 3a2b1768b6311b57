"""Two queries side by side: the articles that match both, and those that match only one. Each has its own dates."""

from __future__ import annotations

from dataclasses import replace

from newsidx.query.combine import all_of
from newsidx.query.query import Query
from newsidx.query.tree import Dated, Node, Not


def both(query: Query, other: Query) -> Query:
    """The articles that match two queries."""
    tree = all_of(tree for tree in (query.tree, other.tree) if tree)
    return replace(query, tree=tree, dates=query.dates & other.dates)


def without(query: Query, other: Query) -> Query:
    """The articles that match a query and not another one. The other has to have words or dates."""
    condition = _as_tree(other)
    if condition is None:
        raise ValueError("every article matches a query without words and dates")
    return replace(query, tree=all_of(tree for tree in (query.tree, Not(condition)) if tree))


def _as_tree(query: Query) -> Node | None:
    """The conditions of a query with its dates among them."""
    dates = query.dates
    dated = None if dates.is_everything else Dated("date", str(dates), dates)
    return all_of(node for node in (query.tree, dated) if node)
