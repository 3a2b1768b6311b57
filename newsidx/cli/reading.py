"""The options that say how files are to be read: their fields, columns and layout."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from typing import Any

import click

_FIELDS = ("source", "section", "place", "byline", "language")
_COLUMNS = ("date", "title", "body", "url", *_FIELDS)
_NEXT_COLUMN = re.compile(rf",(?=\s*(?:{'|'.join(_COLUMNS)})\s*=)")


def reading_options(command: Callable[..., int]) -> Callable[..., int]:
    """`--source`, `--columns`, `--layout` and the like, which the command gets together as `reading`: JSON for the
    archive, or None if none of them is given.
    """

    @functools.wraps(command)
    def with_reading(
        *, columns: tuple[tuple[str, str], ...], layout: str | None, split: bool | None, **values: Any
    ) -> int:
        fields = [(field, values.pop(field)) for field in _FIELDS]
        given = tuple((field, " ".join(value.split())) for field, value in fields if value is not None)
        if not given and not columns and layout is None and split is None:
            return command(reading=None, **values)
        from newsidx.readers.options import ReadingOptions, options_json

        return command(reading=options_json(ReadingOptions(given, columns, layout, split)), **values)

    for decorate in (
        click.option(
            "--split/--no-split",
            default=None,
            help="Split texts at every separator line, or never. [default: only where it is certain]",
        ),
        click.option(
            "--layout",
            metavar="FILE.toml",
            callback=_layout,
            help="Read files by your own layout: see newsidx layout.",
        ),
        click.option(
            "--columns",
            multiple=True,
            metavar="FIELD=NAME",
            callback=_columns,
            help=f"Which column or key holds a field: {', '.join(_COLUMNS)}. Repeatable.",
        ),
        click.option("--language", metavar="CODE", help="Language of articles that state none."),
        click.option("--byline", metavar="NAME", help="Author of articles that state none."),
        click.option("--place", metavar="NAME", help="Place of articles that state none."),
        click.option("--section", metavar="NAME", help="Section of articles that state none."),
        click.option("--source", metavar="NAME", help="Publication of articles that state none."),
    ):
        with_reading = decorate(with_reading)
    return with_reading


def _columns(ctx: click.Context, option: click.Parameter, values: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """The (field, column) pairs in `date=Day,title=Headline`, given at once or one by one."""
    pairs: dict[str, str] = {}
    for value in (part for together in values for part in _NEXT_COLUMN.split(together)):
        field, equals, column = (part.strip() for part in value.partition("="))
        if not equals or field not in _COLUMNS:
            known = ", ".join(_COLUMNS)
            raise click.BadParameter(f"“{value}” is not FIELD=NAME, where FIELD is one of {known}.", ctx, option)
        pairs[field] = column
    return tuple(pairs.items())


def _layout(ctx: click.Context, option: click.Parameter, path: str | None) -> str | None:
    """The text of a layout file, which is checked now, and not for each file. Raises BadLayout."""
    if not path:
        return path
    from newsidx.disk.paths import path_text
    from newsidx.readers.layouts import parse_layout

    text = layout_text(path)
    parse_layout(text, path_text(path))
    return text


def layout_text(path: str) -> str:
    """The text of a layout file. Raises UsageError if it cannot be read."""
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            return file.read()
    except OSError as error:
        raise click.UsageError(f"{path} cannot be read: {error.strerror}") from error
