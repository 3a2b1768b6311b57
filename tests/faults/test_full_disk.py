"""A full disk, and places that cannot be written: one line reports it, and nothing that was done is lost."""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.commands.running import run_command
from tests.faults.contents import Contents, assert_finished, assert_sound, contents
from tests.faults.corpus import write_corpus
from tests.faults.processes import ENVIRONMENT, command_on, finish, newsidx
from tests.faults.trials import some_of


def permissions_count() -> bool:
    """Whether permissions apply to this user: they do not to root, nor to anybody on Windows."""
    with tempfile.NamedTemporaryFile() as file:
        os.chmod(file.name, 0o400)
        return not os.access(file.name, os.W_OK)


not_for_root = pytest.mark.skipif(not permissions_count(), reason="permissions do not apply to this user")
no_limits = pytest.mark.skipif(os.name == "nt", reason="Windows cannot limit the size of files")


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of enough files for three batches. Read-only."""
    folder = tmp_path_factory.mktemp("corpus") / "articles"
    write_corpus(folder)
    return folder


@pytest.fixture(scope="module")
def full(articles: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of that folder. Read-only."""
    db = tmp_path_factory.mktemp("full") / "news.db"
    assert finish(db, "ingest", str(articles)).returncode == 0
    return db


@pytest.fixture(scope="module")
def expected(full: Path) -> Contents:
    """The contents after an undisturbed ingest of that folder."""
    return contents(full)


def finish_limited(limit: int, db: Path, *arguments: str, patience: float = 300) -> subprocess.CompletedProcess[str]:
    """Run a command that cannot make any file larger than `limit` bytes."""

    return run_command(command_on(db, *arguments)._replace(largest_file=limit), timeout=patience)


def assert_one_plain_line(answer: subprocess.CompletedProcess[str]) -> None:
    """The command failed, and said why in one readable line."""
    assert answer.returncode == 2, (answer.stdout, answer.stderr)
    assert answer.stderr.startswith("newsidx: "), answer.stderr
    assert len(answer.stderr.splitlines()) == 1, answer.stderr


@no_limits
@pytest.mark.parametrize("jobs", ["-j0", "-j2"])
@pytest.mark.parametrize("limit", some_of([4096, 20_000, 40_000, 250_000, 1_000_000, 2_000_000, 2_600_000], 3))
def test_an_ingest_that_runs_out_of_space_says_so_and_can_be_finished_once_there_is_space(
    articles: Path, expected: Contents, tmp_path: Path, limit: int, jobs: str
) -> None:
    db = tmp_path / "news.db"
    answer = finish_limited(limit, db, "ingest", str(articles), jobs)
    assert_one_plain_line(answer)
    shutil.copytree(tmp_path, tmp_path / "copy")
    if (tmp_path / "copy" / "news.db").exists():
        assert_sound(tmp_path / "copy" / "news.db")
        assert contents(tmp_path / "copy" / "news.db").articles <= expected.articles
    again = finish(db, "ingest", str(articles), jobs)
    assert again.returncode == 0, again.stderr
    assert_finished(db, expected)


@no_limits
def test_an_ingest_that_cannot_write_a_single_byte_fails_at_once(articles: Path, tmp_path: Path) -> None:
    assert_one_plain_line(finish_limited(0, tmp_path / "news.db", "ingest", str(articles), patience=10))


@no_limits
@pytest.mark.parametrize("limit", some_of([0, 4096, 20_000, 100_000, 1_000_000], 2))
@pytest.mark.parametrize("command", ["ingest", "prune", "optimize"])
def test_a_change_that_cannot_be_written_loses_nothing(
    full: Path, articles: Path, tmp_path: Path, command: str, limit: int
) -> None:
    """The change may have been made nevertheless, in the log next to the file, where it is just as safe."""
    folder, db, changed = tmp_path / "articles", tmp_path / "news.db", tmp_path / "changed.db"
    write_corpus(folder, 4, a_day=60)
    arguments = {
        "ingest": ("ingest", str(folder)),
        "prune": ("ingest", "--prune", "--yes", str(articles / "2022-02")),
        "optimize": ("optimize",),
    }[command]
    before = full.parent / "before.db"
    shutil.copy(full, before)
    away = articles / "2022-02"
    hidden = articles.parent / "away"
    if command == "prune":
        away.rename(hidden)
    try:
        for path in (db, changed):
            shutil.copy(before, path)
        assert finish(changed, *arguments).returncode == 0
        answer = finish_limited(limit, db, *arguments)
        if answer.returncode:
            assert_one_plain_line(answer)
        shutil.copytree(tmp_path, tmp_path / "copy")
        actual, old, new = contents(tmp_path / "copy" / "news.db"), contents(before), contents(changed)
        assert old.articles & new.articles <= actual.articles <= old.articles | new.articles
        assert answer.returncode or actual == new
        assert_sound(tmp_path / "copy" / "news.db")
        again = finish(db, *arguments)
        assert again.returncode == 0, again.stderr
        assert_finished(db, new)
    finally:
        if command == "prune":
            hidden.rename(away)


