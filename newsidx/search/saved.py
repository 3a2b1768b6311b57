"""Saved queries in a query: `search:NAME` stands for the query of the alert with this name."""

from __future__ import annotations

from collections.abc import Callable

from newsidx.archive.contract import Archive


def saved_in(archive: Archive) -> Callable[[str], str]:
    """Gives the query saved under a name in an archive, for `Query.parse`. What it gives raises UnknownAlert."""
    return lambda name: archive.alert(name).query_text
