"""The real command in a process of its own, and ways to kill it."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from tests.commands.command import Command
from tests.commands.running import Process, run_command, start_command

ENVIRONMENT = {
    **{name: value for name, value in os.environ.items() if name not in ("LINES", "COLUMNS")},
    "PYTHONIOENCODING": "utf-8",
    "PYTHONDONTWRITEBYTECODE": "1",
}


_PAUSE = 0.0001
"""Seconds between two looks at a process: it makes some writes meanwhile, and has the processor to itself."""


def newsidx(db: Path, *arguments: str) -> list[str]:
    """The command line for a command on an archive."""
    return [sys.executable, "-m", "newsidx", "--db", str(db), *arguments]


def command_on(db: Path, *arguments: str) -> Command:
    """A command on an archive, in the folder of that."""
    return Command(("--db", str(db), *arguments), ENVIRONMENT, str(db.parent))


def finish(db: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a command to its end."""
    return run_command(command_on(db, *arguments), timeout=300)


def start(db: Path, *arguments: str) -> Process:
    """Start a command in a process group of its own, with its output discarded."""
    return start_command(command_on(db, *arguments)._replace(own_group=True))


@dataclass(frozen=True)
class Course:
    """An undisturbed run: how many times it called `write`, if the system counts that, and how many seconds it took."""

    writes: int
    seconds: float


def run_undisturbed(db: Path, *arguments: str) -> Course:
    """Run a command to its end and count its writes."""
    process = start(db, *arguments)
    started, writes = time.monotonic(), 0
    with _Progress(process.pid) as progress:
        while process.poll() is None:
            writes = max(writes, progress.writes())
            time.sleep(_PAUSE)
    assert process.returncode == 0
    return Course(writes, time.monotonic() - started)


def run_and_kill(
    db: Path, course: Course, moment: float, *arguments: str, with_its_own: bool = False
) -> tuple[bool, int]:
    """Kill a command once it has made the fraction `moment` of the writes of an undisturbed run.

    Only the process itself is killed, unless `with_its_own`: the processes that it started must notice. Returns whether
    it was still running, and its process group.
    """
    process = start(db, *arguments)
    with _Progress(process.pid) as progress:
        started, enough = time.monotonic(), course.writes * moment
        while process.poll() is None:
            if progress.writes() >= enough if course.writes else time.monotonic() - started >= course.seconds * moment:
                if with_its_own:
                    os.killpg(process.pid, signal.SIGKILL)
                else:
                    process.kill()
                break
            time.sleep(_PAUSE)
        process.wait()
    return process.returncode == -signal.SIGKILL, process.pid


def assert_none_left(groups: list[int], patience: float = 30) -> None:
    """Every process of these groups ends on its own."""
    deadline = time.monotonic() + patience
    while (left := [group for group in groups if _is_running(group)]) and time.monotonic() < deadline:
        time.sleep(0.1)
    for group in left:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(group, signal.SIGKILL)
    assert left == []


def _is_running(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    if not os.path.exists("/proc/self/stat"):
        return True
    return any(_group_and_state(name) in {(group, state) for state in "RSDT"} for name in os.listdir("/proc"))


def _group_and_state(name: str) -> tuple[int, str]:
    """The group and the state of a process in /proc; the state is Z for one that has ended and was not yet reaped."""
    try:
        with open(f"/proc/{int(name)}/stat", encoding="utf-8", errors="replace") as file:
            state, _, group = file.read().rpartition(")")[2].split()[:3]
    except (ValueError, OSError):
        return 0, ""
    return int(group), state


class _Progress:
    """How often a process has called `write`, from Linux's /proc; 0 if there is no such file."""

    def __init__(self, pid: int) -> None:
        try:
            self._file = os.open(f"/proc/{pid}/io", os.O_RDONLY)
        except OSError:
            self._file = -1

    def __enter__(self) -> _Progress:
        return self

    def __exit__(self, *error: object) -> None:
        if self._file >= 0:
            os.close(self._file)

    def writes(self) -> int:
        try:
            figures = os.pread(self._file, 300, 0).split() if self._file >= 0 else []
        except OSError:  # it has just ended
            return 0
        return int(figures[figures.index(b"syscw:") + 1]) if figures else 0
