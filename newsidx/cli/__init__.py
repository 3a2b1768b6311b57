"""The command line. One file a command: it parses options, calls one thing, and hands the result to a view.

This file knows the commands' names, and is the one place where errors, Ctrl-C and a closed pipe are handled.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import Any

import click

from newsidx import __version__
from newsidx.errors import BadDate, NewsidxError

FOUND, NOTHING_FOUND, FAILED, INTERRUPTED = 0, 1, 2, 130
"""What newsidx exits with."""

_COMMANDS = ("ingest", "search", "list", "show", "info", "problems")


class _LazyCommands(click.Group):
    """A group whose commands are imported when they are called: `search` need not wait for `ingest`."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = import_module(f"newsidx.cli.{cmd_name}").command
        return command

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except BrokenPipeError as error:
            raise _OutputClosed from error  # click would exit with 1


class _OutputClosed(Exception):
    """Whoever read our output has had enough of it, as `head` does. That is no error."""


@click.group(
    cls=_LazyCommands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Start with: newsidx ingest FOLDER, then newsidx search WORDS.",
)
@click.version_option(__version__, "-V", "--version", message="newsidx %(version)s")
@click.option("--db", metavar="PATH", envvar="NEWSIDX_DB", help="The archive to use; newsidx info says which it is.")
@click.pass_context
def cli(ctx: click.Context, db: str | None) -> None:
    """A news archive: ingest a folder of dated article text files, then search, list and read them."""
    ctx.obj = db


def run(arguments: list[str] | None = None) -> int:
    """Run newsidx and return its exit status. Whatever a user can have caused is one clear line on stderr."""
    try:
        status = cli.main(arguments, prog_name="newsidx", standalone_mode=False)
        sys.stdout.flush()
        return status if isinstance(status, int) else FOUND
    except click.exceptions.Exit as exit_:
        return exit_.exit_code
    except click.ClickException as error:
        error.show()
        return FAILED
    except NewsidxError as error:
        _complain(error)
        return FAILED
    except (KeyboardInterrupt, click.Abort):
        return INTERRUPTED
    except (_OutputClosed, BrokenPipeError):
        # What is left in the buffer must not be flushed into the closed pipe when Python ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FOUND


def _complain(error: NewsidxError) -> None:
    from newsidx.views.safe import harmless

    if isinstance(error, BadDate):
        text, width = harmless(error.text).replace("\n", " "), max(1, error.end - error.start)
        click.echo(f"  {text}\n  {' ' * error.start}{'^' * width}", err=True)
    click.echo(harmless(f"newsidx: {error.message}. {error.remedy}"), err=True)
