"""What an archive knows about a file, and whether an ingest has read something else in it."""

from __future__ import annotations

from typing import NamedTuple

from newsidx.archive.files import FileRead

BEYOND_ALL_PARTS = 1_000_000_000
"""The part of a copy whose article the file does not hold, at least as it is now."""


class FileState(NamedTuple):
    """How a file was when it was last read. Without a `digest` it counts as changed."""

    digest: bytes | None
    ambiguous: str | None
    undated: int
    status: str
    read_again: str | None
    options: str | None


def is_changed(file: FileRead, state: FileState, *, reread: bool = False) -> bool:
    """Whether a file could be read now, and has something else in it than the last time. With `reread` it has."""
    if stays_as_it_was(file, state):
        return False
    if reread:
        return True
    is_same = state[:3] == (file.digest, file.ambiguous, file.undated) and state.options == file.options
    is_same = is_same and state.read_again in (file.read_again, None)
    return not (is_same and state.status in (file.status, "unreadable"))


def stays_as_it_was(file: FileRead, state: FileState) -> bool:
    """Whether the articles of a file stay: it could not be read now, or was read as a whole with a library that is not
    installed now.
    """
    was_read = state.status in ("read", "unreadable") and state.digest == file.digest
    return file.status == "unreadable" or (was_read and file.problem_kind == "missing-extra")


def outcome_of_new(file: FileRead, *, is_skipped: bool, is_duplicate: bool) -> str:
    """What became of a new file. `is_skipped` says that all its articles had been removed."""
    if file.status != "read":
        return "problem"
    return "passed_over" if is_skipped else "duplicate" if is_duplicate else "new"


def ambiguous_count(file: FileRead) -> int:
    """1 for a file that has a date with two readings, 0 if the files beside it have settled it."""
    return int(bool(file.ambiguous) and any("date_or" in article.meta for article in file.articles))
