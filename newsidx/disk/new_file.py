"""Writing a file that gets its name when it is whole, and takes nobody else's.

It is written under a new name beside its own, which nobody can know before: `.copy.db.unfinished-3f9a2c81d0b7`. No link
is followed, and nothing that lies there is touched. A process that is killed leaves that one file and nothing else.
"""

from __future__ import annotations

import errno
import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TextIO

_NO_HARD_LINKS = {
    errno.EPERM, errno.EACCES, errno.EMLINK, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EINVAL,
}  # fmt: skip
_STEM = 40
"""Letters of the name to know the unfinished file by: even of four bytes each they leave room for the rest."""


@contextmanager
def new_file(target: str, *, overwrite: bool = False, durable: bool = True) -> Iterator[TextIO]:
    """An empty file to write to, or to be written to by its `name`; it becomes `target` when the block ends well.

    With `overwrite` it replaces the file, or the link, that is there: never what a link leads to. `durable` waits until
    it is on the disk. Raises FileExistsError where there is something that must not be replaced, even if it came while
    the file was written, and OSError where it cannot be written. What fails leaves nothing behind.
    """
    _require_free(target, overwrite)
    folder, name = os.path.split(target)
    path = os.path.join(folder, f".{name[:_STEM]}.unfinished-{secrets.token_hex(6)}")
    file = open(path, "x", encoding="utf-8", newline="")  # noqa: SIM115 - it is closed before it is named
    try:
        with file:
            yield file
            file.flush()
            if durable:
                os.fsync(file.fileno())
            if not os.path.samestat(os.fstat(file.fileno()), os.lstat(path)):
                raise OSError(errno.ESTALE, "another program replaced it while it was written", target)
        if overwrite:
            _require_free(target, overwrite)
            os.replace(path, target)
        else:
            _name(path, target)
        if durable:
            _sync_folder(folder)
    finally:
        with suppress(FileNotFoundError):
            os.unlink(path)


def _require_free(target: str, overwrite: bool) -> None:
    """Nothing may be there or, to be overwritten, only a file or a link: a device or a pipe is not to be replaced."""
    try:
        mode = os.lstat(target).st_mode
    except FileNotFoundError:
        return
    if not overwrite:
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), target)
    if not (stat.S_ISREG(mode) or stat.S_ISLNK(mode)):
        raise OSError(errno.EINVAL, "that is not a file", target)


def _name(path: str, target: str) -> None:
    """Give a file its name, unless something has that name already: a link, unlike a rename, replaces nothing."""
    try:
        os.link(path, target)
    except FileExistsError:
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), target) from None
    except OSError as error:
        if error.errno not in _NO_HARD_LINKS:
            raise
        take_name(path, target)


def take_name(path: str, target: str) -> None:
    """The same on a file system without hard links: an empty file of our own takes the name, and is replaced."""
    with open(target, "x"):
        pass
    try:
        os.replace(path, target)
    except OSError:
        os.unlink(target)
        raise


def _sync_folder(folder: str) -> None:
    """Have the name on the disk too, where the system lets a folder be opened."""
    if os.name == "nt":
        return
    descriptor = os.open(folder or ".", os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
