"""The kinds of archive there are. Each passes the contract tests; a new kind is one line here."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

KINDS: dict[str, Callable[[Path], str]] = {
    "sqlite": lambda folder: str(folder / "news.db"),
}
"""The name of a kind, and the place of a new archive of it; `folder` is empty and the test's own."""
