"""`newsidx help`: the query language, dates, and the help of each command and subcommand."""

from __future__ import annotations

import shlex

import pytest

from newsidx.terminal import dates_help
from newsidx.terminal.query_help import EXAMPLES, FORMS
from tests.cli.test_options import every_command, help_printed
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


@pytest.mark.parametrize("words", list(every_command()), ids=" ".join)
def test_every_command_and_subcommand_has_help_with_examples_of_it(words: tuple[str, ...]) -> None:
    printed = help_printed(*words)
    examples = printed.partition("Examples:\n")[2]
    assert f"newsidx {' '.join(words)}" in examples, words


@pytest.mark.parametrize("words", [("alert", "run"), ("layout", "try"), ("alert",)], ids=" ".join)
def test_help_of_a_subcommand_is_what_its_help_option_prints(run: Run, words: tuple[str, ...]) -> None:
    done = run("help", *words)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == run(*words, "--help").stdout


@pytest.mark.parametrize("topic", ["dates", "date"])
def test_the_ways_to_write_dates_are_complete_and_plain_in_a_pipe(run: Run, topic: str) -> None:
    done = run("help", topic, COLUMNS="20")
    assert (done.returncode, done.stderr) == (0, "")
    assert "\x1b" not in done.stdout
    for typed, means in dates_help.FORMS:
        assert any(line.startswith(f"{typed}  ") and line.endswith(means) for line in done.stdout.splitlines()), typed


@pytest.mark.parametrize("example", dates_help.EXAMPLES)
def test_the_examples_of_dates_are_commands_that_run(ask: Run, example: str) -> None:
    done = ask(*shlex.split(example)[1:])
    assert done.returncode in (0, 1)
    assert "newsidx:" not in done.stderr


@pytest.mark.parametrize(
    ("topic", "sentence"),
    [
        (("nothing",), "There is no help for “nothing”. Topics: query, dates, formats, ingest, search,"),
        (("Query",), "There is no help for “Query”. Did you mean newsidx help query?"),
        (("serach",), "Did you mean newsidx help search?"),
        (("alert", "rnu"), "There is no help for “rnu”. Did you mean newsidx help alert run?"),
        (("alert", "x"), "There is no help for “x”. Topics: add, "),
        (("search", "oil"), "There is no help for “oil”: it is no command. Try newsidx help search."),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_an_unknown_topic_is_an_error_that_says_what_to_type(run: Run, topic: tuple[str, ...], sentence: str) -> None:
    done = run("help", *topic)
    assert (done.returncode, done.stdout) == (2, "")
    assert sentence in " ".join(done.stderr.split())


def test_the_help_of_search_mentions_the_query_language(run: Run) -> None:
    assert "newsidx help query" in " ".join(run("search", "--help").stdout.split())
