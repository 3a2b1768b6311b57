"""JSON: articles are found wherever programs put them, in bounded memory, and what is no article is a problem."""

from __future__ import annotations

import datetime
import json
import time
import tracemalloc
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsidx.article import Article
from newsidx.readers.formats.records import json_objects
from newsidx.readers.problem import ProblemKind
from newsidx.readers.source import Document
from tests.readers.formats.records.records import ARTICLES, DATES, read

DAY = datetime.date(2022, 3, 6)
TALKS = {"date": "2022-03-06", "title": "Talks", "text": "They go on."}


def one(value: Any, **options: Any) -> Article:
    reading = read(json.dumps(value), "a.json", **options)
    assert reading.problem is None
    (article,) = reading.articles
    return article


# The shapes in which the articles of each of these come; the texts are our own.
SHAPES: dict[str, Any] = {
    "NewsAPI": {
        "status": "ok",
        "totalResults": 1,
        "articles": [
            {
                "source": {"id": None, "name": "The Herald"},
                "author": "Ann Lee",
                "title": "Talks",
                "description": "On talks.",
                "url": "https://example.org/talks",
                "publishedAt": "2022-03-06T10:30:00Z",
                "content": "They go on.",
            }
        ],
    },
    "Guardian Open Platform": {
        "response": {
            "status": "ok",
            "total": 1,
            "results": [
                {
                    "id": "world/talks",
                    "webPublicationDate": "2022-03-06T10:30:00Z",
                    "webTitle": "Talks",
                    "webUrl": "https://example.org/talks",
                    "fields": {
                        "headline": "Talks",
                        "bodyText": "They go on.",
                        "body": "<p>They go on.</p>",
                        "byline": "Ann Lee",
                        "publication": "The Herald",
                        "lastModified": "2022-03-07T10:30:00Z",
                    },
                }
            ],
        }
    },
    "NYT Article Search": {
        "status": "OK",
        "response": {
            "docs": [
                {
                    "abstract": "On talks.",
                    "web_url": "https://example.org/talks",
                    "lead_paragraph": "They go on.",
                    "headline": {"main": "Talks", "kicker": None},
                    "keywords": [{"name": "subject", "value": "Diplomacy", "rank": 1}],
                    "byline": {"original": "By Ann Lee", "person": [{"firstname": "Ann", "title": None}]},
                    "pub_date": "2022-03-06T10:30:00+0000",
                    "source": "The Herald",
                }
            ],
            "meta": {"hits": 1},
        },
    },
    "news-please": {
        "authors": ["Ann Lee"],
        "date_download": "2022-03-08 00:00:00",
        "date_modify": "2022-03-07 00:00:00",
        "date_publish": "2022-03-06 10:30:00",
        "description": "On talks.",
        "maintext": "They go on.",
        "source_domain": "The Herald",
        "title": "Talks",
        "title_page": None,
        "url": "https://example.org/talks",
    },
    "ninjs": {
        "uri": "https://example.org/talks",
        "type": "text",
        "versioncreated": "2022-03-07T10:30:00Z",
        "firstcreated": "2022-03-06T10:30:00Z",
        "headline": "Talks",
        "subject": [{"code": "1", "name": "diplomacy"}],
        "body_text": "They go on.",
        "body_html": "<p>They go on.</p>",
        "byline": "By Ann Lee",
        "provider": "The Herald",
    },
    "ninjs 2": {
        "uri": "https://example.org/talks",
        "versionCreated": "2022-03-06T10:30:00Z",
        "headlines": [{"role": "main", "value": "Talks"}],
        "bodies": [{"role": "main", "contentType": "text/html", "value": "<p>They go on.</p>"}],
        "byline": "By Ann Lee",
        "provider": {"name": "The Herald"},
    },
    "schema.org": {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "WebPage", "name": "Page", "description": "A page.", "datePublished": "2020-01-01"},
            {
                "@type": "NewsArticle",
                "headline": "Talks",
                "datePublished": "2022-03-06T10:30:00Z",
                "dateModified": "2022-03-07",
                "author": [{"@type": "Person", "name": "Ann Lee"}],
                "publisher": {"@type": "Organization", "name": "The Herald"},
                "articleBody": "They go on.",
                "url": "https://example.org/talks",
            },
        ],
    },
    "Elasticsearch": {
        "took": 1,
        "hits": {
            "total": 1,
            "hits": [
                {
                    "_id": "1",
                    "_source": {
                        "title": "Talks",
                        "text": "They go on.",
                        "timestamp": 1646562600000,
                        "author": "Ann Lee",
                        "source": "The Herald",
                        "url": "https://example.org/talks",
                    },
                }
            ],
        },
    },
    "by key": {
        "t1": {
            **{"title": "Talks", "content": ["They go on."], "date": {"$date": "2022-03-06T10:30:00Z"}},
            **{"author": {"name": "Ann Lee"}, "site": "The Herald", "link": "https://example.org/talks"},
        }
    },
}


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_the_articles_of_programs_and_services_are_found(shape: Any) -> None:
    article = one(shape)
    assert (article.date, article.date_from, article.title_from) == (DAY, "record", "header")
    assert (article.title, article.body) == ("Talks", "They go on.")
    assert (article.byline, article.source, article.url) == ("Ann Lee", "The Herald", "https://example.org/talks")


