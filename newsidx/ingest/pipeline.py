"""Ingest: a folder -> readers -> the archive. Walk, skip unchanged files, read, add in batches, report."""

from __future__ import annotations

import contextlib
import datetime
import gc
import os
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, cast, get_args

from newsidx.archive.files import ScanRules
from newsidx.archive.opening import dry_run, open_archive, open_for_dry_run
from newsidx.archive.progress import OnProgress, nothing
from newsidx.disk.paths import path_text
from newsidx.errors import NewsidxError
from newsidx.ingest.selection import EVERYTHING, Selection
from newsidx.ingest.standard_input import STANDARD_INPUT, StandardInput
from newsidx.ingest.walk import check_root, is_below, passes_by, walk

if TYPE_CHECKING:
    from newsidx.archive.contract import Archive, Scan, WritableArchive
    from newsidx.archive.files import FileRead, FoundFile, MissingFiles

__all__ = ["IngestOptions", "Progress", "Report", "check_root", "ingest", "opened_for", "prune_anyway"]

Outcome = Literal["new", "changed", "unchanged", "moved", "duplicate", "problem", "passed_over"]
"""What became of a file. One that holds only removed articles is passed over."""

_NAMED = 10
"""The most pruned files that a report names."""

_FIRST_BATCH_FILES = 500
_BATCH_FILES = 5000
_BATCH_BYTES = 4_000_000


@dataclass(frozen=True)
class IngestOptions:
    """How to ingest.

    `dayfirst`: how to read 03/04/2022; None reads new files month first and leaves the others as they were read.
    `date_from_mtime`: use a file's modification time if nothing else gives a date.
    `check`: compare files by their bytes, not by size and time.
    `prune`: delete files that are gone from the folder, and their articles; a large part of the archive only with
    `prune_much`. `dry_run`: read and report, and write nothing.
    `again`: also read articles that were removed from the archive. `reread`: read all files again, unchanged ones too.
    `selection`: which files of the folders to take. `reading`: what the user says now of how to read, as JSON (see
    newsidx.readers.options); it is stored for the files that are read, and holds for them until it is changed.
    `jobs`: processes that read while this one writes; None chooses a number, with 0 this process reads too.
    `largest`: the size in bytes of the largest file to read.
    """

    dayfirst: bool | None = None
    date_from_mtime: bool = False
    check: bool = False
    prune: bool = False
    dry_run: bool = False
    jobs: int | None = None
    largest: int = 50_000_000
    prune_much: bool = False
    again: bool = False
    reread: bool = False
    selection: Selection = EVERYTHING
    reading: str | None = None


@dataclass(frozen=True)
class Progress:
    """How far an ingest is. While `total_files` is None it is still looking for files. At its end, it counts the words
    of articles, `counted` of `to_count`; before that it prunes, and `pruned` of `to_prune` articles are looked at.
    """

    files: int = 0
    total_files: int | None = None
    bytes: int = 0
    total_bytes: int | None = None
    articles: int = 0
    counted: int = 0
    to_count: int = 0
    pruned: int = 0
    to_prune: int = 0


@dataclass
class Report:
    """What an ingest did.

    `outcome` counts files by their Outcome, and also `articles` that were written, and files that are `undated` or
    whose date is `ambiguous`. `missing` files are in the archive and no longer in the folder; `pruned` counts the files
    and the articles that were deleted, and `pruned_paths` has the first of these files. `unpruned` is what was not
    pruned because it is a large part of the archive; `prune_anyway` does it. `removed` counts articles in the folder
    that are passed over because they were removed from the archive.
    """

    outcome: Counter[str] = field(default_factory=Counter)
    missing: int = 0
    pruned: tuple[int, int] = (0, 0)
    pruned_paths: tuple[str, ...] = ()
    unpruned: MissingFiles | None = None
    removed: int = 0
    seconds: float = 0.0
    dry_run: bool = False
    finished: bool = False

    @property
    def files(self) -> int:
        """The number of files that were looked at."""
        return sum(self.outcome[outcome] for outcome in get_args(Outcome))