@pytest.mark.skipif(sys.platform != "linux" or not shutil.which("unshare"), reason="needs a disk of its own")
@pytest.mark.parametrize("size", some_of(["100k", "1m", "2m", "3m", "4m"], 2))
def test_an_ingest_names_the_full_disk_and_can_be_finished_once_there_is_space(
    articles: Path, expected: Contents, tmp_path: Path, size: str
) -> None:
    disk, script = tmp_path / "disk", tmp_path / "script.sh"
    disk.mkdir()
    ingest = f"'{sys.executable}' -m newsidx --db '{disk}/news.db' ingest '{articles}'"
    script.write_text(
        f"""
        mount -t tmpfs -o size={size} none '{disk}' || exit 77
        {ingest} 2>'{tmp_path}/stderr'
        echo $? >'{tmp_path}/status'
        mkdir '{tmp_path}/then'
        cp '{disk}'/* '{tmp_path}/then'
        mount -o remount,size=100m '{disk}'
        {ingest} && cp '{disk}'/news.db* '{tmp_path}'
        """
    )
    ran = subprocess.run(
        ["unshare", "--user", "--map-root-user", "--mount", "sh", script],
        capture_output=True,
        text=True,
        env=ENVIRONMENT,
        timeout=300,
        check=False,
    )
    if not (tmp_path / "status").exists():
        pytest.skip(f"cannot mount a disk here: {ran.stderr}")
    then = tmp_path / "then" / "news.db"
    if (tmp_path / "status").read_text() == "0\n":  # all of it is in the log, as the file had no space for it
        assert_finished(then, expected)
    else:
        assert (tmp_path / "status").read_text() == "2\n"
        stderr = (tmp_path / "stderr").read_text(encoding="utf-8")
        assert stderr.startswith(f"newsidx: No space left on the disk of {disk}/news.db. "), stderr
        assert len(stderr.splitlines()) == 1, stderr
        if then.exists():
            assert_sound(then)
            assert contents(then).articles <= expected.articles
    assert ran.returncode == 0, ran.stderr
    assert_finished(tmp_path / "news.db", expected)


@pytest.mark.skipif(sys.platform != "linux" or not shutil.which("unshare"), reason="needs a disk of its own")
@pytest.mark.parametrize("jobs", ["-j0", "-j2"])
def test_an_ingest_names_the_temporary_folder_if_that_is_full(articles: Path, tmp_path: Path, jobs: str) -> None:
    disk, script, large = tmp_path / "disk", tmp_path / "script.sh", tmp_path / "large.csv"
    disk.mkdir()
    with large.open("w") as file:
        file.write("date,title,text\n")
        file.writelines(f"2022-03-06,Story {number},{number} {'rises ' * 300}\n" for number in range(4000))
    ingest = f"'{sys.executable}' -m newsidx --db '{tmp_path}/news.db' ingest '{articles}' '{large}' {jobs}"
    script.write_text(
        f"""
        mount -t tmpfs -o size=5m none '{disk}' || exit 77
        TMPDIR='{disk}' {ingest} 2>'{tmp_path}/stderr'
        echo $? >'{tmp_path}/status'
        ls '{disk}' >'{tmp_path}/left'
        """
    )
    command = ["unshare", "--user", "--map-root-user", "--mount", "sh", script]
    ran = subprocess.run(command, capture_output=True, text=True, env=ENVIRONMENT, timeout=300, check=False)
    if not (tmp_path / "status").exists():
        pytest.skip(f"cannot mount a disk here: {ran.stderr}")
    stderr = (tmp_path / "stderr").read_text(encoding="utf-8")
    assert (tmp_path / "status").read_text() == "2\n", stderr
    assert stderr.startswith(f"newsidx: The temporary folder {disk} cannot be written (No space left"), stderr
    assert len(stderr.splitlines()) == 1, stderr
    assert (tmp_path / "left").read_text() == ""
    assert_sound(tmp_path / "news.db")
    assert finish(tmp_path / "news.db", "ingest", str(articles), str(large), jobs).returncode == 0
    assert_sound(tmp_path / "news.db")


