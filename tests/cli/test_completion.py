"""Completion: what a shell offers while a command is being typed, and the script that asks for it."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import write
from tests.conftest import Run

ARTICLES = {
    f"{number}.txt": f"Date: 2022-03-0{number}\nSource: {source}\n\nOil\n\nOil and gas {number}."
    for number, source in enumerate(("The Herald", "The Herald", "Post", "A, B and C"), 1)
}


@pytest.fixture
def typing(run: Run, tmp_path: Path) -> Run:
    """Run the real command in a folder with an archive that has four articles and two alerts."""
    write(tmp_path / "articles", ARTICLES)
    assert run("ingest", "articles").returncode == 0
    for name in ("cocoa", "coffee"):
        assert run("alert", "add", name, name).returncode == 0
    return run


def offered(run: Run, *words: str, shell: str = "fish", **environment: str) -> list[str]:
    """What is offered for the last of the words, in the way of fish, which adds nothing to a word."""
    done = run(
        _NEWSIDX_COMPLETE=f"{shell}_complete", COMP_WORDS="\n".join(("newsidx", *words)), COMP_CWORD=words[-1],
        **environment,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    return [line.partition("\t")[0].partition(",")[2] for line in done.stdout.splitlines() if line]


def test_commands_options_and_choices_are_offered(typing: Run) -> None:
    assert offered(typing, "tim") == ["timeline"]
    assert {"--since", "--sort", "--source"} <= set(offered(typing, "search", "--s"))
    assert offered(typing, "search", "--sort", "") == ["relevance", "newest", "oldest"]
    assert offered(typing, "help", "da") == ["dates"]
    assert offered(typing, "help", "alert", "r") == ["remove", "run"]


def test_names_in_the_archive_are_offered(typing: Run) -> None:
    assert offered(typing, "alert", "run", "co") == ["cocoa", "coffee"]
    assert offered(typing, "alert", "remove", "cof") == ["coffee"]
    assert offered(typing, "list", "--source", "the") == ["The Herald"]
    assert offered(typing, "list", "--source", "") == ["The Herald", "Post"]
    assert offered(typing, "search", "source:p") == ["source:Post"]
    assert offered(typing, "search", "source:") == ['source:"The Herald"', "source:Post"]


def test_ids_are_offered_from_the_year_on_and_files_before(typing: Run) -> None:
    ids = typing("list", "--format", "ids").stdout.split()
    (newest, *_) = ids
    for command in ("show", "cite", "open", "note", "related", "search", "tag"):
        assert offered(typing, command, newest[:4]) == [ref for ref in ids if ref.startswith(newest[:4])]
        assert offered(typing, command, newest[:9]) == [ref for ref in ids if ref.startswith(newest[:9])]
    assert offered(typing, "show", "20") == ["20"]  # which the shell completes as the name of a file
    assert offered(typing, "search", "1234") == []


def test_fields_of_the_query_are_offered_once_a_letter_is_typed(typing: Run) -> None:
    assert offered(typing, "search", "ti") == ["title:"]
    assert offered(typing, "timeline", "s") == ["source:", "section:", "search:", "since:"]
    assert offered(typing, "search", "") == []
    assert offered(typing, "search", "by:") == []


def test_without_an_archive_nothing_is_offered_and_nothing_is_said(run: Run, tmp_path: Path) -> None:
    assert offered(run, "alert", "run", "", NEWSIDX_DB=str(tmp_path / "none.db")) == []
    (tmp_path / "other.db").write_text("this is no archive")
    assert offered(run, "search", "--source", "", NEWSIDX_DB=str(tmp_path / "other.db")) == []


def test_the_archive_named_before_the_option_is_asked(typing: Run, tmp_path: Path) -> None:
    db = str(tmp_path / "run.db")
    environment = {"NEWSIDX_DB": str(tmp_path / "none.db")}
    assert offered(typing, "--db", db, "list", "--source", "p", **environment) == ["Post"]
    assert offered(typing, "list", "--db", db, "--source", "p", **environment) == ["Post"]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_is_one_that_its_shell_reads(run: Run, shell: str) -> None:
    done = run("completion", shell)
    assert done.returncode == 0
    assert f"_NEWSIDX_COMPLETE={shell}_complete" in done.stdout
    if program := shutil.which(shell):
        read = subprocess.run([program, "-n"], input=done.stdout, capture_output=True, text=True, check=False)
        assert (read.returncode, read.stderr) == (0, "")


def test_an_unknown_shell_is_an_error_that_names_those_there_are(run: Run) -> None:
    done = run("completion", "tcsh")
    assert (done.returncode, done.stdout) == (2, "")
    assert "'bash', 'zsh', 'fish'" in done.stderr


BASH = """
eval "$(newsidx completion bash)"
COMP_WORDS=({words}); COMP_CWORD={place}; COMPREPLY=()
compopt() {{ printf "compopt %s %s\\n" "$@"; }}
_newsidx_completion newsidx
printf '%s\\n' "${{COMPREPLY[@]}}"
"""


@pytest.mark.skipif(not shutil.which("bash"), reason="needs bash")
@pytest.mark.parametrize(
    ("words", "inserted"),
    [
        ("newsidx tim", ["timeline"]),
        ("newsidx search ti", ["compopt -o nospace", "title:"]),
        ("newsidx search source : p", ["Post"]),
        ("newsidx search source :", [r"\"The\ Herald\"", "Post"]),
        ("newsidx list --source T", [r"The\ Herald"]),
        ("newsidx list --source 'The\\ H'", [r"The\ Herald"]),
    ],
)
def test_bash_inserts_fields_without_a_space_and_names_with_their_blanks_escaped(
    typing: Run, tmp_path: Path, words: str, inserted: list[str]
) -> None:
    place = len(words.replace("'The\\ H'", "x").split()) - 1
    script = BASH.format(words=words, place=place)
    bin_folder = Path(sys.executable).parent
    done = subprocess.run(
        ["bash", "--norc", "-c", script],
        capture_output=True,
        text=True,
        check=False,
        env={"PATH": f"{bin_folder}:/usr/bin:/bin", "NEWSIDX_DB": str(tmp_path / "run.db"), "LANG": "C.UTF-8"},
    )
    assert (done.stderr, done.stdout.splitlines()) == ("", inserted)
