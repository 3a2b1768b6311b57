"""How the archive writes a file's path, which need not be text, and how it finds the file again."""

from __future__ import annotations

import os
import re
import stat


def path_text(path: str) -> str:
    """A path as the archive keeps it and people see it: a byte that is not UTF-8 as `\\xNN`.

    Where that is so, or the path itself holds `\\x`, a backslash stands twice: no two paths have the same text.
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
    """The path that `path_text` made a text of."""
    if "\\x" not in text:
        return text
    raw = re.sub(
        rb"\\(?:\\|x([0-9a-f]{2}))",
        lambda escaped: bytes.fromhex(escaped[1].decode()) if escaped[1] else b"\\",
        text.encode(),
    )
    return os.fsdecode(raw)


def is_gone(text: str) -> bool | None:
    """Whether no file lies at a path any more, given as `path_text` writes it; None where that cannot be known.

    A folder that may not be entered, or a disk that fails, hides its files and says nothing about them.
    """
    path = path_on_disk(text)
    try:
        mode = os.lstat(path).st_mode
        return stat.S_ISDIR(mode) or (stat.S_ISLNK(mode) and os.path.isdir(path))
    except (FileNotFoundError, NotADirectoryError):
        return True
    except (OSError, ValueError):  # ValueError: no path has a NUL, and newsidx never wrote one
        return None
