"""Numbers as the values of options: for one that is not possible, a sentence says which are."""

from __future__ import annotations

from typing import Any

import click


class Number(click.IntRange):
    """A whole number from `least` to `most`.

    `possible` is the sentence for any other value, such as `Pages are numbered from 1.`; by default it names both ends.
    """

    def __init__(self, least: int, most: int, possible: str = "") -> None:
        super().__init__(least, most)
        self._possible = possible or f"Give a whole number from {least:,} to {most:,}."

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The number. Raises click.BadParameter."""
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter:
            from newsidx.text.sanitize import one_line

            self.fail(f"{one_line(str(value))} is not possible. {self._possible}", param, ctx)
