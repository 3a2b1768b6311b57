"""Questions over time: bars side by side on the terminal, the peaks below them; rows for programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.bar import Bar
from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from newsidx.analysis.timeline import Peak, Period, Timeline
from newsidx.dates.periods import gap, label
from newsidx.formats.registry import output_format
from newsidx.text.sanitize import one_line

_COLOURS = ("cyan", "yellow", "magenta", "green", "blue", "red")
_PIPE_BAR = 40
_NARROWEST_BAR = 6
_FIELDS = ("period", "question", "articles", "share", "of", "first", "last")


def chart(found: Timeline, peaks: Sequence[Peak], is_share: bool, screen: Console) -> RenderableType:
    """A row of bars for each period, all on one scale, a letter and a colour for each question; where there is no room
    for them side by side, one below the other.
    """
    several = len(found.questions) > 1
    width = _bar_width(found, screen)
    is_stacked = several and width < _NARROWEST_BAR
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="bold")
    table.add_column(found.unit.capitalize(), no_wrap=True, style="green")
    for number in range(1) if is_stacked else _numbers(found):
        name = f"{_letter(number)} " if several and not is_stacked else ""
        table.add_column(f"{name}{'‰' if is_share else 'Articles'}", justify="right", no_wrap=True)
        table.add_column("", no_wrap=True)
    marked = {(peak.question, peak.period.name) for peak in peaks}
    most = max((_value(one, number, is_share) for one in found.periods for number in _numbers(found)), default=0.0)
    before: str | None = None
    for period in found.periods:
        if empty := gap(before, period.name, found.unit):
            table.add_row(Text(f"· {empty.partition(' without')[0]}", "dim"), Text("no articles", "dim"))
        before = period.name
        cells: list[tuple[RenderableType, RenderableType]] = []
        for number in _numbers(found):
            written = _written(period, number, is_share) + ("▲" if (number, period.name) in marked else " ")
            bar = Bar(
                most or 1,
                0,
                _value(period, number, is_share),
                color=_colour(number),
                width=max(width, 2 * _NARROWEST_BAR) if is_stacked else width,
            )
            cells.append((f"{_letter(number)} {written}" if is_stacked else written, bar))
        name = label(period.name, found.unit)
        for row in ([cell] for cell in cells) if is_stacked else [cells]:
            table.add_row(name, *(part for cell in row for part in cell))
            name = ""
    return Group(*_legend(found, several), table, *_told(found, peaks, several))


def rows(found: Timeline, form: str) -> Iterator[str]:
    """A row for each period and question in one of ROW_FORMATS; periods without any article are left out.

    `share` is per thousand articles of the period, of which there are so many (`of`).
    """
    values = (
        (
            period.name,
            query.text,
            period.counts[number],
            round(period.share(number), 3),
            period.of,
            period.first.isoformat(),
            period.last.isoformat(),
        )
        for period in found.periods
        for number, query in enumerate(found.questions)
    )
    return output_format(form).rows(_FIELDS, values)


def _legend(found: Timeline, several: bool) -> list[RenderableType]:
    return [
        Text(f"{_letter(number)}  {one_line(query.text)}  ({found.totals[number]:,})", _colour(number))
        for number, query in enumerate(found.questions)
        if several
    ]


def _told(found: Timeline, peaks: Sequence[Peak], several: bool) -> list[RenderableType]:
    return [
        Text.assemble(
            (f"▲ {_letter(peak.question) + ' ' if several else ''}{peak.period.name}", _colour(peak.question)),
            "  ",
            (peak.article.ref, "cyan"),
            f"  {one_line(peak.article.title)}",
        )
        for peak in peaks
    ]


def _bar_width(found: Timeline, screen: Console) -> int:
    """Columns for each question's bars, beside the period and the numbers."""
    if not screen.is_terminal:
        return _PIPE_BAR
    questions = len(found.questions)
    taken = 2 + max((len(label(period.name, found.unit)) for period in found.periods), default=10) + 12 * questions
    width = (screen.width - taken) // questions - 2
    return width if questions > 1 else max(_NARROWEST_BAR, width)


def _numbers(found: Timeline) -> range:
    return range(len(found.questions))


def _value(period: Period, number: int, is_share: bool) -> float:
    return period.share(number) if is_share else float(period.counts[number])


def _written(period: Period, number: int, is_share: bool) -> str:
    return f"{period.share(number):,.1f}" if is_share else f"{period.counts[number]:,}"


def _letter(number: int) -> str:
    return chr(ord("A") + number) if number < 26 else str(number + 1)


def _colour(number: int) -> str:
    return _COLOURS[number % len(_COLOURS)]
