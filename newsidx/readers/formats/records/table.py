"""Tables with a row of names at the top: CSV and TSV, and their like with `;` or `|`. A row is an article."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain, islice

from newsidx.dates.extract import DateReader
from newsidx.readers.formats.format import Contents
from newsidx.readers.formats.records import keys
from newsidx.readers.formats.records.recognise import SPEAKING, TABLE_SUFFIXES
from newsidx.readers.formats.records.record import Record, drafts_of, names
from newsidx.readers.lines import lines_of
from newsidx.readers.problem import CannotRead, Problem, ProblemKind
from newsidx.readers.source import Document

_DELIMITERS = ("\t", ",", ";", "|")
_LARGEST_CELL = 20_000_000
_MOST_COLUMNS = 5_000
_LONGEST_HEADER = 4_000
_SAMPLE_LINES = 200
_LARGEST_SAMPLE = 300_000
"""Characters after which no more lines are looked at, before it is known how a table is written."""

_FEWEST_ALIKE = 0.8
"""The part of the first rows that have as many cells as the header, in a table whose names say nothing."""

_END = "\x1f"
"""A line below the last one. It is found in a cell if that was never closed, and clean text has no such character."""


@dataclass(frozen=True)
class Dialect:
    """How a table is written: what stands between its cells, and how a quotation mark stands within quoted text."""

    delimiter: str
    is_quoted: bool = True
    escape: str | None = None


def claims(document: Document) -> bool:
    """Whether a document is a table. Under the name of a text it is one only if its first line names its columns."""
    try:
        _, lines = lines_of(document)
        return _dialect_of(_first(lines), document) is not None
    except CannotRead:
        return False


def read(document: Document, dates: DateReader) -> Contents:
    """The articles in the rows of a table."""
    encoding, lines = lines_of(document)
    first = _first(lines)
    dialect = _dialect_of(first, document)
    if dialect is None:
        raise CannotRead(Problem(ProblemKind.MARKUP, "a table without columns"))
    rows = _rows(_without_preamble(chain(first, lines)), dialect)
    header = next(rows, [""])
    drafts = drafts_of(_records(header, rows, dialect.delimiter), document.options.columns, dates, is_table=True)
    if drafts is None:
        message = f"a table in which newsidx finds no article; name its columns with --columns: {names(header)}"
        raise CannotRead(Problem(ProblemKind.MARKUP, message))
    return Contents(drafts, encoding)


def _first(lines: Iterator[str]) -> list[str]:
    """The lines that show how a table is written."""
    first: list[str] = []
    size = 0
    for line in islice(lines, _SAMPLE_LINES):
        first.append(line)
        size += len(line)
        if size > _LARGEST_SAMPLE:
            break
    return first


def _speaking(cells: Sequence[str]) -> set[str]:
    """The fields of an article that the names of columns say."""
    return {meaning for cell in cells if (meaning := keys.meaning_of(cell)) in SPEAKING}


def _without_preamble(lines: Iterator[str]) -> Iterator[str]:
    """Lines from the first that is not blank, without the line `sep=;` that is written for Excel."""
    for line in lines:
        if line.strip() and not line.lower().startswith("sep="):
            return chain([line], lines)
    return iter(())


def _dialect_of(first: Sequence[str], document: Document) -> Dialect | None:
    """How a document that begins with these lines is written, if it is a table."""
    sample = list(_without_preamble(iter(first)))
    if not sample or len(sample[0]) > _LONGEST_HEADER * 10:
        return None
    named = {column for _, column in document.options.columns}
    is_called_table = document.name.lower().endswith(TABLE_SUFFIXES)
    best: tuple[tuple[int, int, int], Dialect] | None = None
    for delimiter in _DELIMITERS:
        dialect = _dialect(sample, delimiter)
        rows = _sample_rows(sample, dialect)
        header = [cell.strip() for cell in rows[0]] if rows else []
        spoken = len(_speaking(header)) + len(named.intersection(header))
        if _is_table(header, rows[1:], spoken, is_called_table=is_called_table):
            rank = (spoken, sum(1 for row in rows if len(row) == len(header)), len(header))
            if best is None or rank > best[0]:
                best = rank, dialect
    return best[1] if best else None


def _is_table(header: Sequence[str], rows: Sequence[Sequence[str]], spoken: int, *, is_called_table: bool) -> bool:
    if not 1 <= len(header) <= _MOST_COLUMNS or all(set(cell) <= set("-: ") for row in rows[:1] for cell in row):
        return False  # the second line of a table in Markdown is `|---|---|`
    if not is_called_table:
        return spoken > 1 and any(len(row) == len(header) for row in rows)
    if spoken:
        return len(header) > 1 or bool(rows)
    alike = sum(1 for row in rows if len(row) == len(header))
    return len(header) > 1 and alike >= max(1, _FEWEST_ALIKE * len(rows))


def _dialect(sample: Sequence[str], delimiter: str) -> Dialect:
    text = "\n".join([*sample, ""])
    opens, closes = text.count(f'{delimiter}"'), text.count(f'"{delimiter}')
    is_quoted = delimiter != "\t" or (text.startswith('"') or 0 < opens <= 2 * (closes + text.count('"\n')))
    is_escaped = '\\"' in text and '""' not in text.replace(f'{delimiter}""', "")
    return Dialect(delimiter, is_quoted, "\\" if is_escaped else None)


def _sample_rows(sample: Sequence[str], dialect: Dialect) -> list[list[str]]:
    rows: list[list[str]] = []
    with suppress(CannotRead):
        rows.extend(_rows(iter(sample), dialect))
    if len(rows) > 2:
        rows.pop()  # it may go on below the sample
    return rows


def _rows(lines: Iterator[str], dialect: Dialect) -> Iterator[list[str]]:
    """The rows of a table. Raises CannotRead where a quotation mark is never closed."""
    reader = csv.reader(
        chain((f"{line}\n" for line in lines), [_END]),
        delimiter=dialect.delimiter,
        quoting=csv.QUOTE_MINIMAL if dialect.is_quoted else csv.QUOTE_NONE,
        doublequote=dialect.escape is None,
        escapechar=dialect.escape,
    )
    while True:
        usual = csv.field_size_limit(_LARGEST_CELL)  # the limit is that of the whole program, so it is put back
        try:
            row = next(reader, None)
        except csv.Error:
            message = f"a quotation mark before line {reader.line_num:,} is never closed"
            raise CannotRead(Problem(ProblemKind.DAMAGED, message)) from None
        finally:
            csv.field_size_limit(usual)
        if row is None or row == [_END]:
            return
        if row and row[-1].endswith(_END):
            yield [*row[:-1], row[-1].removesuffix(_END)]
            message = "a quotation mark is never closed: everything after it is in the last article"
            raise CannotRead(Problem(ProblemKind.DAMAGED, message))
        if row:
            yield row


def _records(header: Sequence[str], rows: Iterator[list[str]], delimiter: str) -> Iterator[Record]:
    """The rows that are not blank, each with the names of its cells.

    Cells beyond the last name belong to the text, if that is in the last column, and else have their numbers.
    """
    columns = [name.strip() or f"column {number}" for number, name in enumerate(header, 1)]
    last = len(columns) - 1
    is_text_last = keys.meaning_of(columns[-1]) == keys.BODY
    for row in rows:
        if not any(cell.strip() for cell in row):
            continue
        if is_text_last and len(row) > len(columns):
            row = [*row[:last], delimiter.join(row[last:])]
        record: dict[str, str] = {}
        for number, cell in enumerate(row):
            column = columns[number] if number < len(columns) else f"column {number + 1}"
            if column in record:
                column = f"{column} ({number + 1})"
            record[column] = cell
        yield record
