"""A reference to an article, and what the styles have in common.

The styles differ in order, in punctuation and in how they write names and dates. None of them changes a headline:
titles stay as the article has them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from newsidx.formats.authors import Author, authors
from newsidx.formats.writers import Writers
from newsidx.text.sanitize import one_line

if TYPE_CHECKING:
    from newsidx.article import Article

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
"""The months in the guides' own language, whatever language the article is in."""

_ENDS = (".", "?", "!", "…", "。", "？", "！", "؟", "।")
_CLOSING_QUOTES = '"”’»'
_QUOTES = re.compile(r"\"([^\"]*)\"|“([^”]*)”")


class Piece(NamedTuple):
    """A piece of a reference, in italics or not."""

    text: str
    is_italic: bool = False


Reference: TypeAlias = "tuple[Piece, ...]"

Style: TypeAlias = "Callable[[Article], Reference]"
"""Makes the reference to an article."""


def plain(reference: Reference) -> str:
    """A reference without its italics."""
    return "".join(piece.text for piece in reference)


def writers_of(style: Style) -> Writers:
    """The writers of a style: a reference a line."""

    def write_articles(articles: Iterable[Article]) -> Iterator[str]:
        return (plain(style(article)) for article in articles)

    return Writers(articles=write_articles)


def signed_by(article: Article) -> tuple[Author, ...]:
    """The authors of an article. A byline that is the name of the newspaper names nobody else."""
    newspaper = without_the(one_line(article.source)).casefold()
    return tuple(
        author
        for author in authors(article.byline)
        if author.given or without_the(author.family).casefold() != newspaper
    )


def without_the(newspaper: str) -> str:
    """The name of a newspaper without its `The`."""
    return re.sub(r"^the\s+(?=\S)", "", newspaper, flags=re.IGNORECASE)


def ended(text: str) -> str:
    """A text with a full stop, inside the quotation marks at its end, unless it already has a mark there."""
    end = len(text.rstrip(_CLOSING_QUOTES if "‘" in text else _CLOSING_QUOTES.replace("’", "")))  # or an apostrophe
    return text if not text or text[:end].endswith(_ENDS) else f"{text[:end]}.{text[end:]}"


def quoted(title: str) -> str:
    """A title in double quotation marks, the full stop inside and what it quotes itself in single ones."""
    inner = _QUOTES.sub(lambda match: f"‘{match[1] or match[2] or ''}’", title)
    return f"“{ended(inner)}”"


def in_order(author: Author) -> str:
    """A name as one says it: `Bob Jones Jr.`"""
    return " ".join(part for part in (author.given, author.family, author.suffix) if part)
