"""What `newsidx optimize` gained: a line for each figure that it changes, before and after."""

from __future__ import annotations

from rich.filesize import decimal

from newsidx.archive.records import Optimized


def gained(done: Optimized) -> str:
    """The lines, in plain text."""
    lines = [
        ("Index", _change(*done.segments, "segment")),
        ("Vocabulary", _change(*done.terms, "term")),
        ("Size", f"{decimal(done.bytes[0])} → {decimal(done.bytes[1])}"),
    ]
    if done.no_room:
        lines.append(
            ("Empty space", f"{done.empty:.0%} stays: the disk has no room for the copy that giving it back needs")
        )
    seconds = sum(took for _, took in done.steps)
    lines.append(("Took", f"{seconds:.1f} s"))
    return "\n".join(f"{name:<12} {text}" for name, text in lines)


def _change(before: int, after: int, what: str) -> str:
    unit = what if after == 1 else f"{what}s"
    return f"{before:,} → {after:,} {unit}" if before != after else f"{after:,} {unit}"
