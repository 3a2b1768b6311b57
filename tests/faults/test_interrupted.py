"""An ingest that is interrupted ends at once, also in the middle of a large file, and leaves nothing behind."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.faults.contents import assert_sound, contents
from tests.faults.processes import ENVIRONMENT, assert_none_left, finish, newsidx

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT and no process groups")


@pytest.mark.parametrize("jobs", ["-j0", "-j2"])
def test_ctrl_c_in_the_middle_of_a_large_file_ends_the_ingest(tmp_path: Path, jobs: str) -> None:
    folder, temporary, db = tmp_path / "articles", tmp_path / "temporary", tmp_path / "news.db"
    folder.mkdir()
    temporary.mkdir()
    for number in range(1200):  # enough for processes that read
        (folder / f"{number}.txt").write_text(f"date 2022-03-06 Number {number}.\n")
    with (folder / "0.csv").open("w") as file:
        file.write("date,title,text\n")
        file.writelines(f"2022-03-06,Story {number},{number} {'rises ' * 300}\n" for number in range(8_000))
    process = subprocess.Popen(
        newsidx(db, "ingest", str(folder), jobs),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env={**ENVIRONMENT, "TMPDIR": str(temporary)},
        start_new_session=True,
    )
    while not list(temporary.glob("*/*")):
        assert process.poll() is None
        time.sleep(0.01)
    os.killpg(process.pid, signal.SIGINT)
    _, stderr = process.communicate(timeout=60)
    assert process.returncode == 130, stderr
    assert b"Interrupted. What was read is saved" in stderr
    assert list(temporary.iterdir()) == []
    assert_none_left([process.pid])
    assert_sound(db)
    assert contents(db).articles == frozenset()
    assert finish(db, "ingest", str(folder), jobs).returncode == 0
    assert len(contents(db).articles) == 9_200
    assert_sound(db)
