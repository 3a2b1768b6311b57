"""What is an option and what a word of the query, and what is said of a query in every command that takes one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import write
from tests.conftest import Run


@pytest.fixture
def oil(run: Run, tmp_path: Path) -> Run:
    """An archive in which one article of three is of oil without Venezuela."""
    write(
        tmp_path / "articles",
        {
            "a.txt": "date 2022-03-06 Oil of Venezuela.",
            "b.txt": "date 2022-03-07 Oil and x and n and 5.",
            "c.txt": "date 2022-03-08 Gas.",
        },
    )
    assert run("ingest", "articles").returncode == 0
    return run


@pytest.mark.parametrize(
    "arguments",
    [
        ("search", "oil", "-venezuela", "--format", "ids"),
        ("search", "-venezuela", "--format", "ids", "oil"),
        ("search", "--format=ids", "oil", "-n1", "-venezuela"),
        ("search", "oil", "-n", "1", "-Venezuela", "--format", "ids"),
        ("search", "--format", "ids", "--", "oil", "-venezuela"),
        ("search", "oil", "-title:venezuela", "--format", "ids"),
        ("export", "oil", "-venezuela", "--to", "-", "--format", "csv"),
        ("remove", "oil", "-venezuela", "--yes"),
    ],
    ids=" ".join,
)
def test_a_word_behind_a_dash_must_be_absent_in_every_command(oil: Run, arguments: tuple[str, ...]) -> None:
    done = oil(*arguments)
    assert (done.returncode, "20220306-1" in done.stdout) == (0, False)
    assert "20220307-1" in done.stdout or "1 article" in done.stdout
    assert "Note" not in done.stderr


def test_a_negation_belongs_to_the_question_before_it(oil: Run) -> None:
    done = oil("timeline", "gas", "oil", "-venezuela", "--by", "day")
    rows = [line.split("\t")[:3] for line in done.stdout.splitlines()]
    assert ["2022-03-07", "oil -venezuela", "1"] in rows
    assert {question for _, question, _ in rows} == {"gas", "oil -venezuela"}


def test_a_negation_is_kept_with_an_alert(oil: Run) -> None:
    assert "1 article" in oil("alert", "add", "crude", "oil", "-venezuela").stdout
    assert "oil -venezuela" in oil("alert", "list").stdout


@pytest.mark.parametrize("command", ["search", "timeline", "words"])
def test_a_letter_that_is_no_option_is_a_word_and_that_is_said(oil: Run, command: str) -> None:
    done = oil(command, "oil", "-x")
    assert "Note: -x asks for articles without “x”, for there is no such option.\n" in done.stderr
    assert "Error" not in done.stderr


def test_a_negation_that_looks_like_an_option_is_said(oil: Run) -> None:
    done = oil("search", "oil", "-since", "--format", "ids")
    assert done.stderr == "Note: -since asks for articles without “since”; the option is --since.\n"
    assert sorted(done.stdout.split()) == ["20220306-1", "20220307-1"]
    assert "the option is --format" in oil("search", "oil", "-formt", "x").stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("search", "oil", "--formt", "ids"), "--formt"),
        (("search", "oil", "--formt=ids"), "--format"),
        (("search", "--venezuela"), "--venezuela"),
        (("timeline", "oil", "--bye"), "--by"),
        (("export", "oil", "--two", "x.csv"), "--to"),
        (("alert", "add", "-x", "oil"), "-x"),
        (("list", "-x"), "-x"),
        (("info", "-x"), "-x"),
        (("search", "oil", "-n", "-1"), "'--limit' / '-n'"),
        (("search", "oil", "-n"), "requires an argument"),
        (("search", "-n", "3"), "Missing argument"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_a_mistyped_option_is_an_error_that_names_it(oil: Run, arguments: tuple[str, ...], said: str) -> None:
    done = oil(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("search", "oil", "after:1987-06"),
        ("timeline", "oil after:1987-06"),
        ("export", "oil", "after:1987-06", "--to", "-", "--format", "csv"),
        ("words", "oil", "after:1987-06"),
        ("alert", "add", "later", "oil", "after:1987-06"),
        ("remove", "oil", "after:1987-06", "--yes"),
        ("show", "20220306-1", "--highlight", "after:1987-06"),
    ],
    ids=" ".join,
)
def test_what_is_read_otherwise_than_typed_is_said_by_every_command(oil: Run, arguments: tuple[str, ...]) -> None:
    assert "Note: “after:1987-06” is searched for as text: there is no field after.\n" in oil(*arguments).stderr
