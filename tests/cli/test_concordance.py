"""`search --kwic`: every match of an answer in its context, for people and for programs."""

from __future__ import annotations

import csv
import io
import json

import pytest

from tests.cli.conftest import BRIEFS
from tests.conftest import Run

FIELDS = ["ref", "date", "left", "match", "right", "column", "position"]


def test_every_match_is_a_line_of_seven_fields(ask: Run) -> None:
    (line,) = ask("search", "venezuela", "--kwic").stdout.splitlines()
    assert line.split("\t") == [
        "20220306-1", "2022-03-06", "Oil sanctions were eased. ", "Venezuela", " ships crude again.", "body", "26",
    ]  # fmt: skip


def test_the_formats_for_programs_have_the_same_fields(ask: Run) -> None:
    (from_json,) = json.loads(ask("search", '"crude again"', "--kwic", "--format", "json").stdout)
    (from_jsonl,) = map(json.loads, ask("search", '"crude again"', "--kwic", "--format", "jsonl").stdout.splitlines())
    (from_csv,) = csv.DictReader(io.StringIO(ask("search", '"crude again"', "--kwic", "--format", "csv").stdout))
    assert list(from_json) == list(from_csv) == FIELDS
    assert from_json == from_jsonl
    assert {name: str(value) for name, value in from_json.items()} == from_csv
    assert (from_json["match"], from_json["position"]) == ("crude again", 42)


def test_a_limit_is_a_number_of_articles(ask: Run) -> None:
    lines = ask("search", "grain brief", "--kwic", "-n", "3").stdout.splitlines()
    assert len(lines) == 6
    assert len({line.split("\t")[0] for line in lines}) == 3
    assert len(ask("search", "grain brief", "--kwic").stdout.splitlines()) == 2 * BRIEFS


def test_articles_come_in_the_order_of_the_search(ask: Run) -> None:
    for options in ((), ("--sort", "oldest"), ("-n", "2", "--page", "2"), ("--any",)):
        found = ask("search", "oil sanctions", *options, "--format", "ids").stdout.split()
        lines = ask("search", "oil sanctions", *options, "--kwic").stdout.splitlines()
        assert list(dict.fromkeys(line.split("\t")[0] for line in lines)) == found


def test_similar_spellings_are_matches(ask: Run) -> None:
    (line,) = ask("search", "venezuella", "--fuzzy", "--kwic").stdout.splitlines()
    assert line.split("\t")[3] == "Venezuela"


def test_a_table_counts_matches_and_articles(ask: Run) -> None:
    done = ask("search", "grain brief", "--kwic", "-n", "3", "--format", "table")
    assert f"6 matches in 1–3 of {BRIEFS} articles; --page 2 shows more; newsidx show ID reads one" in done.stderr
    assert len(done.stdout.splitlines()) == 6


def test_a_query_that_asks_for_no_word_of_the_text_says_why_there_is_no_line(ask: Run) -> None:
    done = ask("search", "by:smith", "--kwic")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("1 article matches, but not by words in the text")
    assert done.stderr.endswith("Leave out --kwic to list it.\n")


def test_nothing_found_is_said_as_always(ask: Run) -> None:
    assert ask("search", "zebra", "--kwic").stderr == "No article matches: zebra\n"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--by", "source"), "--kwic and --by cannot be combined"),
        (("--format", "ris"), "--format ris has no place for matches"),
        (("--format", "compact"), "choose table or lines, json, jsonl, csv"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_what_has_no_lines_is_a_usage_error(ask: Run, options: tuple[str, ...], said: str) -> None:
    done = ask("search", "oil", "--kwic", *options)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
