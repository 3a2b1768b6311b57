"""A question as a tree: what was understood, what it becomes for FTS5, and the time of each step."""

from __future__ import annotations

from rich.text import Text
from rich.tree import Tree

from newsidx.query.tree import All, Any, Dated, Exact, InField, Metadata, Near, Node, Not, Phrase, Prefix, Word
from newsidx.search.explain import Explanation
from newsidx.text.sanitize import one_line

_KINDS: dict[type, str] = {
    Word: "word, in any form",
    Exact: "just this form",
    Prefix: "words that begin so",
    Phrase: "phrase",
    Metadata: "metadata that holds this",
    Dated: "dates",
}
_TIERS = {
    "": "Articles",
    "all": "All the words",
    "some": "Some of the words",
    "any": "Any of the words",
    "near": "Spelled nearly so",
    "one edit": "A word spelled one letter otherwise",
    "two edits": "A word spelled two letters otherwise",
}


def tree(explanation: Explanation) -> Tree:
    """The explanation as a rich tree."""
    query = explanation.query
    root = Tree(Text(one_line(query.text), "bold"))
    understood = root.add("Understood as")
    if query.tree:
        _add(understood, query.tree)
    else:
        understood.add("no words")
    root.add(Text.assemble("Dates  ", (str(query.dates) if not query.dates.is_everything else "all", "green")))
    for one in explanation.tiers:
        branch = root.add(Text.assemble(f"{_TIERS[one.tier.matched]}  ", (_articles(one.articles), "cyan")))
        if one.expression:
            branch.add(Text.assemble("FTS5  ", (one_line(one.expression), "magenta")))
            if not one.is_enough:
                branch.add("and then a look at each article, for what the index does not know")
        elif one.tier.query.tree:
            branch.add("a look at each article, for nothing in it can be asked of FTS5")
    times = root.add("Time")
    for step, seconds in explanation.steps:
        times.add(f"{seconds * 1000:9.2f} ms  {step}")
    return root


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
    else:
        branch.add(_leaf(node, _KINDS[type(node)]))


def _articles(number: int) -> str:
    return f"{number:,} article{'s' if number != 1 else ''}"


def _leaf(node: Node, kind: str) -> Text:
    return Text.assemble((one_line(str(node)), "yellow"), (f"  {kind}", "dim"))
