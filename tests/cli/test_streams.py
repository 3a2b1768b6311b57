"""Standard streams that are closed, full or no longer read: the work is done, and the exit status is honest."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.cli.conftest import write
from tests.commands.command import Command
from tests.commands.running import run_command

if sys.platform == "win32":
    pytest.skip("a POSIX shell closes the streams", allow_module_level=True)

needs_dev_full = pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no /dev/full")

STDIN, STDOUT, STDERR = range(3)
CLOSED = ""

COMMANDS = {
    ("ingest", "articles"): 0,
    ("ingest", "-j2", "articles"): 0,
    ("check",): 0,
    ("optimize",): 0,
    ("list",): 0,
    ("search", "oil"): 0,
    ("search", "nosuchword"): 1,
    ("search", "nosuchword", "--fuzzy"): 1,
    ("show", "20220306-1"): 0,
    ("search", "oil", "--kwic"): 0,
    ("search", "oil", "--format", "compact"): 0,
    ("show", "--of", "oil"): 0,
    ("show", "-"): 1,
    ("show", "19990101-1"): 2,
    ("list", "2022-13"): 2,
    ("nosuchcommand",): 2,
    ("duplicates",): 1,
    ("alert", "add", "oil", "oil"): 0,
    ("alert", "run"): 1,
    ("info",): 0,
    ("problems",): 1,
    ("timeline", "oil"): 0,
    ("export", "--to", "-", "--format", "jsonl"): 0,
    ("backup", "copy.db"): 0,
    ("remove", "20220306-1"): 2,  # no terminal to ask on
    ("remove", "20220306-2", "--yes"): 0,
    ("--help",): 0,
    ("search", "--help"): 0,
    ("--version",): 0,
}
"""What each exits with when its streams are open. Those that exit with 0 print something on stdout."""


@pytest.fixture
def db(tmp_path: Path) -> Path:
    """An archive of two articles."""
    write(tmp_path / "articles", {"a.txt": "date 2022-03-06 Oil rose.\n", "b.txt": "date 2022-03-06 Gas fell.\n"})
    assert redirected(tmp_path / "news.db", {}, "ingest", "articles").returncode == 0
    return tmp_path / "news.db"


def redirected(db: Path, streams: Mapping[int, str], *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    """Run the real command with a path, or "" for a closed stream, in place of some of its streams."""
    environment = {**os.environ, "NEWSIDX_DB": str(db), "PYTHONIOENCODING": "utf-8", **more}
    return run_command(Command(arguments, environment, str(db.parent), redirected=tuple(streams.items())))


@pytest.mark.parametrize("stream", [STDIN, STDERR], ids=["stdin", "stderr"])
def test_with_stdin_or_stderr_closed_every_command_does_what_it_does_otherwise(db: Path, stream: int) -> None:
    for arguments, status in COMMANDS.items():
        answer = redirected(db, {stream: CLOSED}, *arguments)
        assert answer.returncode == status, (arguments, answer.stderr)
        assert "Traceback" not in answer.stderr
        assert bool(answer.stdout) == (status == 0), arguments
    assert redirected(db, {}, "check").returncode == 0


def test_with_stdout_closed_an_answer_that_cannot_be_written_is_an_error_and_none_is_not(db: Path) -> None:
    for arguments, status in COMMANDS.items():
        answer = redirected(db, {STDOUT: CLOSED}, *arguments)
        assert answer.returncode == (status or 2), (arguments, answer)
        if status == 0:
            assert answer.stderr.splitlines()[-1].startswith("newsidx: The output cannot be written"), arguments
        assert "Traceback" not in answer.stderr
        assert answer.stdout == ""
    assert redirected(db, {}, "check").returncode == 0


def test_with_all_three_closed_the_exit_status_still_tells(db: Path) -> None:
    everything = dict.fromkeys((STDIN, STDOUT, STDERR), CLOSED)
    assert redirected(db, everything, "list").returncode == 2
    assert redirected(db, everything, "search", "nosuchword").returncode == 1
    assert redirected(db, everything, "nosuchcommand").returncode == 2
    assert redirected(db, everything, "export", "--to", "oil.csv").returncode == 0
    write(db.parent / "articles", {"c.txt": "date 2022-03-07 Snow fell.\n"})
    redirected(db, everything, "ingest", "articles")
    assert "Snow" in redirected(db, {}, "list").stdout
    assert redirected(db, {}, "check").returncode == 0


@pytest.mark.parametrize("redirection", ["2>&-", ">&- 2>&-", "<&- >&- 2>&-"])
def test_no_file_that_a_command_opens_takes_the_place_of_a_closed_stream(tmp_path: Path, redirection: str) -> None:
    program = (
        "from newsidx.cli.streams import usable_streams\n"
        "with usable_streams(), open('opened', 'w') as file: file.write(str(file.fileno()))"
    )
    command = ["sh", "-c", f'exec "$@" {redirection}', "sh", sys.executable, "-c", program]
    subprocess.run(command, cwd=tmp_path, stdin=subprocess.DEVNULL, timeout=120, check=True)
    assert int((tmp_path / "opened").read_text()) > 2


@needs_dev_full
@pytest.mark.parametrize("arguments", [("list",), ("info",), ("export", "--to", "-", "--format", "jsonl"), ("--help",)])
def test_stdout_on_a_full_device_is_an_error(db: Path, arguments: tuple[str, ...]) -> None:
    answer = redirected(db, {STDOUT: "/dev/full"}, *arguments)
    assert answer.returncode == 2
    assert answer.stderr.startswith("newsidx: The output cannot be written")
    assert len(answer.stderr.splitlines()) == 1


@needs_dev_full
def test_stderr_on_a_full_device_changes_no_exit_status_and_no_answer(db: Path) -> None:
    for arguments, status in COMMANDS.items():
        answer = redirected(db, {STDERR: "/dev/full"}, *arguments)
        assert answer.returncode == status, (arguments, answer)
        assert bool(answer.stdout) == (status == 0), arguments


@needs_dev_full
@pytest.mark.parametrize(
    "arguments", [("ingest", "articles"), ("search", "nosuchword"), ("list", "2022-13"), ("nosuchcommand",)]
)
def test_stderr_without_a_buffer_on_a_full_device_changes_no_exit_status_either(
    db: Path, arguments: tuple[str, ...]
) -> None:
    answer = redirected(db, {STDERR: "/dev/full"}, *arguments, PYTHONUNBUFFERED="1")
    assert (answer.returncode, bool(answer.stdout)) == (COMMANDS[arguments], COMMANDS[arguments] == 0)


@pytest.mark.parametrize("arguments", [("list",), ("search", "nosuchword"), ("show", "19990101-1")], ids=" ".join)
def test_stderr_whose_reader_is_gone_changes_no_exit_status(db: Path, arguments: tuple[str, ...]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        answer = subprocess.run(
            [sys.executable, "-m", "newsidx", *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=writing,
            env={**os.environ, "NEWSIDX_DB": str(db)},
            timeout=120,
            check=False,
        )
    finally:
        os.close(writing)
    assert answer.returncode == COMMANDS[arguments]
