"""`apa`: American Psychological Association, Publication Manual, 7th edition, 2020, example 16: newspaper articles."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from newsidx.formats.article_fields import page_of
from newsidx.formats.authors import Author
from newsidx.formats.styles.reference import MONTHS, Piece, Reference, ended, signed_by, writers_of
from newsidx.text.sanitize import one_line

if TYPE_CHECKING:
    from newsidx.article import Article

_MOST_AUTHORS = 20
_PART_OF_GIVEN = re.compile(r"(-?)([^\W\d_])[^\W\d_'’]*\.?")


def reference(article: Article) -> Reference:
    """`Carey, B. (2019, March 22). Can we get better at forgetting? The New York Times. https://…`

    An article without an author begins with its title. Without a newspaper the title is in italics.
    """
    title, newspaper, url = one_line(article.title), one_line(article.source), one_line(article.url)
    names, date = _names(signed_by(article)), f"({_date(article)})."
    headline = Piece(ended(title), is_italic=not newspaper)
    pieces = [Piece(f"{ended(names)} {date} "), headline] if names else [headline, Piece(f" {date}")]
    if newspaper:
        page = page_of(article)
        pieces += [Piece(" "), Piece(newspaper, is_italic=True), Piece(f", {page}." if page else _stop(newspaper))]
    if url:
        pieces.append(Piece(f" {url}"))
    return tuple(pieces)


def _names(authors: Sequence[Author]) -> str:
    names = [_name(author) for author in authors]
    if len(names) > _MOST_AUTHORS:
        return f"{', '.join(names[: _MOST_AUTHORS - 1])}, . . . {names[-1]}"
    return f"{', '.join(names[:-1])}, & {names[-1]}" if len(names) > 1 else "".join(names)


def _name(author: Author) -> str:
    """`Jones, B.-C. D., Jr.`; a name that cannot be divided as it is."""
    if not author.given:
        return author.family
    parts = _PART_OF_GIVEN.findall(author.given)
    initials = "".join(f"{hyphen or ' '}{letter}." for hyphen, letter in parts).strip()
    return ", ".join(part for part in (author.family, initials, author.suffix) if part)


def _date(article: Article) -> str:
    date = article.date
    return f"{date.year}, {MONTHS[date.month - 1]} {date.day}" if date else "n.d."


def _stop(newspaper: str) -> str:
    return ended(newspaper)[len(newspaper) :]


WRITERS = writers_of(reference)
