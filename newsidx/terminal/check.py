"""What `newsidx check` found and repaired, in lines of plain text."""

from __future__ import annotations

from newsidx.archive.records import Integrity, Repaired
from newsidx.text.plural import plural
from newsidx.text.sanitize import one_line, without_line_breaks
from newsidx.text.whole import whole

_SHOWN = 10


def findings(state: Integrity) -> str:
    """A line for each thing that is wrong, or one that says that nothing is."""
    lines = [f"The file is corrupt: {one_line(complaint)}" for complaint in state.file[:_SHOWN]]
    if len(state.file) > _SHOWN:
        lines.append(f"and {len(state.file) - _SHOWN:,} more errors in the file.")
    if state.index:
        lines.append(f"The full-text index does not match the articles: {one_line(state.index)}")
    if state.corrupt:
        lines.append(f"{plural(len(state.corrupt), 'article')} corrupt: {_names(state.corrupt)}")
    if state.orphans:
        lines.append(f"{plural(state.orphans, 'row')} about articles, files or alerts that do not exist.")
    if state.counts:
        lines.append(f"The number of articles is wrong for {plural(state.counts, 'day or value', 'days and values')}.")
    if state.frequencies:
        lines.append("The term frequencies are not those of the articles: searches may count and rank wrong.")
    if state.unknown:
        lines.append(f"Not made by newsidx, and left alone: {_names(state.unknown)}")
    lines += (f"Note: {sentence}" for sentence in state.notes)
    if state.is_intact:
        lines.append("No errors found.")
    return "\n".join(lines)


def repaired(done: Repaired) -> str:
    """What the archive holds now, what is lost, and where the copy of the corrupt file is."""
    lines = [f"Repaired: the archive holds {plural(done.articles, 'article')}."]
    if done.lost:
        lines.append(
            f"Lost: {_names(done.lost)}. {whole('newsidx ingest')} reads them again if their files still exist."
        )
    if done.copy:
        lines.append(f"The corrupt file was saved as {whole(without_line_breaks(done.copy))}")
    return "\n".join(lines)


def _names(names: tuple[str, ...]) -> str:
    more = f" and {len(names) - _SHOWN:,} more" if len(names) > _SHOWN else ""
    return ", ".join(map(one_line, names[:_SHOWN])) + more
