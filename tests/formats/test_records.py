"""The formats other programs read are exact, and their fields do not change."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from dataclasses import replace

import pytest

from newsidx import Archive
from newsidx.cli.options import FORMATS
from newsidx.formats import records
from newsidx.query import Query
from newsidx.search.answer import Hit
from tests.searching import search

TITLE = 'A "quoted", titled  thing'


@pytest.fixture
def answer(archive: Archive, add: Callable[..., object]) -> list[Hit]:
    add({"two  spaces.md": f"---\ntitle: '{TITLE}'\ndate: 2022-03-06T10:00:00Z\n---\n\nOil,\ngas;\tcoal.\n\nMore.\n"})
    return list(search(archive, Query.parse("oil")))


def test_lines_have_their_fields_between_tabs(answer: list[Hit]) -> None:
    (line,) = records.hits(answer, "lines")
    assert line.split("\t") == ["20220306-1", "2022-03-06", 'A "quoted", titled thing', "", "Oil, gas; coal. More."]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "＝", "＠"])
def test_a_spreadsheet_finds_no_formula_in_csv(answer: list[Hit], start: str) -> None:
    title = f"{start}HYPERLINK(1)"
    formula = [replace(hit, article=hit.article._replace(title=title, byline="-")) for hit in answer]
    header, *rows = csv.reader(records.hits(formula, "csv"))
    for row in rows:
        said = dict(zip(header, row, strict=True))
        assert said["title"].startswith("'")
        assert said["byline"] == "'-"
    assert json.loads(next(iter(records.hits(formula, "jsonl"))))["title"] == title


def test_csv_has_a_header_and_reads_back(answer: list[Hit]) -> None:
    header, *rows = csv.reader(records.hits(answer, "csv"))
    assert header == [
        "id", "ref", "date", "published", "title", "byline", "source", "section", "place", "url", "language", "words",
        "date_from", "title_from", "files", "snippet", "matched",
    ]  # fmt: skip
    (row,) = (dict(zip(header, row, strict=True)) for row in rows)
    assert row["title"] == answer[0].article.title
    assert row["files"] == answer[0].article.files[0]
    assert row["snippet"] == "Oil, gas; coal. More."
    assert row["byline"] == ""


def test_json_has_the_articles_own_fields(answer: list[Hit]) -> None:
    (found,) = json.loads("".join(records.hits(answer, "json")))
    assert list(found) == [
        "id", "ref", "date", "published", "title", "body", "byline", "source", "section", "place", "url", "language",
        "words", "meta", "date_from", "title_from", "files", "snippet", "score", "matched",
    ]  # fmt: skip
    assert found["body"] == answer[0].article.body
    assert found["published"].startswith("2022-03-06T10:00:00")


def test_an_article_that_was_not_searched_for_has_neither_snippet_nor_score(
    archive: Archive, answer: list[Hit]
) -> None:
    (found,) = map(json.loads, records.hits(search(archive, Query(), "newest"), "jsonl"))
    assert not {"snippet", "score", "matched"} & set(found)


def test_a_path_keeps_its_spaces(answer: list[Hit]) -> None:
    (path,) = records.hits(answer, "paths")
    assert path.endswith("/two  spaces.md") or path.endswith("\\two  spaces.md")


def test_a_stream_begins_before_it_ends(answer: list[Hit]) -> None:
    def endless() -> object:
        while True:
            yield answer[0]

    for form in FORMATS:
        assert next(records.hits(endless(), form))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("form", "lines"),
    [
        ("lines", ["2022\t3", "2023\t4"]),
        ("csv", ["period,articles", "2022,3", "2023,4"]),
        ("jsonl", ['{"period": "2022", "articles": 3}', '{"period": "2023", "articles": 4}']),
        ("json", ['[{"period": "2022", "articles": 3}', ',{"period": "2023", "articles": 4}', "]"]),
    ],
)
def test_rows_of_counts(form: str, lines: list[str]) -> None:
    assert list(records.records(("period", "articles"), [("2022", 3), ("2023", 4)], form)) == lines
