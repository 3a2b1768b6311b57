"""Why a file, or a document in one, gave no article: a kind for programs, and a message for people."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple


class ProblemKind(Enum):
    """What kind of problem it is. Programs decide by the kind, never by the words of the message.

    The most telling stand first: a file with several problems is listed under that kind.

    DAMAGED: it is in a known format and broken or cut off. TEXT_IN_PICTURES: pages that were scanned. MARKUP: HTML,
    XML, JSON or another markup in which no known format finds an article. MISSING_EXTRA: a library is not installed.
    SUSPICIOUS: it would grow beyond all measure when it is opened.
    """

    SUSPICIOUS = "suspicious"
    DAMAGED = "damaged"
    MISSING_EXTRA = "missing-extra"
    ENCRYPTED = "encrypted"
    TOO_LARGE = "too-large"
    UNREADABLE = "unreadable"
    MARKUP = "markup"
    TEXT_IN_PICTURES = "text-in-pictures"
    NOT_TEXT = "not-text"
    NO_TEXT = "no-text"
    EMPTY = "empty"


class Problem(NamedTuple):
    """A problem: its kind, and a message that says what it is."""

    kind: ProblemKind
    message: str


class Problems:
    """The problems of the parts of one file, of which the most telling is kept, and the first of those alike."""

    def __init__(self) -> None:
        self._worst: tuple[str, Problem] | None = None
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def add(self, part: str, problem: Problem) -> None:
        """Add the problem of a part of the file, or of the file itself if the part is empty."""
        self._count += 1
        if self._worst is None or _rank(problem) < _rank(self._worst[1]):
            self._worst = part, problem

    def as_one(self, *, names_part: bool = True) -> Problem | None:
        """The most telling problem, with the part that has it, and how many more there are; None if there is none."""
        if self._worst is None:
            return None
        part, (kind, message) = self._worst
        if part and names_part:
            message = f"{part}: {message}"
        return Problem(kind, f"{message} (and {self._count - 1:,} more)" if self._count > 1 else message)


def _rank(problem: Problem) -> int:
    return list(ProblemKind).index(problem.kind)


class CannotRead(Exception):
    """Raised by a container or a format for something it cannot read. What it gave before that stays."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def too_large(most: int) -> Problem:
    """The problem of a file or document with more than `most` bytes, all of which would have to be in memory."""
    return Problem(ProblemKind.TOO_LARGE, f"larger than {most / 1e6:,.0f} MB (--largest takes larger ones)")
