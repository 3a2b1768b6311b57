"""`csv`: RFC 4180, but for the line ends, which are the platform's.

Text has no control characters, also in a file, and an apostrophe before what a spreadsheet would run as a formula.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any

from newsidx.formats.article_fields import FIELDS, field_values
from newsidx.formats.writers import Writers
from newsidx.text.marks import without_marks
from newsidx.text.sanitize import one_line, without_controls, without_line_breaks

if TYPE_CHECKING:
    from newsidx.article import Article
    from newsidx.search.answer import Hit

_COLUMNS = tuple(field.name for field in FIELDS if field.in_csv)
_MARKS = ("tags", "note")
"""The last columns, since they came later: the others keep their places."""

_FORMULA_STARTS = tuple("=+-@＝＋－＠")


def write_hits(hits: Iterable[Hit]) -> Iterator[str]:
    """A row a hit: the article's fields without its body, the snippet, and how it matched."""
    rows = (
        (
            *_values(hit.article),
            _cell(one_line(without_marks(hit.snippet))),
            _cell(hit.matched),
            _tags(hit.article),
            _cell(one_line(hit.article.note)),
        )
        for hit in hits
    )
    return _lines((*_COLUMNS, "snippet", "matched", *_MARKS), rows)


def write_articles(articles: Iterable[Article]) -> Iterator[str]:
    """A row an article: its fields and, with the line ends of its paragraphs, its body."""
    rows = (
        (
            *_values(article),
            _not_a_formula(without_controls(article.body)),
            _tags(article),
            _not_a_formula(without_controls(article.note or "")),
        )
        for article in articles
    )
    return _lines((*_COLUMNS, "body", *_MARKS), rows)


def write_rows(fields: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    """A row a row, below the names of the fields."""
    return _lines(fields, (tuple(map(_cell, row)) for row in rows))


def _values(article: Article) -> Iterator[object]:
    values = field_values(article)
    values["files"] = "; ".join(map(without_line_breaks, article.files))
    return (_cell(values[name]) for name in _COLUMNS)


def _tags(article: Article) -> object:
    return _cell("; ".join(article.tags))


def _lines(fields: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    for row in chain([fields], rows):
        buffer = io.StringIO()
        csv.writer(buffer, lineterminator="\n").writerow(row)  # it has to know the line end, to quote text with one
        yield buffer.getvalue()[:-1]


def _cell(value: object) -> object:
    return _not_a_formula(without_line_breaks(value)) if isinstance(value, str) else value


def _not_a_formula(text: str) -> str:
    """Text with an apostrophe before what a spreadsheet would take for a formula and run.

    The characters: OWASP, CSV Injection. The other formats, which no spreadsheet opens, leave them alone.
    """
    return f"'{text}" if text.lstrip().startswith(_FORMULA_STARTS) else text


WRITERS = Writers(hits=write_hits, articles=write_articles, rows=write_rows)