def ingest(
    archive: Archive,
    paths: Sequence[str],
    options: IngestOptions | None = None,
    on_progress: Callable[[Progress], None] | None = None,
    report: Report | None = None,
    given: StandardInput | None = None,
) -> Report:
    """Bring the archive up to date with the files at and below `paths`. `given` is what the path `-` stands for.

    `on_progress` is called after every batch. A `report` that is passed in is filled as the work goes on, so that it
    says what was done even if the work is interrupted. Every batch is one transaction: whatever happens, the archive
    is intact, and running the same again finishes the job.
    Raises NothingToIngest before anything is written if a path does not exist.
    """
    options, report = options or IngestOptions(), report or Report()
    show_progress = on_progress or (lambda progress: None)
    start = time.monotonic()
    roots = [_root(archive, path, options) for path in paths if given is None or path != STANDARD_INPUT]
    report.dry_run = options.dry_run
    try:
        with _no_garbage_collection():
            _ingest(archive, roots, options, show_progress, report, given)
        report.finished = True
    except KeyboardInterrupt:
        # If the archive is locked now, the next ingest does it: somebody who interrupts does not want to wait.
        archive.on_wait, archive.patience = None, 0.0
        with contextlib.suppress(NewsidxError):
            _refresh_terms(archive, options, with_frequencies=False)
        raise
    finally:
        report.seconds = time.monotonic() - start
    return report


def _ingest(
    archive: Archive,
    roots: list[str],
    options: IngestOptions,
    show_progress: Callable[[Progress], None],
    report: Report,
    given: StandardInput | None,
) -> None:
    now = datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="seconds")
    order = None if options.dayfirst is None else "day-first" if options.dayfirst else "month-first"
    today = datetime.date.today()
    rules = ScanRules(
        today, order, options.date_from_mtime, options.check, options.again, options.reread, options.reading
    )
    scan, report.outcome["unchanged"] = _scan(archive, roots, rules, options.selection, show_progress)
    if given:
        scan.add([given.file], None, rules)
    with _target(archive, scan, options) as (target, scan):
        if scan.totals()[0]:
            _add_found(target, scan, options, now, today, show_progress, report, given)
        with target.transaction():  # a kill leaves no file marked that was to be deleted
            report.missing = scan.mark_missing(now)
            if options.prune:
                gone = target.find_missing([path_text(root) for root in roots])
                if gone.is_large and not (options.prune_much or options.dry_run):
                    report.unpruned = gone
                elif gone.files:
                    report.pruned = target.prune(
                        gone, lambda done, total: show_progress(Progress(pruned=done, to_prune=total))
                    )
                    if gone.annotated:
                        report.outcome["annotated_lost"] += gone.annotated
                    report.pruned_paths = tuple(path for _, path in gone.files[:_NAMED])
        report.removed = target.count_removed([path_text(root) for root in roots])
    _refresh_terms(archive, options, lambda done, total: show_progress(Progress(counted=done, to_count=total)))


def prune_anyway(archive: WritableArchive, report: Report, on_progress: OnProgress = nothing) -> None:
    """Prune what an ingest left because it is a large part of the archive. Files that are back by now stay.

    `on_progress` is called with how many of their articles have been looked at, and of how many.
    """
    if report.unpruned:
        if report.unpruned.annotated:
            report.outcome["annotated_lost"] += report.unpruned.annotated
        report.pruned, report.unpruned = archive.prune(report.unpruned, on_progress), None


def _add_found(
    archive: WritableArchive,
    scan: Scan,
    options: IngestOptions,
    now: str,
    today: datetime.date,
    show_progress: Callable[[Progress], None],
    report: Report,
    given: StandardInput | None,
) -> None:
    """Read what is new or changed and add it. The readers are imported here: an unchanged folder needs none."""
    from newsidx.disk.spool import temporary_folder
    from newsidx.ingest.workers import ReadingRules, read_in_order

    total_files, total_bytes = scan.totals()
    jobs = default_jobs() if options.jobs is None else options.jobs
    read_files = read_bytes = 0

    def count_outcome(outcome: Counter[str], waiting: tuple[int, int]) -> None:
        report.outcome.update(outcome)
        files, size = read_files - waiting[0], read_bytes - waiting[1]
        show_progress(Progress(files, total_files, size, total_bytes, report.outcome["articles"]))

    with contextlib.ExitStack() as stack:
        adding = stack.enter_context(archive.adding(now, again=options.again, reread=options.reread))
        spools = stack.enter_context(temporary_folder())
        rules = ReadingRules(options.dayfirst, options.date_from_mtime, options.largest, today, given, spools)
        # Closed first of all, so that no process reads any more when the temporary files are deleted.
        chunks = stack.enter_context(contextlib.closing(read_in_order(scan.to_read(), total_files, rules, jobs)))
        count_outcome(Counter(), adding.waiting)
        for files in _batches(chunks):
            outcome = adding.add(files)
            read_files += len(files)
            read_bytes += sum(file.size for file in files)
            count_outcome(outcome, adding.waiting)
        report.outcome.update(adding.link())
        for files in _batches([file] for file in adding.changed()):
            count_outcome(adding.change(files), adding.waiting)


