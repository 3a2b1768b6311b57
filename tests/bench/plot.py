"""The plot of time against the size of the archive, as a small SVG: both axes logarithmic, a line for each task."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from itertools import cycle
from math import ceil, floor, log10

Series = Mapping[str, Mapping[int, float]]
"""For each line, by its name, the seconds for each number of articles."""

_WIDTH, _HEIGHT = 760, 430
_LEFT, _RIGHT, _TOP, _BOTTOM = 62, 250, 16, 44
_LINE_HEIGHT = 17
_COLORS = "#0072b2 #d55e00 #009e73 #cc79a7 #56b4e9 #e69f00 #000000 #882255 #999933 #666666 #4b0092".split()
"""Okabe and Ito's colours, which colour-blind people can tell apart, and some more."""


def svg(series: Series) -> str:
    """The plot. Each line is named at its right end."""
    sizes = sorted({size for times in series.values() for size in times})
    seconds = [time for times in series.values() for time in times.values()]
    lowest, highest = floor(log10(min(seconds))), ceil(log10(max(seconds)))
    right, bottom = _WIDTH - _RIGHT, _HEIGHT - _BOTTOM

    def x(size: int) -> float:
        return _LEFT + (right - _LEFT) * _share(log10(size), log10(sizes[0]), log10(sizes[-1]))

    def y(time: float) -> float:
        return bottom - (bottom - _TOP) * _share(log10(time), lowest, highest)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" font-family="sans-serif"'
        ' font-size="12">',
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#fff"/>',
    ]
    for power in range(lowest, highest + 1):
        parts.append(f'<path d="M{_LEFT} {y(10**power):.0f}H{right}" stroke="#ddd"/>')
        parts.append(f'<text x="{_LEFT - 6}" y="{y(10**power) + 4:.0f}" text-anchor="end">{_time(power)}</text>')
    for size in sizes:
        parts.append(f'<path d="M{x(size):.0f} {_TOP}V{bottom}" stroke="#eee"/>')
        parts.append(f'<text x="{x(size):.0f}" y="{bottom + 17}" text-anchor="middle">{size:,}</text>')
    parts.append(f'<text x="{(_LEFT + right) / 2:.0f}" y="{_HEIGHT - 8}" text-anchor="middle">articles</text>')
    ends = {name: y(times[max(times)]) for name, times in series.items()}
    places = _apart(ends)
    for (name, times), color in zip(series.items(), cycle(_COLORS), strict=False):
        points = " ".join(f"{x(size):.0f},{y(times[size]):.0f}" for size in sorted(times))
        parts.append(f'<polyline points="{points}" fill="none" stroke="{color}" stroke-width="2"/>')
        parts.append(f'<text x="{right + 8}" y="{places[name] + 4:.0f}" fill="{color}">{escape(name)}</text>')
    return "\n".join([*parts, "</svg>\n"])


def _share(value: float, lowest: float, highest: float) -> float:
    return (value - lowest) / (highest - lowest) if highest > lowest else 0.5


def _time(power: int) -> str:
    """A power of ten seconds: `0.1 ms`, `10 s`."""
    return f"{10**power:g} s" if power >= 0 else f"{10 ** (power + 3):g} ms"


def _apart(ends: Mapping[str, float]) -> dict[str, float]:
    """The heights of the names beside the ends of their lines, moved apart where they would cover each other."""
    placed: dict[str, float] = {}
    for names in _groups(ends):
        middle = sum(ends[name] for name in names) / len(names)
        for number, name in enumerate(names):
            placed[name] = middle + (number - (len(names) - 1) / 2) * _LINE_HEIGHT
    return placed


def _groups(ends: Mapping[str, float]) -> Iterator[list[str]]:
    """Names that need to be moved apart together, from the top down."""
    groups: list[list[str]] = []
    for name in sorted(ends, key=lambda name: ends[name]):
        groups.append([name])
        while len(groups) > 1 and _lowest(groups[-2], ends) + _LINE_HEIGHT > _highest(groups[-1], ends):
            below = groups.pop()
            groups[-1] += below
    yield from groups


def _highest(names: list[str], ends: Mapping[str, float]) -> float:
    middle = sum(ends[name] for name in names) / len(names)
    return middle - (len(names) - 1) / 2 * _LINE_HEIGHT


def _lowest(names: list[str], ends: Mapping[str, float]) -> float:
    return _highest(names, ends) + (len(names) - 1) * _LINE_HEIGHT
