"""The order of an answer."""

from __future__ import annotations

from enum import Enum


class Sort(str, Enum):
    """The order of search results: best match first, or by date."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"

    def __str__(self) -> str:
        return self.value
