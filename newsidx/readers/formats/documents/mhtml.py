"""A web page that a browser saved as one file: MHTML, a mail with the page and its pictures."""

from __future__ import annotations

from dataclasses import replace
from email import message_from_bytes
from email.message import Message

from newsidx.dates.extract import DateReader
from newsidx.readers.formats.documents.html import draft_of_page
from newsidx.readers.formats.documents.page_encoding import decode_page
from newsidx.readers.formats.format import Contents
from newsidx.readers.problem import CannotRead, Problem, ProblemKind
from newsidx.readers.source import Document


def claims(document: Document, start: bytes) -> bool:
    """Whether a document begins with the header that browsers write into the pages that they save."""
    if not (b"multipart/related" in start and b"MIME-Version" in start):
        return False
    is_named_so = document.name.lower().endswith((".mht", ".mhtml"))
    return is_named_so or b"\nSnapshot-Content-Location:" in start or start.startswith(b"From: <Saved by")


def read(document: Document, dates: DateReader) -> Contents:
    """The article of the page. The mail's date is when it was saved, and dates nothing. Raises CannotRead."""
    with document.open() as stream:
        raw = stream.read()
    try:
        message = message_from_bytes(raw)
        part = next((part for part in message.walk() if part.get_content_type() == "text/html"), None)
        page = part.get_payload(decode=True) if part is not None else None
    except (ValueError, LookupError, RecursionError) as error:
        raise CannotRead(Problem(ProblemKind.DAMAGED, f"a damaged web page: {error}")) from None
    if part is None or not isinstance(page, bytes):
        raise CannotRead(Problem(ProblemKind.NO_TEXT, "a saved web page without a page in it"))
    text, encoding = decode_page(page, part.get_content_charset() or document.hints.encoding)
    url = document.hints.url or _address(message) or _address(part)
    draft = draft_of_page(text, replace(document, hints=replace(document.hints, url=url)), dates)
    if url:
        draft.fields.setdefault("url", url)
    return Contents((draft,), encoding)


def _address(part: Message) -> str | None:
    for name in ("Snapshot-Content-Location", "Content-Location"):
        address = " ".join(str(part.get(name, "")).split())
        if address.startswith(("http://", "https://")):
            return address
    return None
