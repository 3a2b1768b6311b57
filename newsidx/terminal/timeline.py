"""Queries over time: bars side by side on the terminal, with the peaks below them; rows for programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.bar import Bar
from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from newsidx.analysis.timeline import Bucket, Peak, Timeline
from newsidx.formats.registry import output_format
from newsidx.text.sanitize import one_line

_COLOURS = ("cyan", "yellow", "magenta", "green", "blue", "red")
_PIPE_BAR = 40
_NARROWEST_BAR = 6
_FIELDS = ("period", "question", "articles", "share", "of", "first", "last")


def chart(timeline: Timeline, peaks: Sequence[Peak], is_share: bool, screen: Console) -> RenderableType:
    """A row of bars for each bucket, all on one scale, with a letter and a colour for each query; where there is no
    room for them side by side, one below the other.
    """
    several = len(timeline.queries) > 1
    width = _bar_width(timeline, screen)
    is_stacked = several and width < _NARROWEST_BAR
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="bold")
    table.add_column(timeline.period.value.capitalize(), no_wrap=True, style="green")
    for number in range(1) if is_stacked else _numbers(timeline):
        name = f"{_letter(number)} " if several and not is_stacked else ""
        table.add_column(f"{name}{'‰' if is_share else 'Articles'}", justify="right", no_wrap=True)
        table.add_column("", no_wrap=True)
    peak_buckets = {(peak.query, peak.bucket.name) for peak in peaks}
    most = max(
        (_value(bucket, number, is_share) for bucket in timeline.buckets for number in _numbers(timeline)), default=0.0
    )
    before: str | None = None
    for bucket in timeline.buckets:
        if empty := timeline.period.between(before, bucket.name):
            table.add_row(Text(f"· {timeline.period.counted(empty)}", "dim"), Text("no articles", "dim"))
        before = bucket.name
        cells: list[tuple[RenderableType, RenderableType]] = []
        for number in _numbers(timeline):
            figure = _figure(bucket, number, is_share) + ("▲" if (number, bucket.name) in peak_buckets else " ")
            bar = Bar(
                most or 1,
                0,
                _value(bucket, number, is_share),
                color=_colour(number),
                width=max(width, 2 * _NARROWEST_BAR) if is_stacked else width,
            )
            cells.append((f"{_letter(number)} {figure}" if is_stacked else figure, bar))
        name = timeline.period.label(bucket.name)
        for row in ([cell] for cell in cells) if is_stacked else [cells]:
            table.add_row(name, *(part for cell in row for part in cell))
            name = ""
    return Group(*_legend(timeline, several), table, *_peaks(peaks, several))


def rows(timeline: Timeline, form: str) -> Iterator[str]:
    """A row for each bucket and query in one of ROW_FORMATS; buckets without any article are left out.

    `share` is per thousand articles of the bucket, which has `of` of them.
    """
    values = (
        (
            bucket.name,
            query.text,
            bucket.counts[number],
            round(bucket.share(number), 3),
            bucket.of,
            bucket.first.isoformat(),
            bucket.last.isoformat(),
        )
        for bucket in timeline.buckets
        for number, query in enumerate(timeline.queries)
    )
    return output_format(form).rows(_FIELDS, values)


def _legend(timeline: Timeline, several: bool) -> list[RenderableType]:
    return [
        Text(f"{_letter(number)}  {one_line(query.text)}  ({timeline.totals[number]:,})", _colour(number))
        for number, query in enumerate(timeline.queries)
        if several
    ]


def _peaks(peaks: Sequence[Peak], several: bool) -> list[RenderableType]:
    return [
        Text.assemble(
            (f"▲ {_letter(peak.query) + ' ' if several else ''}{peak.bucket.name}", _colour(peak.query)),
            "  ",
            (peak.article.ref, "cyan"),
            f"  {one_line(peak.article.title)}",
        )
        for peak in peaks
    ]


def _bar_width(timeline: Timeline, screen: Console) -> int:
    """Columns for the bars of each query, beside the period and the numbers."""
    if not screen.is_terminal:
        return _PIPE_BAR
    queries = len(timeline.queries)
    taken = 2 + max((len(timeline.period.label(bucket.name)) for bucket in timeline.buckets), default=10) + 12 * queries
    width = (screen.width - taken) // queries - 2
    return width if queries > 1 else max(_NARROWEST_BAR, width)


def _numbers(timeline: Timeline) -> range:
    return range(len(timeline.queries))


def _value(bucket: Bucket, number: int, is_share: bool) -> float:
    return bucket.share(number) if is_share else float(bucket.counts[number])


def _figure(bucket: Bucket, number: int, is_share: bool) -> str:
    return f"{bucket.share(number):,.1f}" if is_share else f"{bucket.counts[number]:,}"


def _letter(number: int) -> str:
    return chr(ord("A") + number) if number < 26 else str(number + 1)


def _colour(number: int) -> str:
    return _COLOURS[number % len(_COLOURS)]
