"""What an ingest is doing and what it did: a progress bar on stderr while it works, one table at the end."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Iterator

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from newsidx.ingest import Progress, Report


@contextlib.contextmanager
def progress(console: Console) -> Iterator[Callable[[Progress], None]]:
    """A bar with files, articles, MB/s and the time left; what it gives is to be called with every Progress.

    It draws only when called, with no thread of its own, so that processes may be forked meanwhile.
    """
    if not console.is_terminal:
        yield lambda progress: None
        return
    from rich.progress import BarColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bars

    bars = Bars(
        TextColumn("{task.description}"),
        BarColumn(bar_width=None),
        TextColumn("{task.fields[counts]}"),
        TimeRemainingColumn(),
        console=console,
        transient=True,
        auto_refresh=False,
    )
    with bars:
        task = bars.add_task("Looking", total=None, counts="")

        def tell(now: Progress) -> None:
            if now.total_files is None:
                bars.update(task, counts=f"{now.files:,} files", refresh=True)
                return
            elapsed = bars.tasks[0].elapsed or 0.0
            speed = f"{now.bytes / 1e6 / elapsed:.1f} MB/s" if elapsed and now.bytes else ""
            bars.update(
                task,
                description="Reading",
                total=now.total_bytes,
                completed=now.bytes,
                counts=f"{now.files:,} of {now.total_files:,} files  {now.articles:,} articles  {speed}",
                refresh=True,
            )

        yield tell


def report(done: Report) -> RenderableType:
    """What became of the files, and what to type next."""
    outcome = done.outcome
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, show_header=False)
    table.add_column(justify="right", style="bold")
    table.add_column()
    for kind, what in (
        ("new", "new"),
        ("changed", "changed"),
        ("unchanged", "unchanged"),
        ("moved", "moved: known under another path before"),
        ("duplicate", "duplicate: second copies of an article of the same day"),
        ("problem", "problems: no article in them; see newsidx problems"),
    ):
        if outcome[kind] or kind == "new":
            table.add_row(f"{outcome[kind]:,}", Text(what))
    for number, what in (
        (outcome["undated"], "without a date; see newsidx list --undated"),
        (
            outcome["ambiguous"],
            "with a date like 03/04/2022 that reads two ways; --dayfirst or --monthfirst settles it",
        ),
        (done.missing if not done.pruned[0] else 0, "no longer there; their articles stay until --prune"),
        (done.pruned[0], f"gone, and pruned with {done.pruned[1]:,} article{'s' if done.pruned[1] != 1 else ''}"),
    ):
        if number:
            table.add_row(f"{number:,}", Text(what, "yellow"))
    verb = "Dry run, nothing written: " if done.dry_run else ""
    head = f"{verb}{done.files:,} file{'s' if done.files != 1 else ''} in {done.seconds:.1f} s" + (
        "" if done.finished else ", then stopped"
    )
    return Group(Text(head, "bold"), table)


def report_json(done: Report) -> str:
    """The report as one JSON object."""
    kinds = ("new", "changed", "unchanged", "moved", "duplicate", "problem", "undated", "ambiguous")
    figures: dict[str, object] = {kind: done.outcome[kind] for kind in kinds}
    figures |= {
        "missing": done.missing,
        "pruned_files": done.pruned[0],
        "pruned_articles": done.pruned[1],
        "seconds": round(done.seconds, 3),
        "dry_run": done.dry_run,
        "finished": done.finished,
    }
    return json.dumps(figures)
