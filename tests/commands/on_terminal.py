"""The real command on a pseudo-terminal: what is typed there, and what is shown."""

from __future__ import annotations

import fcntl
import os
import re
import struct
import termios
from pathlib import Path
from typing import Any, NamedTuple

import pexpect
import pyte
from pexpect.fdpexpect import fdspawn
from rich.cells import cell_len

from tests.commands.command import Command
from tests.commands.forks import fork

_OF_THE_DEVELOPER = ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES", "LESS", "TERM_PROGRAM", "VTE_VERSION")


class Screen(NamedTuple):
    """What a terminal without an edge showed."""

    raw: str
    lines: list[str]
    cells: Any
    status: int | None

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    @property
    def solid(self) -> str:
        """The text without white space and frames, so that folded text is in one piece."""
        return re.sub(r"[\s│]", "", self.text)

    def style_of(self, word: str) -> Any:
        """The first character of the first place where the word is."""
        row, line = next((row, line) for row, line in enumerate(self.lines) if word in line)
        return self.cells[row][cell_len(line[: line.index(word)])]


def environment(db: Path, **more: str) -> dict[str, str]:
    """The environment of a command on a terminal that no setting of the developer's changes."""
    clean = {name: value for name, value in os.environ.items() if name not in _OF_THE_DEVELOPER}
    return {**clean, "TERM": "xterm-256color", "PAGER": "cat", "NEWSIDX_DB": str(db), **more}


class _Forked(fdspawn):  # type: ignore[type-arg]
    """A command of the fork server on a terminal; the same to a test as one that pexpect has started."""

    def __init__(self, command: Command, columns: int, rows: int, timeout: float) -> None:
        ours, theirs = os.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self._process = fork(command._replace(own_group=True), theirs, theirs, theirs)
        os.close(theirs)
        super().__init__(ours, timeout=timeout)

    def close(self) -> None:
        """Take the terminal away, and wait until the command has ended."""
        super().close()
        self.exitstatus = self._process.wait(self.timeout)


def start(
    db: Path, columns: int, *arguments: str, rows: int = 24, folder: Path | None = None, **more: str
) -> pexpect.spawn[bytes] | _Forked:
    """Start the command on a terminal of that size."""
    command = Command(arguments, environment(db, **more), str(folder or Path.cwd()))
    if command.can_be_forked:
        return _Forked(command, columns, rows, timeout=30)
    program, *options = command.line
    return pexpect.spawn(
        program,
        options,
        dimensions=(rows, columns),
        cwd=command.folder,
        env=command.environment,
        timeout=30,
    )


def on_terminal(
    db: Path, columns: int, *arguments: str, rows: int = 24, folder: Path | None = None, **more: str
) -> Screen:
    """Run the command to its end on a terminal. It is drawn on a wider and longer one, to see what would run over."""
    child = start(db, columns, *arguments, rows=rows, folder=folder, **more)
    raw = child.read().decode()
    child.close()
    drawn = pyte.Screen(3 * columns, raw.count("\n") + 100)
    pyte.Stream(drawn).feed(raw)
    lines = [line.rstrip() for line in drawn.display]
    while lines and not lines[-1]:
        lines.pop()
    return Screen(raw, lines, drawn.buffer, child.exitstatus)


def widest(screen: Screen) -> int:
    return max(map(cell_len, screen.lines))
