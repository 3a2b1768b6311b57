"""`newsidx remove`: delete articles from the archive. Their files stay."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import click

from newsidx.cli.archive_option import archive_option
from newsidx.cli.completing import query_words
from newsidx.cli.confirm import is_confirmed
from newsidx.cli.options import DATES_HELP, date_options, say_waiting
from newsidx.cli.query_arguments import QueryCommand, language_option
from newsidx.cli.sources import source_option
from newsidx.terminal.messages import note, say
from newsidx.text.plural import plural
from newsidx.text.whole import whole

if TYPE_CHECKING:
    from newsidx.article import Article
    from newsidx.dates import DateRange
    from newsidx.errors import NewsidxError

_SHOWN = 10


@click.command(
    "remove",
    cls=QueryCommand,
    epilog=f"""{DATES_HELP}

\b
Examples:
  newsidx remove 20220306-1
  newsidx remove 'source:herald' --date 2022-03
  newsidx remove 'path:drafts' --yes
""",
)
@click.argument("what", nargs=-1, metavar="ID...|QUERY", shell_complete=query_words)
@date_options
@source_option
@language_option
@click.option("--yes", is_flag=True, help="Do not ask.")
@archive_option
def command(
    what: tuple[str, ...],
    dates: DateRange,
    sources: tuple[str, ...],
    language: str | None,
    yes: bool,
    db: str,
) -> int:
    """Delete articles from the archive, by their IDs, or all that match a QUERY, with all of its words.

    newsidx undo brings back what was removed last, for 30 days or until newsidx optimize. Their files stay on the disk.
    Later ingests skip them, even where they are moved or copied, until they change. newsidx ingest --again PATH reads
    them again, and newsidx problems --removed lists them.
    """
    from newsidx.cli.archives import open_to_change
    from newsidx.cli.chosen_articles import chosen_ids
    from newsidx.terminal.progress import progress

    with open_to_change(db) as archive:
        archive.on_wait = say_waiting(db)
        with archive.snapshot():  # the fingerprints must be of the articles as they are shown
            ids = chosen_ids(archive, what, dates, sources, language, "to remove")
            as_shown = archive.fingerprints(ids)
            first = archive.articles(ids[:_SHOWN])
        if not ids:
            note("No article matches: nothing was removed.")
            return 1
        if not yes and not _is_confirmed(_lines(first, len(ids), "  "), len(ids)):
            note("Nothing was removed.")
            return 1
        with progress("Removing") as on_progress:
            removal = archive.remove(ids, as_shown, on_progress)
    if removal.removed:
        if yes or not sys.stdout.isatty():
            gone = [article for article in first if article.id not in removal.left]
            for line in _lines(gone, removal.removed, "  " if sys.stdout.isatty() else "\t"):
                say(line)
        them = "it" if removal.removed == 1 else "them"
        say(
            f"{plural(removal.removed, 'article')} removed. {whole('newsidx undo')} brings {them} back. The files stay."
        )
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
    """Whether the user, shown the articles, confirms."""
    return is_confirmed(f"Remove {plural(number, 'article')} from the archive?", lines, "Nothing was removed")


def _left(ids: Sequence[int]) -> NewsidxError:
    """The error for articles that were not removed, since they changed after they were shown."""
    from newsidx.article import ref_of
    from newsidx.errors import ChangedMeanwhile

    more = f" and {len(ids) - _SHOWN:,} more" if len(ids) > _SHOWN else ""
    return ChangedMeanwhile(
        f"Another program changed {plural(len(ids), 'article')} meanwhile; not removed: "
        f"{', '.join(map(ref_of, ids[:_SHOWN]))}{more}",
        "Run the same command again to see what is there now.",
    )
