"""A timeline as a picture, drawn by matplotlib, which `newsidx[charts]` installs."""

from __future__ import annotations

import datetime
import os
from typing import Any

from newsidx.analysis.timeline import Measure, Timeline
from newsidx.disk.new_file import new_file
from newsidx.errors import CannotWrite, NotInstalled
from newsidx.text.sanitize import one_line

ENDINGS = (".svg", ".png", ".pdf")

_COLOURS = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#000000")
"""Distinct to the colour-blind too: M. Okabe and K. Ito, Color Universal Design, 2008."""


def save(timeline: Timeline, path: str, measure: Measure) -> None:
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
        days, values = _line(timeline, number, measure)
        colour = _COLOURS[number % len(_COLOURS)]
        name = _plain(query.text)
        axes.plot(days, values, color=colour, label=name, marker="o", markersize=3, linewidth=1.5)
    axes.set_ylim(bottom=0)
    axes.set_ylabel(_unit(timeline, measure))
    axes.spines[["top", "right"]].set_visible(False)
    axes.legend(frameon=False)
    try:
        with new_file(path, overwrite=True) as file:
            figure.savefig(file.buffer, dpi=150, format=os.path.splitext(path)[1][1:].lower())
    except OSError as error:
        raise CannotWrite(f"{path} cannot be written ({error.strerror})", "Choose another place for --save.") from error


def _unit(timeline: Timeline, measure: Measure) -> str:
    """What the numbers on the axis are."""
    if measure is Measure.RATIO and timeline.against:
        return f"per hundred matches of {_plain(timeline.against.query.text)}"
    return "per thousand articles" if measure is Measure.SHARE else f"articles a {timeline.period}"


def _plain(text: str) -> str:
    """A text as matplotlib writes it as it is: what is between dollar signs would be a formula."""
    return one_line(text).replace("$", r"\$")


def _line(timeline: Timeline, number: int, measure: Measure) -> tuple[list[Any], list[float]]:
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
        value = bucket.value(number, measure)
        values.append(float("nan") if value is None else value)
    return days, values
