"""The options that several commands share, and what they mean."""

from __future__ import annotations

import functools
import re
import sys
from collections.abc import Callable, Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import click

from newsidx.dates import EVERY_DAY, DateRange, from_then_on, parse_range, until_then
from newsidx.formats.registry import for_articles, for_hits, for_rows, names
from newsidx.languages import NAMES, code_of
from newsidx.terminal import messages
from newsidx.text.sanitize import without_line_breaks
from newsidx.text.whole import whole

if TYPE_CHECKING:
    from newsidx.query import Query

Command = TypeVar("Command", bound=Callable[..., Any])

MOST = 1_000_000_000
"""The largest limit or page that can be parse_query for."""

PAGE = 20
"""Hits on a page, where nothing else is parse_query for."""

FORMATS = names(for_hits())
ARTICLE_FORMATS = names(for_articles())
ROW_FORMATS = names(for_rows())
"""The formats of an answer, of articles and of figures that programs read: all but those the terminal draws."""

DATE_OPTIONS = ("--date", "--on", "--until", "--since")

DATES_HELP = """\b
Dates: 2022, 2022-03, 2022-03-06, A..B, 2022-Q1, 2022-W10, 1990s,
       'March 2022', yesterday, 7d, --03-06."""

_MOST_NOTES = 5
_UNKNOWN_OPTION = re.compile(r"--\w")


class Page(NamedTuple):
    """A page of an answer: its number, and the limit and offset to ask for; a limit of None is all."""

    number: int
    limit: int | None
    offset: int


