"""The table of the benchmark: what was measured, compared with what, and the bar that it must reach."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

HEAD = "| work | measured | beside | ratio | bar | aim | peak MB |\n| --- | ---: | --- | ---: | ---: | ---: | ---: |"


@dataclass(frozen=True)
class Row:
    """A line of the table. `seconds` is the median; `beside` the name and median of what it is compared with.

    `bar` and `aim` are limits for the figure named by `of`: the highest ratio, seconds or megabytes, or the lowest
    `rate`.
    """

    name: str
    seconds: float | None = None
    beside: tuple[str, float] | None = None
    megabytes: float = 0.0
    bar: float | None = None
    aim: float | None = None
    of: Literal["ratio", "seconds", "megabytes", "rate"] = "ratio"
    rate: float | None = None

    @property
    def ratio(self) -> float | None:
        """Its seconds divided by those of what it is compared with."""
        return self.seconds / self.beside[1] if self.seconds is not None and self.beside else self.rate

    @property
    def is_missed(self) -> bool:
        """Whether it misses its bar."""
        if self.bar is None:
            return False
        figure = {"ratio": self.ratio, "seconds": self.seconds, "megabytes": self.megabytes, "rate": self.rate}[self.of]
        if figure is None:
            return False
        return figure < self.bar if self.of == "rate" else figure > self.bar


def markdown(rows: Iterable[Row]) -> str:
    """The table. A missed bar is in bold, with the word "missed"."""
    return "\n".join([HEAD, *map(_line, rows)])


def _line(row: Row) -> str:
    bar = _limit(row, row.bar)
    cells = (
        row.name,
        _duration(row.seconds),
        row.beside[0] if row.beside else "",
        f"{row.ratio:.2f}" if row.ratio is not None else "",
        f"**{bar} missed**" if row.is_missed else bar,
        _limit(row, row.aim),
        f"{row.megabytes:.0f}" if row.megabytes else "",
    )
    return f"| {' | '.join(cells)} |"


def _limit(row: Row, limit: float | None) -> str:
    if limit is None:
        return ""
    if row.of == "seconds":
        return _duration(limit)
    return f"{limit:g} MB" if row.of == "megabytes" else f"{limit:g}"


def _duration(seconds: float | None) -> str:
    if seconds is None:
        return ""
    return f"{seconds:.2f} s" if seconds >= 0.995 else f"{seconds * 1000:.3g} ms"
