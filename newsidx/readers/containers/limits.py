"""How much one file may expand to: the bounds on what a container holds, and the account of what has been taken."""

from __future__ import annotations

from newsidx.readers.problem import CannotRead, Problem, ProblemKind

RATIO = 200
"""Bytes that one byte of a file may expand to. Text shrinks to a tenth, pages that are much alike to a hundredth; a
file made to fill a memory or a disk, such as 42.zip, shrinks to a thousandth and less."""

SLACK = 10_000_000
"""Bytes that any file may expand to, however small it is: too few to do harm, and a small file may shrink well."""

MOST = 100_000_000_000
"""Bytes that no file may expand to. At the speed of decompression they take minutes."""

BYTES_A_MEMBER = 20
"""Bytes of a file that allow it one more member, on average. The emptiest member takes twice as many in a ZIP, and in
a compressed tar file almost none."""

FEW_MEMBERS = 10_000
"""Members that any file may have, however small it is."""

DEEPEST = 6
"""Containers within each other: a ZIP of compressed tar files of compressed mailboxes has five."""

LARGEST_HEADER = 16 * 1024
"""Bytes of what stands before a member, such as its name, where the container itself sets no limit."""

XZ_MEMORY = 100_000_000
"""Bytes that decompressing an xz file may take: `xz -9` needs 65 MB, and other settings up to 4 GB."""

ZSTD_WINDOW = 1 << 27
"""Bytes that a zstd file may refer back over: what `zstd -d` allows, and `zstd --ultra -22` uses."""


def suspicious(message: str) -> CannotRead:
    """The error for something that would grow beyond all measure, or was made to waste time."""
    return CannotRead(Problem(ProblemKind.SUSPICIOUS, message))


def damaged(message: str) -> CannotRead:
    """The error for something that is broken or cut off."""
    return CannotRead(Problem(ProblemKind.DAMAGED, message))


def expands_too_far(taken: int, given: int) -> bool:
    """Whether `given` bytes expanded to so many that they were made to."""
    return taken > SLACK and taken > RATIO * given


class Budget:
    """What one file of `size` bytes may still expand to, with everything in it at any depth."""

    def __init__(self, size: int) -> None:
        self._bytes_left = min(MOST, max(SLACK, RATIO * size))
        self._members_left = max(FEW_MEMBERS, size // BYTES_A_MEMBER)

    @property
    def is_spent(self) -> bool:
        """Whether nothing more of the file may be opened."""
        return self._bytes_left < 0 or self._members_left < 0

    def count_member(self) -> None:
        """Take one member from the budget. Raises CannotRead if none is left."""
        self._members_left -= 1
        if self._members_left < 0:
            raise suspicious("it holds more documents than its size can explain")

    def count_bytes(self, number: int) -> None:
        """Take bytes from the budget. Raises CannotRead if there are not as many."""
        self._bytes_left -= number
        if self._bytes_left < 0:
            raise suspicious("it expands to more than its size can explain")
