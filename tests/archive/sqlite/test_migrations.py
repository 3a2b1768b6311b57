"""An archive of an earlier schema gets the index of a new one in one transaction, and its articles stay as they are."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest

from newsidx.archive import open_archive
from newsidx.archive.opening import open_to_change
from newsidx.archive.sqlite.schema import SCHEMA_OF_WORDS, SCHEMA_VERSION
from newsidx.errors import ArchiveOutdated
from newsidx.ingest.pipeline import ingest
from tests.archive.checks import assert_whole
from tests.archive.old_schemas import downgrade
from tests.faults.processes import ENVIRONMENT, finish
from tests.faults.trials import some_of

EARLIER = [(1, False), *((version, True) for version in some_of(range(1, SCHEMA_VERSION), 2))]
ARTICLES = {
    "a": "Date: 2022-03-01\nTitle: Oil prices\nBy: Ann Smith\nSource: The Herald\n\nThe companies discussed sanctions.",
    "b": "Date: 2022-03-02\nTitle: Petróleo\nLanguage: es\n\nLas sanciones, y una sanción más. El embargo continúa.",
    "c": "Date: 2022-03-03\nTitle: 東京の株価\nLanguage: ja\n\n東京都で株価が上がった。",
    "d": "date 2022-03-04 Snow fell in the north, and more of it is to come. Nothing else happened.",
    "e": "An undated text about a café, its owner’s naïve plans, and U.S. law.",
}
INDEX = "SELECT term, doc, col, offset FROM temp.instances ORDER BY 1, 2, 3, 4"
OPEN = """
import os, sys
from newsidx.archive import open_archive
open_archive(sys.argv[1], write=True, on_upgrade=lambda done, of: {on_upgrade})
"""


@pytest.fixture(scope="module")
def new(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of the present schema, closed. Read-only."""
    folder = tmp_path_factory.mktemp("migrations")
    (folder / "articles").mkdir()
    for name, text in ARTICLES.items():
        (folder / "articles" / f"{name}.txt").write_text(text, encoding="utf-8")
    with open_archive(str(folder / "news.db"), write=True) as archive:
        ingest(archive, [str(folder / "articles")])
    return folder / "news.db"


@pytest.fixture
def old(new: Path, tmp_path: Path) -> Path:
    """The same archive of schema 8."""
    shutil.copy(new, tmp_path / "old.db")
    downgrade(tmp_path / "old.db", 8)
    return tmp_path / "old.db"


def rows(path: Path, *queries: str) -> list[list[tuple[object, ...]]]:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE VIRTUAL TABLE temp.instances USING fts5vocab (main, articles_fts, instance)")
        return [connection.execute(query).fetchall() for query in queries]


