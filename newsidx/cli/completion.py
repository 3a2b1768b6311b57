"""`newsidx completion`: a script with which the shell completes commands, options, names and ids."""

from __future__ import annotations

import sys

import click

from newsidx.cli.archive_option import group_archive_option
from newsidx.terminal.messages import note
from newsidx.text.whole import whole

_LINES = {
    "bash": ("~/.bashrc", 'eval "$(newsidx completion bash)"'),
    "zsh": ("~/.zshrc, below compinit", 'eval "$(newsidx completion zsh)"'),
    "fish": ("~/.config/fish/config.fish", "newsidx completion fish | source"),
}
"""For each shell the file that it reads when it starts, and the line to add there."""


@click.command(
    "completion",
    epilog="""\b
Examples:
  eval "$(newsidx completion bash)"        the line for ~/.bashrc
  eval "$(newsidx completion zsh)"         the line for ~/.zshrc
  newsidx completion fish | source         the line for ~/.config/fish/config.fish
""",
)
@click.argument("shell", type=click.Choice(list(_LINES)))
@group_archive_option
@click.pass_context
def command(ctx: click.Context, shell: str) -> int:
    """Print the script with which a SHELL completes newsidx's commands, options, alerts, sources, tags, ids and fields.

    On a terminal, where nobody would paste a script, it prints the line to add to the shell's own file instead.
    """
    if sys.stdout.isatty():
        file, line = _LINES[shell]
        click.echo(line)
        note(f"Add this line to {whole(file)}, and start a new shell.")
        return 0
    from click.shell_completion import get_completion_class

    from newsidx.cli.main import COMPLETE_VARIABLE
    from newsidx.cli.shell_scripts import register

    register()
    completion = get_completion_class(shell)
    if completion is None:
        raise click.UsageError(f"click has no completion for {shell}.")
    click.echo(completion(ctx.find_root().command, {}, "newsidx", COMPLETE_VARIABLE).source(), nl=False)
    return 0
