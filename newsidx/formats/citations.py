"""Citations for reference managers: RIS, BibTeX and CSL-JSON. How the fields are mapped is in docs/export.md.

RIS: Research Information Systems, RIS Format Specifications, 2011. BibTeX: O. Patashnik, BibTeXing, 1988.
CSL-JSON: the Citation Style Language's schema csl-data.json 1.0.2, and its appendices of types and variables.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from newsidx.article import Article
from newsidx.text.sanitize import escape_json_controls, one_line

_AND = re.compile(r";|\band\b|&", re.IGNORECASE)
_BY = re.compile(r"by\s+", re.IGNORECASE)
_NAME = re.compile(r"[^\W\d_][\w.'’-]*")
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


class Author(NamedTuple):
    """One author: `given` is empty where a name cannot be taken apart, as that of an agency."""

    family: str
    given: str = ""

    def __str__(self) -> str:
        return f"{self.family}, {self.given}" if self.given else self.family


def authors(byline: str | None) -> list[Author]:
    """The authors that a byline names: `By Ann Smith and Bob Jones` is two, `Reuters staff` one whose name is whole."""
    text = _BY.sub("", one_line(byline), count=1) if _BY.match(one_line(byline)) else one_line(byline)
    names = [name for part in _AND.split(text) if (name := part.strip())]
    if all(_is_name(part) for name in names for part in name.split(", ")):
        names = [part for name in names for part in name.split(", ")]
    return [_author(name) for name in names]


def ris(articles: Iterable[Article]) -> Iterator[str]:
    """A record an article: lines of a tag, two spaces, a dash, a space and the value."""
    for article in articles:
        date = f"{article.date:%Y/%m/%d/}" if article.date else ""
        fields: list[tuple[str, str | None]] = [
            ("TY", "NEWS"),
            ("ID", article.ref),
            *(("AU", str(author)) for author in authors(article.byline)),
            ("TI", article.title),
            ("T2", article.source),
            ("PY", date[:4]),
            ("DA", date),
            ("SE", article.section),
            ("CY", article.place),
            ("LA", article.language),
            ("UR", article.url),
        ]
        yield from (f"{tag}  - {one_line(value)}" for tag, value in fields if value)
        yield "ER  - "
        yield ""


def bibtex(articles: Iterable[Article]) -> Iterator[str]:
    """An entry an article: `article` with its publication as the journal, or `misc` where none is known."""
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


def csl_json(articles: Iterable[Article]) -> Iterator[str]:
    """One array, an item a line."""
    before = "["
    for article in articles:
        yield before + escape_json_controls(json.dumps(_csl_item(article), ensure_ascii=False))
        before = ","
    yield "[]" if before == "[" else "]"


def _csl_item(article: Article) -> dict[str, Any]:
    names = [
        {"family": author.family, "given": author.given} if author.given else {"literal": author.family}
        for author in authors(article.byline)
    ]
    item: dict[str, Any] = {
        "id": article.ref,
        "type": "article-newspaper",
        "title": one_line(article.title),
        "author": names,
        "issued": article.date and {"date-parts": [[article.date.year, article.date.month, article.date.day]]},
        "container-title": one_line(article.source),
        "section": one_line(article.section),
        "publisher-place": one_line(article.place),
        "language": one_line(article.language),
        "URL": one_line(article.url),
    }
    return {name: value for name, value in item.items() if value}


def _is_name(text: str) -> bool:
    """Whether a text is two or three words that begin with a capital, as the names of most people do."""
    words = text.split()
    return (
        2 <= len(words) <= 3
        and all(_NAME.fullmatch(word) and word[0].isupper() for word in words)
        and words[0] not in ("The", "Associated", "Agence")
    )


def _author(name: str) -> Author:
    words = name.split()
    return Author(words[-1], " ".join(words[:-1])) if _is_name(name) else Author(name)


def _tex_name(author: Author) -> str:
    """A name as BibTeX takes it apart; one that is whole in braces of its own, so that it does not."""
    return f"{_tex(author.family)}, {_tex(author.given)}" if author.given else f"{{{_tex(author.family)}}}"


def _tex(text: str | None) -> str:
    return "".join(_TEX.get(letter, letter) for letter in one_line(text))