class QueryCommand(click.Command):
    """A command that takes a query, in which `-gas` is a word that must be absent and no bundle of options.

    An argument is an option if it is one of the command's (`-n`, `-n5`, `--since`), and a mistyped one if two dashes
    stand before a letter. All others are words. What could have been meant for an option is said.
    """

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Hand click the options first and then, where nothing is an option, the words."""
        options, words = self._divided(ctx, args)
        return super().parse_args(ctx, [*options, "--", *words] if words else options)

    def _divided(self, ctx: click.Context, args: list[str]) -> tuple[list[str], list[str]]:
        known = {
            name: option for option in self.get_params(ctx) if isinstance(option, click.Option) for name in option.opts
        }  # none of the commands has options that are switched off
        name_count = sum(isinstance(param, click.Argument) and param.nargs == 1 for param in self.get_params(ctx))
        options: list[str] = []
        words: list[str] = []
        rest = iter(args)
        for argument in rest:
            if argument == "--":
                words += rest
            elif option := _option(argument, known):
                options.append(argument)
                if argument in option.opts and not option.is_flag and not option.count:
                    if (value := next(rest, None)) is None:
                        return options, []  # click says that it takes a value
                    options.append(value)
            elif _UNKNOWN_OPTION.match(argument) or (argument[:1] == "-" and len(words) < name_count):
                options.append(argument)
            else:
                words.append(argument)
                if not ctx.resilient_parsing:
                    _say_if_like_an_option(argument, known)
        return options, words


def _option(argument: str, known: dict[str, click.Option]) -> click.Option | None:
    """The option that an argument is, with or without its value: `--since`, `--since=2022`, `-n`, `-n5`."""
    if argument.startswith("--"):
        return known.get(argument.partition("=")[0])
    return known.get(argument) or (known.get(argument[:2]) if argument[2:].isdecimal() else None)


def _say_if_like_an_option(argument: str, known: dict[str, click.Option]) -> None:
    """Say that a word behind a dash was taken for one that must be absent, where an option may have been meant."""
    word = argument[1:]
    if argument[:1] != "-" or not word[:1].isalnum():
        return
    near = get_close_matches(f"-{argument}", known, 1, 0.8)
    if len(word) == 1 or near:
        from newsidx.text.sanitize import one_line

        meant = f"; the option is {near[0]}" if near else "; there is no such option"
        messages.note(one_line(f"Note: {argument} asks for articles without “{word}”{meant}."))


def parse_query(words: Sequence[str], dates: DateRange | None = None, language: str | None = None) -> Query:
    """The query in the arguments of a command. Notes on stderr say what in it was not read as typed.

    `language` is the code from a `language_option`. Raises BadDate.
    """
    from newsidx.query import Query
    from newsidx.text.sanitize import one_line

    query = Query.parse(" ".join(words), dates or EVERY_DAY, language=language)
    for note in query.notes[:_MOST_NOTES]:
        messages.note(f"Note: {one_line(note)}.")
    if len(query.notes) > _MOST_NOTES:
        messages.note(f"Note: and {len(query.notes) - _MOST_NOTES:,} more like these.")
    return query


def language_code(ctx: click.Context, option: click.Parameter, value: str | None) -> str | None:
    """The ISO 639-1 code of the language that a user names by its code or its English name: `es`, `Spanish`."""
    if value is None:
        return None
    code = code_of(value)
    if code is None:
        raise click.BadParameter(_unknown_language(value), ctx, option)
    return code


def _unknown_language(value: str) -> str:
    """The message for a name of no language, with the languages that are spelled most like it."""
    from newsidx.text.sanitize import one_line

    names = {name: code for code, names in NAMES.items() for name in (code, *names.split())}
    near = dict.fromkeys(names[name] for name in get_close_matches(value.strip().casefold(), names, 4, 0.6))
    shown = [whole(f"{NAMES[code].split()[0].capitalize()} ({code})") for code in near]
    hint = f"Did you mean {' or '.join(shown)}?" if shown else f"It knows {', '.join(NAMES)}."
    return f"newsidx knows no language “{one_line(value)}”. {hint}"


def archive_path(ctx: click.Context, option: click.Parameter, value: str | None) -> str:
    """The archive to use: the `--db` nearest to the command's end, else NEWSIDX_DB, else the user's own."""
    named = named_archive(ctx, option, value)
    if named is None and not ctx.resilient_parsing:
        from newsidx.cli.place import how_to_move, own_archive

        own = own_archive()
        if own.is_in_old_place:
            messages.note(how_to_move(own))
        return own.path
    return named or ""


def named_archive(ctx: click.Context, option: click.Parameter, value: str | None) -> str | None:
    """The archive that this `--db` names, or one before it. The commands below are to use it unless they name one."""
    if value == "":
        raise click.BadParameter("it is empty. Give the path of an archive, such as news.db.", ctx, option)
    ctx.obj = value or ctx.obj
    return ctx.obj  # type: ignore[no-any-return]


archive_option = click.option("--db", metavar="PATH", callback=archive_path, help="The archive to use.")
group_archive_option = click.option(
    "--db", metavar="PATH", callback=named_archive, expose_value=False, help="The archive to use."
)
"""`--db` of a command that uses no archive itself: its subcommands do, or none does."""

language_option = click.option(
    "--lang",
    "language",
    metavar="CODE",
    callback=language_code,
    help="The language of the query's words, such as es: only its word forms match. To find articles in it: lang:es.",
)
"""`--lang`: the command gets a code as `language`, and hands it to `parse_query`."""

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


def page_options(command: Callable[..., int]) -> Callable[..., int]:
    """`--limit` and `--page`, which the command gets as one Page, `page`."""

    @functools.wraps(command)
    def with_page(*, limit: int | None, page: int, **values: Any) -> int:
        return command(page=_page_of(limit, page), **values)

    with_page = click.option(
        "--page", type=click.IntRange(1, MOST), metavar="N", default=1, help="Show this page of the answer."
    )(with_page)
    return click.option(
        "--limit",
        "-n",
        type=click.IntRange(0, MOST),
        metavar="N",
        help=f"At most N articles, 0 for all. [default: {PAGE} on a terminal, all in a pipe]",
    )(with_page)


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
    """The format parse_query for, or the one for where stdout goes."""
    return form or ("table" if sys.stdout.isatty() else "lines")


def say_step(step: str) -> None:
    """Say on a terminal which step of a long command begins."""
    if sys.stderr.isatty():
        messages.note(f"{step[0].upper()}{step[1:]} …")


def say_waiting(path: str) -> Callable[[], None]:
    """What an archive should call when it has to wait for another program that writes to it."""
    return lambda: messages.note(f"Another program is writing to {whole(without_line_breaks(path))}: waiting for it …")


def _page_of(limit: int | None, number: int) -> Page:
    if limit is None:
        limit = PAGE if sys.stdout.isatty() or number > 1 else 0
    return Page(number, limit, limit * (number - 1)) if limit else Page(number, None, 0)


def _dates_of(
    since: str | None = None, until: str | None = None, on: str | None = None, date: str | None = None
) -> DateRange:
    """The days that all the date options leave together. Raises BadDate."""
    dates = EVERY_DAY
    if since:
        dates &= from_then_on(since)
    if until:
        dates &= until_then(until)
    for text in (on, date):
        if text:
            dates &= parse_range(text)
    return dates
