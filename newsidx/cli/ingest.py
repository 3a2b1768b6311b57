"""`newsidx ingest`: read a folder of article files into the archive."""

from __future__ import annotations

import contextlib
import signal
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from newsidx.cli.archive_option import archive_option
from newsidx.cli.confirm import is_confirmed
from newsidx.cli.options import report_format_option, say_waiting
from newsidx.cli.reading import reading_options
from newsidx.terminal.messages import columns, note, say
from newsidx.text.plural import plural
from newsidx.text.whole import whole

if TYPE_CHECKING:
    from newsidx.archive.files import MissingFiles
    from newsidx.ingest.pipeline import IngestOptions, Report


@contextlib.contextmanager
def _interrupted_once() -> Iterator[None]:
    """Stop at the first Ctrl-C, SIGTERM or SIGHUP; a second one must not interrupt the clean-up."""

    def interrupt(number: int, frame: object) -> None:
        signal.signal(number, signal.SIG_IGN)
        raise KeyboardInterrupt

    numbers = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
    before = {number: signal.signal(number, interrupt) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@click.command(
    "ingest",
    epilog="""\b
Examples:
  newsidx ingest articles/             read what is new or changed in a folder
  newsidx ingest --dry-run articles/   see what that would do
  newsidx ingest --prune articles/     also delete what is gone from the folder
  newsidx ingest --watch articles/     go on, and read whatever is put there
  newsidx ingest --include '*.txt' --exclude drafts articles/
  newsidx ingest --source "The Herald" --columns date=Erscheinungstag export.csv
  curl … | newsidx ingest -            read articles from standard input
""",
)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=click.Path())
@click.option("--prune", is_flag=True, help="Delete files that are gone from the folder, and their articles.")
@click.option("--yes", is_flag=True, help="Do not ask, even if --prune deletes more than a tenth of the articles.")
@click.option("--dry-run", is_flag=True, help="Read everything and report, but write nothing.")
@click.option("--watch", is_flag=True, help="Go on: read again whenever something changes. Ctrl-C ends it.")
@click.option("--check", is_flag=True, help="Compare files by their bytes, not by size and time.")
@click.option("--again", is_flag=True, help="Also read articles that were removed from the archive.")
@click.option("--reread", is_flag=True, help="Read all files again, for example with a newer newsidx.")
@click.option(
    "--include", multiple=True, metavar="GLOB", help="Only files whose name matches, for example '*.txt'. Repeatable."
)
@click.option(
    "--exclude", multiple=True, metavar="GLOB", help="Skip files and folders whose name or path matches. Repeatable."
)
@reading_options
@click.option(
    "--dayfirst/--monthfirst",
    "dayfirst",
    default=None,
    help="How to read 03/04/2022; files whose date this changes are read again. [default: month first]",
)
@click.option(
    "--date-from", type=click.Choice(["mtime"]), help="Use a file's modification time if nothing else gives a date."
)
@click.option(
    "--jobs",
    "-j",
    type=click.IntRange(0, 64),
    metavar="N",
    help="Processes that read while this one writes, 0 for none. [default: by the number of cores]",
)
@click.option(
    "--largest",
    type=click.IntRange(min=1),
    default=50,
    show_default=True,
    metavar="MB",
    help="Skip files larger than this, except archives, tables, JSON and others that are read piece by piece.",
)
@report_format_option
@archive_option
def command(
    paths: tuple[str, ...],
    prune: bool,
    yes: bool,
    dry_run: bool,
    watch: bool,
    check: bool,
    again: bool,
    reread: bool,
    include: tuple[str, ...],
    exclude: tuple[str, ...],
    reading: str | None,
    dayfirst: bool | None,
    date_from: str | None,
    jobs: int | None,
    largest: int,
    form: str,
    db: str,
) -> int:
    """Read the articles in folders and files into the archive.

    Files that have not changed since they were read are skipped, so the same command again is quick, and finishes
    an ingest that was interrupted. To see which files hold no article, and why, run newsidx problems.

    What --source, --columns, --layout and --split say about files is remembered: the next ingest without these options
    reads them the same way. Files for which one of them changes are read again.
    """
    from newsidx.ingest.pipeline import IngestOptions, check_root
    from newsidx.ingest.selection import EVERYTHING, Selection
    from newsidx.ingest.standard_input import STANDARD_INPUT

    if yes and not prune:
        raise click.UsageError("--yes confirms what --prune deletes: use it with --prune.")
    if watch and (dry_run or STANDARD_INPUT in paths):
        raise click.UsageError("--watch waits for changes in folders: use it without --dry-run and -.")
    if watch:
        from newsidx.cli.watching import require_watchfiles

        require_watchfiles()  # before a long ingest
    options = IngestOptions(
        dayfirst=dayfirst,
        date_from_mtime=date_from == "mtime",
        check=check,
        prune=prune,
        dry_run=dry_run,
        jobs=jobs,
        largest=largest * 1_000_000,
        prune_much=yes,
        again=again,
        reread=reread,
        selection=Selection(include, exclude) if include or exclude else EVERYTHING,
        reading=reading,
    )
    for path in () if prune else paths:
        if path != STANDARD_INPUT:
            check_root(path)  # before an archive is made for nothing
    report = _ingested(db, paths, options)
    _print(report, form)
    if form != "json" and not dry_run and report.outcome["articles"]:
        note(f"Next: {whole('newsidx search QUERY')}, {whole('newsidx list')}, {whole('newsidx info')}")
    if watch:
        return _watched(db, paths, replace(options, again=False, reread=False), form)
    if report.unpruned:
        return _prune_if_confirmed(db, report, report.unpruned)
    return 0