def version_of(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


def assert_searchable_as_before(path: Path) -> None:
    """The archive still has its old schema, is intact, and answers."""
    assert version_of(path) == 8
    with open_archive(str(path)) as archive:
        assert archive.is_outdated
        assert archive.check().is_intact
    assert finish(path, "search", "sanction", "--format", "ids").stdout == "20220301-1\n"


@pytest.mark.parametrize(("version", "has_ctime"), EARLIER)
def test_a_migrated_archive_has_the_index_and_forms_of_a_new_one_and_the_same_articles(
    new: Path, tmp_path: Path, version: int, has_ctime: bool
) -> None:
    path = tmp_path / "old.db"
    shutil.copy(new, path)
    downgrade(path, version, has_ctime=has_ctime)
    articles = "SELECT * FROM articles"
    (before,) = rows(path, articles)
    progress: list[tuple[int, int]] = []
    with open_archive(str(path), write=True, on_upgrade=lambda done, of: progress.append((done, of))) as archive:
        assert not archive.is_outdated
        assert archive.check().is_intact
        assert_whole(archive)
    assert progress == ([(0, 5), (5, 5)] if version < SCHEMA_OF_WORDS else [])
    same = (
        *(articles, INDEX, "SELECT * FROM forms", "SELECT * FROM languages", "SELECT * FROM unlisted"),
        *("SELECT * FROM days", "SELECT * FROM field_counts", "SELECT * FROM pending_counts"),
        "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' AND name <> 'files' ORDER BY 1, 2",
    )
    assert rows(path, *same) == rows(new, *same)
    assert rows(path, articles) == [before]
    assert finish(path, "check").stdout == "No errors found.\n"


def test_an_archive_is_migrated_once(old: Path) -> None:
    open_archive(str(old), write=True).close()
    progress: list[int] = []
    open_archive(str(old), write=True, on_upgrade=lambda done, of: progress.append(done)).close()
    assert progress == []


@pytest.mark.parametrize("moment", [0, 5])
def test_an_interrupted_migration_leaves_the_archive_as_it_was(old: Path, moment: int) -> None:
    def interrupt(done: int, of: int) -> None:
        if done == moment:
            raise KeyboardInterrupt

    before = old.read_bytes()
    with pytest.raises(KeyboardInterrupt):
        open_archive(str(old), write=True, on_upgrade=interrupt)
    assert old.read_bytes() == before
    assert sorted(path.name for path in old.parent.iterdir()) == ["old.db"]
    assert_searchable_as_before(old)
    open_archive(str(old), write=True).close()
    assert version_of(old) == SCHEMA_VERSION


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
@pytest.mark.parametrize("moment", [0, 5])
def test_a_migration_killed_half_way_leaves_the_archive_as_it_was(old: Path, moment: int) -> None:
    script = OPEN.format(on_upgrade=f"done == {moment} and os.kill(os.getpid(), 9)")
    killed = subprocess.run([sys.executable, "-c", script, str(old)], env=ENVIRONMENT, check=False)
    assert killed.returncode == -signal.SIGKILL
    assert_searchable_as_before(old)
    with open_archive(str(old), write=True) as archive:
        assert_whole(archive)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no limits of this kind")
@pytest.mark.parametrize("limit", [60_000, 120_000, 200_000, 240_000])
def test_a_migration_without_space_for_it_is_one_clear_line_and_changes_nothing(old: Path, limit: int) -> None:
    def limit_file_size() -> None:
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    answer = subprocess.run(
        [sys.executable, "-m", "newsidx", "--db", str(old), "optimize"],
        capture_output=True, text=True, env=ENVIRONMENT, preexec_fn=limit_file_size, check=False,
    )  # fmt: skip
    assert answer.returncode == 2
    *before, error = answer.stderr.splitlines()
    assert error.startswith("newsidx: ")
    assert len(before) < 2
    assert all(line.startswith("An earlier newsidx made this archive's index.") for line in before)
    assert_searchable_as_before(old)


def test_a_migration_waits_for_another_and_finds_it_done(old: Path) -> None:
    has_begun, may_end = threading.Event(), threading.Event()
    first_progress: list[int] = []
    second_progress: list[int] = []

    def upgrade_slowly(done: int, of: int) -> None:
        first_progress.append(done)
        has_begun.set()
        may_end.wait(60)

    first = threading.Thread(target=lambda: open_archive(str(old), write=True, on_upgrade=upgrade_slowly).close())
    first.start()
    assert has_begun.wait(60)
    second = open_archive(
        str(old), write=True, on_upgrade=lambda done, of: second_progress.append(done), on_wait=may_end.set
    )
    first.join(60)
    assert (first_progress, second_progress) == ([0, 5], [])
    with second as archive:
        assert archive.on_wait == may_end.set
        assert_whole(archive)


def test_readers_search_while_another_program_migrates(old: Path) -> None:
    answers: list[str] = []
    open_archive(
        str(old),
        write=True,
        on_upgrade=lambda done, of: answers.append(finish(old, "search", "sanction", "--format", "ids").stdout),
    ).close()
    assert answers == ["20220301-1\n", "20220301-1\n"]


def test_a_command_says_why_it_makes_the_index_anew_once_and_not_on_stdout(old: Path) -> None:
    answer = finish(old, "alert", "add", "cafe", "cafe")
    assert answer.stdout.startswith('Alert "cafe" saved: ')
    assert answer.stderr == (
        "An earlier newsidx made this archive's index. Making it anew from its 5 articles takes a second or two, "
        "and can be interrupted …\n"
    )
    assert finish(old, "alert", "add", "law", "law").stderr == ""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")
@pytest.mark.parametrize("command", [("optimize",), ("ingest", ".")])
def test_ctrl_c_says_how_to_go_on_and_exits_with_130(old: Path, command: tuple[str, ...]) -> None:
    script = f"""
import os, signal, sys, time
from newsidx.archive.sqlite.fts5 import forms
from newsidx.archive.sqlite import migrations
from newsidx.cli import run
signal.signal(signal.SIGINT, signal.default_int_handler)  # a program started in the background ignores it
make_all = migrations.make_all
def interrupted(connection):
    os.kill(os.getpid(), signal.SIGINT)
    time.sleep(10)  # until the signal arrives
    make_all(connection)
migrations.make_all = interrupted
sys.exit(run(["--db", sys.argv[1], *{command!r}]))
"""
    answer = subprocess.run(
        [sys.executable, "-c", script, str(old)],
        capture_output=True, text=True, env=ENVIRONMENT, cwd=old.parent, check=False,
    )  # fmt: skip
    assert answer.returncode == 130, answer.stderr
    assert answer.stderr.rstrip().splitlines()[1:] == [
        "Interrupted. The archive is as it was, and can be searched. The same command again, or newsidx optimize, "
        "makes its index anew."
    ]
    assert_searchable_as_before(old)


@pytest.mark.parametrize("version", [8, SCHEMA_VERSION - 1])
def test_an_archive_can_be_opened_to_change_it_only_if_that_needs_no_migration(new: Path, version: int) -> None:
    path = shutil.copy(new, new.parent / f"of-{version}.db")
    open_to_change(str(path), migrate=False).close()
    downgrade(path, version)
    with pytest.raises(ArchiveOutdated, match="earlier newsidx"):
        open_to_change(str(path), migrate=False)
    assert version_of(path) == version


@pytest.mark.parametrize(
    ("command", "is_said"),
    [
        (("search", "sanctions", "--format", "lines"), True),
        (("search", "=sanctions", "--format", "ids"), True),
        (("words", "sanctions"), True),
        (("timeline", "sanctions", "--format", "csv"), True),
        (("export", "sanctions", "--to", "-", "--format", "jsonl"), True),
        (("list",), False),
        (("list", "--by", "month"), False),
        (("show", "20220301-1"), False),
        (("search", "date:2022", "--format", "ids"), False),
        (("export", "--date", "2022", "--to", "-"), False),
        (("info",), False),
    ],
)
def test_a_search_says_once_on_stderr_that_the_index_is_of_an_earlier_newsidx(
    new: Path, old: Path, command: tuple[str, ...], is_said: bool
) -> None:
    answer = finish(old, *command)
    assert answer.stderr.count("Note: an earlier newsidx made this archive's index.") == is_said
    assert answer.stderr.count("newsidx optimize") == is_said
    assert "earlier newsidx" not in answer.stdout
    if is_said:
        assert answer.stdout == finish(new, *command).stdout
        assert "earlier" not in finish(new, *command).stderr
