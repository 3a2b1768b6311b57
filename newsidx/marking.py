"""The marks around matches, without those that FTS5 sets on a word's other forms where just one was asked for."""

from __future__ import annotations

import re

from newsidx.archive.functions import has_form, has_prefix
from newsidx.marks import MARK_END, MARK_START
from newsidx.query.expressions import wanted
from newsidx.query.stems import stems
from newsidx.query.tree import Exact, InField, Node, Phrase, Prefix, Word

_MARKED = re.compile(f"{MARK_START}([^{MARK_START}{MARK_END}]*){MARK_END}")


def only_matches(text: str, tree: Node, field: str) -> str:
    """Marked text of a field (title or body) in which only what the question asks for is marked: for `=sanctions`
    no sanction.
    """
    leaves = [leaf.node if isinstance(leaf, InField) else leaf for leaf in wanted(tree) if _is_asked(leaf, field)]
    if not any(isinstance(leaf, (Exact, Prefix)) for leaf in leaves):
        return text
    return _MARKED.sub(lambda mark: mark[0] if any(_is_match(mark[1], leaf) for leaf in leaves) else mark[1], text)


def _is_asked(leaf: Node, field: str) -> bool:
    return not isinstance(leaf, InField) or leaf.field == field


def _is_match(text: str, leaf: Node) -> bool:
    if isinstance(leaf, Exact):
        return has_form(text, leaf.text)
    if isinstance(leaf, Prefix):
        return has_prefix(text, leaf.text)
    if not isinstance(leaf, (Word, Phrase)):
        return False
    found, asked = stems([text, leaf.text])
    return any(found[start : start + len(asked)] == asked for start in range(len(found)))
