"""Which words of a query count for the order of its answer."""

from __future__ import annotations

from collections.abc import Sequence

from newsidx.query import Query
from newsidx.query.function_words import function_words_of
from newsidx.query.tree import Node, Word, positive_leaves
from newsidx.text.fold import folded


def content_leaves(query: Query, languages: Sequence[str]) -> list[Node]:
    """The words and phrases that a query looks for, without function words of the archive's languages unless it has no
    others.
    """
    leaves: list[Node] = list(positive_leaves(query.tree)) if query.tree else []
    if len(leaves) < 2:
        return leaves
    left_out = function_words_of(query, languages)
    content = [leaf for leaf in leaves if not (isinstance(leaf, Word) and folded(leaf.text) in left_out)]
    return content or leaves
