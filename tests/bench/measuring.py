"""Running commands and measuring them: elapsed seconds, and the peak memory of their processes together.

Reading the memory of a process halts it for a moment, so commands that take a few milliseconds are watched in a run
that is not timed.
"""

from __future__ import annotations

import os
import platform
import sqlite3
import statistics
import subprocess
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Work:
    """One task to measure: commands that run one after another, what to do before each round, and the figures.

    `is_quick` commands are watched only in `warm_up`. `statuses` are the exit statuses with which nothing is wrong.
    `peak` is the most megabytes in any run watched, 0 if it ended before it was measured. `output` is that of the
    last command in the last round.
    """

    name: str
    commands: Sequence[Sequence[str]]
    before: Callable[[], None] = lambda: None
    environment: Mapping[str, str] = field(default_factory=dict)
    is_quick: bool = False
    statuses: Sequence[int] = (0,)
    seconds: list[float] = field(default_factory=list)
    peak: float = 0.0
    output: bytes = b""

    def run(self) -> None:
        """Run the commands once, record the seconds, and their memory unless that was measured in a run not timed."""
        self.before()
        is_watched = not self.is_quick
        start = time.perf_counter()
        for command in self.commands:
            self._run(command, is_watched)
        self.seconds.append(time.perf_counter() - start)

    def warm_up(self) -> None:
        """Run quick commands once to measure their memory, and so that what they read is in the system's cache."""
        self.before()
        for command in self.commands:
            self._run(command, is_watched=True)

    def _run(self, command: Sequence[str], is_watched: bool) -> None:
        """Raises CalledProcessError if the command fails."""
        process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env={**os.environ, **self.environment}
        )
        watch = _Watch(process.pid) if is_watched else None
        self.output, _ = process.communicate()
        if watch:
            self.peak = max(self.peak, watch.stop())
        if process.returncode not in self.statuses:
            raise subprocess.CalledProcessError(process.returncode, command)

    @property
    def median(self) -> float:
        """The median of the rounds, in seconds."""
        return statistics.median(self.seconds)


class _Watch:
    """Measures the memory of a process and its children every few milliseconds, on systems with /proc."""

    def __init__(self, pid: int) -> None:
        self._pid, self._peak, self._ended = pid, 0.0, threading.Event()
        self._thread = threading.Thread(target=self._watch)
        self._thread.start()

    def stop(self) -> float:
        """The most megabytes measured."""
        self._ended.set()
        self._thread.join()
        return self._peak

    def _watch(self) -> None:
        while not self._ended.wait(0.02):
            self._peak = max(self._peak, sum(map(_megabytes, _family(self._pid))))


def _family(pid: int) -> list[int]:
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return [pid]
    return [pid, *(member for child in children for member in _family(int(child)))]


def _megabytes(pid: int) -> float:
    """The proportional share of a process's memory, so that pages shared by forked processes count once."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:")), 0.0)


def machine() -> str:
    """One line about the machine and the versions."""
    return (
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores{_processor()}, "
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    )


def _processor() -> str:
    """The processor and the memory, on systems with /proc: ` (Intel Xeon, 24 GB)`."""
    try:
        models = [line for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")]
        memory = int(Path("/proc/meminfo").read_text().split()[1]) / 1e6
    except OSError:
        return ""
    return f" ({models[0].partition(':')[2].strip()}, {memory:.0f} GB)" if models else ""
