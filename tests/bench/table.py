"""The table of the benchmark: what was measured, compared with what, and the bar that it must reach."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

_COLUMNS = ("work", "measured", "beside", "ratio", "bar", "aim", "peak MB")
_OF_WORDS = ("work", "beside")


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
        return self._misses(self.bar)

    @property
    def is_aim_missed(self) -> bool:
        """Whether it misses its aim."""
        return self._misses(self.aim)

    def _misses(self, limit: float | None) -> bool:
        figure = {"ratio": self.ratio, "seconds": self.seconds, "megabytes": self.megabytes, "rate": self.rate}[self.of]
        if limit is None or figure is None:
            return False
        return figure < limit if self.of == "rate" else figure > limit


def markdown(rows: Iterable[Row]) -> str:
    """The table, without the columns that no row has. A missed bar is in bold; both limits say so where missed."""
    return table(_COLUMNS, map(_cells, rows), words=_OF_WORDS)


def table(columns: Sequence[str], rows: Iterable[Sequence[str]], words: Container[str]) -> str:
    """A Markdown table of cells; only the columns of `words` are set to the left. Empty columns are left out."""
    lines = list(rows)
    kept = [place for place in range(len(columns)) if any(line[place] for line in lines)]
    rule = ["---" if columns[place] in words else "---:" for place in kept]
    return "\n".join(
        f"| {' | '.join(cells)} |"
        for cells in ([columns[place] for place in kept], rule, *([line[place] for place in kept] for line in lines))
    )


def _cells(row: Row) -> tuple[str, ...]:
    bar, aim = _limit(row, row.bar), _limit(row, row.aim)
    return (
        row.name,
        duration(row.seconds),
        row.beside[0] if row.beside else "",
        f"{row.ratio:.2f}" if row.ratio is not None else "",
        f"**{bar} missed**" if row.is_missed else bar,
        f"{aim} missed" if row.is_aim_missed else aim,
        f"{row.megabytes:.0f}" if row.megabytes else "",
    )


def _limit(row: Row, limit: float | None) -> str:
    if limit is None:
        return ""
    if row.of == "seconds":
        return duration(limit)
    return f"{limit:g} MB" if row.of == "megabytes" else f"{limit:g}"


def duration(seconds: float | None) -> str:
    """Seconds as people write them: `1.26 s`, `85.5 ms`; nothing for None."""
    if seconds is None:
        return ""
    return f"{seconds:.2f} s" if seconds >= 0.995 else f"{seconds * 1000:.3g} ms"
