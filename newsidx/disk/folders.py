"""The folder of the platform for a user's data."""

from __future__ import annotations

import os
import sys


def data_folder() -> str:
    """The folder for newsidx's data, as platformdirs has it."""
    if sys.platform in ("win32", "darwin"):
        from platformdirs import user_data_dir

        return user_data_dir("newsidx", appauthor=False)
    # Elsewhere the XDG specification says it in a line, and the import of platformdirs takes as long as a short search.
    stated = os.environ.get("XDG_DATA_HOME", "")
    return os.path.join(stated if os.path.isabs(stated) else os.path.expanduser("~/.local/share"), "newsidx")
