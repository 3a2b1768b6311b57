"""A command that takes dates as arguments."""

from __future__ import annotations

import re
from itertools import pairwise

import click

from newsidx.cli.options import DATE_OPTIONS


class DatesCommand(click.Command):
    """A command to which `--03-06`, that day of every year, is a date and no option."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Hand click such dates behind everything else, where nothing is an option."""
        options: list[str] = []
        yearly: list[str] = []
        for before, argument in pairwise(["", *args]):
            is_date = re.fullmatch(r"--\d\d-\d\d", argument) and before not in DATE_OPTIONS and "--" not in options
            (yearly if is_date else options).append(argument)
        return super().parse_args(ctx, [*options, "--", *yearly] if yearly else options)
