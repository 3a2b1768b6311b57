"""The errors that a user sees as one message. Each says what happened and what to do about it."""

from __future__ import annotations

from newsidx.text.whole import unmarked, whole


class NewsidxError(Exception):
    """Something the user can fix: `message` says what happened, `remedy` what to do next.

    Commands and paths in them can be marked with `whole`, to stay on one line of a terminal. `message` and `remedy`
    are without the marks; `sentences` has both texts as they were given, to be printed.
    """

    def __init__(self, message: str, remedy: str) -> None:
        self.message, self.remedy = unmarked(message), unmarked(remedy)
        super().__init__(message, remedy)  # by which it goes from one process to another
        self.sentences = f"{message}. {remedy}"

    def __str__(self) -> str:
        return self.message


class ArchiveMissing(NewsidxError):
    """There is no archive at the path that was asked for."""


class NotAnArchive(NewsidxError):
    """The file exists, but newsidx did not make it."""


class ArchiveCorrupt(NotAnArchive):
    """The archive's file holds what newsidx never wrote: its disk fails, or something else changed it.

    `path` is the archive's, `reason` what SQLite or newsidx found wrong.
    """

    _remedy = f"Run {whole('newsidx check')} to see what is wrong, and {whole('newsidx check --repair')} to fix it."

    def __init__(self, path: str, reason: object) -> None:
        super().__init__(f"{whole(path)} is corrupt ({reason})", self._remedy)
        self.path = path
        self.reason = reason


class BeyondRepair(ArchiveCorrupt):
    """The archive is so corrupt that it can be neither checked nor repaired."""

    _remedy = f"It cannot be repaired: move it away, and run {whole('newsidx ingest')} again."


class ArchiveTooNew(NewsidxError):
    """The archive was made by a newer newsidx than this one."""


class ArchiveOutdated(NewsidxError):
    """The archive was made by an earlier newsidx, and may not be migrated now."""


class ArchiveBusy(NewsidxError):
    """Another program locked the archive for longer than newsidx waits."""


class CannotWrite(NewsidxError):
    """The archive's file or folder cannot be written."""


class DiskFull(CannotWrite):
    """No space is left on the disk of the archive, or on that of temporary files."""


class CannotCopy(NewsidxError):
    """An archive cannot be copied into another one, which has articles of its own."""


class CannotRead(NewsidxError):
    """The archive's file exists and cannot be read, or only by a user who may write to its folder."""


class TooComplex(NewsidxError):
    """SQLite cannot run the query, although the archive is intact."""


class BadAddress(NewsidxError):
    """The address of an archive on a server cannot be understood."""


class ServerUnreachable(NewsidxError):
    """No server of the archive answers, or none with which a safe connection can be made."""


class ServerRefused(NewsidxError):
    """The archive's server answers and refuses: wrong password, wrong version, a missing right, too much to do."""


class NotOnServer(NewsidxError):
    """An archive on a server cannot do this, or leaves it to the server's own tools."""


class TooSlow(NewsidxError):
    """Reading the archive took longer than the time it was given."""


class TooLarge(NewsidxError):
    """A text is larger than SQLite can hold."""


class SQLiteTooOld(NewsidxError):
    """The SQLite that this Python was built with lacks something that newsidx needs."""


class BadLayout(NewsidxError):
    """A file that should describe the user's own layout does not."""


class NothingToIngest(NewsidxError):
    """A path given to ingest does not exist or cannot be opened."""


class ReaderKilled(NewsidxError):
    """A process that read files for an ingest was killed from outside, as happens when memory runs out."""


class NotConfirmed(NewsidxError):
    """A command that deletes articles must be confirmed, and there is no terminal to ask on."""


class UnknownArticle(NewsidxError):
    """No article has the id, ref or path that was asked for."""


class CannotOpen(NewsidxError):
    """The file or the link of an article cannot be opened in another program."""


class ChangedMeanwhile(NewsidxError):
    """Another program changed or removed an article after it was shown."""


class UnknownSource(NewsidxError):
    """No article has the source that was asked for."""


class UnknownAlert(NewsidxError):
    """There is no alert with the name that was given."""


class AlertExists(NewsidxError):
    """There is already an alert with that name."""


class SavedInItself(NewsidxError):
    """A saved query stands for itself: `search:NAME` is in the query called NAME, or in one that this has in it."""


class NothingToUndo(NewsidxError):
    """No change is kept that can be taken back, or none with the number that was given."""


class CannotUndo(NewsidxError):
    """A change cannot be taken back now: a later one is about the same, or its article is not in the archive."""


class BadTag(NewsidxError):
    """A tag has a character that would make it unusable in a query."""


class NotInstalled(NewsidxError):
    """An optional library that this feature needs is not installed."""


class QueryTooLong(NewsidxError):
    """A query has more parts than SQLite can look up at once."""


class BadDate(NewsidxError):
    """A date or range of dates that cannot be understood.

    `text` is what was typed; `start` and `end` are the part of it to point at.
    """

    def __init__(self, message: str, remedy: str, text: str, start: int, end: int) -> None:
        super().__init__(message, remedy)
        self.text = text
        self.start = start
        self.end = end
