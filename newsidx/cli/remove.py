"""`newsidx remove`: take articles out of the archive. Their files stay."""

from __future__ import annotations

import sys

import click

from newsidx.cli.options import DATES_HELP, QueryCommand, archive_option, asked, chosen_dates, date_options, say_waiting

_SHOWN = 10


@click.command(
    "remove",
    cls=QueryCommand,
    short_help="Take articles out of the archive.",
    epilog=f"""{DATES_HELP}

\b
Examples:
  newsidx remove 20220306-1
  newsidx remove 'source:herald' --date 2022-03
  newsidx remove 'path:drafts' --yes
""",
)
@click.argument("what", nargs=-1, required=True, metavar="ID...|QUESTION")
@date_options
@click.option("--yes", is_flag=True, help="Do not ask.")
@archive_option
def command(
    what: tuple[str, ...],
    since: str | None,
    until: str | None,
    on: str | None,
    date: str | None,
    yes: bool,
    db: str,
) -> int:
    """Take articles out of the archive: those of some IDs, or all that answer a question as search reads it, with
    all of its words.

    Their files stay on the disk. An ingest does not read them again unless they change or are moved.
    """
    from newsidx.archive import Archive
    from newsidx.archive.fetching import articles, named
    from newsidx.archive.removing import remove_articles
    from newsidx.article import id_of
    from newsidx.query import compiling

    dates = chosen_dates(since, until, on, date)
    Archive.open(db).close()  # to open one for writing makes it where there is none
    with Archive.open(db, write=True) as archive:
        archive.on_wait = say_waiting(db)
        if all(id_of(one) is not None for one in what) and dates.is_everything:
            ids = [article.id for one in what for article in named(archive, one)]
        else:
            query = asked(what, dates)
            if query.is_blank:
                raise click.UsageError("There is no word, field or date in that to choose articles by.")
            ids = [one for (one,) in archive.rows(*compiling.ids(query, "newest", None))]
        if not ids:
            click.echo("Nothing found to remove.", err=True)
            return 1
        if not yes and not _is_confirmed(
            [f"{one.ref}  {one.title}" for one in articles(archive, ids[:_SHOWN])], len(ids)
        ):
            click.echo("Nothing was removed.", err=True)
            return 1
        removed = remove_articles(archive, ids)
    click.echo(f"{removed:,} article{'s' if removed != 1 else ''} removed. The files stay.")
    return 0


def _is_confirmed(titles: list[str], number: int) -> bool:
    """Whether the user, shown what it is about, says yes."""
    from newsidx.views.safe import one_line

    if not sys.stdin.isatty():
        raise click.UsageError("Nobody can be asked here: --yes says that it is meant.")
    for title in titles:
        click.echo(one_line(title), err=True)
    if number > len(titles):
        click.echo(f"and {number - len(titles):,} more", err=True)
    return click.confirm(f"Remove {number:,} article{'s' if number != 1 else ''} from the archive?", err=True)
