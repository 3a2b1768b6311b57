"""A query as a tree: what was understood, what the index looks up, and the time of each step."""

from __future__ import annotations

from rich.text import Text
from rich.tree import Tree

from newsidx.query.tree import (
    All,
    Any,
    Dated,
    Exact,
    InField,
    Metadata,
    Near,
    Node,
    Not,
    Phrase,
    Prefix,
    Word,
    names_articles,
)
from newsidx.search.answer import Answer
from newsidx.search.request import Matched
from newsidx.text.plural import plural
from newsidx.text.sanitize import one_line

_KINDS: dict[type, str] = {
    Word: "word, in any form",
    Exact: "exactly this form",
    Prefix: "words that begin like this",
    Phrase: "phrase",
    Dated: "dates",
}
_METADATA = {
    "lang": "the language is this",
    "path": "the path of a file has this text",
    "file": "it is in this file or folder",
    "url": "the link has this text",
    "tag": "it has this tag",
    "id": "the id is this, or in this range",
}
_PARTS = {
    Matched.BY_DATE: "Articles",
    Matched.FULL: "Full matches",
    Matched.PARTIAL: "Partial matches",
    Matched.ANY: "Any of the words",
    Matched.SIMILAR: "Similar spelling",
    Matched.ONE_OFF: "One letter off",
    Matched.TWO_OFF: "Two letters off",
}


def tree(answer: Answer) -> Tree:
    """An answer whose hits have been read, as a rich tree: its query, the plans of its parts, its timings."""
    query = answer.query
    root = Tree(Text(one_line(query.text), "bold"))
    understood = root.add("Understood as")
    if query.tree:
        _add(understood, query.tree)
    else:
        understood.add("no words")
    if languages := next((part.plan.languages for part in answer.parts if part.plan.languages), ()):
        root.add(Text.assemble("Word forms of  ", (", ".join(languages), "green")))
    root.add(Text.assemble("Dates  ", (str(query.dates) if not query.dates.is_everything else "all", "green")))
    for part in answer.parts:
        branch = root.add(Text.assemble(f"{_PARTS[part.matched]}  ", (plural(part.count, "article"), "cyan")))
        if part.plan.expression:
            branch.add(Text.assemble(f"{part.plan.engine}  ", (one_line(part.plan.expression), "magenta")))
            if not part.plan.is_complete:
                branch.add("then each of these articles is checked for what the index does not have")
            for text in part.plan.as_written:
                branch.add(Text.assemble("not in other forms, because it is long  ", (one_line(text), "yellow")))
        elif part.query.tree and _is_looked_up(part.query.tree):
            branch.add("looked up by id, file, tag or note")
        elif part.query.tree:
            branch.add("every article is checked: the index cannot find any of this")
    times = root.add("Time")
    for step, seconds in answer.timings:
        times.add(f"{seconds * 1000:9.2f} ms  {step}")
    return root


def _is_looked_up(node: Node) -> bool:
    """Whether a part that every match must have names articles."""
    return any(map(names_articles, node.parts if isinstance(node, All) else (node,)))


def _add(branch: Tree, node: Node) -> None:
    if isinstance(node, (All, Any)):
        group = branch.add("all of" if isinstance(node, All) else "any of")
        for part in node.parts:
            _add(group, part)
    elif isinstance(node, Not):
        _add(branch.add("not"), node.node)
    elif isinstance(node, InField):
        _add(branch.add(f"in the {node.field}"), node.node)
    elif isinstance(node, Near):
        branch.add(_leaf(node, f"at most {node.distance} other words between them"))
    elif isinstance(node, Metadata):
        branch.add(
            _leaf(node, "begins like this" if node.is_prefix else _METADATA.get(node.field, "has this word or phrase"))
        )
    else:
        branch.add(_leaf(node, _KINDS[type(node)]))


def _leaf(node: Node, kind: str) -> Text:
    return Text.assemble((one_line(str(node)), "yellow"), (f"  {kind}", "dim"))
