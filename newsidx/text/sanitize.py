"""Other people's text made harmless: nothing printed can move the cursor, change the title or forge a link."""

from __future__ import annotations

import re

_LINE_CONTROLS = "\x00-\x08\x0b-\x1f\x7f-\x9f"
_BIDI_CONTROLS = "\u202a-\u202e\u2066-\u2069"
_UNSAFE = re.compile(f"[{_LINE_CONTROLS}{_BIDI_CONTROLS}\u2028\u2029]")
_BREAKS = str.maketrans("\t\n", "  ")
_SURROGATE = re.compile("[\ud800-\udfff]")
_UNSAFE_IN_JSON = re.compile(f"[\x7f-\x9f{_BIDI_CONTROLS}\u2028\u2029\ud800-\udfff]")


def without_controls(text: str) -> str:
    """The text without control characters (new line and tab stay) and without overrides of its direction."""
    return _SURROGATE.sub("\ufffd", _UNSAFE.sub("", text))


def one_line(text: str | None) -> str:
    """Harmless text on one line, every run of white space one space. None is empty."""
    return without_controls(" ".join(text.split())) if text else ""


def without_line_breaks(text: str) -> str:
    """Harmless text on one line, its spaces as they are: a path with two of them still names its file."""
    return without_controls(text.translate(_BREAKS))


def escape_json_controls(encoded: str) -> str:
    """JSON as it was, with what `json.dumps` leaves unescaped and a terminal might obey escaped too."""
    return _UNSAFE_IN_JSON.sub(lambda match: f"\\u{ord(match[0]):04x}", encoded)
