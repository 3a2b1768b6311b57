"""Paths as text and back. The path of a file is bytes that need not be UTF-8."""

from __future__ import annotations

import os
import re
import stat


def path_text(path: str) -> str:
    """A path as the archive stores it and people see it: a byte that is not UTF-8 is written as `\\xNN`.

    In a path with such a byte, or with `\\x` in it, each backslash is doubled, so that no two paths have the same text.
    """
    if path.isascii() and "\\x" not in path:
        return path
    raw = os.fsencode(path)
    if b"\\x" not in raw:
        try:
            return raw.decode()
        except UnicodeDecodeError:
            pass
    return raw.replace(b"\\", b"\\\\").decode("utf-8", "backslashreplace")


def path_on_disk(text: str) -> str:
    """The path that `path_text` gave this text."""
    if "\\x" not in text:
        return text
    raw = re.sub(
        rb"\\(?:\\|x([0-9a-f]{2}))",
        lambda escaped: bytes.fromhex(escaped[1].decode()) if escaped[1] else b"\\",
        text.encode(),
    )
    return os.fsdecode(raw)


def is_gone(text: str) -> bool | None:
    """Whether there is no longer a file at a path, given as `path_text` writes it; None if that cannot be known.

    It cannot be known in a folder that may not be entered or on a disk that fails.
    """
    path = path_on_disk(text)
    try:
        mode = os.lstat(path).st_mode
        return stat.S_ISDIR(mode) or (stat.S_ISLNK(mode) and os.path.isdir(path))
    except (FileNotFoundError, NotADirectoryError):
        return True
    except (OSError, ValueError):  # ValueError: a NUL, which is in no path and which newsidx never wrote
        return None
