"""A mail or a newsgroup article is one article; mails that are forwarded in it are others.

A mail in which a news database sent its export is that export.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message

from newsidx.dates.extract import DateReader
from newsidx.readers.decode import clean, decode
from newsidx.readers.draft import Draft
from newsidx.readers.formats.format import Contents
from newsidx.readers.formats.mail.parts import Parts, charset_of, is_in, message_of, parts_of
from newsidx.readers.problem import CannotRead
from newsidx.readers.source import Document

_LONGEST_HEADER = 10_000
_LONGEST_SENDER = 400
_NAME_IN_COMMENT = re.compile(r"[^\s()]+(?: at [^\s()]+)? \((.{1,100})\)")
_NAME_BEFORE_ADDRESS = re.compile(r"[\"']*([^<>]{1,200}?)[\"']* ?<[^<>]*>")
_LIST_NAME = re.compile(r"^\s*\"?([^<\"]*?)\"?\s*<")

_KEPT = ("message-id", "to", "cc", "organization", "keywords", "summary", "in-reply-to")
"""Headers that `meta` keeps under their own names. Those that mail programs write for each other it does not."""


def read(document: Document, dates: DateReader) -> Contents:
    """A draft for a mail, and for each mail that is forwarded in it."""
    with document.open() as stream:
        message = message_of(stream.read().lstrip())
    parts = parts_of(message)
    return Contents(_drafts(message, parts, dates), parts.encoding)


def _drafts(message: Message, parts: Parts, dates: DateReader) -> Iterator[Draft]:
    rest = [(message, parts)]
    while rest:
        message, parts = rest.pop()
        text = clean("\n\n".join(parts.texts))
        if exported := _export(text, dates):
            yield from exported
        elif text or not parts.forwarded:
            yield _draft(message, text, parts.attached, dates)
        rest.extend((forwarded, parts_of(forwarded)) for forwarded in reversed(parts.forwarded))


def _export(text: str, dates: DateReader) -> Sequence[Draft]:
    """The drafts of a news database's export that is the text of a mail; none if it is no export."""
    from newsidx.readers.formats.registry import database_drafts  # the registry lists this format

    return database_drafts(text, dates)


def _draft(message: Message, text: str, attached: list[str], dates: DateReader) -> Draft:
    draft = Draft(text)
    delivered = _header(message, "Received").rpartition(";")[2].strip()
    for written in (_header(message, "Date"), _header(message, "NNTP-Posting-Date"), delivered):
        if draft.date is None and (found := dates.mail(written)):
            draft.take_date(found, "header", written)
    if title := _header(message, "Subject"):
        draft.title, draft.title_from = title, "header"
    group = _header(message, "Newsgroups")
    fields = {
        "byline": _name(_header(message, "From")),
        "source": _list_name(_header(message, "List-Id")),
        "section": group.partition(",")[0].strip(),
        "language": _header(message, "Content-Language").partition(",")[0],
    }
    draft.fields.update({name: value for name, value in fields.items() if value})
    meta = {name: _header(message, name) for name in _KEPT} | {"newsgroups": group if "," in group else ""}
    draft.meta.update({name: value for name, value in meta.items() if value})
    if attached:
        draft.meta["attachments"] = attached
    draft.use_title_as_text()
    return draft


def _header(message: Message, name: str) -> str:
    """A header on one line, with its encoded words decoded; the empty string if it is not there."""
    value = message.get(name)
    if value is None:
        return ""
    written = " ".join(str(value)[:_LONGEST_HEADER].split())
    try:
        pieces = decode_header(value if not isinstance(value, str) else written)
    except (HeaderParseError, ValueError):  # an encoded word that is none
        return clean(written)
    known = message.get_content_charset()
    return " ".join(clean("".join(_piece(piece, charset, known) for piece, charset in pieces)).split())


def _piece(piece: str | bytes, charset: str | None, known: str | None) -> str:
    """A piece of a header. One that names no charset though it needs one is in UTF-8 or else that of the mail."""
    if isinstance(piece, str):
        return piece
    if charset in (None, "unknown-8bit"):
        charset = None if is_in("utf-8", piece) else known
    try:
        return decode(piece, charset_of(piece, charset))[0]
    except (CannotRead, UnicodeError):  # UnicodeError: a charset that is only for names of hosts
        return piece.decode("cp1252", "replace")


def _name(sender: str) -> str:
    """The name of who sent a mail, from `Jane Smith <jane@…>` or `jane@… (Jane Smith)`, else the address."""
    sender = sender[:_LONGEST_SENDER]
    match = _NAME_IN_COMMENT.fullmatch(sender) or _NAME_BEFORE_ADDRESS.fullmatch(sender)
    return (match[1].strip() if match else "") or sender.strip("<> ")


def _list_name(written: str) -> str:
    """The name of a mailing list from `The list <list.example.org>`, else its address."""
    match = _LIST_NAME.match(written)
    return (match[1] if match else "") or written.strip("<> ")
