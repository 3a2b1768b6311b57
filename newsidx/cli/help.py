"""`newsidx help`: the query language, dates, the output formats, or the help of a command or subcommand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import click

from newsidx.cli.archive_option import group_archive_option
from newsidx.text.whole import whole

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem
    from rich.console import RenderableType


def _query() -> RenderableType:
    from newsidx.terminal import query_help

    return query_help.language()


def _dates() -> RenderableType:
    from newsidx.terminal import dates_help

    return dates_help.dates()


def _formats() -> RenderableType:
    from newsidx.formats.registry import FORMATS
    from newsidx.terminal import format_help

    return format_help.formats(FORMATS)


_PAGES: dict[str, Callable[[], RenderableType]] = {"query": _query, "dates": _dates, "formats": _formats}
_OTHER_NAMES = {"queries": "query", "date": "dates", "format": "formats"}


def _topics(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The topics that can be asked for, to complete one: pages and commands, or the subcommands of one."""
    from click.shell_completion import CompletionItem

    names: Sequence[str] = ctx.params.get("topic") or ()
    command: click.Command | None = ctx.find_root().command
    for name in names:
        command = command.get_command(ctx, name) if isinstance(command, click.Group) else None
    known = command.list_commands(ctx) if isinstance(command, click.Group) else []
    topics = known if names else [*_PAGES, *known]
    return [CompletionItem(name) for name in topics if name.startswith(incomplete)]


@click.command(
    "help",
    epilog="""\b
Examples:
  newsidx help query
  newsidx help dates
  newsidx help formats
  newsidx help search
  newsidx help alert run
""",
)
@click.argument("topic", nargs=-1, metavar="[TOPIC]", shell_complete=_topics)
@group_archive_option
@click.pass_context
def command(ctx: click.Context, topic: tuple[str, ...]) -> None:
    """Help for a TOPIC: query (the query language), dates, formats (what --format takes), or the name of a command or
    subcommand.
    """
    page = _OTHER_NAMES.get(" ".join(topic), " ".join(topic))
    if page in _PAGES:
        from newsidx.terminal import console

        console.show(_PAGES[page]())
    else:
        click.echo(_command_help(ctx.find_root(), topic))


def _command_help(context: click.Context, names: Sequence[str]) -> str:
    """The help of a command below that of a context, or of that command itself if no name is given."""
    if not names:
        return context.get_help()
    group = context.command
    command = group.get_command(context, names[0]) if isinstance(group, click.Group) else None
    if command is None:
        raise click.UsageError(_unknown(context, names[0]))
    with click.Context(command, info_name=names[0], parent=context) as inner:
        return _command_help(inner, names[1:])


def _unknown(context: click.Context, name: str) -> str:
    """The message for a topic that there is not, with those that are spelled like it."""
    from difflib import get_close_matches

    from newsidx.text.sanitize import one_line

    is_top = context.parent is None
    group = context.command
    known = [*(_PAGES if is_top else ()), *(group.list_commands(context) if isinstance(group, click.Group) else ())]
    path = "newsidx help" if is_top else f"newsidx help {context.info_name}"
    near = get_close_matches(name.casefold(), known, 1)
    if near:
        return f"There is no help for “{one_line(name)}”. Did you mean {whole(f'{path} {near[0]}')}?"
    if not known:
        return f"There is no help for “{one_line(name)}”: it is no command. Try {whole(path)}."
    return f"There is no help for “{one_line(name)}”. Topics: {', '.join(known)}; or {whole(path)}."
