"""A command that the tests fork does what a command does that a user starts."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.commands.command import Command
from tests.commands.running import run_command, run_in_new_python, start_command

ARTICLE = "date 2022-03-06 Oil sanctions were eased.\n"
ENVIRONMENT = {**os.environ, "NEWSIDX_DB": "news.db", "NEWSIDX_CONFIG": "", "PYTHONIOENCODING": "utf-8"}


pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux has the fork server")


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an article and an archive of it. Not to be changed."""
    place = tmp_path_factory.mktemp("place")
    (place / "articles").mkdir()
    (place / "articles" / "a.txt").write_text(ARTICLE)
    assert run_in_new_python(Command(("ingest", "articles"), ENVIRONMENT, str(place))).returncode == 0
    return place


def assert_same_in_new_python(command: Command, stdin: str = "") -> None:
    forked, started = run_command(command, stdin), run_in_new_python(command, stdin)
    assert (forked.returncode, forked.stdout, forked.stderr) == (started.returncode, started.stdout, started.stderr)


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
    assert_same_in_new_python(Command(arguments, ENVIRONMENT, str(place)), stdin)


@pytest.mark.parametrize(
    "redirected",
    [
        ((0, ""),),
        ((1, ""),),
        ((2, ""),),
        ((0, ""), (1, ""), (2, "")),
        ((1, "/dev/full"),),
        ((2, "/dev/full"),),
    ],
)
@pytest.mark.parametrize("arguments", [("list",), ("show", "19990101-1"), ("show", "-")])
def test_a_forked_command_finds_its_streams_closed_or_full_as_a_new_process_does(
    place: Path, arguments: tuple[str, ...], redirected: tuple[tuple[int, str], ...]
) -> None:
    assert_same_in_new_python(Command(arguments, ENVIRONMENT, str(place), redirected), "20220306-1\n")


def test_a_forked_command_can_make_no_file_that_is_too_large(place: Path) -> None:
    limited = Command(("backup", "copy.db"), ENVIRONMENT, str(place), largest_file=10_000)
    assert_same_in_new_python(limited)
    assert run_command(limited).returncode == 2


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