def _ingested(db: str, paths: Sequence[str], options: IngestOptions) -> Report:
    from newsidx.ingest.pipeline import Report, ingest, opened_for
    from newsidx.ingest.standard_input import STANDARD_INPUT, standard_input
    from newsidx.terminal import ingest as view
    from newsidx.terminal import upgrade

    report = Report()
    with _interrupted_once(), contextlib.ExitStack() as stack:
        given = stack.enter_context(standard_input(sys.stdin.buffer)) if STANDARD_INPUT in paths else None
        with upgrade.progress() as on_upgrade:
            opened = opened_for(db, options, on_upgrade=on_upgrade, on_wait=say_waiting(db))
        try:
            with opened as archive, view.progress() as on_progress:
                archive.on_wait = say_waiting(db)
                ingest(archive, paths, options, on_progress, report, given)
        except KeyboardInterrupt:
            note(view.report(report, columns(to_stderr=True)))
            note("Interrupted. What was read is saved; run the same command again to continue.")
            raise
    return report


def _print(report: Report, form: str) -> None:
    if form == "json":
        from newsidx.formats.reports import ingest_json

        click.echo(ingest_json(report))
    else:
        from newsidx.terminal import ingest as view

        say(view.report(report, columns(to_stderr=False)))
        for line in view.pruned(report):
            note(line)


def _watched(db: str, paths: Sequence[str], options: IngestOptions, form: str) -> int:
    """Ingest again whenever something changes, and report what was done. Between two, the archive is not open."""
    from newsidx.cli.watching import changes

    note(f"Watching {plural(len(paths), 'path')} for changes; Ctrl-C ends it.")
    for _ in changes(paths, db):
        report = _ingested(db, paths, options)
        if report.files > report.outcome["unchanged"] or report.missing or any(report.pruned):
            _print(report, form)
        if report.unpruned:
            note(f"Not pruned, as it is much: {plural(len(report.unpruned.files), 'file')}.")
    return 0


def _prune_if_confirmed(db: str, report: Report, gone: MissingFiles) -> int:
    """Ask before a large part of the archive is pruned: a disk that is not mounted looks like an empty folder."""
    from newsidx.archive.opening import open_archive
    from newsidx.ingest.pipeline import prune_anyway
    from newsidx.terminal.progress import progress

    loss = (
        f"{plural(len(gone.files), 'file is', 'files are')} gone, "
        f"and with them {gone.articles:,} of the {gone.total_articles:,} articles in the archive"
    )
    if not is_confirmed("Delete them from the archive?", [f"{loss}."], f"Nothing was pruned: {loss}"):
        note("Nothing was pruned.")
        return 1
    with open_archive(db, write=True) as archive:
        archive.on_wait = say_waiting(db)
        with progress("Pruning") as on_progress:
            prune_anyway(archive, report, on_progress)
    files, articles = report.pruned
    note(f"{plural(files, 'file')} pruned, with {plural(articles, 'article')}.")
    return 0
