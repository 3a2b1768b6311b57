"""What `newsidx optimize` changed: a line for each figure, before and after."""

from __future__ import annotations

from rich.filesize import decimal

from newsidx.archive.records import Optimized
from newsidx.text.plural import plural


def summary(done: Optimized) -> str:
    """The figures before and after, in lines of plain text."""
    lines = [
        ("Index", _change(*done.segments, "segment")),
        ("Words", _change(*done.words, "word")),
        ("Size", f"{decimal(done.bytes[0])} → {decimal(done.bytes[1])}"),
    ]
    if done.undoable:
        lines.append(("Undo", f"{plural(done.undoable, 'change')} can no longer be taken back"))
    if done.disk_too_full:
        lines.append(
            ("Empty space", f"{done.empty:.0%} remains: the disk has no room for the copy that is needed to remove it")
        )
    seconds = sum(seconds for _, seconds in done.steps)
    lines.append(("Took", f"{seconds:.1f} s"))
    return "\n".join(f"{name:<12} {text}" for name, text in lines)


def _change(before: int, after: int, noun: str) -> str:
    return plural(after, noun) if before == after else f"{before:,} → {plural(after, noun)}"
