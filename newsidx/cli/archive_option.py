"""`--db`: which archive a command uses, named before or after the command."""

from __future__ import annotations

import click


def archive_path(ctx: click.Context, option: click.Parameter, value: str | None) -> str:
    """The archive to use: the `--db` nearest to the command's end, else NEWSIDX_DB, else what the configuration file
    says, else the user's own.
    """
    named = named_archive(ctx, option, value)
    if named is None and not ctx.resilient_parsing:
        from newsidx.cli.place import how_to_move, own_archive
        from newsidx.cli.settings import settings
        from newsidx.terminal.messages import note

        if configured := settings().archive:
            return configured
        own = own_archive()
        if own.is_in_old_place:
            note(how_to_move(own))
        return own.path
    return named or ""


def named_archive(ctx: click.Context, option: click.Parameter, value: str | None) -> str | None:
    """The archive that this `--db` names, by its path or as @NAME, or one before it. The commands below are to use it
    unless they name one.
    """
    if value == "":
        raise click.BadParameter("it is empty. Give the path of an archive, such as news.db.", ctx, option)
    if value and value.startswith("@") and not ctx.resilient_parsing:
        from newsidx.cli.settings import named, settings

        value = named(settings(), value)
    ctx.obj = value or ctx.obj
    return ctx.obj  # type: ignore[no-any-return]


archive_option = click.option("--db", metavar="PATH", callback=archive_path, help="The archive to use.")
group_archive_option = click.option(
    "--db", metavar="PATH", callback=named_archive, expose_value=False, help="The archive to use."
)
"""`--db` of a command that uses no archive itself: its subcommands do, or none does."""
