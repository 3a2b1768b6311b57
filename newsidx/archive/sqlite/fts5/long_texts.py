"""Long texts with the matches of a query marked, in time that grows with their length and not its square.

FTS5's highlight() copies what it has so far for every match: of a book in which a word stands 160,000 times that takes
seven seconds. So a long text is cut into pieces, which are put into an index in memory and marked each for itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from newsidx.archive.sqlite.database import Database
from newsidx.text.marks import MARK_END, MARK_START

LONG = 20_000
"""Letters from which on a text is long."""

_AT_ONCE = 50
"""Pieces in the index at a time."""

_NO_LETTER = re.compile(r"[^\w\u0300-\u036f]")
_TABLES = (
    "CREATE TEMP TABLE IF NOT EXISTS piece_texts (id INTEGER PRIMARY KEY, title TEXT, body TEXT)",
    """
    CREATE VIRTUAL TABLE IF NOT EXISTS temp.pieces USING fts5 (
      title, body, content='piece_texts', content_rowid='id', columnsize=0,
      tokenize='porter unicode61 remove_diacritics 2'
    )
    """,
    "INSERT INTO temp.pieces (pieces) VALUES ('delete-all')",
    "DELETE FROM temp.piece_texts",
)
_INDEX = "INSERT INTO temp.pieces (rowid, title, body) SELECT id, title, body FROM temp.piece_texts"
_MARKED = """
SELECT rowid, coalesce(highlight(pieces, 0, ?, ?), highlight(pieces, 1, ?, ?)) FROM temp.pieces
WHERE pieces MATCH ? ORDER BY rowid
"""


class _Piece(NamedTuple):
    """A piece of a text: a match that begins from `start` on and before `end` is its own. It is read on for a little
    beyond that, to where such a match can end.
    """

    start: int
    end: int
    text: str


def marked(database: Database, field: str, text: str, expression: str, most: int | None = None) -> str:
    """A text, title or body as `field` says, in which what matches an FTS5 expression is marked: all of it, or a
    little more than so many matches at the beginning.
    """
    spans: list[list[int]] = []
    pieces = _pieces(text, 2 * len(expression) + 200)
    while (most is None or len(spans) < most) and (few := list(islice(pieces, _AT_ONCE))):
        for start, end in _spans(database, field, few, expression):
            if spans and start < spans[-1][1]:
                spans[-1][1] = max(end, spans[-1][1])
            else:
                spans.append([start, end])
    parts: list[str] = []
    at = 0
    for start, end in spans:
        parts += (text[at:start], MARK_START, text[start:end], MARK_END)
        at = end
    return "".join((*parts, text[at:]))


def _pieces(text: str, beyond: int) -> Iterator[_Piece]:
    """The pieces of a text, cut where no word is."""
    start = 0
    while start < len(text):
        gap = _NO_LETTER.search(text, start + LONG)
        end = gap.start() if gap else len(text)
        yield _Piece(start, end, text[start : end + beyond])
        start = end


def _spans(database: Database, field: str, pieces: list[_Piece], expression: str) -> Iterator[tuple[int, int]]:
    """Where in the whole text the matches in some of its pieces begin and end, in their order."""
    execute = database.connection.execute
    for statement in _TABLES:
        execute(statement)
    is_title = field == "title"
    rows = ((n, one.text if is_title else None, None if is_title else one.text) for n, one in enumerate(pieces))
    database.connection.executemany("INSERT INTO temp.piece_texts VALUES (?, ?, ?)", rows)
    execute(_INDEX)
    marks = [MARK_START, MARK_END]
    for number, marked_text in database.rows(_MARKED, [*marks, *marks, expression]):
        piece = pieces[number]
        before, *others = marked_text.split(MARK_START)
        at = piece.start + len(before)
        for other in others:
            match, _, after = other.partition(MARK_END)
            if at < piece.end:
                yield at, at + len(match)
            at += len(match) + len(after)
