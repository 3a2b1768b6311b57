"""The program: the names of its commands, and the one place where errors, Ctrl-C and a closed pipe are handled."""

from __future__ import annotations

import contextlib
import io
import os
import sys
from collections.abc import Iterator
from importlib import import_module
from typing import TYPE_CHECKING, Any

import click

from newsidx import __version__
from newsidx.cli.archive_option import named_archive
from newsidx.cli.settings import apply_to_environment, settings
from newsidx.cli.streams import abandon_stdout, flush_or_abandon_stdout, usable_streams
from newsidx.errors import BadDate, NewsidxError
from newsidx.terminal.messages import note
from newsidx.text.sanitize import without_line_breaks
from newsidx.text.whole import whole

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

COMPLETE_VARIABLE = "_NEWSIDX_COMPLETE"
"""The environment variable in which a shell asks for completions. click makes its name of the program's."""

FOUND, FAILED, INTERRUPTED = 0, 2, 130
"""The exit statuses of newsidx, besides the 1 that a command returns when it found nothing."""

_COMMANDS = {
    "ingest": "Read a folder of articles into the archive.",
    "search": "Find articles by the words in them.",
    "list": "List articles by date, or count them.",
    "show": "Show whole articles, to read them.",
    "open": "Open the file of an article, or its link.",
    "browse": "Browse the archive on one screen.",
    "serve": "Serve the archive to the browser, with feeds and an API.",
    "info": "Show which archive is used, and what is in it.",
    "problems": "List the files that were not read, or not in full, and why.",
    "files": "List the files in the archive.",
    "timeline": "Show how many articles match a query over time.",
    "related": "Find the articles most like a given one.",
    "duplicates": "Find near-duplicates: articles in nearly the same words.",
    "words": "Show the keywords of a query, or of some dates.",
    "cite": "Print references to articles: APA, Chicago, MLA, BibTeX.",
    "export": "Write articles to files for other programs.",
    "tag": "Put tags on articles, and list them.",
    "note": "Write a note on an article.",
    "alert": "Save queries, and see what is new for each.",
    "layout": "Try a layout of your own on sample files.",
    "check": "Check the archive, and repair it.",
    "optimize": "Make the archive smaller and faster after large changes.",
    "backup": "Copy the archive to another file.",
    "copy": "Copy an archive to another place, such as a server.",
    "remove": "Delete articles from the archive.",
    "undo": "Take back the last removal, or change of tags, notes or alerts.",
    "config": "Show the configuration file, and what it says.",
    "completion": "Complete commands, options and names in your shell.",
    "help": "Explain queries, dates, formats, or a command.",
}
"""The commands, each in the module of its name, and what each does in a line."""


class _LazyCommands(click.Group):
    """A group whose commands are imported when they are called: `search` does not wait for `ingest`, nor does the list
    of all commands wait for any of them.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = import_module(f"newsidx.cli.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        from click.shell_completion import CompletionItem

        names = [CompletionItem(name, help=text) for name, text in _COMMANDS.items() if name.startswith(incomplete)]
        return names + click.Command.shell_complete(self, ctx, incomplete)

    def make_context(self, *arguments: Any, **options: Any) -> click.Context:
        with _noticing_closed_output():  # --help and --version print here
            return super().make_context(*arguments, **options)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in _COMMANDS:
            from difflib import get_close_matches

            if near := get_close_matches(args[0], _COMMANDS, 1):
                ctx.fail(f"No such command '{args[0]}'. Did you mean {whole(f'newsidx {near[0]}')}?")
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        with _noticing_closed_output():
            return super().invoke(ctx)


class _OutputClosed(Exception):
    """The program that read our output has stopped reading, as `head` does. That is not an error."""


@contextlib.contextmanager
def _noticing_closed_output() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError as error:
        raise _OutputClosed from error  # click would exit with 1


@click.group(
    cls=_LazyCommands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Start with: newsidx ingest FOLDER, then newsidx search QUERY.",
)
@click.version_option(__version__, "-V", "--version", message="newsidx %(version)s")
@click.option(
    "--db",
    metavar="PATH",
    envvar="NEWSIDX_DB",
    callback=named_archive,
    expose_value=False,
    help="The archive to use, before or after any command; newsidx info says which it is.",
)
def cli() -> None:
    """A news archive: ingest a folder of dated article text files, then search, list and read them."""


def run(arguments: list[str] | None = None) -> int:
    """Run newsidx and return its exit status. Every error that a user can cause is one clear message on stderr."""
    with usable_streams():
        status = _status(arguments)
        flush_or_abandon_stdout()
        return status


def _status(arguments: list[str] | None) -> int:
    if COMPLETE_VARIABLE in os.environ:
        from newsidx.cli.shell_scripts import register

        register()
    try:
        apply_to_environment(settings())
        status = cli.main(arguments, prog_name="newsidx", standalone_mode=False)
        sys.stdout.flush()
        return status if isinstance(status, int) else FOUND
    except click.exceptions.Exit as exit_:
        return exit_.exit_code
    except click.ClickException as error:
        _show_usage_error(error)
        return FAILED
    except NewsidxError as error:
        _show_error(error)
        return FAILED
    except (KeyboardInterrupt, click.Abort):
        return INTERRUPTED
    except (_OutputClosed, BrokenPipeError):
        abandon_stdout()
        return FOUND
    except FileNotFoundError as error:
        file = whole(str(error.filename)) if error.filename else ""
        what = f"{file} does not exist" if file else "The current folder no longer exists"
        _show_error(NewsidxError(what, "Change to one that does, then run the same command again."))
        return FAILED
    except OSError as error:
        # Errors of the archive's own file never get here; one without a file name is about stdout.
        file = whole(str(error.filename)) if error.filename else ""
        what = f"{file} cannot be read or written" if file else "The output cannot be written"
        abandon_stdout()
        _show_error(NewsidxError(f"{what} ({error.strerror or error})", "Fix that, then run the same command again."))
        return FAILED


def _show_usage_error(error: click.ClickException) -> None:
    """Print an error that click found: how the command is used, where its help is, and what is wrong."""
    shown = io.StringIO()
    error.show(shown)
    text = shown.getvalue().rstrip("\n")
    if isinstance(error, click.UsageError) and error.ctx:
        for option in error.ctx.help_option_names:
            command = f"{error.ctx.command_path} {option}"
            text = text.replace(command, whole(command))
    note(text)


def _show_error(error: NewsidxError) -> None:
    """Print an error; where it is about a date, with a caret below the part that is wrong."""
    if isinstance(error, BadDate):
        from rich.cells import cell_len  # a wide character has two columns

        before, wrong = (
            without_line_breaks(error.text[: error.start]),
            without_line_breaks(error.text[error.start : error.end]),
        )
        click.echo(  # two lines that belong together: neither is broken
            f"  {without_line_breaks(error.text)}\n  {' ' * cell_len(before)}{'^' * max(1, cell_len(wrong))}", err=True
        )
    note(without_line_breaks(f"newsidx: {error.sentences}"))
