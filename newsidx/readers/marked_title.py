"""A title that markup marks as one: `# Title`, `= Title`, `**Title**`, `<h1>Title</h1>`, or a line below it."""

from __future__ import annotations

import re
from typing import NamedTuple

_LONGEST = 300
"""Characters of the longest marked title; a longer line is text."""

_LONGEST_BOLD = 150
"""The same for a line in bold, which may be the lead."""

_UNDERLINES = "=-~^*#+\"'`"
_RULE = re.compile(r"[ \t]*(?P<mark>[=~^*#+\"'`-])(?P=mark){2,}[ \t]*(?:\n|\Z)")
_MARKS = {
    "#": re.compile(r"#{1,6}[ \t]+(?P<title>\S[^\n]*?)[ \t#]*(?:\n|\Z)"),
    "=": re.compile(r"(?P<mark>={1,6})[ \t]*(?P<title>[^\s=][^\n]*?)[ \t]*(?P=mark)?[ \t]*(?:\n|\Z)"),
    "<": re.compile(
        r"<(?P<tag>h[1-6]|b|strong)\b[^<>\n]{0,200}>(?P<title>[^\n]{1,300}?)</(?P=tag)>"
        r"(?:[ \t]*<br ?/?>)?[ \t]*(?:\n|\Z)",
        re.IGNORECASE,
    ),
}
_BOLD = {
    "*": re.compile(r"\*\*(?P<title>[^\s*][^\n*]*)\*\*[ \t]*(?:\n|\Z)"),
    "_": re.compile(r"__(?P<title>[^\s_][^\n_]*)__[ \t]*(?:\n|\Z)"),
    "'": re.compile(r"'''(?P<title>[^\s'][^\n]{0,200}?)'''[ \t]*(?:<br ?/?>[ \t]*\n?|\n|\Z)"),
}
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*\)|\[\[(?:[^\[\]|]*\|)?([^\[\]|]*)\]\]")
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")
_EMPHASIS = re.compile(r"(?P<mark>\*{1,3}|_{1,3}|'{2,5}|`)(?P<text>\S(?:.*\S)?)(?P=mark)")


class MarkedTitle(NamedTuple):
    """A title without its markup, and where the text below it begins."""

    title: str
    end: int


def marked_title_at(text: str, start: int) -> MarkedTitle | None:
    """The marked title that begins at `start`, which is the first character of a line."""
    first = text[start : start + 1]
    found = _MARKS[first].match(text, start) if first in _MARKS else None
    if found is None and first in _BOLD and (found := _BOLD[first].match(text, start)):
        bold = found["title"]
        if len(bold) > _LONGEST_BOLD or bold.rstrip().endswith((".", ":", ",", "。", "：")):
            found = None
    if found is None:
        return underlined_title_at(text, start)
    return _titled(found["title"], found.end())


def underlined_title_at(text: str, start: int) -> MarkedTitle | None:
    """The title at `start` that a line of marks stands below, and maybe another one above."""
    over = None
    if text[start : start + 1] in _UNDERLINES and (over := _RULE.match(text, start)):
        start = over.end()
    line_end = text.find("\n", start, start + _LONGEST + 1)
    if line_end < 0 or text[line_end + 1 : line_end + 2] not in _UNDERLINES:
        return None
    under = _RULE.match(text, line_end + 1)
    if under is None or (over and over["mark"] != under["mark"]):
        return None
    line = text[start:line_end].strip()
    if len(under[0].strip()) < len(line) // 2 and under["mark"] not in "=-":
        return None
    return _titled(line, under.end())


def without_markup(line: str) -> str:
    """A line as it is shown: without the marks of emphasis about all of it, with links as their text."""
    if line[:1].isalnum() and "[" not in line and "<" not in line:
        return " ".join(line.split()) if "  " in line or not line.isprintable() else line
    if "[" in line:
        line = _LINK.sub(lambda link: link[1] or link[2] or "", line)
    if "<" in line:
        line = _TAG.sub("", line)
    while emphasis := _EMPHASIS.fullmatch(line):
        line = emphasis["text"]
    return " ".join(line.split())


def _titled(line: str, end: int) -> MarkedTitle | None:
    title = without_markup(line)
    return MarkedTitle(title, end) if len(title) <= _LONGEST and any(map(str.isalpha, title)) else None
