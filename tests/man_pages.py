"""The man pages in man/, made from the help of each command.

    python -m tests.man_pages      write them anew

The format: https://man.openbsd.org/man.7
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from inspect import cleandoc
from pathlib import Path

import click

from newsidx.cli.main import cli

FOLDER = Path(__file__).parent.parent / "man"


def pages() -> dict[str, str]:
    """Every page by the name of its file, such as newsidx-alert-run.1."""
    return {f"{ctx.command_path.replace(' ', '-')}.1": "\n".join(_page(ctx)) + "\n" for ctx in _commands(None, cli)}


def rewrite() -> None:
    """Write all pages, and delete those of commands that are no longer there."""
    FOLDER.mkdir(exist_ok=True)
    made = pages()
    for path in FOLDER.glob("*.1"):
        if path.name not in made:
            path.unlink()
    for name, page in made.items():
        (FOLDER / name).write_text(page, encoding="utf-8")


def _commands(parent: click.Context | None, command: click.Command) -> Iterator[click.Context]:
    ctx = click.Context(command, info_name=command.name if parent else "newsidx", parent=parent)
    yield ctx
    if isinstance(command, click.Group):
        for name in command.list_commands(ctx):
            found = command.get_command(ctx, name)
            assert found, name
            yield from _commands(ctx, found)


def _page(ctx: click.Context) -> Iterator[str]:
    command, name = ctx.command, ctx.command_path.replace(" ", "-")
    yield f'.TH {name.upper()} 1 "" "newsidx" "newsidx manual"'
    yield from (".SH NAME", f"{_text(name)} \\- {_text(command.get_short_help_str(200).rstrip('.'))}")
    yield from (".SH SYNOPSIS", f".B {_text(ctx.command_path)}", _text(" ".join(command.collect_usage_pieces(ctx))))
    yield ".SH DESCRIPTION"
    yield from _paragraphs(cleandoc(command.help or ""))
    records = [parameter.get_help_record(ctx) for parameter in command.get_params(ctx)]
    yield ".SH OPTIONS"
    for option, meaning in filter(None, records):
        if not meaning:  # an argument, which the synopsis has
            continue
        yield from (".TP", f"\\fB{_text(option)}\\fR", _text(" ".join(meaning.split())))
    if isinstance(command, click.Group):
        yield ".SH COMMANDS"
        for other in command.list_commands(ctx):
            found = command.get_command(ctx, other)
            short = found.get_short_help_str(200) if found else ""
            yield from (".TP", f"\\fB{_text(name)}\\-{_text(other)}\\fR(1)", _text(short))
    if command.epilog:
        yield ".SH NOTES"
        yield from _paragraphs(cleandoc(command.epilog))
    yield ".SH SEE ALSO"
    yield "\\fBnewsidx\\fR(1)" if ctx.parent else "\\fBnewsidx help query\\fR shows the query language."


def _paragraphs(text: str) -> Iterator[str]:
    r"""Paragraphs; those that begin with \b keep their lines, as click has it."""
    for number, paragraph in enumerate(re.split(r"\n{2,}", text)):
        if number:
            yield ".PP"
        if paragraph.startswith("\b"):
            yield ".nf"
            yield from map(_text, paragraph.removeprefix("\b").strip("\n").split("\n"))
            yield ".fi"
        else:
            yield _text(" ".join(paragraph.split()))


def _text(text: str) -> str:
    """A line as text, and not as a request or an escape."""
    escaped = text.replace("\\", "\\e").replace("-", "\\-")
    escaped = "".join(letter if letter.isascii() else f"\\[u{ord(letter):04X}]" for letter in escaped)
    return f"\\&{escaped}" if escaped.startswith((".", "'")) else escaped


if __name__ == "__main__":
    rewrite()
