"""Whole articles as JSON Lines, a JSON array, or CSV, under the article's own field names."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from itertools import chain

from newsidx.article import Article
from newsidx.formats import records
from newsidx.text.sanitize import without_controls, without_line_breaks

_FIELDS = (
    "id", "ref", "date", "published", "title", "byline", "source", "section", "place", "url", "language",
    "words", "date_from", "title_from", "files", "body",
)  # fmt: skip


def jsonl(articles: Iterable[Article]) -> Iterator[str]:
    """An article a line."""
    return records.articles(articles, "jsonl")


def json_array(articles: Iterable[Article]) -> Iterator[str]:
    """One array, an article a line."""
    return records.articles(articles, "json")


def csv_lines(articles: Iterable[Article]) -> Iterator[str]:
    """RFC 4180, with the paragraphs of a body on lines of their own, and an apostrophe before what a spreadsheet
    would run as a formula. Text is made harmless as in the CSV of a search, in a file too; JSON has every character.
    """
    header: list[object] = [*_FIELDS]
    for values in chain([header], map(_values, articles)):
        buffer = io.StringIO()
        csv.writer(buffer, lineterminator="\n").writerow(values)  # which it must know, to quote a text that holds one
        yield buffer.getvalue()[:-1]


def _values(article: Article) -> list[object]:
    fields = {**records.article_object(article), "files": "; ".join(map(without_line_breaks, article.files))}
    return [_cell(name, fields[name]) for name in _FIELDS]


def _cell(name: str, value: object) -> object:
    if not isinstance(value, str):
        return value
    return records.without_formula(without_controls(value) if name == "body" else without_line_breaks(value))
