"""HTML -> text, without a library: paragraphs, lists and tables of an export, a feed's entry, a mail or a book.

For a whole web page, of which most is no article, see formats/documents/html.py.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

_PARAGRAPHS = """
    address article aside blockquote body dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6
    header hr html main nav ol p pre section table ul
"""
_ENDS = dict.fromkeys(_PARAGRAPHS.split(), "\n\n") | dict.fromkeys(("br", "li", "tr", "caption", "option"), "\n")
"""What stands before and after an element in the text."""

_HIDDEN = frozenset(("script", "style", "head", "template", "noscript", "svg", "math", "iframe", "object"))


class _Text(HTMLParser):
    """Collects the text between tags, with the line ends that a browser would show."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._hidden = 0
        self._preformatted = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._hidden += tag in _HIDDEN
        self._preformatted += tag == "pre"
        self.parts.append(_ENDS.get(tag, ""))
        if tag in ("td", "th"):
            self.parts.append("\t")

    def handle_endtag(self, tag: str) -> None:
        if tag in _HIDDEN:
            self._hidden = max(0, self._hidden - 1)
        if tag == "pre":
            self._preformatted = max(0, self._preformatted - 1)
        self.parts.append(_ENDS.get(tag, ""))

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.parts.append(data if self._preformatted else re.sub(r"[ \t\r\n\f]+", " ", data))


def text_of_html(html: str) -> str:
    """The text of HTML or of a piece of it: a blank line between paragraphs, a line for each item and table row."""
    parser = _Text()
    parser.feed(html)
    parser.close()
    lines = (re.sub(r" *\t[ \t]*", "\t", line).strip() for line in "".join(parser.parts).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
