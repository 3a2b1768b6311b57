"""Running commands and measuring them: seconds on the clock, and the most memory their processes held together."""

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
    """One thing to measure: commands that run one after another, what to do before each round, and the figures.

    `output` is what the last command of the last round printed.
    """

    name: str
    commands: Sequence[Sequence[str]]
    before: Callable[[], None] = lambda: None
    environment: Mapping[str, str] = field(default_factory=dict)
    seconds: list[float] = field(default_factory=list)
    megabytes: list[float] = field(default_factory=list)
    output: bytes = b""

    def run(self) -> None:
        """Run the commands once and keep the figures. Raises CalledProcessError if one fails."""
        self.before()
        start = time.perf_counter()
        most = max(map(self._run, self.commands))
        self.seconds.append(time.perf_counter() - start)
        self.megabytes.append(most)

    def _run(self, command: Sequence[str]) -> float:
        process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env={**os.environ, **self.environment}
        )
        watch = _Watch(process.pid)
        self.output, _ = process.communicate()
        most = watch.stop()
        if process.returncode != 0:
            raise subprocess.CalledProcessError(process.returncode, command)
        return most

    @property
    def median(self) -> float:
        """The median of its seconds."""
        return statistics.median(self.seconds)

    @property
    def peak(self) -> float:
        """The most megabytes of any round; 0 for what ended before it was looked at."""
        return max(self.megabytes)


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
    return (
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores{_processor()}, "
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    )


def _processor() -> str:
    """The processor and the memory, where there is a /proc: ` (Intel Xeon, 24 GB)`."""
    try:
        models = [line for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")]
        memory = int(Path("/proc/meminfo").read_text().split()[1]) / 1e6
    except OSError:
        return ""
    return f" ({models[0].partition(':')[2].strip()}, {memory:.0f} GB)" if models else ""
