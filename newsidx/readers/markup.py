"""HTML -> text, without a library: paragraphs, lists and tables of an export, a feed's entry, a mail or a book.

For a whole web page, of which most is no article, see formats/documents/html.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

_PARAGRAPHS = """
    address article aside blockquote body dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6
    header hr html main nav ol p pre section table ul
    block bq byttl hl2 media media-caption note tagline
"""
_ITEM = "\v"
"""The end of an item or a row: two of them, as between `</li>` and `<li>`, end but one line."""

LINE_ENDS = (
    dict.fromkeys(_PARAGRAPHS.split(), "\n\n") | dict.fromkeys(("li", "tr", "caption", "option"), _ITEM) | {"br": "\n"}
)
"""What stands before and after an element of HTML, or of news markup (NITF), until `as_lines` has seen it."""

CELLS = frozenset(("td", "th"))
"""Elements with a tab before them."""

_HIDDEN = {
    name: re.compile(rf"</{name}\b[^<>]*>?" + (r"|(?=<body\b)" if name == "head" else ""), re.IGNORECASE)
    for name in ("script", "style", "head", "template", "noscript", "svg", "math", "iframe", "object")
}
"""Elements whose text no browser shows, and where each ends."""

_TOKEN = re.compile(
    r"""<!--|<!\[CDATA\[|<[!?][^<>]*>
    |<(?P<closes>/?)(?P<name>[A-Za-z][\w:.-]*)(?![\w:.-])(?:(?:[^<>"']|"[^"<]*"|'[^'<]*')*>|[^<>]*>)""",
    re.VERBOSE,
)
"""A tag, a declaration, or where a comment begins. None goes on past the next `<`, which keeps the time linear."""

_BLANKS = re.compile(r"[ \t\r\n\f]+")
_RUN = re.compile(r"[ \t\n\v]+")
_LONG_NUMBER = re.compile(r"&#[xX]?[0-9a-fA-F]{9,};?")
"""A reference to a character that does not exist, which takes long to say."""


def text_of_html(html: str) -> str:
    """The text of HTML or of a piece of it: a blank line between paragraphs, a line for each item and table row."""
    return as_lines("".join(_parts(html)))


def as_lines(text: str) -> str:
    """A text with the ends of `LINE_ENDS` and the tabs of cells in it, as lines without blanks at their ends."""
    text = _RUN.sub(_ends_of_line, text)
    lines = (re.sub(r" *\t[ \t]*", "\t", line).strip() for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _ends_of_line(run: re.Match[str]) -> str:
    if _ITEM not in run[0]:
        return run[0]
    return "\n\n" if run[0].count("\n") > 1 else "\n"


def flowing(text: str) -> str:
    """A text as a browser shows it outside `pre`: every run of blanks and line ends is one space."""
    return _BLANKS.sub(" ", text)


def unescaped(text: str) -> str:
    """A text with the characters that its references (`&amp;`, `&#8217;`) stand for."""
    return unescape(_LONG_NUMBER.sub("\ufffd", text)) if "&" in text else text


def _parts(html: str) -> Iterator[str]:
    """The text between tags, and the line ends that a browser would show.

    What a tag should hide is shown if it is never closed, and a comment without an end is text: nothing is lost.
    """
    position = preformatted = 0
    unclosed: set[str] = set()
    while token := _TOKEN.search(html, position):
        text = unescaped(html[position : token.start()])
        yield text if preformatted else flowing(text)
        position = token.end()
        name = (token["name"] or "").lower()
        hidden = _HIDDEN.get(name) if not token["closes"] and not token[0].endswith("/>") else None
        if token[0] == "<!--" and "<!--" not in unclosed:
            end = html.find("-->", position)
            position = end + 3 if end >= 0 else position
            unclosed.update(["<!--"] if end < 0 else [])
        elif hidden and name not in unclosed:
            closing = hidden.search(html, position)
            position = closing.end() if closing else position
            unclosed.update([] if closing else [name])
        elif name == "pre":
            preformatted = 0 if token["closes"] else 1
        yield LINE_ENDS.get(name, "")
        if name in CELLS and not token["closes"]:
            yield "\t"
    rest = unescaped(html[position:])
    yield rest if preformatted else flowing(rest)
