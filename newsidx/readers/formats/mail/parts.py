"""The parts of a mail: its text, the mails forwarded in it, and the names of what is attached."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from email.message import Message
from email.parser import BytesParser
from email.policy import compat32

from newsidx.readers.decode import clean, decode, is_encoding
from newsidx.readers.markup import text_of_html
from newsidx.readers.problem import CannotRead, Problem, ProblemKind

_BOUNDARY = re.compile(rb"""^--(\S[^\r\n]{0,90})|\bboundary=["']?([^"'\r\n;]{1,70})""", re.MULTILINE | re.IGNORECASE)
_HTML = re.compile(r"\s*<(?:!doctype html|html|head|body|p|div|table|br)\b", re.IGNORECASE)
_ASCII = bytes(range(128))
_OF_TWO_BYTES = ("gb", "big5", "euc", "shift", "sjis", "cp9", "ks_c", "hz")
_FEWEST_BYTES_OF_UTF8 = 12
"""Bytes above ASCII; fewer in a charset of two bytes a character can look like UTF-8 by chance."""

_DEEPEST = 30
"""Parts within parts that are read; every line is compared with the boundaries of all the parts that it is in."""


@dataclass
class Parts:
    """What a mail consists of: its pieces of text in their order, forwarded mails, attached files."""

    texts: list[str] = field(default_factory=list)
    forwarded: list[Message] = field(default_factory=list)
    attached: list[str] = field(default_factory=list)
    encoding: str | None = None


def message_of(raw: bytes) -> Message:
    """The mail in these bytes. Raises CannotRead if its parts are nested so deep that it would take forever."""
    if _depth(raw) > _DEEPEST:
        raise CannotRead(Problem(ProblemKind.SUSPICIOUS, "a mail with parts nested too deeply"))
    return BytesParser(policy=compat32).parsebytes(raw)


def _depth(raw: bytes) -> int:
    """How deep the parts of a mail can be nested: boundaries that are named before one above them comes."""
    boundaries: list[bytes] = []
    deepest = 0
    for match in _BOUNDARY.finditer(raw):
        if match[2] is not None:
            boundaries.append(match[2].strip())
            deepest = max(deepest, len(boundaries))
            if deepest > _DEEPEST:
                break
        else:
            line = match[1].rstrip()
            for index, boundary in enumerate(boundaries):
                if line in (boundary, boundary + b"--"):
                    del boundaries[index + (line == boundary) :]
                    break
    return deepest


def parts_of(message: Message) -> Parts:
    """What a mail consists of. Of several forms of the same text the plain one counts, if it is not empty."""
    parts = Parts()
    rest = [message]
    while rest:
        part = rest.pop()
        kind = part.get_content_type()
        below = part.get_payload() if part.is_multipart() else None
        if kind == "message/rfc822" and isinstance(below, list):
            parts.forwarded.extend(inner for inner in below if isinstance(inner, Message))
        elif isinstance(below, list):
            inner = [other for other in below if isinstance(other, Message)]
            rest.extend(reversed([_best(inner)] if kind == "multipart/alternative" and inner else inner))
        elif part.get_content_maintype() == "text" and part.get_content_disposition() != "attachment":
            _take_text(part, parts)
        else:
            parts.attached.append(clean(str(part.get_filename() or kind)))
    return parts


def _best(forms: list[Message]) -> Message:
    plain = [form for form in forms if form.get_content_type() == "text/plain"]
    if plain and _text_of(plain[0])[0].strip():
        return plain[0]
    return next((form for form in reversed(forms) if form.is_multipart() or _is_html(form)), forms[0])


def _is_html(part: Message) -> bool:
    return part.get_content_type() == "text/html"


def _take_text(part: Message, parts: Parts) -> None:
    text, encoding = _text_of(part)
    parts.encoding = parts.encoding or encoding
    if _is_html(part) or ("Content-Type" not in part and _HTML.match(text)):
        text = text_of_html(text)
    elif str(part.get_param("format", "")).lower() == "flowed":
        text = _unwrapped(text)
    if text.strip():
        parts.texts.append(text.strip("\n"))


def _text_of(part: Message) -> tuple[str, str | None]:
    """The text of a part, decoded, and its encoding; of what claims to be text and is not, nothing."""
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        return "", None
    try:
        return decode(payload, charset_of(payload, part.get_content_charset()))
    except (CannotRead, UnicodeError):  # UnicodeError: a charset that is only for names of hosts
        return "" if b"\0" in payload else clean(payload.decode("cp1252", "replace")), None


def charset_of(written: bytes, named: str | None) -> str | None:
    """The charset of a text in a mail that names it; None if that is to be guessed.

    Many programs name the charset of their user's system but write UTF-8. Text in another charset is almost never
    valid UTF-8.
    """
    if named in (None, "us-ascii", "ascii", "utf-8", "unknown-8bit") or not is_encoding(named):
        return None
    if written.isascii() or not is_in("utf-8", written):
        return named
    may_be_chance = len(written.translate(None, _ASCII)) < _FEWEST_BYTES_OF_UTF8
    return named if may_be_chance and named.startswith(_OF_TWO_BYTES) and is_in(named, written) else "utf-8"


def is_in(charset: str, written: bytes) -> bool:
    """Whether bytes are text in a charset."""
    try:
        written.decode(charset)
    except UnicodeError:
        return False
    return True


def _unwrapped(text: str) -> str:
    """A text of `format=flowed`: a line that ends in a blank goes on in the next."""
    lines: list[str] = []
    flows = False
    for line in text.split("\n"):
        quoted = line.startswith(">")
        if flows and not quoted and not lines[-1].startswith(">"):
            lines[-1] += line.removeprefix(" ")
        else:
            lines.append(line if quoted else line.removeprefix(" "))
        flows = line.endswith(" ") and line != "-- "
    return "\n".join(lines)
