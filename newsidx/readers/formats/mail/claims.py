"""Whether a document is a mail or a newsgroup article: by the names of its first headers."""

from __future__ import annotations

import re

from newsidx.readers.source import START, Document

_NAME = re.compile(rb"([!-9;-~]{1,76}):(?=[ \t\r\n]|$|.)")
_ADDRESS = re.compile(rb"[^\s@<>:]@[^\s@<>:]|[^\s@<>:] at [^\s@<>:]|![^\s!]")

_ONLY_IN_MAIL = frozenset(
    b"received return-path message-id mime-version newsgroups in-reply-to references delivered-to reply-to path xref"
    b" content-transfer-encoding nntp-posting-host x-mailer x-newsreader list-id dkim-signature article-i.d."
    b" followup-to x-original-to authentication-results received-spf x-received arc-seal arc-message-signature"
    b" arc-authentication-results domainkey-signature list-unsubscribe list-post errors-to precedence"
    b" thread-index".split()
)
"""Headers that nothing but a mail has; two of them are enough."""

_COMMON = frozenset(b"date subject to cc organization sender lines".split())

_NEVER_IN_MAIL = frozenset(b"title headline byline author source section place url category published".split())
"""Keys of a header that somebody wrote for an article, with an author's address below `From`."""

STARTS = (
    b"X-",
    b"ARC-",
    *(
        name + b":"
        for name in b"""
            Return-Path Return-path Received Message-ID Message-Id MIME-Version Newsgroups Path Xref Delivered-To From
            Date Subject To Reply-To DKIM-Signature Authentication-Results Organization Sender Content-Type References
            In-Reply-To Article-I.D. Relay-Version Lines NNTP-Posting-Host Thread-Topic Received-SPF Delivery-date
            return-path received message-id from date subject to
        """.split()
    ),
)
"""What mails begin with."""


def claims(document: Document, start: bytes) -> bool:
    """Whether a document has the headers of a mail: two that only mails have, or its sender's address and another.

    A document with the name of a mail needs only one.
    """
    names: list[bytes] = []
    has_address, is_mail = False, document.name.lower().endswith(".eml")
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
            return is_mail and bool(names)
        names.append(match[1].lower())
        if names[-1] == b"from":
            has_address = _ADDRESS.search(line, match.end()) is not None
    known = set(names)
    if len(known & _ONLY_IN_MAIL) >= 2 or (is_mail and known):
        return True
    return has_address and not known & _NEVER_IN_MAIL and bool(known & _ONLY_IN_MAIL or known & _COMMON)
