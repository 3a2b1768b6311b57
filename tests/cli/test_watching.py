"""`ingest --watch` reads what is put into a folder, until Ctrl-C."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsidx.archive import open_archive
from newsidx.errors import ArchiveMissing
from newsidx.query import Query
from tests.conftest import Run

if sys.platform == "win32":
    pytest.skip("Ctrl-C is sent in another way there", allow_module_level=True)

SECONDS = 30


def write(folder: Path, name: str, day: int) -> None:
    (folder / name).write_text(f"Title: {name}\nDate: 2022-03-{day:02}\n\nOil {name}.\n", encoding="utf-8")


def wait_for(archive: Path, articles: int) -> None:
    deadline = time.monotonic() + SECONDS
    found = -1
    while time.monotonic() < deadline:
        with contextlib.suppress(ArchiveMissing), open_archive(str(archive)) as opened:  # it is being made
            found = opened.count(Query())
        if found == articles:
            return
        time.sleep(0.1)
    raise AssertionError(f"{found} articles after {SECONDS} seconds, and not {articles}")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "articles"
    place.mkdir()
    write(place, "a.txt", 1)
    return place


@pytest.fixture
def watching(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """An ingest that watches; its archive lies in the watched folder."""
    process = subprocess.Popen(
        [sys.executable, "-m", "newsidx", "--db", str(folder / "news.db"), "ingest", "--watch", str(folder)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "NEWSIDX_CONFIG": ""},
    )
    yield process
    process.kill()
    process.communicate()


def test_what_is_put_into_the_folder_is_read_until_ctrl_c(folder: Path, watching: subprocess.Popen[str]) -> None:
    archive = folder / "news.db"
    wait_for(archive, 1)
    write(folder, "b.txt", 2)
    wait_for(archive, 2)
    (folder / "deeper").mkdir()
    write(folder / "deeper", "c.txt", 3)
    wait_for(archive, 3)
    watching.send_signal(signal.SIGINT)
    printed, notes = watching.communicate(timeout=SECONDS)
    assert watching.returncode == 0
    assert printed.count("new") == 3, printed  # what changes nothing is not reported: the archive is in the folder
    assert "Ctrl-C ends it" in notes
    assert "Traceback" not in notes


@pytest.mark.parametrize("more", [("--dry-run",), ("-",)])
def test_what_cannot_be_watched_is_said(run: Run, folder: Path, more: tuple[str, ...]) -> None:
    refused = run("ingest", "--watch", str(folder), *more)
    assert refused.returncode == 2
    assert "--watch waits for changes in folders" in refused.stderr
