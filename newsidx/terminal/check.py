"""What `newsidx check` found and repaired, in lines of plain text."""

from __future__ import annotations

from newsidx.archive.records import Repaired, Soundness
from newsidx.text.sanitize import one_line, without_line_breaks

_MOST = 10


def soundness(found: Soundness) -> str:
    """A line for each thing that is wrong, or one that says that nothing is."""
    lines = [f"The file is damaged: {one_line(complaint)}" for complaint in found.file[:_MOST]]
    if len(found.file) > _MOST:
        lines.append(f"and {len(found.file) - _MOST} more of the kind.")
    if found.index:
        lines.append(f"The full-text index is not that of the articles: {one_line(found.index)}")
    if found.spoiled:
        lines.append(f"{_articles(len(found.spoiled))} spoiled: {_some(found.spoiled)}")
    if found.strays:
        lines.append(f"{found.strays:,} notes are about articles, files or alerts that are not there.")
    if found.foreign:
        lines.append(f"Not made by newsidx, and left alone: {_some(found.foreign)}")
    if found.is_sound:
        lines.append("The archive is sound.")
    return "\n".join(lines)


def repaired(done: Repaired) -> str:
    """What the archive holds now, what is lost, and where the copy of the damaged file is."""
    lines = [f"Repaired: the archive holds {_articles(done.articles)}."]
    if done.lost:
        lines.append(f"Lost: {_some(done.lost)}. newsidx ingest reads them again where their files still are.")
    if done.kept:
        lines.append(f"A copy of the damaged file is kept as {without_line_breaks(done.kept)}")
    return "\n".join(lines)


def _articles(number: int) -> str:
    return f"{number:,} article{'s' if number != 1 else ''}"


def _some(names: tuple[str, ...]) -> str:
    more = f" and {len(names) - _MOST:,} more" if len(names) > _MOST else ""
    return ", ".join(map(one_line, names[:_MOST])) + more
