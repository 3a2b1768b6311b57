"""Queries over time: bars side by side on the terminal, with the peaks below them; rows for programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.bar import Bar
from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from newsidx.analysis.timeline import Bucket, Measure, Peak, Timeline
from newsidx.formats.registry import output_format
from newsidx.text.plural import plural
from newsidx.text.sanitize import one_line
from newsidx.text.whole import whole

_COLOURS = ("cyan", "yellow", "magenta", "green", "blue", "red")
_PIPE_BAR = 40
_NARROWEST_BAR = 6
_FIELDS = ("period", "question", "articles", "share", "of", "first", "last")
_FIELDS_AGAINST = ("against", "per_hundred")
_HEADINGS = {Measure.ARTICLES: "Articles", Measure.SHARE: "‰", Measure.RATIO: "Per 100"}


def chart(timeline: Timeline, peaks: Sequence[Peak], measure: Measure, screen: Console) -> RenderableType:
    """A row of bars for each bucket, all on one scale, with a letter and a colour for each query; where there is no
    room for them side by side, one below the other. Nothing is drawn where there is nothing to compare with.
    """
    several = len(timeline.queries) > 1
    width = _bar_width(timeline, screen)
    is_stacked = several and width < _NARROWEST_BAR
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="bold")
    table.add_column(timeline.period.value.capitalize(), no_wrap=True, style="green")
    for number in range(1) if is_stacked else _numbers(timeline):
        name = f"{_letter(number)} " if several and not is_stacked else ""
        table.add_column(f"{name}{_HEADINGS[measure]}", justify="right", no_wrap=True)
        table.add_column("", no_wrap=True)
    peak_buckets = {(peak.query, peak.bucket.name) for peak in peaks}
    most = max(
        (_value(bucket, number, measure) for bucket in timeline.buckets for number in _numbers(timeline)), default=0.0
    )
    before: str | None = None
    for bucket in timeline.buckets:
        if empty := timeline.period.between(before, bucket.name):
            table.add_row(Text(f"· {timeline.period.counted(empty)}", "dim"), Text("no articles", "dim"))
        before = bucket.name
        cells: list[tuple[RenderableType, RenderableType]] = []
        for number in _numbers(timeline):
            figure = _figure(bucket, number, measure) + ("▲" if (number, bucket.name) in peak_buckets else " ")
            bar = Bar(
                most or 1,
                0,
                _value(bucket, number, measure),
                color=_colour(number),
                width=max(width, 2 * _NARROWEST_BAR) if is_stacked else width,
            )
            cells.append((f"{_letter(number)} {figure}" if is_stacked else figure, bar))
        name = timeline.period.label(bucket.name)
        for row in ([cell] for cell in cells) if is_stacked else [cells]:
            table.add_row(name, *(part for cell in row for part in cell))
            name = ""
    return Group(*_legend(timeline), table, *_peaks(peaks, several))


def rows(timeline: Timeline, form: str) -> Iterator[str]:
    """A row for each bucket and query in one of ROW_FORMATS; buckets without any article are left out.

    `share` is per thousand articles of the bucket, which has `of` of them. If the queries are compared with another,
    `against` is the number of its matches, and `per_hundred` how many they have for a hundred of these; empty if none.
    """
    is_compared = timeline.against is not None
    values = (
        (
            bucket.name,
            query.text,
            bucket.counts[number],
            round(bucket.share(number), 3),
            bucket.of,
            bucket.first.isoformat(),
            bucket.last.isoformat(),
            *((bucket.against, _per_hundred(bucket, number)) if is_compared else ()),
        )
        for bucket in timeline.buckets
        for number, query in enumerate(timeline.queries)
    )
    fields = (*_FIELDS, *_FIELDS_AGAINST) if is_compared else _FIELDS
    return output_format(form).rows(fields, values)


def left_out(timeline: Timeline) -> str | None:
    """A note on the matches far from all others, if there are any:

    3 matches before 1987-02 and 1 after 1987-10 are left out; --by year shows them
    """
    outside = timeline.left_out
    if outside is None:
        return None
    first, last = timeline.buckets[0].name, timeline.buckets[-1].name
    sides = [
        (number, f"{side} {name}")
        for number, side, name in ((outside.before, "before", first), (outside.after, "after", last))
        if number
    ]
    total = outside.before + outside.after
    (number, place), *others = sides
    text = " and ".join(
        [f"{plural(number, 'match', 'matches')} {place}", *(f"{number:,} {place}" for number, place in others)]
    )
    are, them = ("is", "it") if total == 1 else ("are", "them")
    return f"{text} {are} left out; {whole(f'--by {outside.fitting}')} shows {them}"


def _legend(timeline: Timeline) -> list[RenderableType]:
    queries: list[RenderableType] = [
        Text(f"{_letter(number)}  {one_line(query.text)}  ({timeline.totals[number]:,})", _colour(number))
        for number, query in enumerate(timeline.queries)
        if len(timeline.queries) > 1 or timeline.against
    ]
    if timeline.against is None:
        return queries
    base = timeline.against
    return [*queries, Text(f"per 100 matches of  {one_line(base.query.text)}  ({base.total:,})", "dim")]


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


def _value(bucket: Bucket, number: int, measure: Measure) -> float:
    return bucket.value(number, measure) or 0.0


def _figure(bucket: Bucket, number: int, measure: Measure) -> str:
    value = bucket.value(number, measure)
    if value is None:
        return "–"
    return f"{value:,.0f}" if measure is Measure.ARTICLES else f"{value:,.1f}"


def _per_hundred(bucket: Bucket, number: int) -> float | str:
    ratio = bucket.ratio(number)
    return "" if ratio is None else round(ratio, 3)


def _letter(number: int) -> str:
    return chr(ord("A") + number) if number < 26 else str(number + 1)


def _colour(number: int) -> str:
    return _COLOURS[number % len(_COLOURS)]
