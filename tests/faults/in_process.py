"""Commands run in this process, which is a hundred times as fast as in one of their own, and in a fork of it."""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import os
import select
import signal
import sys
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from newsidx.cli import run
from tests.faults.trials import TooSlow, at_most
from tests.text.test_sanitize import FORBIDDEN

PATIENCE = 20.0
"""The seconds that a command on a small archive may take, whatever is in it."""

_MOST_MEMORY = 6 << 30


class Answer(NamedTuple):
    """What a command exited with, and what it printed."""

    status: int
    stdout: str
    stderr: str


class _Terminal(io.TextIOWrapper):
    """What takes itself for a terminal."""

    def isatty(self) -> bool:
        return True


def answer(arguments: list[str], on_terminal: bool = False) -> Answer:
    """Run a command to its end. Raises TooSlow, or what the command lets through."""
    kind = _Terminal if on_terminal else io.TextIOWrapper
    files = io.BytesIO(), io.BytesIO()
    stdout, stderr = (kind(file, encoding="utf-8", errors="backslashreplace", newline="\n") for file in files)
    before = sys.stdin, sys.stdout, sys.stderr
    sys.stdin, sys.stdout, sys.stderr = io.StringIO(), stdout, stderr
    try:
        with at_most(PATIENCE):
            status = run(arguments)
        stdout.flush()
        stderr.flush()
    finally:
        sys.stdin, sys.stdout, sys.stderr = before
    return Answer(status, *(file.getvalue().decode("utf-8", "replace") for file in files))


def faults_in_fork(db: Path, reading: list[list[str]], writing: list[list[str]]) -> list[str]:
    """Run commands on an archive in a fork of this process, and say what goes wrong: nothing, where all is well.

    An exception, a signal, another exit status than 0, 1 or 2, a control character printed, a command that takes too
    long or too much memory, and a command that only reads and has changed the file.
    """
    receiving, sending = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(receiving)
        with os.fdopen(sending, "w", encoding="utf-8") as pipe, _quiet_end():
            _look_for_faults(db, reading, writing, lambda **said: print(json.dumps(said), file=pipe, flush=True))
    os.close(sending)
    with os.fdopen(receiving, "rb") as pipe:
        told = [json.loads(line) for line in _lines(pipe.fileno(), child)]
    _, status = os.waitpid(child, 0)
    found = [one["fault"] for one in told if "fault" in one]
    if "done" not in told[-1]:
        found.append(f"{told[-1]}: the process ended with {status}")
    return found


def _lines(pipe: int, child: int) -> Iterator[bytes]:
    """What the fork says, until it ends, or is killed because a command that heeds no alarm does not."""
    said = b""
    while True:
        if not select.select([pipe], [], [], PATIENCE + 10)[0]:
            os.kill(child, signal.SIGKILL)
        if not (more := os.read(pipe, 65_536)):
            return
        *whole, said = (said + more).split(b"\n")
        yield from whole


@contextlib.contextmanager
def _quiet_end() -> Iterator[None]:
    """End the fork with what is within, whatever happens: no other test may go on in it."""
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        yield
    finally:
        os._exit(0)


def _look_for_faults(db: Path, reading: list[list[str]], writing: list[list[str]], tell: Callable[..., None]) -> None:
    before = _digest(db)
    for arguments in reading:
        tell(at=arguments)
        if fault := _fault([*("--db", str(db)), *arguments]):
            tell(fault=f"{arguments}: {fault}")
    if _digest(db) != before:
        tell(fault="a command that reads has written to the archive")
    for arguments in writing:
        tell(at=arguments)
        if fault := _fault([*("--db", str(db)), *arguments]):
            tell(fault=f"{arguments}: {fault}")
    tell(done=True)


def _fault(arguments: list[str]) -> str | None:
    """What a command did that none may do."""
    try:
        given = answer(arguments)
    except TooSlow:
        return f"takes more than {PATIENCE:.0f} s"
    except BaseException as error:  # noqa: BLE001 - whatever comes out of it is what is looked for
        own = [frame for frame in traceback.extract_tb(error.__traceback__) if "newsidx/" in frame.filename]
        return f"{type(error).__name__} in {own[-1].name}: {str(error)[:150]}"
    if given.status not in (0, 1, 2):
        return f"exits with {given.status}"
    if found := FORBIDDEN.search((given.stdout + given.stderr).replace("\t", "")):
        return f"prints {found[0]!r}"
    return None


def _digest(path: Path) -> str:
    return hashlib.blake2b(path.read_bytes()).hexdigest()
