"""The keys of the browser, each with what it does: from this list come the bindings, the line of keys and its help."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from textual.binding import Binding


class Key(NamedTuple):
    """A key, or two that belong together, as they are shown; what they do, in a sentence and in a word; and the action
    of each, by textual's name for it. Those without actions are keys of a part of the screen. `precedes_text` says
    that something is to be typed after them.
    """

    shown: str
    does: str
    word: str = ""
    actions: Mapping[str, str] = {}
    precedes_text: bool = False


KEYS: Sequence[tuple[str, Sequence[Key]]] = (
    (
        "",
        (
            Key("?", "these keys", "Keys", {"question_mark": "keys"}),
            Key("q", "quit; Ctrl-Q too", "Quit", {"q": "quit"}),
            Key("T", "dark or light", "", {"T": "theme"}),
        ),
    ),
    (
        "Find",
        (
            Key(
                "/", "change the query, which is answered as you type", "Query", {"slash": "slash"}, precedes_text=True
            ),
            Key("s", "order: best first, newest first, oldest first", "Order", {"s": "sort"}),
            Key(
                "t",
                "the timeline: left and right move, with Shift they take a span, Enter narrows the dates",
                "Timeline",
                {"t": "focus_timeline"},
            ),
            Key("f", "sources, bylines, sections, tags: Enter narrows the query to one", "Fields", {"f": "facets"}),
            Key(
                "[ ]",
                "back and forward through what you have seen",
                "Back",
                {"left_square_bracket": "seen(-1)", "right_square_bracket": "seen(1)"},
            ),
            Key("A", "save the query as an alert", "Alert", {"A": "alert"}, precedes_text=True),
        ),
    ),
    (
        "Read",
        (
            Key("j k", "next, previous article; down and up too"),
            Key("Enter", "go to the article; Escape goes back to the list", "", {"escape": "focus_list"}),
            Key("Space b", "a page down, up in the article", "Page", {"space": "page(1)", "b": "page(-1)"}),
            Key("n N", "next, previous match in the article", "Match", {"n": "match(1)", "N": "match(-1)"}),
            Key("r", "articles related to this one", "Related", {"r": "related"}),
            Key("d", "near-duplicates of this one, and what differs", "Duplicates", {"d": "duplicates"}),
            Key("e", "open its file in your editor ($VISUAL or $EDITOR)", "Editor", {"e": "edit"}),
            Key("o", "open its link in the web browser", "Link", {"o": "link"}),
            Key("w", "write a note on it", "Note", {"w": "note"}, precedes_text=True),
        ),
    ),
    (
        "Keep: the marked articles, or this one if none is marked",
        (
            Key("m M", "mark this article; take all marks away", "Mark", {"m": "mark", "M": "unmark"}),
            Key("+ -", "add tags, take them off", "Tag", {"plus": "tag('+')", "minus": "tag('-')"}, precedes_text=True),
            Key("c", "copy a reference, in the style you choose", "Cite", {"c": "cite"}),
            Key("y", "copy the id", "Copy id", {"y": "copy"}),
            Key("x", "export to a file", "Export", {"x": "export"}, precedes_text=True),
            Key("u", "take back the last change of the archive", "Undo", {"u": "undo"}),
        ),
    ),
)
"""The groups of keys in their order. The first ones also stand in the line of keys where it has no room for all."""


NAMED = tuple(key for _, keys in KEYS for key in keys if key.word)
"""The keys that stand in the line of keys."""

TYPED_AFTER = frozenset(
    action.partition("(")[0] for key in NAMED if key.precedes_text for action in key.actions.values()
)
"""The names of the actions after which something is typed."""


def bindings() -> list[Binding]:
    """The bindings of all keys. Those after which something is typed come before all others, so that what is typed at
    once is not taken for keys.
    """
    return [
        Binding(name, action, key.word or key.does, priority=key.precedes_text)
        for _, keys in KEYS
        for key in keys
        for name, action in key.actions.items()
    ]
