"""Commands run in this process, which is a hundred times as fast as in a new one, and in a fork of it."""

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
"""The most seconds that a command on a small archive may take, whatever is in it."""

_MAX_MEMORY = 6 << 30


class Answer(NamedTuple):
    """The exit status of a command, and what it printed."""

    status: int
    stdout: str
    stderr: str


class _Terminal(io.TextIOWrapper):
    """A stream that claims to be a terminal."""

    def isatty(self) -> bool:
        return True


def answer(arguments: list[str], on_terminal: bool = False) -> Answer:
    """Run a command to its end. Raises TooSlow, or whatever the command does not catch."""
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
    """Run commands on an archive in a fork of this process, and return what goes wrong; empty if nothing does.

    Faults are an exception, a signal, an exit status other than 0, 1 or 2, a printed control character, a command that
    takes too long or too much memory, and a command that should only read and has changed the file.
    """
    receiving, sending = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(receiving)
        with os.fdopen(sending, "w", encoding="utf-8") as pipe, _quiet_end():
            _find_faults(db, reading, writing, lambda **message: print(json.dumps(message), file=pipe, flush=True))
    os.close(sending)
    with os.fdopen(receiving, "rb") as pipe:
        messages = [json.loads(line) for line in _lines(pipe.fileno(), child)]
    _, status = os.waitpid(child, 0)
    faults = [message["fault"] for message in messages if "fault" in message]
    if "done" not in messages[-1]:
        faults.append(f"{messages[-1]}: the process ended with {status}")
    return faults


def _lines(pipe: int, child: int) -> Iterator[bytes]:
    """The lines that the fork writes until it ends. If a command blocks the alarm and does not end, it is killed."""
    received = b""
    while True:
        if not select.select([pipe], [], [], PATIENCE + 10)[0]:
            os.kill(child, signal.SIGKILL)
        if not (more := os.read(pipe, 65_536)):
            return
        *lines, received = (received + more).split(b"\n")
        yield from lines


@contextlib.contextmanager
def _quiet_end() -> Iterator[None]:
    """End the fork after the block, whatever happens: no other test must go on in it."""
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MAX_MEMORY, _MAX_MEMORY))
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        yield
    finally:
        os._exit(0)


def _find_faults(db: Path, reading: list[list[str]], writing: list[list[str]], send: Callable[..., None]) -> None:
    before = _digest(db)
    for arguments in reading:
        send(at=arguments)
        if fault := _fault([*("--db", str(db)), *arguments]):
            send(fault=f"{arguments}: {fault}")
    if _digest(db) != before:
        send(fault="a command that should only read has written to the archive")
    for arguments in writing:
        send(at=arguments)
        if fault := _fault([*("--db", str(db)), *arguments]):
            send(fault=f"{arguments}: {fault}")
    send(done=True)


def _fault(arguments: list[str]) -> str | None:
    """What went wrong with a command, if anything."""
    try:
        result = answer(arguments)
    except TooSlow:
        return f"takes more than {PATIENCE:.0f} s"
    except BaseException as error:  # noqa: BLE001 - any exception is a fault
        own = [frame for frame in traceback.extract_tb(error.__traceback__) if "newsidx/" in frame.filename]
        return f"{type(error).__name__} in {own[-1].name}: {str(error)[:150]}"
    if result.status not in (0, 1, 2):
        return f"exits with {result.status}"
    if match := FORBIDDEN.search((result.stdout + result.stderr).replace("\t", "")):
        return f"prints {match[0]!r}"
    return None


def _digest(path: Path) -> str:
    return hashlib.blake2b(path.read_bytes()).hexdigest()
