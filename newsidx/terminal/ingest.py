"""What an ingest is doing and what it did: a progress bar on stderr while it works, some lines at the end.

The lines need no rich, whose import would be a tenth of the time that a look at an unchanged folder takes.
"""

from __future__ import annotations

import contextlib
import json
import sys
import textwrap
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress as Bars

    from newsidx.ingest.pipeline import Progress, Report

_PATIENCE = 0.5
"""Seconds after which a user wonders what is going on."""


@contextlib.contextmanager
def progress() -> Iterator[Callable[[Progress], None]]:
    """On a terminal, a bar with files, articles, MB/s and the time left, once the work takes longer than a moment.
    What it gives is to be called with every Progress.

    It draws only when called, with no thread of its own, so that processes may be forked meanwhile.
    """
    start = time.monotonic()
    bars: Bars | None = None
    with contextlib.ExitStack() as until_done:

        def tell(now: Progress) -> None:
            nonlocal bars
            elapsed = time.monotonic() - start
            if bars is None and elapsed > _PATIENCE:
                bars = until_done.enter_context(_bars())
            if bars:
                _show(bars, now, elapsed)

        yield tell if sys.stderr.isatty() else lambda now: None


def _bars() -> Bars:
    from rich.progress import BarColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bars

    from newsidx.terminal.console import console

    bars = Bars(
        TextColumn("{task.description}"),
        BarColumn(bar_width=None),
        TextColumn("{task.fields[counts]}"),
        TimeRemainingColumn(),
        console=console(to_stderr=True),
        transient=True,
        auto_refresh=False,
    )
    bars.add_task("Looking", total=None, counts="")
    return bars


def _show(bars: Bars, now: Progress, elapsed: float) -> None:
    (task,) = bars.task_ids
    if now.total_files is None:
        bars.update(task, counts=f"{now.files:,} files", refresh=True)
        return
    speed = f"{now.bytes / 1e6 / elapsed:.1f} MB/s" if elapsed and now.bytes else ""
    bars.update(
        task,
        description="Reading",
        total=now.total_bytes,
        completed=now.bytes,
        counts=f"{now.files:,} of {now.total_files:,} files  {now.articles:,} articles  {speed}",
        refresh=True,
    )


def report(done: Report, columns: int) -> str:
    """What became of the files, a line each, or more where there are too few columns."""
    outcome = done.outcome
    counted = [
        (outcome[kind], what)
        for kind, what in (
            ("new", "new"),
            ("changed", "changed"),
            ("unchanged", "unchanged"),
            ("moved", "moved: known under another path before"),
            ("duplicate", "duplicate: second copies of an article of the same day"),
            ("problem", "problems: no article in them; see newsidx problems"),
        )
        if outcome[kind] or kind == "new"
    ]
    worth_a_look = [
        (outcome["undated"], "without a date; see newsidx list --undated"),
        (outcome["ambiguous"], "with a date that reads two ways; --dayfirst or --monthfirst settles it"),
        (
            done.missing if not (done.pruned[0] or done.unpruned) else 0,
            "no longer there; their articles stay until --prune",
        ),
        (len(done.unpruned.files) if done.unpruned else 0, "gone, and not pruned: that wants a yes"),
        (done.pruned[0], f"gone, and pruned with {done.pruned[1]:,} article{'s' if done.pruned[1] != 1 else ''}"),
        (
            done.removed,
            f"removed article{'s' if done.removed != 1 else ''} passed over (newsidx ingest --again PATH reads"
            f" {'them' if done.removed != 1 else 'it'} again)",
        ),
    ]
    counted += [one for one in worth_a_look if one[0]]
    width = max(len(f"{number:,}") for number, _ in counted)
    verb = "Dry run, nothing written: " if done.dry_run else ""
    head = f"{verb}{done.files:,} file{'s' if done.files != 1 else ''} in {done.seconds:.1f} s" + (
        "" if done.finished else ", then stopped"
    )
    lines = [head, *(f"{number:>{width},}  {what}" for number, what in counted)]
    return "\n".join(textwrap.fill(line, columns, subsequent_indent=" " * (width + 2)) for line in lines)


def report_json(done: Report) -> str:
    """The report as one JSON object."""
    kinds = ("new", "changed", "unchanged", "moved", "duplicate", "problem", "undated", "ambiguous")
    figures: dict[str, object] = {kind: done.outcome[kind] for kind in kinds}
    figures |= {
        "missing": done.missing,
        "pruned_files": done.pruned[0],
        "pruned_articles": done.pruned[1],
        "unpruned_files": len(done.unpruned.files) if done.unpruned else 0,
        "unpruned_articles": done.unpruned.articles if done.unpruned else 0,
        "removed": done.removed,
        "seconds": round(done.seconds, 3),
        "dry_run": done.dry_run,
        "finished": done.finished,
    }
    return json.dumps(figures)
