"""A timeline as a picture, drawn by matplotlib, which `newsidx[charts]` installs."""

from __future__ import annotations

import datetime
import os
from typing import Any

from newsidx.analysis.timeline import Timeline
from newsidx.disk.new_file import new_file
from newsidx.errors import CannotWrite, NotInstalled
from newsidx.text.sanitize import one_line

ENDINGS = (".svg", ".png", ".pdf")

_COLOURS = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#000000")
"""Distinct to the colour-blind too: M. Okabe and K. Ito, Color Universal Design, 2008."""


def save(timeline: Timeline, path: str, is_share: bool) -> None:
    """Draw a timeline into a file, over what is there. Where the archive has no articles the lines are broken.

    Raises NotInstalled without matplotlib, CannotWrite.
    """
    try:
        from matplotlib.figure import Figure
    except ImportError as error:
        raise NotInstalled(
            "Charts are drawn by matplotlib", "Install it with: pip install 'newsidx[charts]'"
        ) from error
    figure = Figure(figsize=(10, 4.5), layout="constrained")
    axes = figure.add_subplot()
    for number, query in enumerate(timeline.queries):
        days, values = _line(timeline, number, is_share)
        colour = _COLOURS[number % len(_COLOURS)]
        # Matplotlib reads what is between dollar signs as a formula.
        name = one_line(query.text).replace("$", r"\$")
        axes.plot(days, values, color=colour, label=name, marker="o", markersize=3, linewidth=1.5)
    axes.set_ylim(bottom=0)
    axes.set_ylabel("per thousand articles" if is_share else f"articles a {timeline.period}")
    axes.spines[["top", "right"]].set_visible(False)
    axes.legend(frameon=False)
    try:
        with new_file(path, overwrite=True) as file:
            figure.savefig(file.buffer, dpi=150, format=os.path.splitext(path)[1][1:].lower())
    except OSError as error:
        raise CannotWrite(f"{path} cannot be written ({error.strerror})", "Choose another place for --save.") from error


def _line(timeline: Timeline, number: int, is_share: bool) -> tuple[list[Any], list[float]]:
    """The points of a query's line: days and values. A value that is not a number breaks the line."""
    days: list[Any] = []
    values: list[float] = []
    before: str | None = None
    for bucket in timeline.buckets:
        if timeline.period.between(before, bucket.name):
            days.append(days[-1] + datetime.timedelta(days=1))
            values.append(float("nan"))
        before = bucket.name
        days.append(bucket.first)
        values.append(bucket.share(number) if is_share else float(bucket.counts[number]))
    return days, values
