"""Answers in the formats other programs read: lines, json, jsonl, csv, ids, paths. Their fields do not change."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from newsidx.article import Article
from newsidx.search.answer import Hit
from newsidx.text.marks import MARK_END, MARK_START
from newsidx.text.sanitize import escape_json_controls, one_line, without_line_breaks

_CSV_FIELDS = (
    "id", "ref", "date", "published", "title", "byline", "source", "section", "place", "url", "language",
    "words", "date_from", "title_from",
)  # fmt: skip
_FORMULA_STARTS = tuple("=+-@＝＋－＠")
_UNMARK = str.maketrans("", "", MARK_START + MARK_END)


def hits(answer: Iterable[Hit], form: str) -> Iterator[str]:
    """The lines of an answer in one of the formats for machines, without their line ends, as each hit comes."""
    if form == "json":
        return json_array(hit_object(hit) for hit in answer)
    if form == "jsonl":
        return (json_line(hit_object(hit)) for hit in answer)
    if form == "csv":
        return _csv((*_CSV_FIELDS, "files", "snippet", "matched"), (_csv_row(hit) for hit in answer))
    if form == "ids":
        return (hit.article.ref for hit in answer)
    if form == "paths":
        return (without_line_breaks(hit.article.files[0]) for hit in answer if hit.article.files)
    return (_line(hit) for hit in answer)


def article_object(article: Article) -> dict[str, Any]:
    """An article as JSON has it, under the article's own field names."""
    fields = {**article._asdict(), "date": article.date.isoformat() if article.date else None}
    del fields["fingerprint"]
    return {"id": fields.pop("id"), "ref": article.ref, **fields}


def articles(found: Iterable[Article], form: str) -> Iterator[str]:
    """Whole articles, as json (one array) or jsonl."""
    objects = map(article_object, found)
    return json_array(objects) if form == "json" else map(json_line, objects)


def records(header: tuple[str, ...], rows: Iterable[tuple[Any, ...]], form: str) -> Iterator[str]:
    """Plain rows of one shape (counts by month, problems) in one of ROW_FORMATS."""
    if form == "json":
        return json_array(dict(zip(header, row, strict=True)) for row in rows)
    if form == "jsonl":
        return (json_line(dict(zip(header, row, strict=True))) for row in rows)
    if form == "csv":
        return _csv(header, rows)
    return ("\t".join(without_line_breaks(str(value)) for value in row) for row in rows)


def _line(hit: Hit) -> str:
    """ref, date, title, source, snippet, divided by tabs; none of them holds a tab or a line end."""
    article = hit.article
    date = article.date.isoformat() if article.date else "undated"
    fields = (article.ref, date, article.title, article.source, hit.snippet.translate(_UNMARK))
    return "\t".join(map(one_line, fields))


def hit_object(hit: Hit) -> dict[str, Any]:
    """An article as JSON has it, and how it was found."""
    described = article_object(hit.article)
    if hit.snippet:
        described["snippet"] = one_line(hit.snippet.translate(_UNMARK))
    if hit.score is not None:
        described["score"] = round(hit.score, 4)
    if hit.matched:
        described["matched"] = hit.matched
    if hit.others:
        described["others"] = hit.others
    return described


def _csv_row(hit: Hit) -> tuple[Any, ...]:
    described = article_object(hit.article)
    files = "; ".join(map(without_line_breaks, hit.article.files))
    return (*(described[name] for name in _CSV_FIELDS), files, one_line(hit.snippet.translate(_UNMARK)), hit.matched)


def _csv(header: tuple[str, ...], rows: Iterable[tuple[Any, ...]]) -> Iterator[str]:
    """RFC 4180, but for the line ends, which are the platform's."""
    for row in chain([header], rows):
        buffer = io.StringIO()
        csv.writer(buffer, lineterminator="").writerow(
            [_cell(value) if isinstance(value, str) else value for value in row]
        )
        yield buffer.getvalue()


def _cell(text: str) -> str:
    """Text on one line, with an apostrophe before what a spreadsheet would take for a formula and run.

    The characters: OWASP, CSV Injection. Formats that are no spreadsheet's, such as jsonl, leave them alone.
    """
    return without_formula(without_line_breaks(text))


def without_formula(text: str) -> str:
    """Text with an apostrophe before what a spreadsheet would take for a formula and run."""
    return f"'{text}" if text.lstrip().startswith(_FORMULA_STARTS) else text


def json_line(value: dict[str, Any]) -> str:
    """An object as JSON on one line, without control characters."""
    return escape_json_controls(json.dumps(value, ensure_ascii=False))


def json_array(objects: Iterable[dict[str, Any]]) -> Iterator[str]:
    """One JSON array, an object a line, begun before the last object is known."""
    before = "["
    for value in objects:
        yield before + json_line(value)
        before = ","
    yield "[]" if before == "[" else "]"
