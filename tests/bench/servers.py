"""The tasks on servers beside those on a file with the same articles, in the library."""

from __future__ import annotations

from collections.abc import Iterator

from newsidx import Archive
from tests.bench.library import median
from tests.bench.table import Row
from tests.bench.tasks import tasks


def rows(servers: Archive, file: Archive, words: dict[str, str], rounds: int) -> Iterator[Row]:
    """A row for each task. The counts are in its name: raises ValueError if those of the two archives differ."""
    for task, in_file in zip(tasks(servers, words), tasks(file, words), strict=True):
        if task.name != in_file.name:
            raise ValueError(f"The archives do not have the same articles: “{task.name}”, “{in_file.name}”.")
        yield Row(task.name, median(task, rounds), beside=("a file", median(in_file, rounds)))
