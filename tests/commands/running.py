"""Running the real command: to its end, or in the background."""

from __future__ import annotations

import contextlib
import os
import subprocess
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from tests.commands.command import Command
from tests.commands.forks import ForkedProcess, fork

Process = subprocess.Popen[bytes] | ForkedProcess


def run_command(command: Command, stdin: str | None = None, timeout: float = 120) -> subprocess.CompletedProcess[str]:
    """Run a command to its end, with pipes for stdin, stdout and stderr. Raises subprocess.TimeoutExpired."""
    run = _run_forked if command.can_be_forked else run_in_new_python
    return run(command, stdin, timeout)


def run_in_new_python(
    command: Command, stdin: str | None = None, timeout: float = 120
) -> subprocess.CompletedProcess[str]:
    """The same as run_command, where Python starts and imports what the command needs, as it does for a user."""
    return subprocess.run(
        command.line, input=stdin, capture_output=True, text=True, encoding="utf-8", errors="surrogateescape",
        env=command.environment, cwd=command.folder, timeout=timeout, check=False,
        start_new_session=command.own_group, preexec_fn=_preparation(command),
    )  # fmt: skip


def start_command(command: Command) -> Process:
    """Start a command without input, whose output nobody reads."""
    if command.can_be_forked:
        with open(os.devnull, "r+b", buffering=0) as null:
            return fork(command, *[null.fileno()] * 3)
    return subprocess.Popen(
        command.line, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        env=command.environment, cwd=command.folder, start_new_session=command.own_group,
        preexec_fn=_preparation(command),
    )  # fmt: skip


def _preparation(command: Command) -> Callable[[], None] | None:
    return command.limit_file_size if command.largest_file is not None else None  # Windows knows no preparation


def _run_forked(command: Command, stdin: str | None, timeout: float) -> subprocess.CompletedProcess[str]:
    (read_stdin, write_stdin), (read_stdout, write_stdout), (read_stderr, write_stderr) = (os.pipe() for _ in range(3))
    with ThreadPoolExecutor(3) as threads:
        process = fork(command, read_stdin, write_stdout, write_stderr)
        for descriptor in (read_stdin, write_stdout, write_stderr):
            os.close(descriptor)
        threads.submit(_write, write_stdin, stdin or "")
        stdout, stderr = threads.submit(_read, read_stdout), threads.submit(_read, read_stderr)
        try:
            returncode = process.wait(timeout)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            raise
        return subprocess.CompletedProcess(command.line, returncode, stdout.result(), stderr.result())


def _write(descriptor: int, text: str) -> None:
    with contextlib.suppress(BrokenPipeError), open(descriptor, "wb") as pipe:
        pipe.write(text.encode("utf-8", "surrogateescape"))


def _read(descriptor: int) -> str:
    with open(descriptor, encoding="utf-8", errors="surrogateescape") as pipe:
        return pipe.read()
