"""Highlighting long texts in time that grows with their length and not with its square.

FTS5's highlight() copies its output so far for every match: a book in which a word occurs 160,000 times takes seven
seconds. So a long text is split into pieces, which are put into an index in memory and highlighted separately.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from newsidx.archive.sqlite.database import Database
from newsidx.text.marks import MARK_END, MARK_START

LONG = 20_000
"""The number of characters above which a text is long."""

_PIECES_AT_A_TIME = 50
"""How many pieces are in the index at the same time."""

_WORD_BREAK = re.compile(r"[^\w\u0300-\u036f]")
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
_FILL_INDEX = "INSERT INTO temp.pieces (rowid, title, body) SELECT id, title, body FROM temp.piece_texts"
_HIGHLIGHT = """
SELECT rowid, coalesce(highlight(pieces, 0, ?, ?), highlight(pieces, 1, ?, ?)) FROM temp.pieces
WHERE pieces MATCH ? ORDER BY rowid
"""


class _Piece(NamedTuple):
    """A piece of a text, with the matches that start in it, from `start` up to `end`. `text` goes on a little beyond
    `end`, as far as such a match can reach.
    """

    start: int
    end: int
    text: str


def highlighted(database: Database, field: str, text: str, expression: str, limit: int | None = None) -> str:
    """A text with the matches of an FTS5 expression highlighted: all of them, or with `limit` about that many from
    the start. `field` says whether the text is a title or a body.
    """
    spans: list[list[int]] = []
    pieces = _pieces(text, 2 * len(expression) + 200)
    while (limit is None or len(spans) < limit) and (batch := list(islice(pieces, _PIECES_AT_A_TIME))):
        for start, end in _spans(database, field, batch, expression):
            if spans and start < spans[-1][1]:
                spans[-1][1] = max(end, spans[-1][1])
            else:
                spans.append([start, end])
    parts: list[str] = []
    position = 0
    for start, end in spans:
        parts += (text[position:start], MARK_START, text[start:end], MARK_END)
        position = end
    return "".join((*parts, text[position:]))


def _pieces(text: str, overlap: int) -> Iterator[_Piece]:
    """The pieces of a text, split between words."""
    start = 0
    while start < len(text):
        gap = _WORD_BREAK.search(text, start + LONG)
        end = gap.start() if gap else len(text)
        yield _Piece(start, end, text[start : end + overlap])
        start = end


def _spans(database: Database, field: str, pieces: list[_Piece], expression: str) -> Iterator[tuple[int, int]]:
    """The start and end in the whole text of each match in some of its pieces, in order."""
    execute = database.connection.execute
    for statement in _TABLES:
        execute(statement)
    is_title = field == "title"
    rows = (
        (number, piece.text if is_title else None, None if is_title else piece.text)
        for number, piece in enumerate(pieces)
    )
    database.connection.executemany("INSERT INTO temp.piece_texts VALUES (?, ?, ?)", rows)
    execute(_FILL_INDEX)
    marks = [MARK_START, MARK_END]
    for number, highlighted_text in database.rows(_HIGHLIGHT, [*marks, *marks, expression]):
        piece = pieces[number]
        before, *rest = highlighted_text.split(MARK_START)
        position = piece.start + len(before)
        for passage in rest:
            match, _, after = passage.partition(MARK_END)
            if position < piece.end:
                yield position, position + len(match)
            position += len(match) + len(after)
