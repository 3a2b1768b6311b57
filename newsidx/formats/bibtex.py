"""`bibtex`: O. Patashnik, BibTeXing, 1988. docs/export.md says which field goes where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from newsidx.formats.authors import Author, authors
from newsidx.formats.writers import Writers
from newsidx.text.sanitize import one_line

if TYPE_CHECKING:
    from newsidx.article import Article

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_TEX = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "_": r"\_",
    "%": r"\%",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
_URL_ESCAPES = str.maketrans({"\\": "%5C", "{": "%7B", "}": "%7D", "%": r"\%", "#": r"\#", "&": r"\&", " ": "%20"})


def write_articles(articles: Iterable[Article]) -> Iterator[str]:
    """An entry an article: `article` with its publication as the journal, or `misc` if that is not known."""
    for article in articles:
        fields: list[tuple[str, str | None]] = [
            ("author", " and ".join(_tex_name(author) for author in authors(article.byline))),
            ("title", f"{{{_tex(article.title)}}}"),  # the inner braces keep its capital letters
            ("journal" if article.source else "howpublished", _tex(article.source)),
            ("year", f"{article.date:%Y}" if article.date else None),
            ("address", _tex(article.place)),
            ("note", _tex(article.section)),
            ("language", _tex(article.language)),
            ("url", one_line(article.url).translate(_URL_ESCAPES)),
        ]
        yield f"@{'article' if article.source else 'misc'}{{news-{article.ref},"
        yield from (f"  {name} = {{{value}}}," for name, value in fields if value)
        if article.date:
            yield f'  month = "{article.date.day}~" # {_MONTHS[article.date.month - 1]},'
        yield "}"
        yield ""


def _tex_name(author: Author) -> str:
    """A name as BibTeX divides it; braces around one that it must not divide."""
    return f"{_tex(author.family)}, {_tex(author.given)}" if author.given else f"{{{_tex(author.family)}}}"


def _tex(text: str | None) -> str:
    return "".join(_TEX.get(letter, letter) for letter in one_line(text))


WRITERS = Writers(articles=write_articles)
