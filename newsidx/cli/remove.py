"""`newsidx remove`: take articles out of the archive. Their files stay."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import click

from newsidx.cli.confirm import is_confirmed
from newsidx.cli.options import DATES_HELP, QueryCommand, archive_option, asked, chosen_dates, date_options, say_waiting

if TYPE_CHECKING:
    from newsidx.article import Article
    from newsidx.errors import NewsidxError

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

    Their files stay on the disk. An ingest passes them over, also where they are moved or copied, until they change;
    newsidx ingest --again PATH reads them again, and newsidx problems --removed lists them.
    """
    from newsidx.archive.opening import open_to_change
    from newsidx.article import id_of

    dates = chosen_dates(since, until, on, date)
    with open_to_change(db) as archive:
        archive.on_wait = say_waiting(db)
        with archive.snapshot():  # what is shown, and the fingerprints that say that it still is what was shown
            if all(id_of(one) is not None for one in what) and dates.is_everything:
                ids = list(dict.fromkeys(article.id for one in what for article in archive.named(one)))
            else:
                query = asked(what, dates)
                if query.is_blank:
                    raise click.UsageError("There is no word, field or date in that to choose articles by.")
                ids = [one for (one,) in archive.rows(*compile.ids(query, "newest", None))]
            as_shown = archive.fingerprints(ids)
            first = archive.articles(ids[:_SHOWN])
        if not ids:
            click.echo("Nothing found to remove.", err=True)
            return 1
        if not yes and not _is_confirmed(_lines(first, len(ids), "  "), len(ids)):
            click.echo("Nothing was removed.", err=True)
            return 1
        removal = archive.remove(ids, as_shown)
    if removal.removed:
        if yes or not sys.stdout.isatty():
            gone = [article for article in first if article.id not in removal.left]
            for line in _lines(gone, removal.removed, "  " if sys.stdout.isatty() else "\t"):
                click.echo(line)
        click.echo(f"{_number(removal.removed)} removed. The files stay: newsidx ingest --again PATH reads them again.")
    if removal.left:
        raise _left(removal.left)
    return 0


def _lines(first: Sequence[Article], number: int, gap: str) -> Iterator[str]:
    """The id, date and title of the first articles, and how many more there are."""
    from newsidx.text.sanitize import one_line

    width = max((len(article.ref) for article in first), default=0) if gap != "\t" else 0
    for article in first:
        yield gap.join((article.ref.ljust(width), str(article.date or "undated"), one_line(article.title)))
    if number > len(first):
        yield f"… and {number - len(first):,} more"


def _is_confirmed(lines: Iterable[str], number: int) -> bool:
    """Whether the user, shown what it is about, says yes."""
    return is_confirmed(f"Remove {_number(number)} from the archive?", lines, "Nothing was removed")


def _left(ids: Sequence[int]) -> NewsidxError:
    """What to say of articles that were not removed, since they are not as they were shown."""
    from newsidx.article import ref_of
    from newsidx.errors import ChangedMeanwhile

    more = f" and {len(ids) - _SHOWN:,} more" if len(ids) > _SHOWN else ""
    return ChangedMeanwhile(
        f"Another program changed {_number(len(ids))} meanwhile; not removed: "
        f"{', '.join(map(ref_of, ids[:_SHOWN]))}{more}",
        "Run the same command again to see what is there now.",
    )


def _number(articles: int) -> str:
    return f"{articles:,} article{'s' if articles != 1 else ''}"
