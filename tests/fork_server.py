"""The real command in a process of its own, without the time that Python and imports take to start.

A server has imported all of newsidx and has done nothing else: it has opened no archive and started no thread. For each
command it forks, and its fork becomes the command: with the arguments, the environment, the folder and the streams of
that command it calls what `python -m newsidx` calls, and ends as that ends. So thousands of commands import once.

Only Linux has it. Elsewhere, and where the environment sets something that Python reads when it starts, a command is
started as usual.
"""

from __future__ import annotations

import atexit
import contextlib
import gc
import json
import os
import pkgutil
import select
import signal
import socket
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import NamedTuple, NoReturn

_ROOT = Path(__file__).parent.parent
_READ_AT_START = ("PYTHON", "LC_", "LANG", "LD_", "TZ", "MALLOC_")
"""How the names of variables begin that Python, or the C library, reads only when a process starts."""

_ENCODING = "PYTHONIOENCODING"
_SETTABLE = (_ENCODING, "PYTHONDONTWRITEBYTECODE")
"""Those that a fork can have otherwise: it makes its own streams, and has imported everything."""

_OTHER_LIBRARIES = (
    "concurrent.futures.process", "ctypes", "multiprocessing.popen_fork", "difflib", "zipfile",
    "xml.etree.ElementTree", "email.parser", "csv", "tomllib", "yaml", "chardet", "rapidfuzz.fuzz",
    "rich.console", "rich.table", "rich.panel", "rich.progress", "rich.markdown", "rich.padding", "rich.columns",
)  # fmt: skip
"""What commands import when they use it."""


class Command(NamedTuple):
    """A command: what follows `newsidx`, its whole environment, and the folder it runs in.

    With `own_group` its process is the first of a new session and process group, which has the terminal that is its
    stdin, if that is one.
    """

    arguments: Sequence[str]
    environment: Mapping[str, str]
    folder: str
    own_group: bool = False

    @property
    def line(self) -> list[str]:
        """The command line that starts it in a new Python."""
        return [sys.executable, "-m", "newsidx", *self.arguments]

    @property
    def can_be_forked(self) -> bool:
        """Whether the server's fork can become it."""
        return (
            sys.platform == "linux"
            and self.environment.get(_ENCODING) in (None, "utf-8")
            and _read_at_start(self.environment) == _read_at_start(os.environ)
        )


def run_command(command: Command, stdin: str | None = None, timeout: float = 120) -> subprocess.CompletedProcess[str]:
    """Run a command to its end, with pipes for stdin, stdout and stderr. Raises subprocess.TimeoutExpired."""
    if not command.can_be_forked:
        return subprocess.run(
            command.line, input=stdin, capture_output=True, text=True, encoding="utf-8", errors="surrogateescape",
            env=command.environment, cwd=command.folder, timeout=timeout, check=False,
            start_new_session=command.own_group,
        )  # fmt: skip
    (read_stdin, write_stdin), (read_stdout, write_stdout), (read_stderr, write_stderr) = (os.pipe() for _ in range(3))
    with ThreadPoolExecutor(3) as threads:
        process = _server().start(command, read_stdin, write_stdout, write_stderr)
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


def start_command(command: Command) -> Process:
    """Start a command without input, whose output nobody reads."""
    if command.can_be_forked:
        with open(os.devnull, "r+b", buffering=0) as null:
            return fork_command(command, null.fileno())
    return subprocess.Popen(
        command.line, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        env=command.environment, cwd=command.folder, start_new_session=command.own_group,
    )  # fmt: skip


def fork_command(command: Command, stream: int) -> ForkedProcess:
    """Start a command that can be forked, and that has this descriptor as its stdin, stdout and stderr."""
    return _server().start(command, stream, stream, stream)


def _read_at_start(environment: Mapping[str, str]) -> dict[str, str]:
    names = {name for name in environment if name.startswith(_READ_AT_START) and name not in _SETTABLE}
    return {name: environment[name] for name in names}


def _write(descriptor: int, text: str) -> None:
    with contextlib.suppress(BrokenPipeError), open(descriptor, "wb") as pipe:
        pipe.write(text.encode("utf-8", "surrogateescape"))


def _read(descriptor: int) -> str:
    with open(descriptor, encoding="utf-8", errors="surrogateescape") as pipe:
        return pipe.read()


