"""The standard streams, ready to use: each is open, any text can be printed, and a message on stderr never fails."""

from __future__ import annotations

import contextlib
import io
import os
import sys
from collections.abc import Iterator
from typing import Any, TextIO


@contextlib.contextmanager
def usable_streams() -> Iterator[None]:
    """Reserve descriptors 0 to 2 for the standard streams, and let no message on stderr fail.

    If stderr were closed and an archive opened as descriptor 2, the next message would be written into the archive.
    """
    _open_closed_streams()
    _prepare_stdout()
    with contextlib.redirect_stderr(_unfailing(sys.stderr)):
        yield


def abandon_stdout() -> None:
    """Drop what is left in the buffer. It has no reader or cannot be written, and Python would try at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def flush_or_abandon_stdout() -> None:
    """Print what an error left in the buffer. If that fails too, the error that was reported is enough."""
    try:
        sys.stdout.flush()
    except OSError:
        abandon_stdout()


def _open_closed_streams() -> None:
    """Open every closed stream on the null device: stdin is empty, and messages on stderr are lost.

    For stdout the device is opened for reading, so that printing an answer fails, and having none to print does not.
    """
    for descriptor, flags in ((0, os.O_RDONLY), (1, os.O_RDONLY), (2, os.O_WRONLY)):
        if not _is_open(descriptor):
            os.open(os.devnull, flags)  # takes the lowest free descriptor, which is this one
            os.set_inheritable(descriptor, True)
    if sys.stdin is None:
        sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 - open as long as the program runs
    if sys.stdout is None:
        sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    if sys.stderr is None:
        sys.stderr = open(2, "w", encoding="utf-8", errors="backslashreplace", closefd=False)  # noqa: SIM115


def _is_open(descriptor: int) -> bool:
    try:
        os.fstat(descriptor)
    except OSError:
        return False
    return True


def _prepare_stdout() -> None:
    """Let any character be printed: one that the output's encoding lacks becomes a question mark.

    In a pipe on Windows the default encoding lacks most of them, and the reader of the pipe expects UTF-8.
    """
    if isinstance(sys.stdout, io.TextIOWrapper):
        is_pipe = os.name == "nt" and not sys.stdout.isatty() and "PYTHONIOENCODING" not in os.environ
        sys.stdout.reconfigure(encoding="utf-8" if is_pipe else None, errors="replace")


class _Unfailing(io.RawIOBase):
    """A file that drops what it cannot write: there is nowhere else to report it, and the work goes on."""

    def __init__(self, file: io.FileIO) -> None:
        self._file = file

    def write(self, data: Any) -> int:
        with contextlib.suppress(OSError):
            return self._file.write(data) or len(data)
        return len(data)

    def writable(self) -> bool:
        return True

    def fileno(self) -> int:
        return self._file.fileno()

    def isatty(self) -> bool:
        return self._file.isatty()


def _unfailing(stream: TextIO) -> TextIO:
    """The same stream, which raises no error when its disk is full or its reader is gone."""
    if not isinstance(stream, io.TextIOWrapper):
        return stream
    raw = getattr(stream.buffer, "raw", stream.buffer)  # the file itself, where PYTHONUNBUFFERED is set
    if not isinstance(raw, io.FileIO):
        return stream
    buffer = io.BufferedWriter(_Unfailing(raw))
    return io.TextIOWrapper(buffer, encoding=stream.encoding, errors=stream.errors, line_buffering=True)
