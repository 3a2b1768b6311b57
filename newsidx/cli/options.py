"""The options that several commands share, and what they mean."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import click

from newsidx.cli.numbers import Number
from newsidx.cli.settings import settings
from newsidx.dates import EVERY_DAY
from newsidx.disk.place import shown_place
from newsidx.formats.registry import for_articles, for_hits, for_rows, names
from newsidx.terminal import messages
from newsidx.text.sanitize import without_line_breaks
from newsidx.text.whole import whole

if TYPE_CHECKING:
    from newsidx.dates import DateRange

Command = TypeVar("Command", bound=Callable[..., Any])

MOST = 1_000_000_000
"""The largest limit or page that can be asked for."""

PAGE = 20
"""Hits on a page, where nothing else is asked for."""

FORMATS = names(for_hits())
ARTICLE_FORMATS = names(for_articles())
ROW_FORMATS = names(for_rows())
"""The formats of an answer, of articles and of figures that programs read: all but those the terminal draws."""

DATE_OPTIONS = ("--date", "--on", "--until", "--since")

DATES_HELP = """\b
Dates: 2022, 2022-03, 2022-03-06, A..B, 'A to B', 2022-Q1, 2022-W10,
       1990s, 'March 2022', yesterday, 'last quarter', '30 days ago',
       7d, --03-06. All of them: newsidx help dates."""


class Page(NamedTuple):
    """A page of an answer: its number, and the limit and offset to ask for; a limit of None is all."""

    number: int
    limit: int | None
    offset: int


pager_option = click.option("--no-pager", is_flag=True, help="Do not page long output on a terminal.")


def date_options(command: Callable[..., int]) -> Callable[..., int]:
    """`--since`, `--until`, `--on` and `--date`, which the command gets together as one DateRange, `dates`.

    The dates of a `dates_argument` are combined with them.
    """

    @functools.wraps(command)
    def with_dates(
        *,
        since: str | None,
        until: str | None,
        on: str | None,
        date: str | None,
        range_words: tuple[str, ...] = (),
        **values: Any,
    ) -> int:
        dates = _dates_of(since, until, on, date) & _dates_of(date=" ".join(range_words) or None)
        return command(dates=dates, **values)

    for name, text in (
        ("--date", "Only articles of these dates, for example 2022-03 or 2022-01..2022-06."),
        ("--on", "Only articles of this day; --03-06 is that day of every year."),
        ("--until", "Only articles up to the end of this date."),
        ("--since", "Only articles from the beginning of this date on."),
    ):
        with_dates = click.option(name, metavar="DATES", help=text)(with_dates)
    return with_dates


dates_argument = click.argument("range_words", nargs=-1, metavar="[DATES]")
"""Dates as arguments, above `date_options`."""


def paged(
    default: int, *, in_pipes: bool = False, most: int = MOST
) -> Callable[[Callable[..., int]], Callable[..., int]]:
    """`--limit` and `--page`, which the command gets as one Page, `page`.

    `default` is the limit if none is given, 0 for all of the answer: on a terminal and, if it is to be the same
    `in_pipes`, everywhere. Then 0 cannot be asked for, and `most` is the largest limit.
    """
    if in_pipes:
        possible, usual, zero = f"Give a whole number from 1 to {most:,}.", f"{default}", ""
    else:
        zero = ", 0 for all"
        possible = f"Give 0 for all, or a whole number from 1 to {most:,}."
        usual = f"{default} on a terminal, all in a pipe" if default else "all"

    def decorated(command: Callable[..., int]) -> Callable[..., int]:
        @functools.wraps(command)
        def with_page(*, limit: int | None, page: int, **values: Any) -> int:
            return command(page=_page_of(limit, page, default, in_pipes), **values)

        with_page = click.option(
            "--page",
            type=Number(1, MOST, "Pages are numbered from 1."),
            metavar="N",
            default=1,
            help="Show this page of the answer.",
        )(with_page)
        return click.option(
            "--limit",
            "-n",
            type=Number(int(in_pipes), most, possible),
            metavar="N",
            help=f"At most N on a page{zero}. [default: {usual}]",
        )(with_page)

    return decorated


page_options = paged(PAGE)
"""`--limit` and `--page` of an answer: 20 on a terminal, all in a pipe."""


def format_option(forms: tuple[str, ...]) -> Callable[[Command], Command]:
    """`--format`: a table on a terminal, lines in a pipe, unless it is given."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(["table", *forms]),
        help="How to print it: see newsidx help formats. [default: table on a terminal, lines in a pipe]",
    )


report_format_option = click.option(
    "--format", "form", type=click.Choice(["table", "json"]), default="table", help="How to print the report."
)
"""`--format` of a command that prints one report."""


def chosen_format(form: str | None) -> str:
    """The format asked for, or the one for where stdout goes: on a terminal that of the configuration file, if the
    command has it. Raises BadConfiguration.
    """
    if form or not sys.stdout.isatty():
        return form or "lines"
    read = settings()
    if read.format is None:
        return "table"
    command = click.get_current_context().command
    known = next((option.type for option in command.params if option.name == "form"), None)
    return read.format if isinstance(known, click.Choice) and read.format in known.choices else "table"


def say_waiting(place: str) -> Callable[[], None]:
    """What an archive should call when it has to wait for another program that writes to it."""
    shown = whole(without_line_breaks(shown_place(place)))
    return lambda: messages.note(f"Another program is writing to {shown}: waiting for it …")


def _page_of(limit: int | None, number: int, default: int, in_pipes: bool) -> Page:
    if limit is None:
        limit = default if in_pipes or sys.stdout.isatty() else 0
        if number > 1:
            limit = limit or default or PAGE
    return Page(number, limit, limit * (number - 1)) if limit else Page(number, None, 0)


def _dates_of(
    since: str | None = None, until: str | None = None, on: str | None = None, date: str | None = None
) -> DateRange:
    """The days that all the date options leave together. Raises BadDate."""
    dates = EVERY_DAY
    if not (since or until or on or date):
        return dates
    from newsidx.dates.ranges import from_then_on, parse_range, until_then

    if since:
        dates &= from_then_on(since)
    if until:
        dates &= until_then(until)
    for text in (on, date):
        if text:
            dates &= parse_range(text)
    return dates
