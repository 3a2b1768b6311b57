"""Where the user's own archive lies: in the folder for data, or still in the old place; with real folders."""

from __future__ import annotations

import json
import os
import shlex
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import platformdirs
import pytest

from newsidx.disk.folders import data_folder
from tests.cli.conftest import News, write
from tests.conftest import Run

if sys.platform in ("win32", "darwin"):
    pytest.skip("the folders are elsewhere", allow_module_level=True)

IN_OLD_PLACE = "Note: the archive is still in the old place."


class Home:
    """A home folder, and newsidx run in it without an archive being named."""

    def __init__(self, folder: Path, run: Run) -> None:
        self.folder = folder
        self.new = folder / ".local" / "share" / "newsidx" / "newsidx.db"
        self.old = folder / ".config" / "newsidx" / "newsidx.db"
        self._run = run

    def run(self, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
        places = {"HOME": str(self.folder), "XDG_DATA_HOME": "", "XDG_CONFIG_HOME": str(self.folder / ".config")}
        return self._run(*arguments, **{"NEWSIDX_DB": "", **places, **more})

    def path_used(self, **more: str) -> str:
        path: str = json.loads(self.run("info", "--format", "json", **more).stdout)["path"]
        return path


@pytest.fixture
def home(tmp_path: Path, run: Run) -> Home:
    """A home folder without an archive; the folder `articles` is there to be read."""
    write(tmp_path / "articles", {"a.txt": "date 2022-03-06 Oil.\n"})
    (tmp_path / "home").mkdir()
    return Home(tmp_path / "home", run)


@pytest.fixture
def make(tmp_path: Path, run: Run) -> Callable[..., None]:
    """Make an archive with one article at a path."""

    def make_archive(path: Path, text: str = "Gas") -> None:
        write(tmp_path / text, {"a.txt": f"date 2022-03-06 {text}.\n"})
        done = run("ingest", text, "--db", str(path))
        assert done.returncode == 0, done.stderr

    return make_archive


def test_a_new_archive_is_made_in_the_folder_for_data(home: Home) -> None:
    made = home.run("ingest", "articles")
    assert made.returncode == 0
    assert "Note" not in made.stderr
    assert home.path_used() == str(home.new)
    assert not home.old.exists()


def test_xdg_data_home_says_where_the_folder_for_data_is(home: Home, tmp_path: Path) -> None:
    home.run("ingest", "articles", XDG_DATA_HOME=str(tmp_path / "data"))
    assert home.path_used(XDG_DATA_HOME=str(tmp_path / "data")) == str(tmp_path / "data" / "newsidx" / "newsidx.db")


@pytest.mark.parametrize("stated", [None, "", "data", "/data", "/my data/", "~/data"])
def test_the_folder_for_data_is_the_one_that_platformdirs_names(
    monkeypatch: pytest.MonkeyPatch, stated: str | None
) -> None:
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    if stated is not None:
        monkeypatch.setenv("XDG_DATA_HOME", stated)
    assert Path(data_folder()) == platformdirs.user_data_path("newsidx", appauthor=False)


def test_a_relative_xdg_data_home_is_ignored(home: Home) -> None:
    home.run("ingest", "articles", XDG_DATA_HOME="data")
    assert home.path_used(XDG_DATA_HOME="data") == str(home.new)


def test_an_archive_in_the_old_place_is_used_and_a_note_says_so_once(home: Home, make: Callable[..., None]) -> None:
    make(home.old)
    for arguments in (("list",), ("search", "gas"), ("info",), ("alert", "add", "gas", "gas"), ("ingest", "articles")):
        done = home.run(*arguments)
        assert done.returncode == 0, done.stderr
        assert done.stderr.count(IN_OLD_PLACE) == 1
    assert home.path_used() == str(home.old)
    assert len(home.run("list").stdout.splitlines()) == 2
    assert not home.new.exists()


@pytest.mark.parametrize(
    "arguments", [("--help",), ("list", "--help"), ("help", "query"), ("--version",)], ids=" ".join
)
def test_help_does_not_mention_the_old_place(home: Home, make: Callable[..., None], arguments: tuple[str, ...]) -> None:
    make(home.old)
    assert home.run(*arguments).stderr == ""


def command_in(note: str) -> str:
    """The command at the end of a note."""
    return note.strip().rpartition(": ")[2]


def in_shell(command: str, home: Home) -> None:
    subprocess.run(["sh", "-c", command], check=True, env={**os.environ, "HOME": str(home.folder)}, cwd=home.folder)


@pytest.mark.parametrize("folder", ["home", "home of Zoë's"])
def test_the_command_in_the_note_moves_the_archive(
    tmp_path: Path, run: Run, make: Callable[..., None], folder: str
) -> None:
    (tmp_path / folder).mkdir()
    home = Home(tmp_path / folder, run)
    make(home.old)
    in_shell(command_in(home.run("list").stderr), home)
    listed = home.run("list")
    assert (listed.returncode, listed.stderr) == (0, "")
    assert home.path_used() == str(home.new)
    assert not any(home.old.parent.iterdir())


def test_the_command_in_the_note_moves_the_log_of_a_killed_program_too(home: Home, make: Callable[..., None]) -> None:
    make(home.old)
    program = (
        "import os, sqlite3, sys\n"
        "connection = sqlite3.connect(sys.argv[1])\n"
        "connection.execute('UPDATE articles SET section = ?', ('written last',))\n"
        "connection.commit()\n"
        "os._exit(1)"
    )
    subprocess.run([sys.executable, "-c", program, str(home.old)], check=False)
    assert Path(f"{home.old}-wal").stat().st_size > 0
    in_shell(command_in(home.run("list").stderr), home)
    with sqlite3.connect(home.new) as connection:
        assert connection.execute("SELECT section FROM articles").fetchall() == [("written last",)]
    connection.close()


def test_the_command_in_the_note_makes_a_link_where_there_was_one(
    home: Home, make: Callable[..., None], tmp_path: Path
) -> None:
    make(tmp_path / "disk" / "large.db")
    home.old.parent.mkdir(parents=True)
    home.old.symlink_to(os.path.relpath(tmp_path / "disk" / "large.db", home.old.parent))
    in_shell(command_in(home.run("list").stderr), home)
    listed = home.run("list")
    assert ("Gas" in listed.stdout, listed.stderr) == (True, "")
    assert home.path_used() == str(home.new)
    assert home.run("info").stderr == ""


def test_with_archives_in_both_places_the_new_one_is_used_and_info_mentions_the_other(
    home: Home, make: Callable[..., None]
) -> None:
    make(home.old, "Gas")
    make(home.new, "Coal")
    listed = home.run("list")
    assert ("Coal" in listed.stdout, listed.stderr) == (True, "")
    info = home.run("info")
    assert info.stderr.startswith(f"Note: another archive, in the old place, is not used: {home.old}.")
    assert str(home.old) in home.run(*shlex.split(command_in(info.stderr).replace("~", str(home.folder)))[1:]).stdout
    assert home.run("info", "--db", str(home.new)).stderr == ""
    assert home.run("info", NEWSIDX_DB=str(home.new)).stderr == ""


@pytest.mark.parametrize("kind", ["empty file", "folder", "broken link"])
def test_what_is_no_archive_in_the_old_place_is_passed_over(home: Home, kind: str) -> None:
    home.old.parent.mkdir(parents=True)
    if kind == "empty file":
        home.old.touch()
    elif kind == "folder":
        home.old.mkdir()
    else:
        home.old.symlink_to("nowhere.db")
    done = home.run("ingest", "articles")
    assert (done.returncode, "Note" in done.stderr) == (0, False)
    assert home.path_used() == str(home.new)


def test_an_archive_in_the_old_place_that_cannot_be_opened_is_an_error_and_not_a_new_archive(home: Home) -> None:
    write(home.old.parent, {"newsidx.db": "no archive " * 1000})
    done = home.run("ingest", "articles")
    assert done.returncode == 2
    assert f"{home.old} is not a newsidx archive" in done.stderr
    assert not home.new.exists()


@pytest.mark.parametrize("same", ["both variables", "a link"])
def test_where_both_places_are_one_folder_no_note_is_made(home: Home, make: Callable[..., None], same: str) -> None:
    make(home.old)
    more = {}
    if same == "a link":
        home.new.parent.parent.mkdir(parents=True)
        home.new.parent.symlink_to(home.old.parent)
    else:
        more = {"XDG_DATA_HOME": str(home.folder / ".config")}
    for arguments in (("list",), ("info",)):
        done = home.run(*arguments, **more)
        assert (done.returncode, done.stderr) == (0, "")


def test_a_named_archive_comes_before_both(home: Home, make: Callable[..., None], news: News) -> None:
    make(home.old)
    make(home.new)
    for named in (home.run("info", "--db", str(news.db)), home.run("info", NEWSIDX_DB=str(news.db))):
        assert (str(news.db) in named.stdout, named.stderr) == (True, "")
