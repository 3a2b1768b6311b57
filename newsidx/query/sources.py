"""A query limited to the articles of some sources, as by `source:NAME` in its text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from newsidx.query.combine import all_of, any_of
from newsidx.query.query import Query
from newsidx.query.tree import Any, Metadata


def source_named(name: str) -> Metadata | None:
    """The condition that a source has the words of a name, in a row; `post*` is the beginning of one. None if it has no
    words.
    """
    words, stars = name.rstrip("*"), "*" if name.endswith("*") else ""
    node = Query.parse('source:"{}"{}'.format(words.replace('"', " "), stars)).tree
    return node if isinstance(node, Metadata) else None


def of_sources(query: Query, sources: Sequence[Metadata]) -> Query:
    """The articles that match a query and have any of some sources. Its text says so, too."""
    any_source = any_of(sources)
    if any_source is None:
        return query
    tree = all_of(part for part in (query.tree, any_source) if part)
    typed = f"({query.text})" if isinstance(query.tree, Any) else query.text
    condition = f"({any_source})" if isinstance(any_source, Any) else str(any_source)
    return replace(query, text=f"{typed} {condition}".lstrip(), tree=tree)
