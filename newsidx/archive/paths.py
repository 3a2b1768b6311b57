"""How the archive writes a file's path, which need not be text."""

from __future__ import annotations

import os


def path_text(path: str) -> str:
    """A path as the archive keeps it and people see it: bytes that are not UTF-8 as `\\xNN`."""
    return path if path.isascii() else os.fsencode(path).decode("utf-8", "backslashreplace")
