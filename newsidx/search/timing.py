"""How long each step of an answer takes, measured as it runs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter


class Stopwatch:
    """Steps by name and the seconds each took, in the order in which they first ran."""

    def __init__(self) -> None:
        self._seconds: dict[str, float] = {}

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Measure what runs within; a step that runs again takes the sum."""
        start = perf_counter()
        try:
            yield
        finally:
            self.add(name, perf_counter() - start)

    def add(self, name: str, seconds: float) -> None:
        """Add time that was measured elsewhere."""
        self._seconds[name] = self._seconds.get(name, 0.0) + seconds

    @property
    def steps(self) -> tuple[tuple[str, float], ...]:
        """(step, seconds) of everything measured up to now."""
        return tuple(self._seconds.items())
