"""`newsidx help`: the query language, and the help of each command."""

from __future__ import annotations

import shlex

import pytest

from newsidx.terminal.query_help import EXAMPLES, FORMS
from tests.conftest import Run

COMMANDS = ("ingest", "search", "list", "show", "info", "problems", "help")


def test_the_query_language_is_complete_and_plain_in_a_pipe(run: Run) -> None:
    done = run("help", "query", COLUMNS="20")
    assert (done.returncode, done.stderr) == (0, "")
    assert "\x1b" not in done.stdout
    for typed, means in FORMS:
        assert any(line.startswith(f"{typed}  ") and line.endswith(means) for line in done.stdout.splitlines()), typed


def test_it_needs_no_archive(run: Run, tmp_path: object) -> None:
    assert run("help", "query", NEWSIDX_DB=f"{tmp_path}/none/at/all.db").returncode == 0


@pytest.mark.parametrize("example", EXAMPLES)
def test_its_examples_are_commands_that_run(ask: Run, example: str) -> None:
    command = example.partition("    ")[0]
    done = ask(*shlex.split(command)[1:])
    assert done.returncode in (0, 1)
    assert "Note" not in done.stderr
    assert "Error" not in done.stderr


def test_help_without_a_topic_is_that_of_newsidx(run: Run) -> None:
    done = run("help")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == run("--help").stdout
    for name in COMMANDS:
        assert f"\n  {name} " in done.stdout


@pytest.mark.parametrize("name", ["search", "help"])
def test_help_of_a_command_is_what_its_help_option_prints(run: Run, name: str) -> None:
    done = run("help", name)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == run(name, "--help").stdout


@pytest.mark.parametrize("topic", ["nothing", "Query"])
def test_an_unknown_topic_is_an_error_that_says_what_to_type(run: Run, topic: str) -> None:
    done = run("help", topic)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"no help for “{topic}”" in done.stderr
    assert "newsidx help query" in done.stderr


def test_the_help_of_search_mentions_the_query_language(run: Run) -> None:
    assert "newsidx help query" in " ".join(run("search", "--help").stdout.split())
