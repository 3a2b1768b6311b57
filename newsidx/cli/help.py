"""`newsidx help`: the query language, the output formats, or the help of a command."""

from __future__ import annotations

import click

from newsidx.cli.archive_option import group_archive_option
from newsidx.text.whole import whole


@click.command(
    "help",
    epilog="""\b
Examples:
  newsidx help query
  newsidx help formats
  newsidx help search
""",
)
@click.argument("topic", required=False)
@group_archive_option
@click.pass_context
def command(ctx: click.Context, topic: str | None) -> None:
    """Help for a TOPIC: query (the query language), formats (what --format takes), or the name of a command."""
    if topic == "query":
        from newsidx.terminal import console, query_help

        console.show(query_help.language())
    elif topic == "formats":
        from newsidx.formats.registry import FORMATS
        from newsidx.terminal import console, format_help

        console.show(format_help.formats(FORMATS))
    else:
        click.echo(_command_help(ctx.find_root(), topic))


def _command_help(group_context: click.Context, name: str | None) -> str:
    """The help of a command, or of newsidx itself if no name is given."""
    group = group_context.command
    if name is None or not isinstance(group, click.Group):
        return group_context.get_help()
    command = group.get_command(group_context, name)
    if command is None:
        raise click.UsageError(
            f"There is no help for “{name}”. Try {whole('newsidx help query')} or {whole('newsidx help')}."
        )
    with click.Context(command, info_name=name, parent=group_context) as context:
        return command.get_help(context)
