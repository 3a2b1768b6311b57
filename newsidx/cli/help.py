"""`newsidx help`: the language of questions, or what a command does."""

from __future__ import annotations

import click

from newsidx.cli.options import group_archive_option


@click.command(
    "help",
    short_help="The language of questions, or a command's help.",
    epilog="""\b
Examples:
  newsidx help query
  newsidx help search
""",
)
@click.argument("topic", required=False)
@group_archive_option
@click.pass_context
def command(ctx: click.Context, topic: str | None) -> None:
    """Help for a TOPIC: query, which is the language of questions, or the name of a command."""
    if topic == "query":
        from newsidx.terminal import console, query_help

        console.show(query_help.language())
        return
    group_context = ctx.find_root()
    if topic is None:
        click.echo(group_context.get_help())
        return
    group = group_context.command
    found = group.get_command(group_context, topic) if isinstance(group, click.Group) else None
    if found is None:
        raise click.UsageError(f"There is no help for “{topic}”. Try: newsidx help query, or newsidx help")
    with click.Context(found, info_name=topic, parent=group_context) as context:
        click.echo(found.get_help(context))
