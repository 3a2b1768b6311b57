"""One list of formats: every command takes its choices from it, and what the formats hold does not change."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator
from itertools import islice

import pytest

from newsidx import Archive
from newsidx.article import Article
from newsidx.formats.article_fields import FIELDS
from newsidx.formats.registry import (
    ARTICLES,
    FILES,
    FORMATS,
    HITS,
    ROWS,
    OutputFormat,
    by_ending,
    for_articles,
    for_hits,
    names,
    output_format,
)
from newsidx.query import Query
from newsidx.search.answer import Hit
from tests.searching import search

TITLE = 'A "quoted", titled  thing'


@pytest.fixture
def answer(archive: Archive, add: Callable[..., object]) -> list[Hit]:
    add({"two  spaces.md": f"---\ntitle: '{TITLE}'\ndate: 2022-03-06T10:00:00Z\n---\n\nOil,\ngas;\tcoal.\n\nMore.\n"})
    return list(search(archive, Query.parse("oil")))


@pytest.mark.parametrize("form", [form for form in FORMATS if form.module], ids=lambda form: form.name)
def test_a_module_has_writers_for_what_its_format_holds(form: OutputFormat) -> None:
    writers = form.writers()
    held = {HITS: writers.hits, ARTICLES: writers.articles, ROWS: writers.rows, FILES: writers.files}
    assert {content for content, writer in held.items() if writer} == set(form.holds)


def test_names_and_endings_are_unique() -> None:
    endings = [ending for form in FORMATS for ending in form.endings]
    assert len(set(endings)) == len(endings)
    assert len({form.name for form in FORMATS}) == len(FORMATS)
    assert by_ending("news/A.JSONL") == output_format("jsonl")
    assert by_ending("a.doc") is None


def test_every_field_of_an_article_but_its_fingerprint_is_listed() -> None:
    assert {field.name for field in FIELDS} == {*Article._fields, "ref"} - {"fingerprint"}


def test_lines_have_their_fields_between_tabs(answer: list[Hit]) -> None:
    (line,) = output_format("lines").hits(answer)
    assert line.split("\t") == ["20220306-1", "2022-03-06", 'A "quoted", titled thing', "", "Oil, gas; coal. More."]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "＝", "＠"])
def test_a_spreadsheet_finds_no_formula_in_csv(answer: list[Hit], start: str) -> None:
    title = f"{start}HYPERLINK(1)"
    formula = [hit._replace(article=hit.article._replace(title=title, byline="-", body=title)) for hit in answer]
    articles = [hit.article for hit in formula]
    for lines in (output_format("csv").hits(formula), output_format("csv").articles(articles)):
        for row in csv.DictReader(lines):
            assert row["title"].startswith("'")
            assert row["byline"] == "'-"
            assert row.get("body", "'").startswith("'")
    assert json.loads(next(output_format("jsonl").hits(formula)))["title"] == title


def test_csv_has_a_header_and_reads_back(answer: list[Hit]) -> None:
    header, *rows = csv.reader(output_format("csv").hits(answer))
    assert header == [
        "id", "ref", "date", "published", "title", "byline", "source", "section", "place", "url", "language", "words",
        "date_from", "title_from", "files", "snippet", "matched", "tags", "note",
    ]  # fmt: skip
    (row,) = (dict(zip(header, row, strict=True)) for row in rows)
    assert row["title"] == answer[0].article.title
    assert row["files"] == answer[0].article.files[0]
    assert row["snippet"] == "Oil, gas; coal. More."
    assert row["byline"] == ""


def test_csv_of_articles_has_their_bodies(answer: list[Hit]) -> None:
    lines = output_format("csv").articles(hit.article for hit in answer)
    (row,) = csv.DictReader("\n".join(lines).splitlines(keepends=True))
    assert list(row)[-3:] == ["body", "tags", "note"]
    assert row["body"] == answer[0].article.body


def test_json_has_the_articles_own_fields(answer: list[Hit]) -> None:
    (found,) = json.loads("".join(output_format("json").hits(answer)))
    assert list(found) == [
        "id", "ref", "date", "published", "title", "body", "byline", "source", "section", "place", "url", "language",
        "words", "meta", "date_from", "title_from", "files", "tags", "note", "snippet", "score",
        "matched",
    ]  # fmt: skip
    assert found["body"] == answer[0].article.body
    assert found["published"].startswith("2022-03-06T10:00:00")


def test_an_article_of_a_list_has_neither_snippet_nor_score(archive: Archive, answer: list[Hit]) -> None:
    (found,) = map(json.loads, output_format("jsonl").hits(search(archive, Query(), "newest")))
    assert not {"snippet", "score", "matched"} & set(found)


def test_a_path_keeps_its_spaces(answer: list[Hit]) -> None:
    (path,) = output_format("paths").hits(answer)
    assert path.endswith("/two  spaces.md") or path.endswith("\\two  spaces.md")


def test_a_stream_starts_before_it_ends(answer: list[Hit]) -> None:
    def endless() -> Iterator[Hit]:
        while True:
            yield answer[0]

    for name in names(for_hits()):
        assert list(islice(output_format(name).hits(endless()), 2))
    for name in names(for_articles()):
        assert list(islice(output_format(name).articles(hit.article for hit in endless()), 2))


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
    assert list(output_format(form).rows(("period", "articles"), [("2022", 3), ("2023", 4)])) == lines


def test_ids_and_paths_are_a_column_of_rows() -> None:
    rows = [("20220306-1", "/a  b"), ("20220306-2", "/a  b")]
    assert list(output_format("ids").rows(("ref", "path"), rows)) == ["20220306-1", "20220306-2"]
    assert list(output_format("paths").rows(("ref", "path"), rows)) == ["/a  b"]