@pytest.fixture
def on_full_disk(tmp_path: Path) -> Callable[[str], subprocess.CompletedProcess[str]]:
    """Runs a script in a folder whose `disk` is a disk of its own, of 8 MB. In it `fill` fills that up."""

    def run_script(script: str) -> subprocess.CompletedProcess[str]:
        (tmp_path / "disk").mkdir()
        (tmp_path / "script.sh").write_text(
            f"""
            cd '{tmp_path}'
            mount -t tmpfs -o size=8m none disk || exit 77
            newsidx() {{ '{sys.executable}' -m newsidx --db disk/news.db "$@"; }}
            fill() {{ head -c 10000000 /dev/zero >disk/filling 2>filling.log; }}
            {script}
            """
        )
        command = ["unshare", "--user", "--map-root-user", "--mount", "sh", str(tmp_path / "script.sh")]
        ran = subprocess.run(command, capture_output=True, text=True, env=ENVIRONMENT, timeout=300, check=False)
        if ran.returncode in (1, 77) and ("unshare" in ran.stderr or "mount" in ran.stderr):
            pytest.skip(f"cannot mount a disk here: {ran.stderr}")
        return ran

    return run_script


own_disk = pytest.mark.skipif(sys.platform != "linux" or not shutil.which("unshare"), reason="needs a disk of its own")


@own_disk
def test_an_archive_on_a_full_disk_can_be_read_and_the_disk_is_named_if_it_is_to_be_written(
    full: Path, on_full_disk: Callable[[str], subprocess.CompletedProcess[str]]
) -> None:
    ran = on_full_disk(f"""
        cp '{full}' disk/news.db
        fill
        newsidx list --limit 3 --format ids
        newsidx search 'ba*' --limit 1 --format ids
        newsidx tag +story 'ba*'
    """)
    assert ran.stdout == "".join(
        finish(full, *arguments, "--format", "ids").stdout
        for arguments in (("list", "--limit", "3"), ("search", "ba*", "--limit", "1"))
    )
    assert ran.returncode == 2
    assert ran.stderr.startswith("newsidx: No space left on the disk of disk/news.db. Free some, "), ran.stderr
    assert len(ran.stderr.splitlines()) == 1, ran.stderr


@own_disk
def test_a_search_that_cannot_read_the_log_since_the_disk_is_full_names_the_disk(
    full: Path, on_full_disk: Callable[[str], subprocess.CompletedProcess[str]]
) -> None:
    ran = on_full_disk(f"""
        cp '{full}' disk/news.db
        '{sys.executable}' -c '
import os, sqlite3
connection = sqlite3.connect("disk/news.db")
connection.execute("DELETE FROM files WHERE id = 1")
connection.commit()
os._exit(0)  # as if it was killed: the log stays
'
        rm disk/news.db-shm
        fill
        newsidx search 'ba*'
    """)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr.startswith("newsidx: No space left on the disk of disk/news.db. "), ran.stderr
    assert len(ran.stderr.splitlines()) == 1, ran.stderr


@own_disk
@pytest.mark.parametrize("arguments", ["words --date 2022-02", "words 'a*'"])
def test_a_search_that_has_no_space_for_temporary_files_names_their_folder(
    full: Path, on_full_disk: Callable[[str], subprocess.CompletedProcess[str]], tmp_path: Path, arguments: str
) -> None:
    ran = on_full_disk(f"""
        fill
        SQLITE_TMPDIR='{tmp_path}/disk' '{sys.executable}' -m newsidx --db '{full}' {arguments}
    """)
    assert (ran.returncode, ran.stdout) == (2, "")
    named = f"newsidx: No space left on the disk for temporary files, in {tmp_path}/disk. Free some, or name another "
    assert ran.stderr.startswith(named), ran.stderr
    assert "SQLITE_TMPDIR=FOLDER" in ran.stderr
    assert len(ran.stderr.splitlines()) == 1, ran.stderr


@not_for_root
@pytest.mark.parametrize("command", ["ingest", "optimize"])
def test_a_read_only_archive_is_named_and_left_as_it_was(
    full: Path, articles: Path, tmp_path: Path, command: str
) -> None:
    db = tmp_path / "news.db"
    shutil.copy(full, db)
    db.chmod(0o400)
    before = db.read_bytes()
    answer = finish(db, command, *([str(articles), "--check"] if command == "ingest" else []))
    assert_one_plain_line(answer)
    assert str(db) in answer.stderr
    assert db.read_bytes() == before
    assert finish(db, "list", "--limit", "1").returncode == 0