class ForkedProcess:
    """A command that runs in a fork of the server, as much like a subprocess.Popen as the tests need."""

    def __init__(self, messages: socket.socket) -> None:
        self._messages = messages
        self.pid = _received(messages)
        self.returncode: int | None = None

    def wait(self, timeout: float | None = None) -> int:
        """Wait until it has ended. Raises subprocess.TimeoutExpired."""
        if self.returncode is None:
            if not select.select([self._messages], [], [], timeout)[0]:
                raise subprocess.TimeoutExpired("newsidx", timeout or 0)
            self.returncode = _received(self._messages)
            self._messages.close()
        return self.returncode

    def poll(self) -> int | None:
        """How it ended, if it has."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.wait(0)
        return self.returncode

    def kill(self) -> None:
        """Kill it, if it has not ended."""
        if self.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)


Process = subprocess.Popen[bytes] | ForkedProcess


@cache
def _server() -> _Server:
    return _Server()


class _Server:
    """The server of this test process. It ends when this process does."""

    def __init__(self) -> None:
        self._requests, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-c", f"from tests.fork_server import serve; serve({theirs.fileno()})"],
                stdin=subprocess.DEVNULL,
                cwd=_ROOT,
                env={name: value for name, value in os.environ.items() if name != _ENCODING},
                pass_fds=[theirs.fileno()],
            )
        atexit.register(self._end)

    def _end(self) -> None:
        self._requests.close()
        self._process.wait()

    def start(self, command: Command, stdin: int, stdout: int, stderr: int) -> ForkedProcess:
        """Start a command that has these descriptors as its streams."""
        ours, theirs = socket.socketpair()
        with theirs, tempfile.TemporaryFile("w+") as file:  # a long command is more than a socket takes at once
            json.dump(command, file)
            file.seek(0)
            socket.send_fds(self._requests, [b"."], [file.fileno(), theirs.fileno(), stdin, stdout, stderr])
        return ForkedProcess(ours)


def _received(messages: socket.socket) -> int:
    message = messages.recv(4)
    if not message:
        raise EOFError("the fork server has ended")
    return int.from_bytes(message, "big", signed=True)


def _send(messages: socket.socket, number: int) -> None:
    with contextlib.suppress(BrokenPipeError):  # a test that has failed does not wait
        messages.send(number.to_bytes(4, "big", signed=True))


def serve(descriptor: int) -> None:
    """The server itself: fork for each command that comes through this socket, and say how each fork ended."""
    _import_everything()
    requests = socket.socket(fileno=descriptor)
    running: dict[int, tuple[int, socket.socket]] = {}
    while True:
        for ready in select.select([descriptor, *running], [], [])[0]:
            if ready == descriptor:
                _, passed, _, _ = socket.recv_fds(requests, 1, 5)
                if not passed:
                    return
                pid = _fork(*passed)
                messages = socket.socket(fileno=passed[1])
                _send(messages, pid)
                running[os.pidfd_open(pid)] = pid, messages
            else:
                pid, messages = running.pop(ready)
                with messages:
                    _send(messages, os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
                os.close(ready)


def _import_everything() -> None:
    """Import what commands import when they use it, except what only the screen and the web pages need."""
    import newsidx

    for name in _OTHER_LIBRARIES:
        with contextlib.suppress(ModuleNotFoundError):
            import_module(name)
    for module in pkgutil.walk_packages(newsidx.__path__, "newsidx."):
        if not module.name.startswith(("newsidx.tui", "newsidx.web")):
            import_module(module.name)
    gc.collect()
    gc.freeze()


def _fork(file: int, messages: int, *streams: int) -> int:
    """Fork, and let the fork be the command that is described in this file."""
    pid = os.fork()
    if pid == 0:
        with open(file, encoding="utf-8") as description:
            command = Command(*json.load(description))
        for descriptor, stream in enumerate(streams):
            os.dup2(stream, descriptor)
        os.closerange(3, 1_000)
        _become(command)
    for descriptor in (file, *streams):
        os.close(descriptor)
    return pid


def _become(command: Command) -> NoReturn:
    """Make this process the one that the command would be, run it, and end as Python would.

    Nothing is torn down at the end: that would copy all of the server's memory, which is shared until it is changed.
    """
    from newsidx.__main__ import main

    if command.own_group:
        os.setsid()
        if os.isatty(0):
            import fcntl
            import termios

            fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    os.chdir(command.folder)
    os.environ.clear()
    os.environ.update(command.environment)
    encoding = os.environ.get(_ENCODING, sys.stdout.encoding)
    errors = "strict" if _ENCODING in os.environ else sys.stdout.errors
    sys.stdin = open(0, encoding=encoding, errors=errors, closefd=False)  # noqa: SIM115 - open until the command ends
    sys.stdout = open(1, "w", encoding=encoding, errors=errors, closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", buffering=1, encoding=encoding, errors="backslashreplace", closefd=False)  # noqa: SIM115
    sys.argv = [str(_ROOT / "newsidx" / "__main__.py"), *command.arguments]
    status: object = None
    try:
        main()
    except SystemExit as end:
        status = end.code
    except BaseException:  # noqa: BLE001 - Python prints it and ends
        traceback.print_exc()
        status = 1
    try:
        sys.stdout.flush()
    except OSError:
        status = 120
    os._exit(status if isinstance(status, int) else 0 if status is None else 1)
