"""`mla`: Modern Language Association, MLA Handbook, 9th edition, 2021: a newspaper article in a list of works cited."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from newsidx.formats.article_fields import page_of
from newsidx.formats.authors import Author
from newsidx.formats.styles.reference import MONTHS, Piece, Reference, ended, in_order, quoted, signed_by, writers_of
from newsidx.text.sanitize import one_line

if TYPE_CHECKING:
    from newsidx.article import Article

_WHOLE_MONTHS = ("May", "June", "July")
_SHORT_MONTHS = {"September": "Sept."}
_SPAN = re.compile(r"[^\W_][-–][^\W_]")
_SCHEME = re.compile(r"https?://", re.IGNORECASE)


def reference(article: Article) -> Reference:
    """`Brubaker, Bill. “New Health Center Targets County’s Uninsured Patients.” Washington Post, 24 May 2007, p. LZ01.`

    An article without an author begins with its title; one without a date says nothing of it.
    """
    names, newspaper = _names(signed_by(article)), one_line(article.source)
    url = _SCHEME.sub("", one_line(article.url), count=1)
    rest = ", ".join(part for part in (_date(article), _pages(page_of(article)), url) if part)
    pieces = [Piece(f"{ended(names)} " if names else ""), Piece(quoted(one_line(article.title)))]
    if newspaper:
        pieces += [Piece(" "), Piece(newspaper, is_italic=True)]
        pieces.append(Piece(f", {_stopped(rest)}" if rest else ended(newspaper)[len(newspaper) :]))
    elif rest:
        pieces.append(Piece(f" {_stopped(rest)}"))
    return tuple(piece for piece in pieces if piece.text)


def _names(authors: Sequence[Author]) -> str:
    """`Smith, Ann, and Bob Jones Jr.`: only the first name is turned round; of three or more there is only one."""
    if len(authors) > 2:
        return f"{authors[0]}, et al."
    return ", and ".join([*map(str, authors[:1]), *map(in_order, authors[1:])])


def _date(article: Article) -> str:
    if article.date is None:
        return ""
    month = MONTHS[article.date.month - 1]
    short = month if month in _WHOLE_MONTHS else _SHORT_MONTHS.get(month, f"{month[:3]}.")
    return f"{article.date.day} {short} {article.date.year}"


def _pages(page: str) -> str:
    """`p. A1`, `pp. A1-A4`; of pages that do not follow one another the first, with a plus."""
    first, *others = re.split(r"\s*[,;]\s*", page)
    if others:
        return f"pp. {first}+"
    label = "pp." if _SPAN.search(first) else "p."
    return f"{label} {first}" if first else ""


def _stopped(text: str) -> str:
    """With a full stop, also behind an address that ends with a question mark or a bracket."""
    return text if text.endswith(".") else f"{text}."


WRITERS = writers_of(reference)