@not_for_root
def test_a_read_only_archive_without_a_log_is_named_at_once(full: Path, articles: Path, tmp_path: Path) -> None:
    db = tmp_path / "news.db"
    shutil.copy(full, db)
    with contextlib.closing(sqlite3.connect(db)) as connection:  # as other tools leave it
        assert connection.execute("PRAGMA journal_mode = delete").fetchone() == ("delete",)
    db.chmod(0o400)
    answer = subprocess.run(
        newsidx(db, "ingest", str(articles)), capture_output=True, text=True, env=ENVIRONMENT, timeout=10, check=False
    )
    assert_one_plain_line(answer)


@not_for_root
@pytest.mark.parametrize("command", ["ingest", "optimize"])
def test_a_read_only_folder_is_reported_and_the_archive_left_as_it_was(
    full: Path, articles: Path, tmp_path: Path, command: str
) -> None:
    db = tmp_path / "locked" / "news.db"
    db.parent.mkdir()
    shutil.copy(full, db)
    before = db.read_bytes()
    db.parent.chmod(0o500)
    try:
        answer = finish(db, command, *([str(articles), "--check"] if command == "ingest" else []))
        assert_one_plain_line(answer)
        assert db.read_bytes() == before
        assert finish(db, "list", "--limit", "1").returncode == 0
    finally:
        db.parent.chmod(0o700)


@pytest.mark.parametrize("place", ["file/news.db", "file/deeper/news.db", "folder"])
def test_an_archive_path_that_cannot_exist_is_reported_and_nothing_is_created(
    articles: Path, tmp_path: Path, place: str
) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("A file, not a folder.")
    answer = subprocess.run(
        newsidx(tmp_path / place, "ingest", str(articles)),
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=ENVIRONMENT,
        cwd=tmp_path,
        timeout=300,
        check=False,
    )
    assert_one_plain_line(answer)
    assert str(tmp_path / place.replace("/news.db", "")) in answer.stderr
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["file", "folder"]
    assert (tmp_path / "file").read_text() == "A file, not a folder."


def test_a_missing_folder_of_articles_creates_no_archive(tmp_path: Path) -> None:
    answer = finish(tmp_path / "news.db", "ingest", str(tmp_path / "no-such-folder"))
    assert_one_plain_line(answer)
    assert "no-such-folder" in answer.stderr
    assert list(tmp_path.iterdir()) == []


@no_limits
@pytest.mark.parametrize("limit", [40_000, 100_000, 1_000_000])
@pytest.mark.parametrize("arguments", [("backup", "copy.db"), ("export", "--to", "a.csv")])
def test_a_copy_that_there_is_no_space_for_leaves_no_file(
    full: Path, tmp_path: Path, limit: int, arguments: tuple[str, ...]
) -> None:
    db = tmp_path / "news.db"
    shutil.copy(full, db)
    assert_one_plain_line(finish_limited(limit, db, *arguments))
    assert {path.name for path in tmp_path.iterdir()} <= {"news.db", "news.db-wal", "news.db-shm"}
    assert finish(db, *arguments).returncode == 0


@no_limits
@pytest.mark.parametrize("limit", [100_000, 1_000_000, 2_600_000])
def test_a_repair_that_there_is_no_space_for_leaves_the_archive_as_it_was(
    full: Path, tmp_path: Path, limit: int
) -> None:
    db = tmp_path / "news.db"
    raw = full.read_bytes()
    with contextlib.closing(sqlite3.connect(full)) as connection:
        body = connection.execute("SELECT body FROM articles WHERE length(body) < 600 LIMIT 1 OFFSET 500").fetchone()[0]
    db.write_bytes(raw.replace(body.encode(), b"SPOILT" + body.encode()[6:], 1))
    before = contents(db)
    answer = finish_limited(limit, db, "check", "--repair")
    assert (answer.returncode, answer.stderr.count("newsidx: "), answer.stderr.count("\n")) == (2, 1, 1), answer.stderr
    assert {path.name for path in tmp_path.iterdir()} <= {"news.db", "news.db-wal", "news.db-shm"}
    assert contents(db) == before
    assert finish(db, "check", "--repair").returncode == 0
    assert_sound(db)
