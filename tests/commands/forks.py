"""Commands in forks of the fork server, as a test sees them."""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import select
import signal
import socket
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

from tests.commands.command import ENCODING, Command

_ROOT = Path(__file__).parents[2]


def fork(command: Command, stdin: int, stdout: int, stderr: int) -> ForkedProcess:
    """Start a command that can be forked, with these descriptors as its streams."""
    return _server().fork(command, stdin, stdout, stderr)


class ForkedProcess:
    """A command that runs in a fork of the server, as much like a subprocess.Popen as the tests need."""

    def __init__(self, messages: socket.socket) -> None:
        self._messages = messages
        self.pid = self._received()
        self.returncode: int | None = None

    def _received(self) -> int:
        message = self._messages.recv(4)
        if not message:
            raise EOFError("the fork server has ended")
        return int.from_bytes(message, "big", signed=True)

    def wait(self, timeout: float | None = None) -> int:
        """Wait until it has ended. Raises subprocess.TimeoutExpired."""
        if self.returncode is None:
            if not select.select([self._messages], [], [], timeout)[0]:
                raise subprocess.TimeoutExpired("newsidx", timeout or 0)
            self.returncode = self._received()
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


@cache
def _server() -> _Server:
    return _Server()


class _Server:
    """The server of this test process. It ends when this process does."""

    def __init__(self) -> None:
        self._requests, theirs = socket.socketpair()
        program = f"from tests.commands.fork_server import serve; serve({theirs.fileno()})"
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-c", program],
                stdin=subprocess.DEVNULL,
                cwd=_ROOT,
                env={name: value for name, value in os.environ.items() if name != ENCODING},
                pass_fds=[theirs.fileno()],
            )
        atexit.register(self._end)

    def _end(self) -> None:
        self._requests.close()
        self._process.wait()

    def fork(self, command: Command, stdin: int, stdout: int, stderr: int) -> ForkedProcess:
        """Start a command."""
        ours, theirs = socket.socketpair()
        with theirs, tempfile.TemporaryFile("w+") as file:  # a long command is more than a socket takes at once
            json.dump(command, file)
            file.seek(0)
            socket.send_fds(self._requests, [b"."], [file.fileno(), theirs.fileno(), stdin, stdout, stderr])
        return ForkedProcess(ours)
