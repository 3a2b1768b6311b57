"""What an ingest is doing and what it did: a progress bar on stderr while it works, some lines at the end.

The lines do without rich: importing it would take a tenth of the time that an ingest of an unchanged folder takes.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from newsidx.terminal.messages import broken_into_lines
from newsidx.terminal.progress import BYTES, Bar
from newsidx.text.plural import plural
from newsidx.text.sanitize import without_line_breaks
from newsidx.text.whole import whole

if TYPE_CHECKING:
    from newsidx.ingest.pipeline import Progress, Report


@contextlib.contextmanager
def progress() -> Iterator[Callable[[Progress], None]]:
    """Yield a function to call with every Progress: it shows how far the ingest is, and how long the rest takes."""
    with Bar() as bar:
        step = ""

        def draw(now: Progress) -> None:
            nonlocal step
            name, unit, done, total, counts = _shown(now)
            if name != step:
                step = name
                bar.begin(name, unit)
            bar.show(done, total, counts)

        yield draw


def _shown(now: Progress) -> tuple[str, str, int, int | None, str]:
    """The name of the step, its unit, how much is done, of how much, and what that is in words, if it is more."""
    if now.to_count:
        return "Counting words", "article", now.counted, now.to_count, ""
    if now.to_prune:
        return "Pruning", "article", now.pruned, now.to_prune, ""
    if now.total_files is None:
        return "Scanning", "file", now.files, None, ""
    counts = f"{now.files:,} of {now.total_files:,} files  {now.articles:,} articles"
    return "Reading", BYTES, now.bytes, now.total_bytes, counts


def report(done: Report, columns: int | None) -> str:
    """What happened to the files: a line for each outcome, broken to fit a width, if there is one."""
    figures = [*_outcomes(done), *_notes(done)]
    width = max(len(f"{count:,}") for count, _ in figures)
    dry_run = "Dry run, nothing written: " if done.dry_run else ""
    articles = done.outcome["articles"]
    # Where each file is one article, a second number would only raise a question.
    more = f", {articles:,} articles written" if articles > done.outcome["new"] + done.outcome["changed"] else ""
    stopped = "" if done.finished else ", then stopped"
    head = f"{dry_run}{plural(done.files, 'file')} in {done.seconds:.1f} s{more}{stopped}"
    lines = [head, *(f"{count:>{width},}  {what}" for count, what in figures)]
    return "\n".join(broken_into_lines(line, columns, indent=" " * (width + 2)) for line in lines)


def pruned(done: Report) -> Iterator[str]:
    """The files that were pruned, or the first of them."""
    for path in done.pruned_paths:
        yield f"  {whole(without_line_breaks(path))}"
    if (others := done.pruned[0] - len(done.pruned_paths)) and done.pruned_paths:
        yield f"  … and {others:,} more"


def _outcomes(done: Report) -> Iterator[tuple[int, str]]:
    """How many files were new, changed and so on."""
    for outcome, what in (
        ("new", "new"),
        ("changed", "changed"),
        ("unchanged", "unchanged"),
        ("moved", "moved: had another path before"),
        ("duplicate", f"duplicate: a copy of another article of the same day; see {_listed('duplicate')}"),
        ("problem", _problems(done.outcome["problem"])),
    ):
        if done.outcome[outcome] or outcome == "new":
            yield done.outcome[outcome], what


def _problems(count: int) -> str:
    return f"{'problem' if count == 1 else 'problems'}; see {whole('newsidx problems')}"


def _listed(status: str) -> str:
    """The command that lists the files with a status."""
    return whole(f"newsidx files --status {status}")


def _notes(done: Report) -> Iterator[tuple[int, str]]:
    """What the user may have to act on."""
    pruned_files, pruned_articles = done.pruned
    lost = done.outcome["annotated_lost"]
    is_prune = bool(pruned_files or done.unpruned)
    them = "it" if done.removed == 1 else "them"
    their_articles = "its articles stay" if done.missing == 1 else "their articles stay"
    notes = (
        (done.outcome["undated"], f"without a date; see {whole('newsidx list --undated')}"),
        (
            done.outcome["ambiguous"],
            f"with an ambiguous date, which --dayfirst or --monthfirst settles; see {_listed('ambiguous')}",
        ),
        (0 if is_prune else done.missing, f"no longer there; {their_articles} until --prune; see {_listed('missing')}"),
        (len(done.unpruned.files) if done.unpruned else 0, "no longer there, and not pruned: that has to be confirmed"),
        (
            pruned_files,
            f"no longer there, and pruned with {plural(pruned_articles, 'article')};"
            f" {whole('newsidx undo')} takes that back",
        ),
        (
            lost,
            f"tagged or annotated, and gone with the text of {'its file' if lost == 1 else 'their files'};"
            f" {whole('newsidx undo')} brings {'it' if lost == 1 else 'them'} back",
        ),
        (
            done.removed,
            f"removed {'article' if done.removed == 1 else 'articles'} skipped"
            f" ({whole('newsidx ingest --again PATH')} reads {them} again)",
        ),
    )
    return (note for note in notes if note[0])
