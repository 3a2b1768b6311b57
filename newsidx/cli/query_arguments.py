"""A query as arguments: which of them are words of it, the language they are in, and what is said about it."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

import click

from newsidx.article import has_form_of_ref
from newsidx.cli.settings import settings
from newsidx.terminal import messages
from newsidx.text.whole import whole

if TYPE_CHECKING:
    from newsidx.dates import DateRange
    from newsidx.query import Query

_MOST_NOTES = 5
_QUOTATION_MARKS = frozenset('"“”„‟«»＂')
"""A path with one of these cannot be written in a query."""


class QueryCommand(click.Command):
    """A command that takes a query, in which `-gas` is a word that must be absent and no bundle of options.

    An argument is an option if it is one of the command's (`-n`, `-n5`, `--since`), and a mistyped one if two dashes
    stand before a letter. All others are words. What could have been meant for an option is said.
    """

    def is_change(self, words: list[str]) -> bool:
        """Whether the last of the words is no word of the query, but says what to change."""
        return False

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
            elif re.match(r"--\w", argument) or (argument[:1] == "-" and len(words) < name_count):
                options.append(argument)
            else:
                words.append(argument)
                if not (ctx.resilient_parsing or self.is_change(words)):
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
    from difflib import get_close_matches

    near = get_close_matches(f"-{argument}", known, 1, 0.8)
    if len(word) == 1 or near:
        from newsidx.text.sanitize import one_line

        meant = f"; the option is {near[0]}" if near else "; there is no such option"
        messages.note(one_line(f"Note: {argument} asks for articles without “{word}”{meant}."))


def parse_query(words: Sequence[str], dates: DateRange | None = None, language: str | None = None) -> Query:
    """The query in the arguments of a command. Notes on stderr say what in it was not read as typed.

    `language` is the code from a `language_option`. Raises BadDate, and UnknownAlert for `search:NAME`.
    """
    from newsidx.dates import EVERY_DAY
    from newsidx.query import Query
    from newsidx.text.sanitize import one_line

    query = Query.parse(query_text(words), dates or EVERY_DAY, language=language, saved=_saved_query)
    for note in query.notes[:_MOST_NOTES]:
        messages.note(f"Note: {one_line(note)}.")
    if len(query.notes) > _MOST_NOTES:
        messages.note(f"Note: and {len(query.notes) - _MOST_NOTES:,} more like these.")
    return query


def _saved_query(name: str) -> str:
    """The query that is saved under a name in the archive of the command. Raises UnknownAlert."""
    from newsidx.archive.opening import open_archive

    with open_archive(click.get_current_context().params["db"]) as archive:
        return archive.alert(name).query_text


def query_text(arguments: Sequence[str]) -> str:
    """The arguments as one query. The path of a file or folder that exists is a condition, `file:"/news/oil.txt"`; with
    the ids and paths beside it, it is one of several alternatives.
    """
    if not any(map(_is_path, arguments)):
        return " ".join(arguments)
    parts: list[str] = []
    for are_names, several in groupby(arguments, key=lambda argument: _is_path(argument) or _is_ref(argument)):
        if are_names:
            names = list(map(_condition, several))
            parts.append(names[0] if len(names) == 1 else f"({' OR '.join(names)})")
        else:
            parts += several
    return " ".join(parts)


def _condition(name: str) -> str:
    from newsidx.disk.paths import path_text

    return f'file:"{path_text(os.path.abspath(name))}"' if _is_path(name) else f"id:{name}"


def _is_path(argument: str) -> bool:
    """Whether an argument is the path of a file or folder: it exists, and has a slash or an ending as no word has."""
    has_form = os.sep in argument or "/" in argument or bool(os.path.splitext(argument)[1])
    return has_form and argument.isprintable() and not set(argument) & _QUOTATION_MARKS and os.path.lexists(argument)


def _is_ref(argument: str) -> bool:
    return has_form_of_ref(argument) or bool(re.fullmatch("0-[1-9][0-9]*", argument))


def language_code(ctx: click.Context, option: click.Parameter, value: str | None) -> str | None:
    """The ISO 639-1 code of the language that a user, or else the configuration file, names by its code or its English
    name: `es`, `Spanish`.
    """
    named = settings().language if value is None else value
    if named is None:
        return None
    from newsidx.languages import code_of

    code = code_of(named)
    if code is None:
        raise click.BadParameter(_unknown_language(named), ctx, option)
    return code


def _unknown_language(value: str) -> str:
    """The message for a name of no language, with the languages that are spelled most like it."""
    from difflib import get_close_matches

    from newsidx.languages import NAMES
    from newsidx.text.sanitize import one_line

    names = {name: code for code, names in NAMES.items() for name in (code, *names.split())}
    near = dict.fromkeys(names[name] for name in get_close_matches(value.strip().casefold(), names, 4, 0.6))
    shown = [whole(f"{NAMES[code].split()[0].capitalize()} ({code})") for code in near]
    hint = f"Did you mean {' or '.join(shown)}?" if shown else f"It knows {', '.join(NAMES)}."
    return f"newsidx knows no language “{one_line(value)}”. {hint}"


language_option = click.option(
    "--lang",
    "language",
    metavar="CODE",
    callback=language_code,
    help="The language of the query's words, such as es: only its word forms match. To find articles in it: lang:es.",
)
"""`--lang`: the command gets a code as `language`, and hands it to `parse_query`."""
