"""The authors that a byline names, as the citation formats need them.

nameparser takes a person's name apart. It takes any words for a name, so what is one is decided here: agencies,
newspapers and staff keep their names whole, and so does a byline that has something in it which is not understood.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from newsidx.formats.byline_words import DEGREES, GENERATIONS, ORGANISATIONS, PARTICLES, TITLES
from newsidx.text.sanitize import one_line

_BY = re.compile(r"by:? ", re.IGNORECASE)
_AND = re.compile(r" (?:and|und|et|&) ", re.IGNORECASE)
_NAME = re.compile(r"[^\W\d_][\w.'’-]*")
_PLACE = re.compile(r" (?:in|at|for|of|from|with) .*")
"""What stands behind a name: `Ann Smith in London`, `Bob Jones for Reuters`."""

_LONGEST = 2_000
"""A longer byline is a text, and keeps its words as they are."""

_MOST_WORDS = 7
_BYLINES_KEPT = 20_000


class Author(NamedTuple):
    """One author. `given` is empty for a name that cannot be divided, such as an agency's."""

    family: str
    given: str = ""
    suffix: str = ""

    def __str__(self) -> str:
        """The name with the family name first: `Jones, Bob, Jr.`"""
        return ", ".join(part for part in self if part)


@lru_cache(maxsize=_BYLINES_KEPT)
def authors(byline: str | None) -> tuple[Author, ...]:
    """The authors of a byline: `By Ann Smith and Bob Jones` has two; `Reuters staff` is one with an undivided name."""
    text = " ".join(one_line(byline).split())
    if len(text) > _LONGEST:
        return (Author(text),)
    by = _BY.match(text)
    parts = (part.strip(" ,") for part in text[by.end() if by else 0 :].split(";"))
    return tuple(author for part in parts if part for author in _authors_in(part))


def _authors_in(text: str) -> Sequence[Author]:
    """The authors in a part of a byline; the part as it is, if it has no person or something that is not understood."""
    listed: list[Author] = []
    for names in _AND.split(text):
        understood = _listed([piece for part in names.split(",") if (piece := part.strip())])
        if understood is None:
            return [Author(text)]
        listed += understood
    return listed if any(author.given for author in listed) else [Author(text)]


def _listed(pieces: Sequence[str]) -> Sequence[Author] | None:
    """The authors in pieces that commas divide; None if a piece is neither a name nor what can stand behind one."""
    if inverted := _inverted(pieces):
        return [inverted]
    listed: list[Author] = []
    for piece in pieces:
        is_behind_a_person = bool(listed and listed[-1].given)
        if is_behind_a_person and _is_generation(piece):
            listed[-1] = listed[-1]._replace(suffix=piece)
        elif person := _person(piece):
            listed.append(person)
        elif _is_organisation(piece):
            if not is_behind_a_person:  # behind a person it says for whom, or as what, that person writes
                listed.append(Author(piece))
        elif not (is_behind_a_person and _is_degree(piece)):
            return None
    return listed


def _inverted(pieces: Sequence[str]) -> Author | None:
    """The author of `Smith, Ann`, `de la Cruz, Juan` or `Jones, Bob, Jr.`, also with an agency behind the name."""
    while len(pieces) > 2 and _is_organisation(pieces[-1]):
        pieces = pieces[:-1]
    has_suffix = len(pieces) == 3 and _is_generation(pieces[2])
    if len(pieces) != (3 if has_suffix else 2) or any(map(_is_organisation, pieces)) or _is_generation(pieces[1]):
        return None
    *particles, _ = pieces[0].split()
    is_in_capitals = pieces[0].isupper()
    if not all(word.islower() or (is_in_capitals and word.casefold() in PARTICLES) for word in particles):
        return None
    return _divided(", ".join(pieces))


def _person(text: str) -> Author | None:
    """The author of `Dr. Ann Smith`, without what stands behind the name; None if it is no person's name."""
    text = _PLACE.sub("", text)
    return None if "," in text or len(text.split()) < 2 or _is_organisation(text) else _divided(text)


def _divided(text: str) -> Author | None:
    """The parts of a person's name, without titles and degrees; None if it is none."""
    words = text.replace(",", " ").split()
    if len(words) > _MOST_WORDS or not all(map(_NAME.fullmatch, words)):
        return None
    from nameparser import HumanName

    name = HumanName(text)
    if text.isupper():
        name.capitalize()
    given = [*(word for word in name.title.split() if not _is_title(word)), *name.first.split(), *name.middle.split()]
    family = name.last.split()
    if not given or not family or not _has_capitals(given) or family[-1].islower():
        return None
    suffix = next((part for part in name.suffix.split(", ") if _is_generation(part)), "")
    return Author(" ".join(family), " ".join(given), suffix)


def _is_title(word: str) -> bool:
    return word.strip(".").casefold() in TITLES


def _is_generation(text: str) -> bool:
    return text.strip(".").casefold() in GENERATIONS


def _is_degree(text: str) -> bool:
    return text.replace(".", "").casefold() in DEGREES


def _is_organisation(text: str) -> bool:
    return any(word.casefold() in ORGANISATIONS for word in re.findall(r"[^\W\d_]+", text))


def _has_capitals(words: Sequence[str]) -> bool:
    """Whether each word begins with a capital letter: no word of a script without capitals does."""
    return all(word[0].isupper() for word in words)
