"""The tasks on a large archive as whole commands, piped: what people wait for, with the start of Python and newsidx."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.bench.measuring import Work
from tests.bench.table import Row
from tests.bench.tasks import Task

_OVER_BAR, _OVER_AIM = 90, 60
"""The milliseconds that a command may take beyond the limits of its task in the library."""

_STATUSES = (0, 1)
"""A small archive may have no article with all the words of a sentence."""


def rows(archive: Path, tasks: Sequence[Task], rounds: int) -> Iterator[Row]:
    """A row for a bare Python, and one for each task that is a command, each round in turn."""
    newsidx = [str(Path(sys.executable).with_name("newsidx")), "--db", str(archive)]
    bare = Work("python -c pass", [[sys.executable, "-c", "pass"]], is_quick=True)
    commands = [task for task in tasks if task.command]
    works = [Work(_name(task), [[*newsidx, *task.command]], is_quick=True, statuses=_STATUSES) for task in commands]
    for work in (bare, *works):
        work.warm_up()
    for _ in range(rounds):
        for work in (bare, *works):
            work.run()
    yield Row(bare.name, bare.median, megabytes=bare.peak)
    for task, work in zip(commands, works, strict=True):
        bar, aim = _limits(task)
        yield Row(work.name, work.median, megabytes=work.peak, bar=bar, aim=aim, of="seconds")


def _limits(task: Task) -> tuple[float | None, float | None]:
    if task.limits is None:
        return None, None
    return (task.limits.bar + _OVER_BAR) / 1000, (task.limits.aim + _OVER_AIM) / 1000


def _name(task: Task) -> str:
    """The command as one types it, without the archive."""
    words = [word for word in task.command if word != "--"]
    return " ".join(["newsidx", *(shlex.quote(word) if " " in word else word for word in words)])
