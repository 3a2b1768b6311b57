"""The text a user types -> a tree. Any text is a valid question: what means nothing is passed over, and said."""

from __future__ import annotations

import re

from newsidx.query.tree import All, Node, Phrase, Word

_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»＂", '"'))
_PIECE = re.compile(r'"([^"]*)"|([^\s"]+)|(")')
_NOT_TEXT = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")


def parse(text: str) -> tuple[Node | None, tuple[str, ...]]:
    """The tree of a question, None when no word is in it, and notes on what was read otherwise than typed."""
    parts: list[Node] = []
    notes: list[str] = []
    for phrase, word, quote in _PIECE.findall(_NOT_TEXT.sub(" ", text).translate(_QUOTES)):
        if quote:
            notes.append("the quotation mark without a partner was passed over")
        elif not any(map(str.isalnum, phrase or word)):
            if phrase or word:
                notes.append(f"“{phrase or word}” has no letter or digit, and was passed over")
        else:
            node: Node = Phrase(phrase.strip()) if phrase else Word(word)
            if node not in parts:
                parts.append(node)
    if not parts:
        return None, tuple(notes)
    return (parts[0] if len(parts) == 1 else All(tuple(parts))), tuple(notes)
