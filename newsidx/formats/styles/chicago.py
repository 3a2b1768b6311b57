"""`chicago`: The Chicago Manual of Style, 17th edition, 2017, 14.191 to 14.200: newspaper articles, bibliography."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from newsidx.formats.authors import Author
from newsidx.formats.styles.reference import (
    MONTHS,
    Piece,
    Reference,
    ended,
    in_order,
    quoted,
    signed_by,
    without_the,
    writers_of,
)
from newsidx.text.sanitize import one_line

if TYPE_CHECKING:
    from newsidx.article import Article

_MOST_AUTHORS, _AUTHORS_OF_MANY = 10, 7


def reference(article: Article) -> Reference:
    """`Manjoo, Farhad. “Snap Makes a Bet on the Cultural Supremacy of the Camera.” New York Times, March 8, 2017.`

    The newspaper stands in the place of an unsigned article's author. It has no `The`, and no page: editions differ.
    """
    newspaper, url = without_the(one_line(article.source)), one_line(article.url)
    names, title, date = _names(signed_by(article)), quoted(one_line(article.title)), ended(_date(article))
    if names:
        pieces = [Piece(f"{ended(names)} {title} ")]
        pieces += [Piece(newspaper, is_italic=True), Piece(f", {date}")] if newspaper else [Piece(date)]
    elif newspaper:
        pieces = [Piece(newspaper, is_italic=True), Piece(f"{ended(newspaper)[len(newspaper) :]} {title} {date}")]
    else:
        pieces = [Piece(f"{title} {date}")]
    if url:
        pieces.append(Piece(f" {url}."))
    return tuple(pieces)


def _names(authors: Sequence[Author]) -> str:
    """`Smith, Ann, and Bob Jones Jr.`: only the first name is turned round."""
    names = [str(author) if number == 0 else in_order(author) for number, author in enumerate(authors)]
    if len(names) > _MOST_AUTHORS:
        return f"{', '.join(names[:_AUTHORS_OF_MANY])}, et al."
    return f"{', '.join(names[:-1])}, and {names[-1]}" if len(names) > 1 else "".join(names)


def _date(article: Article) -> str:
    date = article.date
    return f"{MONTHS[date.month - 1]} {date.day}, {date.year}" if date else "n.d."


WRITERS = writers_of(reference)
