"""Mailboxes in the mbox format: mails one after another, each below a line `From jane@example.org Sun Mar  6 …`."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator
from email.utils import parsedate
from functools import partial
from io import BytesIO
from typing import BinaryIO

from newsidx.readers.containers.streams import BLOCK, stream_of_blocks
from newsidx.readers.source import Document, Hints, member_of

_IN_MEMORY = 8_000_000
"""Bytes of the largest mail that is kept in memory; a larger one is read from the file again when it is opened."""

_LONGEST_LINE = 1 << 16
_POSTED = re.compile(rb"From .*?((?:[A-Z][a-z]{2} )?[A-Z][a-z]{2} +\d{1,2} +\d{1,2}:\d\d.*)")
_HEADER = re.compile(rb"(?:[!-9;-~]{1,76}:|>From )")
_KNOWN_HEADER = re.compile(
    rb"(?:From|To|Cc|Date|Subject|Sender|Received|References|Newsgroups|Path|Organization|Lines|Status"
    rb"|[A-Za-z]+-[A-Za-z-]+):|>From ",
    re.IGNORECASE,
)
"""The first header below a line without a date, which may also be a sentence: `From here on` / `Note: …`."""

_HIDDEN = re.compile(rb">+From ")
_BOOKKEEPING = re.compile(rb"^(?:X-IMAP|X-IMAPbase):.*\r?\n|^Subject: DON'T DELETE THIS MESSAGE", re.MULTILINE)
"""Headers of the first mail in some mailboxes, in which the mail server keeps its numbers."""


def claims(file: Document, start: bytes) -> bool:
    """Whether a file begins with the line above a mail, and the mail's first header below it."""
    first, _, rest = start.partition(b"\n")
    return first.startswith(b"From ") and _is_above_mail(first, rest, is_after_blank=True)


def documents(file: Document) -> Iterator[Document]:
    """The mails, `1.eml` and so on. The line above a mail tells its day if its own headers do not."""
    with file.open() as stream:
        number = 0
        for posted, offset, size, raw in _mails(stream):
            number += 1
            if raw is not None and number == 1 and _BOOKKEEPING.search(raw.partition(b"\n\n")[0]):
                continue
            open_mail = partial(BytesIO, raw) if raw is not None else partial(_opened, file.open, offset, size)
            yield member_of(file, f"{number}.eml", open_mail, Hints(date=_day(posted)))


def _mails(stream: BinaryIO) -> Iterator[tuple[bytes, int, int, bytes | None]]:
    """The line above every mail, where it begins in the file, its size, and its bytes unless they are too many.

    Above a mail stands an empty line, or at least a line with a date; a header follows.
    """
    posted = stream.readline(_LONGEST_LINE)
    begin = position = len(posted)
    lines: list[bytes] = []
    is_after_blank, line = False, stream.readline(_LONGEST_LINE)
    while line:
        after = stream.readline(_LONGEST_LINE)
        if line.startswith(b"From ") and _is_above_mail(line, after, is_after_blank):
            yield posted, begin, position - begin, _joined(lines, position - begin)
            posted, begin, lines = line, position + len(line), []
        elif position - begin <= _IN_MEMORY:
            lines.append(line)
        position += len(line)
        is_after_blank = not line.strip()
        line = after
    yield posted, begin, position - begin, _joined(lines, position - begin)


def _is_above_mail(line: bytes, after: bytes, is_after_blank: bool) -> bool:
    if _POSTED.match(line):
        return _HEADER.match(after) is not None
    return is_after_blank and _KNOWN_HEADER.match(after) is not None


def _joined(lines: list[bytes], size: int) -> bytes | None:
    """The bytes of a mail, with the mark removed that hides a line `From ` in its text; None if they are too many."""
    if size > _IN_MEMORY:
        return None
    return b"".join(line[1:] if line[:1] == b">" and _HIDDEN.match(line) else line for line in lines)


def _day(posted: bytes) -> datetime.date | None:
    """The day in the line above a mail."""
    written = _POSTED.match(posted)
    parts = parsedate(written[1].decode("latin-1")) if written else None
    try:
        return datetime.date(*parts[:3]) if parts else None
    except ValueError:
        return None


def _opened(open_file: Callable[[], BinaryIO], offset: int, size: int) -> BinaryIO:
    """A mail in a file by its place there."""
    return stream_of_blocks(_blocks(open_file, offset, size))


def _blocks(open_file: Callable[[], BinaryIO], offset: int, size: int) -> Iterator[bytes]:
    """The bytes of a mail. The file may be in a stream that cannot be sought, so what is above the mail is read too."""
    with open_file() as stream:
        while offset > 0 and (skipped := len(stream.read(min(offset, 1 << 20)))):
            offset -= skipped
        while size > 0 and (block := stream.read(min(size, BLOCK))):
            size -= len(block)
            yield block
