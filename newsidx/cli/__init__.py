"""The command line. One file a command: it parses options, calls one thing, and hands the result to a view.

This file knows the commands' names, and is the one place where errors, Ctrl-C and a closed pipe are handled.
"""

from __future__ import annotations

import contextlib
import io
import sys
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import click

from newsidx import __version__
from newsidx.cli.streams import abandon_stdout, flush_or_abandon_stdout, usable_streams
from newsidx.errors import BadDate, NewsidxError

FOUND, FAILED, INTERRUPTED = 0, 2, 130
"""What newsidx exits with, besides the 1 that a command returns when it found nothing."""

_COMMANDS = (
    *("ingest", "search", "list", "show", "info", "problems"),
    *("timeline", "related", "duplicates", "words", "export", "alert"),
    *("check", "optimize", "backup", "remove", "help"),
)


class _LazyCommands(click.Group):
    """A group whose commands are imported when they are called: `search` need not wait for `ingest`."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = import_module(f"newsidx.cli.{cmd_name}").command
        return command

    def make_context(self, *arguments: Any, **options: Any) -> click.Context:
        with _noticing_closed_output():  # --help and --version print here
            return super().make_context(*arguments, **options)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in _COMMANDS:
            from difflib import get_close_matches

            if near := get_close_matches(args[0], _COMMANDS, 1):
                ctx.fail(f"No such command '{args[0]}'. Did you mean {near[0]}?")
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        with _noticing_closed_output():
            return super().invoke(ctx)


class _OutputClosed(Exception):
    """Whoever read our output has had enough of it, as `head` does. That is no error."""


@contextlib.contextmanager
def _noticing_closed_output() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError as error:
        raise _OutputClosed from error  # click would exit with 1


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
    with usable_streams():
        status = _status(arguments)
        flush_or_abandon_stdout()
        return status


def _status(arguments: list[str] | None) -> int:
    try:
        status = cli.main(arguments, prog_name="newsidx", standalone_mode=False)
        sys.stdout.flush()
        return status if isinstance(status, int) else FOUND
    except click.exceptions.Exit as exit_:
        return exit_.exit_code
    except click.ClickException as error:
        from newsidx.text.sanitize import without_controls

        complaint = io.StringIO()
        error.show(complaint)
        click.echo(without_controls(complaint.getvalue()), nl=False, err=True)
        return FAILED
    except NewsidxError as error:
        _complain(error)
        return FAILED
    except (KeyboardInterrupt, click.Abort):
        return INTERRUPTED
    except (_OutputClosed, BrokenPipeError):
        abandon_stdout()
        return FOUND
    except FileNotFoundError as error:
        what = f"{error.filename} does not exist" if error.filename else "The current folder no longer exists"
        _complain(NewsidxError(what, "Change to one that does, then run the same command again."))
        return FAILED
    except OSError as error:
        # Errors of the archive's own file never get here; one without a file's name is of stdout.
        what = f"{error.filename} cannot be read or written" if error.filename else "The output cannot be written"
        abandon_stdout()
        _complain(NewsidxError(f"{what} ({error.strerror or error})", "Fix that, then run the same command again."))
        return FAILED


def _complain(error: NewsidxError) -> None:
    from newsidx.text.sanitize import without_line_breaks

    if isinstance(error, BadDate):
        from rich.cells import cell_len  # a wide character has two columns, and the caret stands below it

        before, wrong = (
            without_line_breaks(error.text[: error.start]),
            without_line_breaks(error.text[error.start : error.end]),
        )
        click.echo(
            f"  {without_line_breaks(error.text)}\n  {' ' * cell_len(before)}{'^' * max(1, cell_len(wrong))}", err=True
        )
    click.echo(without_line_breaks(f"newsidx: {error.message}. {error.remedy}"), err=True)
