"""What a user can be told went wrong. Every error carries its own remedy."""

from __future__ import annotations


class NewsidxError(Exception):
    """Something the user can mend: `message` says what happened, `remedy` what to do next."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy


class ArchiveMissing(NewsidxError):
    """There is no archive at the path that was asked for."""


class NotAnArchive(NewsidxError):
    """The file is there, but newsidx did not make it."""


class ArchiveCorrupt(NotAnArchive):
    """The archive's file holds what newsidx never wrote: its disk fails, or somebody changed it.

    `path` is the archive's, `reason` what SQLite or newsidx found wrong.
    """

    _remedy = "newsidx check says how, and newsidx check --repair fixes it."

    def __init__(self, path: str, reason: object) -> None:
        super().__init__(f"{path} is corrupt ({reason})", self._remedy)
        self.path = path
        self.reason = reason


class BeyondRepair(ArchiveCorrupt):
    """The archive is so corrupt that it can be neither checked nor repaired."""

    _remedy = "It cannot be repaired: move it away, and run newsidx ingest again."


class ArchiveTooNew(NewsidxError):
    """The archive was made by a newer newsidx than this one."""


class ArchiveBusy(NewsidxError):
    """Another program kept the archive locked for longer than newsidx waits."""


class CannotWrite(NewsidxError):
    """The archive's file or folder cannot be written, or its disk is full."""


class CannotRead(NewsidxError):
    """The archive's file is there and cannot be read, or not by one who may not write to its folder."""


class TooComplex(NewsidxError):
    """SQLite cannot run what was asked for, though the archive is in order."""


class TooLarge(NewsidxError):
    """A text is larger than SQLite can hold."""


class SQLiteTooOld(NewsidxError):
    """The SQLite that this Python was built with lacks something newsidx needs."""


class NothingToIngest(NewsidxError):
    """A path given to ingest does not exist or cannot be opened."""


class ReaderKilled(NewsidxError):
    """A process that read files for an ingest was killed from outside, as a machine without memory left does."""


class NotConfirmed(NewsidxError):
    """What deletes much wants a yes, and there is nobody to ask."""


class UnknownArticle(NewsidxError):
    """No article has the id, ref or path that was asked for."""


class ChangedMeanwhile(NewsidxError):
    """An article is not what it was when it was shown: another program changed or removed it."""


class UnknownAlert(NewsidxError):
    """No alert has the name that was given."""


class AlertExists(NewsidxError):
    """There is an alert of that name already."""


class NotInstalled(NewsidxError):
    """A library that newsidx can do without, and this cannot, is not installed."""


class QueryTooLong(NewsidxError):
    """A query asks for more than SQLite can look up at once."""


class BadDate(NewsidxError):
    """A date or range of dates that cannot be understood.

    `text` is what was typed, `start` and `end` the part of it to point at.
    """

    def __init__(self, message: str, remedy: str, text: str, start: int, end: int) -> None:
        super().__init__(message, remedy)
        self.text = text
        self.start = start
        self.end = end
