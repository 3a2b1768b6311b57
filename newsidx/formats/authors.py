"""The authors that a byline names, as the citation formats need them."""

from __future__ import annotations

import re
from typing import NamedTuple

from newsidx.text.sanitize import one_line

_AND = re.compile(r";|\band\b|&", re.IGNORECASE)
_BY = re.compile(r"by\s+", re.IGNORECASE)
_NAME = re.compile(r"[^\W\d_][\w.'’-]*")
_AGENCY_STARTS = ("The", "Associated", "Agence")


class Author(NamedTuple):
    """One author. `given` is empty for a name that cannot be divided, such as an agency's."""

    family: str
    given: str = ""

    def __str__(self) -> str:
        return f"{self.family}, {self.given}" if self.given else self.family


def authors(byline: str | None) -> list[Author]:
    """The authors of a byline: `By Ann Smith and Bob Jones` has two; `Reuters staff` is one with an undivided name."""
    text = _BY.sub("", one_line(byline), count=1) if _BY.match(one_line(byline)) else one_line(byline)
    names = [name for part in _AND.split(text) if (name := part.strip())]
    if all(_is_personal_name(part) for name in names for part in name.split(", ")):
        names = [part for name in names for part in name.split(", ")]
    return [_author(name) for name in names]


def _is_personal_name(text: str) -> bool:
    """Whether a text is two or three words that begin with a capital letter, as most people's names are."""
    words = text.split()
    return (
        2 <= len(words) <= 3
        and all(_NAME.fullmatch(word) and word[0].isupper() for word in words)
        and words[0] not in _AGENCY_STARTS
    )


def _author(name: str) -> Author:
    words = name.split()
    return Author(words[-1], " ".join(words[:-1])) if _is_personal_name(name) else Author(name)
