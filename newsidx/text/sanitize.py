"""Other people's text made harmless: it cannot move the cursor, change the window's title or forge a link.

Whatever newsidx prints of an article, a path or a file's message goes through one of these functions.
"""

from __future__ import annotations

import re
from functools import cache

_LINE_CONTROLS = "\x00-\x08\x0b-\x1f\x7f-\x9f"
_BIDI_CONTROLS = "\u202a-\u202e\u2066-\u2069"
_BREAKS = str.maketrans("\t\n", "  ")


def without_controls(text: str) -> str:
    """The text without control characters, except new lines and tabs, and without changes of the writing direction."""
    if text.isascii() and text.isprintable():
        return text
    return _surrogate().sub("\ufffd", _unsafe().sub("", text))


def one_line(text: str | None) -> str:
    """Harmless text on one line, with one space for all white space between two words. None gives an empty text."""
    return without_controls(" ".join(text.split())) if text else ""


def without_line_breaks(text: str) -> str:
    """Harmless text on one line with all its spaces: a path with two spaces in a row still names its file."""
    return without_controls(text.translate(_BREAKS))


def escape_json_controls(encoded: str) -> str:
    """The same JSON with escapes for what `json.dumps` leaves as it is and a terminal might act on."""
    return _unsafe_in_json().sub(lambda match: f"\\u{ord(match[0]):04x}", encoded)


# Compiled when a text is the first to need them: that takes a millisecond, and most texts are printable ASCII.


@cache
def _unsafe() -> re.Pattern[str]:
    return re.compile(f"[{_LINE_CONTROLS}{_BIDI_CONTROLS}\u2028\u2029]")


@cache
def _surrogate() -> re.Pattern[str]:
    return re.compile("[\ud800-\udfff]")


@cache
def _unsafe_in_json() -> re.Pattern[str]:
    return re.compile(f"[\x7f-\x9f{_BIDI_CONTROLS}\u2028\u2029\ud800-\udfff]")
