"""The tasks on a large archive in the library, without starting a process: warm, the median of several rounds."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterable, Iterator

from tests.bench.table import Row
from tests.bench.tasks import Task


def rows(tasks: Iterable[Task], rounds: int) -> Iterator[Row]:
    """A row for each task. Raises ValueError if one finds nothing."""
    for task in tasks:
        seconds = median(task, rounds)
        bar, aim = (limit / 1000 for limit in task.limits) if task.limits else (None, None)
        yield Row(task.name, seconds, bar=bar, aim=aim, of="seconds")


def median(task: Task, rounds: int) -> float:
    """The median of the seconds that a task takes, after a first time that does not count.

    Raises ValueError if it finds nothing, so that there is nothing to measure.
    """
    if not task.run():
        raise ValueError(f"“{task.name}” finds nothing: there is nothing to measure.")
    seconds = []
    for _ in range(rounds):
        start = time.perf_counter()
        task.run()
        seconds.append((time.perf_counter() - start) / task.times)
    return statistics.median(seconds)
