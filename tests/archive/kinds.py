"""The kinds of archive. Each must pass the contract tests; a new kind is one line here."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

KINDS: dict[str, Callable[[Path], str]] = {
    "sqlite": lambda folder: str(folder / "news.db"),
}
"""The name of each kind, and a function that returns the place of a new archive in an empty folder."""
