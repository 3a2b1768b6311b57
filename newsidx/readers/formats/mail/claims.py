"""Whether a document is a mail or a newsgroup article: by the names of its first headers."""

from __future__ import annotations

import re

from newsidx.readers.source import START, Document

_NAME = re.compile(rb"([!-9;-~]{1,76}):(?=[ \t\r\n]|$|.)")
_ADDRESS = re.compile(rb"[^\s@<>:]@[^\s@<>:]|[^\s@<>:] at [^\s@<>:]|![^\s!]")

_ONLY_IN_MAIL = frozenset(
    b"received return-path message-id mime-version newsgroups in-reply-to references delivered-to reply-to path xref"
    b" content-transfer-encoding nntp-posting-host x-mailer x-newsreader list-id dkim-signature article-i.d."
    b" followup-to x-original-to".split()
)
"""Headers that nothing but a mail has; two of them are enough."""

_COMMON = frozenset(b"date subject to cc organization sender lines".split())

STARTS = tuple(
    case(name) + b":"
    for name in b"""
        return-path received message-id mime-version newsgroups path xref delivered-to from date subject to reply-to
        x-original-to x-mozilla-status x-gm-thrid x-apparently-to x-newsgroups x-account-key x-uidl x-received
        dkim-signature domainkey-signature arc-seal authentication-results relay-version posting-version organization
        sender status article-i.d. content-type references in-reply-to nntp-posting-host lines thread-topic
    """.split()
    for case in (
        bytes.lower,
        bytes.upper,
        bytes.title,
        lambda name: name[:1].upper() + name[1:],
        lambda name: name.title().replace(b"-Id", b"-ID").replace(b"Mime", b"MIME").replace(b"Dkim", b"DKIM"),
    )
)
"""What mails begin with."""


def claims(document: Document, start: bytes) -> bool:
    """Whether a document has the headers of a mail: two that only mails have, or its sender's address and another."""
    names: list[bytes] = []
    has_address = False
    lines = start.lstrip().split(b"\n")
    if len(start) >= START:
        lines.pop()  # it may be cut
    for line in lines:
        if not line.strip():
            break
        if line[:1] in b" \t" and names:
            continue
        match = _NAME.match(line)
        if match is None:
            return document.name.lower().endswith(".eml") and len(names) > 1
        names.append(match[1].lower())
        if names[-1] == b"from":
            has_address = _ADDRESS.search(line, match.end()) is not None
    known = set(names)
    if len(known & _ONLY_IN_MAIL) >= 2:
        return True
    return has_address and bool(known & _ONLY_IN_MAIL or known & _COMMON)
