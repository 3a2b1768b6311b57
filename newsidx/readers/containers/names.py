"""The names of members: shown, and looked at for a date, and never used as paths."""

from __future__ import annotations

from newsidx.readers.decode import clean

_NOT_OF_THE_USER = "__MACOSX"
"""The folder in which macOS keeps what it knows of the files beside it."""


def member_name(written: str) -> str | None:
    """The name of a member, safe to show, with `/` between folders; None if it is hidden, as a walk skips such files.

    `..` and a root are dropped: no name leads out of its container.
    """
    shown = clean(written.encode("utf-8", "replace").decode()).replace("\\", "/")
    parts = [" ".join(part.split()) for part in shown.split("/")]
    parts = [part for part in parts if part not in ("", ".", "..")]
    if any(part.startswith(".") or part == _NOT_OF_THE_USER for part in parts):
        return None
    return "/".join(parts) or "unnamed"
