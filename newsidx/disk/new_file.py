"""Writing a file that gets its name when it is complete, and replaces no other file unless `overwrite` is set.

It is written in the same folder under a name that cannot be guessed: `.copy.db.unfinished-3f9a2c81d0b7`. No link is
followed, and no other file is touched. A process that is killed leaves that one file and nothing else.
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
_PREFIX = 40
"""Characters of its name that the unfinished file's name has. At four bytes each they leave room for the rest."""


@contextmanager
def new_file(target: str, *, overwrite: bool = False, durable: bool = True) -> Iterator[TextIO]:
    """Yield an empty file to write to, directly or through its `name`. It becomes `target` if the block does not raise.

    With `overwrite` it replaces the file or link at `target`, but never what a link points to. `durable` waits until it
    is on the disk. Raises FileExistsError if `target` exists and must not be replaced, even if it appeared while the
    file was written, and OSError if the file cannot be written. No file is left behind then.
    """
    _require_free(target, overwrite)
    folder, name = os.path.split(target)
    path = os.path.join(folder, f".{name[:_PREFIX]}.unfinished-{secrets.token_hex(6)}")
    file = open(path, "x", encoding="utf-8", newline="")  # noqa: SIM115 - closed below, before it gets its name
    try:
        with file:
            yield file
            file.flush()
            if durable:
                os.fsync(file.fileno())
            if not os.path.samestat(os.fstat(file.fileno()), os.lstat(path)):
                raise OSError(errno.ESTALE, "another program replaced it while it was being written", target)
        if overwrite:
            _require_free(target, overwrite)
            os.replace(path, target)
        else:
            _link(path, target)
        if durable:
            _sync_folder(folder)
    finally:
        with suppress(FileNotFoundError):
            os.unlink(path)


def _require_free(target: str, overwrite: bool) -> None:
    """Raise an OSError if `target` exists, or with `overwrite` if it is not a file or a link but a device or a pipe."""
    try:
        mode = os.lstat(target).st_mode
    except FileNotFoundError:
        return
    if not overwrite:
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), target)
    if not (stat.S_ISREG(mode) or stat.S_ISLNK(mode)):
        raise OSError(errno.EINVAL, "it is not a file", target)


def _link(path: str, target: str) -> None:
    """Give a file its name unless that exists: a hard link, unlike a rename, replaces nothing."""
    try:
        os.link(path, target)
    except FileExistsError:
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), target) from None
    except OSError as error:
        if error.errno not in _NO_HARD_LINKS:
            raise
        take_name(path, target)


def take_name(path: str, target: str) -> None:
    """The same without hard links: an empty file of our own takes the name first, and is then replaced."""
    with open(target, "x"):
        pass
    try:
        os.replace(path, target)
    except OSError:
        os.unlink(target)
        raise


def _sync_folder(folder: str) -> None:
    """Wait until the name too is on the disk, on systems where a folder can be opened."""
    if os.name == "nt":
        return
    descriptor = os.open(folder or ".", os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
