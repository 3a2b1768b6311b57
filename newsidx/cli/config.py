"""`newsidx config`: where the configuration file is, and what it says."""

from __future__ import annotations

import os

import click

from newsidx.cli.archive_option import group_archive_option
from newsidx.cli.settings import VARIABLE, Settings, settings
from newsidx.disk.place import shown_place
from newsidx.terminal.messages import note
from newsidx.text.sanitize import without_line_breaks

_EXAMPLE = """\
archive = "~/news/newsidx.db"   # the default archive
format = "compact"              # of search, list and others, on a terminal
language = "es"                 # of the words of queries, as --lang
pager = "less -R"
color = true

[archives]                      # newsidx --db @trove search oil
trove = "/data/trove.db"
"""


@click.command(
    "config",
    epilog=f"""\b
A file with every setting:
{"".join(f"  {line}" for line in _EXAMPLE.splitlines(keepends=True))}
\b
Examples:
  newsidx config
  newsidx --db @trove list
""",
)
@group_archive_option
def command() -> int:
    """Show where your configuration file is, and what it says.

    It names the default archive and others, which --db @NAME then uses, the format of answers on a terminal, the
    language of queries, the pager, and whether there are colours. What a command is told, and the environment, come
    before it.
    """
    read = settings()
    if read.path is None:
        note(f"{VARIABLE} is empty, so there is no configuration file.")
        return 1
    click.echo(without_line_breaks(read.path))
    if not os.path.isfile(read.path):
        note("There is no such file yet; newsidx config --help shows one with every setting.")
        return 1
    for name, value in _values(read):
        if value is not None:
            click.echo(f"{name}\t{without_line_breaks(value)}")
    for name, place in sorted(read.archives.items()):
        click.echo(f"@{without_line_breaks(name)}\t{without_line_breaks(shown_place(place))}")
    return 0


def _values(read: Settings) -> tuple[tuple[str, str | None], ...]:
    return (
        ("archive", read.archive and shown_place(read.archive)),
        ("format", read.format),
        ("language", read.language),
        ("pager", read.pager),
        ("color", _word(read.color)),
    )


def _word(flag: bool | None) -> str | None:
    return None if flag is None else str(flag).lower()
