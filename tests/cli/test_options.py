"""What counts as an option and what as a word of the query, and the notes on a query; `--db` in every place."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from newsidx.cli import cli
from newsidx.cli.query_arguments import language_code, parse_query
from newsidx.languages import languages
from tests.cli.conftest import write
from tests.conftest import Run
from tests.languages.esperanto import ESPERANTO


@pytest.fixture
def oil(run: Run, tmp_path: Path) -> Run:
    """An archive of three articles, one of them about oil and not about Venezuela."""
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
        ("search", "oil", "-body:venezuela", "--format", "ids"),
        ("export", "oil", "-venezuela", "--to", "-", "--format", "csv"),
        ("remove", "oil", "-venezuela", "--yes"),
    ],
    ids=" ".join,
)
def test_a_word_after_a_dash_is_excluded_in_every_command(oil: Run, arguments: tuple[str, ...]) -> None:
    done = oil(*arguments)
    assert (done.returncode, "20220306-1" in done.stdout) == (0, False)
    assert "20220307-1" in done.stdout or "1 article" in done.stdout
    assert "Note" not in done.stderr


def test_a_negation_belongs_to_the_query_before_it(oil: Run) -> None:
    done = oil("timeline", "gas", "oil", "-venezuela", "--by", "day")
    rows = [line.split("\t")[:3] for line in done.stdout.splitlines()]
    assert ["2022-03-07", "oil -venezuela", "1"] in rows
    assert {query for _, query, _ in rows} == {"gas", "oil -venezuela"}


def test_a_negation_is_saved_with_an_alert(oil: Run) -> None:
    assert "1 article" in oil("alert", "add", "crude", "oil", "-venezuela").stdout
    assert "oil -venezuela" in oil("alert", "list").stdout


@pytest.mark.parametrize("command", ["search", "timeline", "words"])
def test_a_letter_that_is_not_an_option_is_a_word_and_a_note_says_so(oil: Run, command: str) -> None:
    done = oil(command, "oil", "-x")
    assert "Note: -x asks for articles without “x”; there is no such option.\n" in done.stderr
    assert "Error" not in done.stderr


def test_a_negation_that_looks_like_an_option_gets_a_note(oil: Run) -> None:
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
        ("search", "oil", "later:1987-06"),
        ("timeline", "oil later:1987-06"),
        ("export", "oil", "later:1987-06", "--to", "-", "--format", "csv"),
        ("words", "oil", "later:1987-06"),
        ("alert", "add", "later", "oil", "later:1987-06"),
        ("remove", "oil", "later:1987-06", "--yes"),
        ("show", "20220306-1", "--highlight", "later:1987-06"),
    ],
    ids=" ".join,
)
def test_every_command_notes_what_it_reads_differently_than_typed(oil: Run, arguments: tuple[str, ...]) -> None:
    assert "Note: “later:1987-06” is searched for as text: there is no field later.\n" in oil(*arguments).stderr


def test_operators_in_a_query_all_in_capitals_are_words_and_a_note_says_so(oil: Run) -> None:
    done = oil("search", "OIL OR GAS", "--format", "ids")
    assert (done.returncode, done.stdout) == (1, "")
    expected = "“OR” was read as a word, because the whole query is in capitals; as an operator: oil OR gas."
    assert expected in " ".join(done.stderr.split())
    assert len(oil("search", "oil OR gas", "--format", "ids").stdout.split()) == 3


def test_an_author_after_from_is_an_error_with_a_remedy(oil: Run) -> None:
    done = oil("search", "oil", "from:smith")
    assert (done.returncode, done.stdout) == (2, "")
    assert "^^^^^" in done.stderr
    assert "For an author: by:smith." in " ".join(done.stderr.split())


WITH_LANGUAGE = [
    ("search", "oil", "--format", "ids"),
    ("timeline", "oil"),
    ("words", "oil"),
    ("export", "oil", "--to", "-", "--format", "csv"),
    ("remove", "oil", "--yes"),
]


@pytest.mark.parametrize("arguments", WITH_LANGUAGE, ids=" ".join)
@pytest.mark.parametrize("language", ["en", "EN", "en-GB", "English", "english"])
def test_a_command_with_a_query_takes_its_language(oil: Run, arguments: tuple[str, ...], language: str) -> None:
    done = oil(*arguments, "--lang", language)
    assert done.returncode == (1 if "words" in arguments else 0)
    assert "Error" not in done.stderr
    assert "2022-03-07" in done.stdout or "20220307-1" in done.stdout or "words" in arguments


@pytest.mark.parametrize("arguments", WITH_LANGUAGE, ids=" ".join)
def test_an_unknown_language_is_an_error(oil: Run, arguments: tuple[str, ...]) -> None:
    done = oil(*arguments, "--lang", "klingon")
    assert (done.returncode, done.stdout) == (2, "")
    assert "newsidx knows no language “klingon”. It knows" in done.stderr
    assert " en, " in done.stderr


def test_the_languages_nearest_to_an_unknown_one_are_named(oil: Run) -> None:
    assert "Did you mean English (en) or" in oil("search", "oil", "--lang", "Englsh").stderr
    assert "knows no language “”" in oil("search", "oil", "--lang", "").stderr


def test_a_query_gets_the_language_that_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(languages, "eo", ESPERANTO)
    option = click.Option(["--lang"])
    context = click.Context(cli)
    assert [language_code(context, option, name) for name in ("eo", "Esperanto", "eo-XX", None)] == [
        *("eo", "eo", "eo", None)
    ]
    assert parse_query(["nafto"], language="eo").language == "eo"
    with pytest.raises(click.BadParameter, match="Esperanto"):
        language_code(context, option, "esperant")


def every_command(group: click.Group = cli, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The names of every command and subcommand, as they are typed: `("alert", "list")`."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        yield (*path, name)
        if isinstance(command, click.Group):
            yield from every_command(command, (*path, name))


PLACES_FOR_DB = [(words, place) for words in every_command() for place in range(len(words) + 1)]


def help_printed(*arguments: str) -> str:
    """What a command line that ends with `--help` prints. An option before it that is not known raises an error."""
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        cli.main([*arguments, "--help"], prog_name="newsidx", standalone_mode=False)
    return printed.getvalue()


@pytest.mark.parametrize(("words", "place"), PLACES_FOR_DB)
def test_db_is_taken_before_and_after_every_command_and_subcommand(words: tuple[str, ...], place: int) -> None:
    printed = help_printed(*words[:place], "--db", "some.db", *words[place:])
    assert printed.startswith(f"Usage: newsidx {' '.join(words)} ")


@pytest.mark.parametrize("words", list(every_command()), ids=" ".join)
def test_help_shows_db(words: tuple[str, ...]) -> None:
    assert "--db PATH" in help_printed(*words)


@pytest.mark.parametrize(
    "arguments",
    [
        ("--db", "oil.db", "alert", "list"),
        ("alert", "--db", "oil.db", "list"),
        ("alert", "list", "--db", "oil.db"),
        ("--db", "other.db", "alert", "list", "--db", "oil.db"),
        ("--db", "other.db", "alert", "--db", "oil.db", "list"),
        ("alert", "--db", "other.db", "list", "--db", "oil.db"),
        ("--db", "other.db", "--db", "oil.db", "alert", "list"),
    ],
    ids=" ".join,
)
def test_the_db_nearest_to_the_end_is_used(oil: Run, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    for db, name in (("oil.db", "crude"), ("other.db", "other"), ("run.db", "environment")):
        assert oil("ingest", "articles", "--db", db).returncode == 0
        assert oil("alert", "add", name, "oil", "--db", db).returncode == 0
    listed = oil(*arguments)
    assert (listed.returncode, listed.stdout.split("\t")[0]) == (0, "crude")
    assert oil("alert", "list").stdout.startswith("environment\t")


@pytest.mark.parametrize(
    "arguments", [("--db", "", "list"), ("list", "--db", ""), ("list", "--db="), ("alert", "--db", "", "list")]
)
def test_an_empty_db_is_an_error_and_not_another_archive(oil: Run, arguments: tuple[str, ...]) -> None:
    done = oil(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Invalid value for '--db': it is empty." in done.stderr
