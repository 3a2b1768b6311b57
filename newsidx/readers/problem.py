"""Why a file, or a document in one, gave no article: a kind for programs, and a message for people."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple


class ProblemKind(Enum):
    """What kind of problem it is. Programs decide by the kind, never by the words of the message.

    DAMAGED: it is in a known format and broken or cut off. TEXT_IN_PICTURES: pages that were scanned. MARKUP: HTML,
    XML, JSON or another markup in which no known format finds an article. MISSING_EXTRA: a library is not installed.
    SUSPICIOUS: it would grow beyond all measure when it is opened.
    """

    EMPTY = "empty"
    NOT_TEXT = "not-text"
    NO_TEXT = "no-text"
    TOO_LARGE = "too-large"
    UNREADABLE = "unreadable"
    DAMAGED = "damaged"
    ENCRYPTED = "encrypted"
    TEXT_IN_PICTURES = "text-in-pictures"
    MARKUP = "markup"
    MISSING_EXTRA = "missing-extra"
    SUSPICIOUS = "suspicious"


class Problem(NamedTuple):
    """A problem: its kind, and a message that says what it is."""

    kind: ProblemKind
    message: str


class CannotRead(Exception):
    """Raised by a container or a format for something it cannot read. What it gave before that stays."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def too_large(most: int) -> Problem:
    """The problem of a file or document with more than `most` bytes, all of which would have to be in memory."""
    return Problem(ProblemKind.TOO_LARGE, f"larger than {most / 1e6:,.0f} MB (--largest takes larger ones)")
