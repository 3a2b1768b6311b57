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
    "#": re.compile(r"#{1,6}[ \t]+(?P<title>\S.*?)[ \t#]*\Z"),
    "=": re.compile(r"(?P<mark>={1,6})(?:[ \t]+|(?=[^\n]*=[ \t]*\Z))(?P<title>[^\s=].*?)[ \t]*(?P=mark)?[ \t]*\Z"),
    "<": re.compile(
        r"<(?P<tag>h[1-6]|b|strong)\b[^<>]{0,200}>(?P<title>.{1,300}?)</(?P=tag)>(?:[ \t]*<br ?/?>)?[ \t]*\Z",
        re.IGNORECASE,
    ),
}
_BOLD = {
    "*": re.compile(r"\*\*(?P<title>[^\s*][^*]*)\*\*[ \t]*\Z"),
    "_": re.compile(r"__(?P<title>[^\s_][^_]*)__[ \t]*\Z"),
    "'": re.compile(r"'''(?P<title>[^\s'].{0,200}?)'''[ \t]*(?:<br ?/?>|\Z)"),
}
_LONGEST_LINE = 600
"""Characters of a line, with its markup, that is looked at."""

_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*\)|\[\[(?:[^\[\]|]*\|)?([^\[\]|]*)\]\]")
_TAG = re.compile(
    r"""</?(?:a|abbr|b|big|br|cite|code|del|div|em|font|h[1-6]|i|img|ins|kbd|mark|nowiki|p|q|s|small|span|strike|strong
    |sub|sup|time|tt|u|wbr)(?:\s[^<>]{0,200}=[^<>]{0,200})?\s?/?>""",
    re.IGNORECASE | re.VERBOSE,
)
"""A tag of HTML. Other words may stand between such signs too: `OMNICARE INC <OCR>`, `Ada Quill <ada@example.org>`."""

_EMPHASIS = re.compile(r"(?P<mark>\*{1,3}|_{1,3}|'{2,5}|`)(?P<text>\S(?:.*\S)?)(?P=mark)")


class MarkedTitle(NamedTuple):
    """A title without its markup, and where the text below it begins."""

    title: str
    end: int


def marked_title_at(text: str, start: int) -> MarkedTitle | None:
    """The marked title that begins at `start`, which is the first character of a line."""
    first = text[start : start + 1]
    if first in _MARKS or first in _BOLD:
        end = text.find("\n", start, start + _LONGEST_LINE)
        if end < 0:
            end = min(len(text), start + _LONGEST_LINE)
        line = text[start:end]
        found = _MARKS[first].match(line) if first in _MARKS else _bold(line)
        if found and (titled := _titled(found["title"], start + found.end())):
            return titled
    return underlined_title_at(text, start)


def _bold(line: str) -> re.Match[str] | None:
    """A line in bold, unless it is long, a sentence, or the beginning of one: it may be the lead, or a label."""
    found = _BOLD[line[0]].match(line)
    if found is None or len(found["title"]) > _LONGEST_BOLD:
        return None
    return None if found["title"].rstrip().endswith((".", ":", ",", "。", "：")) else found


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
        return line
    plain = line
    if "[" in line:
        plain = _LINK.sub(lambda link: link[1] or link[2] or "", plain)
    if "</" in line or "/>" in line:  # `PHILLIPS <P> TO CUT DEBT` has no tag
        plain = _TAG.sub("", plain)
    while emphasis := _EMPHASIS.fullmatch(plain):
        plain = emphasis["text"]
    return line if plain == line else " ".join(plain.split())


def _titled(line: str, end: int) -> MarkedTitle | None:
    title = without_markup(line)
    return MarkedTitle(title, end) if len(title) <= _LONGEST and any(map(str.isalpha, title)) else None
