"""`--sort`, and `--oldest`, which is short for one of its orders: what comes first."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import click
from click.core import ParameterSource

from newsidx.query.sort import Sort


def sort_options(*orders: Sort) -> Callable[[Callable[..., int]], Callable[..., int]]:
    """`--sort` with these orders, the first of them the default, and `--oldest`. The command gets one Sort, `sort`."""

    def decorated(command: Callable[..., int]) -> Callable[..., int]:
        @functools.wraps(command)
        def with_sort(*, sort: str, oldest: bool, **values: Any) -> int:
            return command(sort=_order_of(Sort(sort), oldest), **values)

        with_sort = click.option("--oldest", is_flag=True, help="Oldest first: short for --sort oldest.")(with_sort)
        return click.option(
            "--sort",
            type=click.Choice([order.value for order in orders]),
            default=orders[0].value,
            show_default=True,
            help="What comes first.",
        )(with_sort)

    return decorated


def _order_of(sort: Sort, is_oldest: bool) -> Sort:
    """The order that both options ask for. Raises click.UsageError if they contradict each other."""
    if not is_oldest:
        return sort
    source = click.get_current_context().get_parameter_source("sort")
    if sort is not Sort.OLDEST and source is ParameterSource.COMMANDLINE:
        raise click.UsageError(f"--oldest cannot be combined with --sort {sort}: give one of them.")
    return Sort.OLDEST