def test_a_list_of_titles_with_dates_is_one_of_articles() -> None:
    articles = {"articles": [{"url": "https://x.example", "title": "Talks", "seendate": "20220306T103000Z"}]}
    assert (one(articles).title, one(articles).body, one(articles).date) == ("Talks", "", DAY)


def test_what_a_record_says_besides_is_in_meta_as_it_was() -> None:
    more = {"page": 4, "tags": ["a", "b"], "is_paid": True, "geo": {"lat": 1.5, "none": None}, "empty": [], "no": None}
    assert one({**TALKS, **more}).meta == {"page": 4, "tags": ["a", "b"], "is_paid": True, "geo": {"lat": 1.5}}


def test_a_feed_s_own_title_does_not_hide_its_items() -> None:
    feed = {"title": "The Herald", "description": "All the news of the whole island.", "items": [TALKS, TALKS]}
    assert [article.title for article in read(json.dumps(feed), "a.json").articles] == ["Talks", "Talks"]


def test_an_article_with_others_beside_it_is_one_article() -> None:
    assert one({**TALKS, "related": [{"title": "Snow", "date": "2022-03-05", "text": "x"}]}).title == "Talks"


def test_the_user_names_keys_by_their_path() -> None:
    value = {"hl": {"main": "Talks"}, "when": {"on": "2022-03-06"}, "story_html": "<p>They go on.</p>"}
    columns = (("title", "hl.main"), ("date", "when.on"), ("body", "story_html"))
    article = one(value, columns=columns)
    assert (article.date, article.title, article.body) == (DAY, "Talks", "They go on.")


@pytest.mark.parametrize("path", ["a.jsonl", "a.ndjson", "a.json", "a.txt", "noname"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\n\n", ",\n", " "])
def test_an_object_a_line_is_an_article_a_line(path: str, end: str) -> None:
    lines = [json.dumps({**TALKS, "title": f"Talks {number}"}, ensure_ascii=False) for number in range(3)]
    reading = read(end.join(lines), path)
    assert [article.title for article in reading.articles] == ["Talks 0", "Talks 1", "Talks 2"]


def test_a_broken_line_is_a_problem_and_the_others_are_articles() -> None:
    good = json.dumps(TALKS)
    reading = read(f"{good}\n{good[:20]}\n{good}\n" + '{"a" "b"}\n' + good, "a.jsonl")
    assert len(reading.articles) == 3
    assert reading.problem is not None
    assert (reading.problem.kind, reading.problem.message) == (
        ProblemKind.DAMAGED,
        "article 4: invalid JSON in line 2",
    )


def test_what_stands_before_a_break_in_an_array_is_kept() -> None:
    reading = read(json.dumps([TALKS, TALKS, TALKS])[:-20], "a.json")
    assert len(reading.articles) == 2
    assert reading.problem is not None
    assert reading.problem.kind == ProblemKind.DAMAGED


@pytest.mark.parametrize(
    "value",
    [
        {"name": "newsidx", "version": "1.0", "description": "A program for news, in a terminal."},
        {"status": "ok", "articles": []},
        [1, 2, 3],
        [],
        {},
        {"a": {"b": {"c": 1}}},
        [{"title": "Only a title"}],
        [{"title": "OK", "id": 1}, {"text": "Cancel", "id": 2}],
    ],
)
def test_json_without_an_article_is_a_problem(value: Any) -> None:
    reading = read(json.dumps(value), "a.json")
    assert reading.articles == ()
    assert reading.problem == (
        ProblemKind.MARKUP,
        "JSON in which newsidx finds no article; name its keys with --columns",
    )


@pytest.mark.parametrize(
    "text", ["[[File:a.jpg]] a picture", "[a link](b.html) and text", "{{template}} and text", "[1]"]
)
def test_text_that_begins_with_a_bracket_is_no_json(text: str) -> None:
    assert read(f"{text}\n\nThe text goes on here.", "a.txt").reader == "plain"


@pytest.mark.parametrize(
    "text",
    ["[" * 100_000, '{"a":' * 100_000, '{"a":[' * 50_000, f'{{"title": {"[" * 500}1{"]" * 500}}}'],
)
def test_deep_nesting_is_a_problem(text: str) -> None:
    reading = read(text, "a.json")
    assert reading.problem is not None
    assert reading.problem.kind == ProblemKind.SUSPICIOUS


def test_odd_values_do_no_harm() -> None:
    text = (
        '{"title": "Snow", "title": "Talks\\ud800", "date": "2022-03-06", "text": "They\u2028go \\u0000on.", "n": NaN, '
        '"i": Infinity, "e": 1e999, "m": 0, "big": ' + "9" * 5000 + "}"
    )
    (article,) = read(text, "a.json").articles
    assert (article.title, article.body) == ("Talks", "They\ngo on.")
    assert article.meta == {"m": 0, "big": "9" * 5000}


def test_a_character_that_the_sample_cuts_does_not_change_the_encoding() -> None:
    filling = "x" * (64 * 1024 - 70)
    for shift in range(4):
        record = {"date": "2022-03-06", "title": "Café", "pad": filling + "y" * shift, "text": "é漢" * 100}
        (article,) = read(json.dumps(record, ensure_ascii=False), "a.json").articles
        assert (article.title, article.body) == ("Café", "é漢" * 100)


@pytest.mark.parametrize("shape", ["array", "lines", "wrapped"])
def test_a_large_file_is_read_record_by_record(tmp_path: Path, shape: str) -> None:
    start, between, end = {
        "array": ("[", ",", "]"),
        "lines": ("", "\n", ""),
        "wrapped": ('{"status": "ok", "response": {"total": 2000, "docs": [', ",", "]}}"),
    }[shape]
    path = tmp_path / "a.json"
    record = json.dumps({**TALKS, "text": "They go on. " * 1000})
    path.write_text(start + between.join([record] * 600) + end)
    document = Document(str(path), partial(path.open, "rb"))
    read(json.dumps(TALKS), "a.json")  # what is imported for the first time is no part of the measure
    tracemalloc.start()
    try:
        drafts = json_objects.read(document, DATES).drafts
        assert sum(1 for _ in drafts) == 600
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert path.stat().st_size > 7_000_000
    assert peak < (25_000_000 if shape == "wrapped" else 5_000_000)


@pytest.mark.parametrize(
    "text",
    [
        '{"a" "b"}\n' * 50_000,
        '{"a": "' + "x" * 3_000_000,
        "[" + " " * 3_000_000,
        "[" + '{"title": ' * 15,
        '{"title": "x", "a": [' + "{}," * 100_000,
        "[" + "[]," * 100_000 + "]",
        '{"k": {"k": ' * 9 + "1" * 3_000_000,
    ],
    ids=range(7),
)
def test_hostile_text_is_a_problem_soon(text: str) -> None:
    began = time.process_time()
    reading = read(text, "a.json")
    assert reading.problem
    assert time.process_time() - began < 3


@settings(max_examples=50)
@given(ARTICLES, st.sampled_from(["array", "lines", "wrapped"]), st.booleans())
def test_json_that_is_written_is_read_back(
    articles: list[tuple[datetime.date, str, str]], shape: str, is_ascii: bool
) -> None:
    records = [{"date": day.isoformat(), "title": title, "text": body} for day, title, body in articles]
    if shape == "lines":
        text = "\n".join(json.dumps(record, ensure_ascii=is_ascii) for record in records)
    else:
        text = json.dumps(records if shape == "array" else {"n": 1, "results": records}, ensure_ascii=is_ascii)
    reading = read(text, "a.json")
    assert [(a.date, a.title, a.body) for a in reading.articles] == [(d, t, b.strip()) for d, t, b in articles]


ANY_JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=20)
    | st.sampled_from(["2022-03-06", "<p>"]),
    lambda values: (
        st.lists(values, max_size=4)
        | st.dictionaries(
            st.sampled_from(["title", "date", "text", "items", "fields", "_source", "@type", "url", "author", "year"])
            | st.text(max_size=5),
            values,
            max_size=5,
        )
    ),
    max_leaves=20,
)


