"""Running a command and measuring it: seconds on the clock, and the most memory its processes held together."""

from __future__ import annotations

import os
import statistics
import subprocess
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Work:
    """One thing to measure: a command, what to do before each run of it, and what the runs gave."""

    name: str
    command: Sequence[str]
    before: Callable[[], None] = lambda: None
    seconds: list[float] = field(default_factory=list)
    megabytes: list[float] = field(default_factory=list)

    def run(self) -> None:
        """Run the command once and keep its figures. Raises CalledProcessError if it fails."""
        self.before()
        start = time.perf_counter()
        process = subprocess.Popen(self.command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        watch = _Watch(process.pid)
        if process.wait() != 0:
            raise subprocess.CalledProcessError(process.returncode, self.command)
        self.seconds.append(time.perf_counter() - start)
        self.megabytes.append(watch.stop())

    @property
    def median(self) -> float:
        """The median of its seconds."""
        return statistics.median(self.seconds)


class _Watch:
    """Looks at the memory of a process and its children every few milliseconds, where there is a /proc."""

    def __init__(self, pid: int) -> None:
        self._pid, self._most, self._ended = pid, 0.0, threading.Event()
        self._thread = threading.Thread(target=self._look)
        self._thread.start()

    def stop(self) -> float:
        """The most megabytes seen."""
        self._ended.set()
        self._thread.join()
        return self._most

    def _look(self) -> None:
        while not self._ended.wait(0.02):
            self._most = max(self._most, sum(map(_megabytes, _family(self._pid))))


def _family(pid: int) -> list[int]:
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return [pid]
    return [pid, *(member for child in children for member in _family(int(child)))]


def _megabytes(pid: int) -> float:
    """The proportional share of its memory, so that pages shared by forked processes count once."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:")), 0.0)


def machine() -> str:
    """One line on the machine and the versions at work."""
    import platform
    import sqlite3

    return (
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, "
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    )
