"""A query made wider: some of its words, any of them, or words of similar spelling."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import replace

from newsidx.query.combine import all_of, any_of, in_field
from newsidx.query.query import Query
from newsidx.query.tree import All, Any, Exact, InField, Near, Node, Not, Phrase, Word, asks_for_text, positive_leaves
from newsidx.text.fold import folded

FunctionWords = Callable[[], Set[str]]
"""Returns the function words of a query's language, in lower case and without accents. They are not looked for where
some of the words are enough. Called only for a query with several words.
"""

_WORDS = re.compile(r"[^\W_]+")


def some_of(query: Query, function_words: FunctionWords) -> Query | None:
    """The articles that have some of a query's words and not all; None if it has no two words to choose from."""
    words, rest = _divided(query)
    if len(set(words)) < 2:
        return None
    return replace(query, tree=all_of([_any_content_word(words, function_words()), Not(All(words)), *rest]))


def any_of_words(query: Query, function_words: FunctionWords) -> Query:
    """The articles that have at least one of a query's words, and match the rest of the query."""
    words, rest = _divided(query)
    if len(set(words)) < 2:
        return query
    return replace(query, tree=all_of([_any_content_word(words, function_words()), *rest]))


def spelled(query: Query, spellings: Mapping[str, Sequence[str]]) -> Query:
    """A query with each of its words replaced by any of the word itself and its spellings.

    Phrases, exact words and beginnings of words (`sanction*`) stay as they are.
    """
    return replace(query, tree=_spelled(query.tree, spellings)) if query.tree else query


def corrected(query: Query, words: Mapping[str, str]) -> Query:
    """A query with words replaced by others, wherever they stand in it."""
    return replace(query, tree=_corrected(query.tree, words)) if query.tree else query


def less(query: Query, other: Query) -> Query:
    """What matches a query but not another one, which matches a part of it; the tree is None if both are the same."""
    if query.tree is None or other.tree is None or query.tree == other.tree:
        return replace(query, tree=None)
    return replace(query, tree=all_of([query.tree, Not(other.tree)]))


def words_of_tree(node: Node | None, with_phrases: bool = False) -> list[str]:
    """The single words that a query looks for, each once; with `with_phrases` also those in phrases and exact words."""
    leaves = [leaf.node if isinstance(leaf, InField) else leaf for leaf in positive_leaves(node)] if node else []
    kinds = (Word, Phrase, Exact) if with_phrases else (Word,)
    words = (leaf.text.split() if with_phrases else [leaf.text] for leaf in leaves if isinstance(leaf, kinds))
    return list(dict.fromkeys(word for leaf_words in words for word in leaf_words))


def _divided(query: Query) -> tuple[tuple[Node, ...], tuple[Node, ...]]:
    """The parts of a query that look for words, and its other conditions."""
    parts = query.tree.parts if isinstance(query.tree, All) else (query.tree,) if query.tree else ()
    words: list[Node] = []
    rest: list[Node] = []
    for part in parts:
        (words if asks_for_text(part) else rest).append(part)
    return tuple(words), tuple(rest)


def _any_content_word(words: Sequence[Node], function_words: Set[str]) -> Node:
    """Any of the words except function words; a compound (`lift-drag`) gives its parts, initials (`U.S.`) do not."""
    words = [single for word in words for single in _singles(word)]
    content = [word for word in words if not (isinstance(word, Word) and folded(word.text) in function_words)]
    return any_of(content or words) or words[0]


def _singles(node: Node) -> list[Node]:
    words = _WORDS.findall(node.text) if isinstance(node, Word) else []
    return [Word(word) for word in words] if words and all(len(word) > 1 for word in words) else [node]


def _spelled(node: Node, spellings: Mapping[str, Sequence[str]]) -> Node:
    if isinstance(node, All):
        return all_of(_spelled(part, spellings) for part in node.parts) or node
    if isinstance(node, Any):
        return any_of(_spelled(part, spellings) for part in node.parts) or node
    if isinstance(node, Word):
        return any_of(map(Word, (node.text, *spellings.get(node.text, ())))) or node
    if isinstance(node, InField) and isinstance(node.node, Word):
        return in_field(node.field, _spelled(node.node, spellings))
    return node


def _corrected(node: Node, words: Mapping[str, str]) -> Node:
    if isinstance(node, (All, Any)):
        return replace(node, parts=tuple(_corrected(part, words) for part in node.parts))
    if isinstance(node, InField):
        return in_field(node.field, _corrected(node.node, words))
    if isinstance(node, (Word, Exact, Phrase, Near)):
        return replace(node, text=" ".join(words.get(word, word) for word in node.text.split()))
    return node
