"""`bibtex`: O. Patashnik, BibTeXing, 1988. docs/export.md says which field goes where."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from newsidx.formats.abstract import abstract
from newsidx.formats.article_fields import page_of
from newsidx.formats.authors import Author, authors
from newsidx.formats.writers import Writers
from newsidx.text.sanitize import one_line, without_line_breaks

if TYPE_CHECKING:
    from newsidx.article import Article

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_TEX = str.maketrans(
    {
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
)
_ENDS_A_FIELD = re.compile(r"[{}]|\\$")
_SEPARATOR = re.compile(r"[\\:;]")
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
            ("pages", _tex(page_of(article))),
            ("note", _tex(article.section)),
            ("language", _tex(article.language)),
            ("abstract", _tex(abstract(article.body))),
            ("url", one_line(article.url).translate(_URL_ESCAPES)),
            ("keywords", _tex(", ".join(article.tags))),
            ("annote", _tex(article.note)),
            ("file", _file(article.files)),
        ]
        yield f"@{'article' if article.source else 'misc'}{{news-{article.ref},"
        yield from (f"  {name} = {{{value}}}," for name, value in fields if value)
        if article.date:
            yield f'  month = "{article.date.day}~" # {_MONTHS[article.date.month - 1]},'
        yield "}"
        yield ""


def _tex_name(author: Author) -> str:
    """A name as BibTeX divides it, `Jones, Jr., Bob`; braces around one that it must not divide."""
    if not author.given:
        return f"{{{_tex(author.family)}}}"
    return ", ".join(_tex(part) for part in (author.family, author.suffix, author.given) if part)


def _file(paths: Sequence[str]) -> str:
    """The first path as JabRef and Zotero write it, with its colons and semicolons escaped.

    The field is read as it stands, so that a path with a brace, or a backslash at its end, is left out.
    """
    path = without_line_breaks(paths[0]) if paths else ""
    return "" if _ENDS_A_FIELD.search(path) else _SEPARATOR.sub(r"\\\g<0>", path)


def _tex(text: str | None) -> str:
    return one_line(text).translate(_TEX)


WRITERS = Writers(articles=write_articles)
