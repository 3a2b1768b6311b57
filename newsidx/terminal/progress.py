"""The progress bar of a long command, on stderr; it disappears when the command is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress as Bars


def progress_bars(description: str, total: int | None) -> Bars:
    """A progress bar with one task, which has a field `counts` for what is done. It is drawn when it is updated."""
    from rich.progress import BarColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bars

    from newsidx.terminal.console import console

    made = Bars(
        TextColumn("{task.description}"),
        BarColumn(bar_width=None),
        TextColumn("{task.fields[counts]}"),
        TimeRemainingColumn(),
        console=console(to_stderr=True),
        transient=True,
        auto_refresh=False,
    )
    made.add_task(description, total=total, counts="")
    return made
