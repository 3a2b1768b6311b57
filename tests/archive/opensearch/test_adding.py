"""Adding to an archive on servers: what the servers refuse, and what only they can know."""

from __future__ import annotations

import json
import math
from pathlib import Path

import pytest

from newsidx import Query
from newsidx.archive.opensearch import writing
from newsidx.archive.opensearch.numbering import raised
from newsidx.archive.opensearch.writable import WritableOpenSearchArchive
from tests.archive.any_kind import articles, assert_whole, refs, titles
from tests.archive.opensearch.conftest import ingested
from tests.archive.opensearch.test_two_writers import STORY


def test_files_of_a_full_day_are_problems_and_tried_again(archive: WritableOpenSearchArchive, folder: Path) -> None:
    raised(archive, {"day 20220306": 999_998})
    for number in range(3):
        (folder / f"{number}.txt").write_text(STORY.format(number))
    (folder / "other.txt").write_text("date 2022-03-07 Another day.\n")
    report = ingested(archive, folder)
    assert (report.outcome["new"], report.outcome["problem"]) == (1, 3)
    assert {problem.problem for problem in archive.problems()} == {
        "2022-03-06 has no ids left (the highest is 20220306-999999)"
    }
    assert ingested(archive, folder).outcome["problem"] == 3
    assert [article.date.day for article in articles(archive) if article.date] == [7]
    assert_whole(archive)


def test_a_file_with_an_article_that_the_servers_refuse_is_a_problem_and_the_others_are_added(
    archive: WritableOpenSearchArchive, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "_LARGEST", 5000)
    for number in range(3):
        (folder / f"{number}.txt").write_text(STORY.format(number) + "And so on. " * (1000 if number == 1 else 1))
    report = ingested(archive, folder)
    assert (report.outcome["new"], report.outcome["problem"]) == (2, 1)
    (problem,) = archive.problems()
    assert (Path(problem.path).name, problem.problem) == (
        "1.txt",
        "OpenSearch cannot store it: it is larger than 95 MB",
    )
    assert_whole(archive)
    monkeypatch.undo()
    assert ingested(archive, folder).outcome["changed"] == 1
    assert len(refs(archive)) == 3


def test_what_is_no_number_in_json_is_sent_as_a_text() -> None:
    sent = writing.as_json({"meta": {"score": math.nan, "most": [math.inf, 1.5]}})
    assert json.loads(sent) == {"meta": {"score": "nan", "most": ["inf", 1.5]}}


def test_words_with_accents_and_of_other_scripts_are_found_in_all_their_forms(
    archive: WritableOpenSearchArchive, folder: Path
) -> None:
    (folder / "es.txt").write_text("Date: 2022-03-06\nLanguage: es\n\nPuertos\n\nLos niños y las huelgas.\n")
    (folder / "ja.txt").write_text("Date: 2022-03-07\nLanguage: ja\n\n東京\n\n東京都の天気は晴れです。\n")
    ingested(archive, folder)
    for query, ref in (
        ("niño", "20220306-1"),
        ("nino", "20220306-1"),
        ("huelga", "20220306-1"),
        ("東京", "20220307-1"),
    ):
        assert [article.ref for article in articles(archive, query)] == [ref], query
    assert archive.count(Query.parse("=huelga")) == 0


def test_a_very_long_word_is_stored_and_found_by_its_beginning(
    archive: WritableOpenSearchArchive, folder: Path
) -> None:
    (folder / "a.txt").write_text(f"date 2022-03-06 A word\n\n{'x' * 20_000} and others.\n")
    ingested(archive, folder)
    assert titles(archive) == {"20220306-1": "A word"}
    assert [article.ref for article in articles(archive, f"{'x' * 50}*")] == ["20220306-1"]
    assert_whole(archive)
