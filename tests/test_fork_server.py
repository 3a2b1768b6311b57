"""A command that the tests fork does what a command does that a user starts."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.fork_server import Command, run_command, start_command

ARTICLE = "date 2022-03-06 Oil sanctions were eased.\n"
ENVIRONMENT = {**os.environ, "NEWSIDX_DB": "news.db", "NEWSIDX_CONFIG": "", "PYTHONIOENCODING": "utf-8"}


pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux has the fork server")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with an article and an archive of it."""
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a.txt").write_text(ARTICLE)
    subprocess.run(
        [sys.executable, "-m", "newsidx", "ingest", "articles"], check=True, cwd=tmp_path, env=ENVIRONMENT,
        stdout=subprocess.DEVNULL,
    )  # fmt: skip
    return tmp_path


@pytest.mark.parametrize(
    ("arguments", "stdin"),
    [
        (("--version",), ""),
        (("search", "oil"), ""),
        (("list", "--format", "json", "--by", "year"), ""),
        (("show", "-"), "20220306-1\n"),
        (("search", "gas"), ""),
        (("search", "--sort", "colour", "oil"), ""),
        (("info", "--db", "none.db"), ""),
        (("remove", "oil"), "y\n"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_a_forked_command_prints_what_a_new_process_prints(place: Path, arguments: tuple[str, ...], stdin: str) -> None:
    command = Command(arguments, ENVIRONMENT, str(place))
    forked = run_command(command, stdin)
    started = subprocess.run(
        command.line, input=stdin, capture_output=True, text=True, check=False, env=ENVIRONMENT, cwd=place
    )
    assert (forked.returncode, forked.stdout, forked.stderr) == (started.returncode, started.stdout, started.stderr)


def test_one_forked_command_leaves_nothing_behind_for_the_next(place: Path) -> None:
    first = run_command(Command(("list",), {**ENVIRONMENT, "NEWSIDX_DB": "none.db", "COLUMNS": "30"}, str(place)))
    assert first.returncode == 2
    assert run_command(Command(("list",), ENVIRONMENT, str(place))).returncode == 0
    assert run_command(Command(("list",), ENVIRONMENT, str(place.parent))).returncode == 2


def test_a_forked_command_that_takes_too_long_is_killed(place: Path) -> None:
    with pytest.raises(subprocess.TimeoutExpired):
        run_command(Command(("ingest", "articles", "--watch"), ENVIRONMENT, str(place)), timeout=0.3)


def test_a_forked_command_can_be_killed_and_its_group_is_its_own(place: Path) -> None:
    process = start_command(Command(("ingest", "articles", "--watch"), ENVIRONMENT, str(place), own_group=True))
    while os.getpgid(process.pid) != process.pid:
        time.sleep(0.01)
    assert process.poll() is None
    process.kill()
    assert process.wait() == process.returncode == -signal.SIGKILL


def test_an_environment_that_python_reads_at_its_start_makes_a_new_process(place: Path) -> None:
    verbose = run_command(Command(("list",), {**ENVIRONMENT, "PYTHONVERBOSE": "1"}, str(place)))
    assert "import 'site'" in verbose.stderr
    assert "import 'site'" not in run_command(Command(("list",), ENVIRONMENT, str(place))).stderr
