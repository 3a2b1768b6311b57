"""Archives made by earlier versions of the project: the current one reads, checks, changes and migrates each of them.

The earlier versions come from the project's own history: one for each schema so far, and in a long run all of them. In
turn, an earlier version refuses a current archive and leaves it as it is.
"""

from __future__ import annotations

import io
import shutil
import sqlite3
import subprocess
import sys
import tarfile
from contextlib import closing
from pathlib import Path

import pytest

from newsidx.archive.sqlite.schema import SCHEMA_VERSION
from tests.faults.contents import assert_sound
from tests.faults.corpus import write_corpus
from tests.faults.processes import ENVIRONMENT, finish
from tests.faults.trials import IS_LONG

pytestmark = pytest.mark.long

ROOT = Path(__file__).parents[2]
LAST_OF_A_SCHEMA = ("58c0e90", "1ab7eca", "b1f7788", "658d179", "3774a79")
READERS = (
    ("list", "--by", "month"), ("search", "cafe"),
    ("list", "--undated"), ("info",), ("problems",),
)  # fmt: skip


def _git(*arguments: str) -> bytes:
    return subprocess.run(["git", "-C", ROOT, *arguments], capture_output=True, check=True).stdout


def _versions() -> list[str]:
    """The commits to try; none if there is no history."""
    try:
        every = [commit[:7] for commit in _git("log", "--format=%H", "--reverse").decode().split()]
    except (OSError, subprocess.CalledProcessError):
        return []
    chosen = [commit for commit in LAST_OF_A_SCHEMA if commit in every]
    return every if chosen and IS_LONG else chosen


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of articles. Read-only."""
    folder = tmp_path_factory.mktemp("corpus") / "articles"
    write_corpus(folder, 6)
    (folder / "accent.txt").write_text("Date: 2022-03-06\nTitle: Café naïve\nBy: Émile\n\nCafe\u0301 sanctions.")
    return folder


def run_version(code: Path, db: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command of an earlier version."""
    return subprocess.run(
        [sys.executable, "-m", "newsidx", "--db", str(db), *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**ENVIRONMENT, "PYTHONPATH": str(code)},
        cwd=db.parent,
        timeout=300,
        check=False,
    )


def checked_out(commit: str, folder: Path) -> Path:
    """The package as it was at a commit."""
    with tarfile.open(fileobj=io.BytesIO(_git("archive", commit, "newsidx"))) as packed:
        packed.extractall(folder)  # made by git just now
    return folder


def version_of(db: Path) -> int:
    with closing(sqlite3.connect(db)) as connection:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


@pytest.mark.filterwarnings("ignore:.*filter:DeprecationWarning")
@pytest.mark.parametrize("commit", _versions())
def test_an_archive_of_an_earlier_version_is_read_checked_changed_and_migrated(
    commit: str, articles: Path, tmp_path: Path
) -> None:
    code, old, reading, writing = (tmp_path / name for name in ("code", "old.db", "reading.db", "writing.db"))
    made = run_version(checked_out(commit, code), old, "ingest", str(articles))
    if made.returncode:
        pytest.skip(f"this version does not run here: {made.stderr[-200:]}")
    with closing(sqlite3.connect(old)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        refs = [ref for (ref,) in connection.execute("SELECT ref FROM articles ORDER BY id DESC")]
    for db in (reading, writing):
        shutil.copy(old, db)
    assert finish(reading, "list", "--format", "ids").stdout.split() == refs
    for arguments in READERS:
        answer = finish(reading, *arguments)
        assert (answer.returncode, answer.stderr.count("newsidx: ")) in ((0, 0), (1, 0)), (arguments, answer.stderr)
    assert finish(reading, "check").returncode == 0
    for arguments in (("ingest", str(articles)), ("alert", "add", "x", "ba"), ("duplicates",)):
        answer = finish(writing, *arguments)
        assert answer.returncode == 0, (arguments, answer.stdout, answer.stderr)
    assert version_of(writing) == SCHEMA_VERSION
    for db in (reading, writing):
        assert_sound(db)
    if version_of(old) < SCHEMA_VERSION:
        before = writing.read_bytes()
        for arguments in (("list",), ("ingest", str(articles))):
            refused = run_version(code, writing, *arguments)
            assert refused.returncode == 2, refused.stdout
            assert "newer newsidx" in refused.stderr
        assert writing.read_bytes() == before