def _refresh_terms(
    archive: Archive,
    options: IngestOptions,
    on_progress: OnProgress = nothing,
    *,
    with_frequencies: bool = True,
) -> None:
    """Add the words of the articles that this ingest added, or an earlier one that was killed."""
    if not options.dry_run:
        _writable(archive).refresh_terms(on_progress, with_frequencies=with_frequencies)


def _root(archive: Archive, path: str, options: IngestOptions) -> str:
    """The absolute path to ingest. With `prune` it can be gone, if the archive has files from there."""
    root = os.path.abspath(path)
    if path and options.prune and not os.path.lexists(root) and archive.has_files_below(path_text(root)):
        return root
    return check_root(path)


def opened_for(
    path: str,
    options: IngestOptions,
    *,
    on_upgrade: OnProgress = nothing,
    on_wait: Callable[[], None] | None = None,
) -> AbstractContextManager[Archive]:
    """The archive at `path`, open for an ingest; for a dry run open for reading. See `open_archive`."""
    if options.dry_run:
        return open_for_dry_run(path)
    return open_archive(path, write=True, on_upgrade=on_upgrade, on_wait=on_wait)


def _target(
    archive: Archive, scan: Scan, options: IngestOptions
) -> AbstractContextManager[tuple[WritableArchive, Scan]]:
    """What an ingest writes to: the archive, or for a dry run a stand-in."""
    return dry_run(archive, scan) if options.dry_run else contextlib.nullcontext((_writable(archive), scan))


def _writable(archive: Archive) -> WritableArchive:
    """The archive of an ingest that is no dry run, which was opened for writing."""
    return cast("WritableArchive", archive)


@contextlib.contextmanager
def _no_garbage_collection() -> Iterator[None]:
    """Articles hold no reference cycles, and looking for them takes 6 % of an ingest."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def default_jobs() -> int:
    """One process writes; the other cores, up to four of them, read. More would wait for the one that writes."""
    return min(4, max(1, (os.cpu_count() or 2) - 1))


def _scan(
    archive: Archive,
    roots: list[str],
    rules: ScanRules,
    selection: Selection,
    show_progress: Callable[[Progress], None],
) -> tuple[Scan, int]:
    """Walk the folders. Returns what is to be read, and how many files are unchanged."""
    scan = archive.scan()
    leave_out = archive.own_files()
    seen = unchanged = 0

    def files(root: str) -> Iterator[FoundFile]:
        nonlocal seen
        for file in walk(root, leave_out, roots, selection):
            seen += 1
            if seen % 5000 == 0:
                show_progress(Progress(files=seen))
            yield file

    scanned: list[str] = []
    for root in sorted(set(roots)):
        around = [other for other in scanned if is_below(root, other)]
        if any(passes_by(other, root) for other in around):
            continue
        # The walk of a folder around this one has already looked for files that are gone.
        unchanged += scan.add(files(root), None if around else path_text(root), rules)
        scanned.append(root)
    return scan, unchanged


def _batches(chunks: Iterator[list[FileRead]]) -> Iterator[list[FileRead]]:
    """Put chunks together to batches of the size that is fastest to write. The first ones are smaller, so that writing
    begins at once; each batch is written while the next one is read.
    """
    batch: list[FileRead] = []
    size, most = 0, _FIRST_BATCH_FILES
    for chunk in chunks:
        batch += chunk
        size += sum(file.size for file in chunk)
        if len(batch) >= most or size >= _BATCH_BYTES:
            yield batch
            batch, size, most = [], 0, min(most * 3 // 2, _BATCH_FILES)
    if batch:
        yield batch
