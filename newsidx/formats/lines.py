"""`lines`: a line each, the fields separated by tabs. No field holds a tab or a line end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from newsidx.formats.writers import Writers
from newsidx.text.marks import without_marks
from newsidx.text.sanitize import one_line, without_line_breaks

if TYPE_CHECKING:
    from newsidx.search.answer import Hit


def write_hits(hits: Iterable[Hit]) -> Iterator[str]:
    """ref, date, title, source and snippet of each hit."""
    return map(_line, hits)


def write_rows(fields: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    """The values of each row, without the names of the fields."""
    return ("\t".join(without_line_breaks(str(value)) for value in row) for row in rows)


def _line(hit: Hit) -> str:
    article = hit.article
    date = article.date.isoformat() if article.date else "undated"
    return "\t".join(map(one_line, (article.ref, date, article.title, article.source, without_marks(hit.snippet))))


WRITERS = Writers(hits=write_hits, rows=write_rows)