@settings(max_examples=50)
@given(st.lists(ANY_JSON, max_size=3), st.integers(0, 100), st.binary(max_size=3))
def test_any_json_whole_or_damaged_raises_nothing(values: list[Any], percent: int, junk: bytes) -> None:
    raw = "\n".join(map(json.dumps, values)).encode()
    at = len(raw) * percent // 100
    for text in (raw, raw[:at], raw[:at] + junk + raw[at + 1 :]):
        for path in ("a.json", "a.txt"):
            reading = read(text, path)
            assert reading.articles or reading.problem


def test_what_one_may_do_with_a_picture_is_not_its_text() -> None:
    rights = "All rights are with the Coastline Press, which may be asked for them in writing. " * 3
    picture = {"date": "2022-03-06", "title": "Ferry", "copyrightNotice": rights, "usageTerms": rights}
    article = one(picture)
    assert (article.title, article.body) == ("Ferry", "")
    assert article.meta["usageTerms"] == rights.strip()


@pytest.mark.parametrize(
    "value",
    [
        {"nbformat": 4, "cells": [{"outputs": [{"name": "stdout", "text": ["A text of some length. " * 9]}]}]},
        {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Talks", "description": "On talks. " * 20},
    ],
)
def test_notebooks_and_schemas_are_no_articles(value: Any) -> None:
    reading = read(json.dumps(value), "a.json")
    assert not reading.articles
    assert reading.problem is not None
    assert reading.problem.kind is ProblemKind.MARKUP


def test_the_day_on_which_a_program_stored_an_article_is_not_its_date() -> None:
    stored = {"title": "Talks", "content": "They go on. " * 9, "updated_at": "2022-03-06 01:19:41"}
    assert one(stored).date == DAY
    assert one({**stored, "scraped_at": "2022-02-01 10:00:00"}).date is None
    assert one({**stored, "scraped_at": "2022-02-01", "published_at": "2022-03-06"}).date == DAY
