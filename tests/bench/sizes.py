"""The time of some tasks by the number of articles in the archive, kept in latency.csv: a table and a plot of it.

Sizes that take long are measured once; those measured again replace their own figures only.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

from tests.bench.library import median
from tests.bench.table import duration, table
from tests.bench.tasks import Task

FIGURES = Path(__file__).with_name("latency.csv")

Latencies = dict[str, dict[int, float]]
"""The seconds of each line of the plot, by its name and the number of articles."""


def measured(tasks: Iterable[Task], articles: int, rounds: int) -> Latencies:
    """The median of each task that has a line in the plot, for an archive of so many articles."""
    return {task.line: {articles: median(task, rounds)} for task in tasks if task.line}


def merged(earlier: Latencies, later: Latencies) -> Latencies:
    """The later figures, with those of sizes that were measured only earlier; lines no longer drawn are left out."""
    return {name: {**earlier.get(name, {}), **times} for name, times in later.items()}


def read(path: Path = FIGURES) -> Latencies:
    """The figures measured earlier; none if there is no such file."""
    figures: Latencies = {}
    if path.exists():
        with open(path, encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                figures.setdefault(row["work"], {})[int(row["articles"])] = float(row["seconds"])
    return figures


def write(figures: Latencies, path: Path = FIGURES) -> None:
    """Write the figures, one a line."""
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["work", "articles", "seconds"])
        for name, times in figures.items():
            writer.writerows([name, articles, f"{times[articles]:.6f}"] for articles in sorted(times))


def markdown(figures: Latencies) -> str:
    """A table with a column for each number of articles."""
    sizes = sorted({articles for times in figures.values() for articles in times})
    lines = [[name, *(duration(times.get(articles)) for articles in sizes)] for name, times in figures.items()]
    return table(("work", *(f"{articles:,}" for articles in sizes)), lines, words=("work",))
