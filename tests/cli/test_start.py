"""Every command starts by itself, and waits for no modules that it does not use."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import click
import pytest

from newsidx.cli import cli
from tests.cli.conftest import News
from tests.commands.command import Command
from tests.commands.running import run_in_new_python

RUN = """
import sys
from newsidx.cli import run
try:
    run(sys.argv[1:])
finally:
    print("\\n".join(sys.modules), file=sys.stderr)
"""

Imported = Callable[..., set[str]]


@pytest.fixture
def imported(news: News, tmp_path: Path) -> Imported:
    """The modules that a command imports in a pipe, among them the packages that they are in."""
    db = shutil.copy(news.db, tmp_path)

    def modules(*arguments: str, **environment: str) -> set[str]:
        ran = subprocess.run(
            [sys.executable, "-c", RUN, *arguments],
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=True,
            env={**os.environ, "NEWSIDX_DB": str(db), **environment},
            cwd=news.folder.parent,
        )
        assert ran.stdout
        return set(ran.stderr.splitlines())

    return modules


UNUSED = {
    "--version": ["newsidx.archive", "newsidx.dates", "newsidx.formats", "newsidx.query", "sqlite3", "difflib"],
    "--help": ["newsidx.archive", "newsidx.dates", "newsidx.formats", "newsidx.query", "sqlite3", "difflib"],
    "search --help": ["newsidx.archive.sqlite", "newsidx.languages", "newsidx.query.parser", "sqlite3"],
    "list -n 1": ["newsidx.archive.sqlite.fts5", "newsidx.dates.ranges", "newsidx.languages", "newsidx.query.tree"],
    "search sanctions": ["newsidx.dates.ranges", "newsidx.search.similarity", "rapidfuzz"],
    "info": ["newsidx.search", "newsidx.terminal.console"],
    "ingest articles": ["newsidx.archive.records", "newsidx.query.tree", "tempfile", "hashlib"],
}
"""Modules that would be imported if the import of one module moved to the top of another."""

UNUSED_BY_ALL = (
    *("newsidx.readers.reading", "newsidx.analysis", "rich.console"),
    *("newsidx.archive.opensearch", "opensearchpy", "urllib.parse"),
)


@pytest.mark.parametrize("command", UNUSED)
def test_what_a_command_does_not_use_is_not_imported(imported: Imported, command: str) -> None:
    modules = imported(*command.split())
    assert modules & {*UNUSED[command], *UNUSED_BY_ALL} == set()
    assert "newsidx.ingest" not in modules or command.startswith("ingest")


def test_the_names_of_the_commands_are_completed_without_importing_any(imported: Imported) -> None:
    modules = imported(_NEWSIDX_COMPLETE="zsh_complete", COMP_WORDS="newsidx s", COMP_CWORD="1")
    assert {name for name in modules if name.startswith("newsidx.cli.")} == {
        "newsidx.cli.archive_option", "newsidx.cli.main", "newsidx.cli.settings", "newsidx.cli.shell_scripts",
        "newsidx.cli.streams",
    }  # fmt: skip


@pytest.mark.parametrize("name", cli.list_commands(click.Context(cli)))
def test_every_command_can_be_the_first_to_import_its_modules(name: str, tmp_path: Path) -> None:
    done = run_in_new_python(Command((name, "--help"), {**os.environ, "NEWSIDX_CONFIG": ""}, str(tmp_path)))
    assert (done.returncode, done.stderr) == (0, "")
