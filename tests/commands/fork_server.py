"""A process that becomes commands, without the time that Python and imports take to start.

The server has imported all of newsidx and read an article, and has done nothing else: it has opened no archive and
started no thread. For each command it forks, and its fork becomes the command: with the arguments, the environment, the
folder and the streams of that command it calls what `python -m newsidx` calls, and ends as that ends. So thousands of
commands import once.

Only Linux has it. Elsewhere, and where the environment sets something that Python reads when it starts, commands are
started as users start them.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import pkgutil
import select
import socket
import sys
import traceback
from importlib import import_module
from typing import NoReturn

from tests.commands.command import ENCODING, Command

_OTHER_LIBRARIES = (
    "concurrent.futures.process", "ctypes", "multiprocessing.popen_fork", "difflib", "zipfile", "fcntl", "termios",
    "xml.etree.ElementTree", "email.parser", "csv", "tomllib", "yaml", "chardet", "rapidfuzz.fuzz",
    "rich.console", "rich.table", "rich.panel", "rich.progress", "rich.markdown", "rich.padding", "rich.columns",
)  # fmt: skip
"""What commands import when they use it."""

_ARTICLE = b"Oil rises\nBy Ann Smith\nParis, 6 March 2022 (Reuters) - The price of oil rose again.\n\nGas fell."


def serve(descriptor: int) -> None:
    """Fork for each command that comes through this socket, and say how each fork ended, until the socket is closed."""
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


def _send(messages: socket.socket, number: int) -> None:
    with contextlib.suppress(BrokenPipeError):  # a test that has failed does not wait
        messages.send(number.to_bytes(4, "big", signed=True))


def _import_everything() -> None:
    """Import what commands import when they use it, except what only the screen and the web pages need."""
    import newsidx

    for name in _OTHER_LIBRARIES:
        with contextlib.suppress(ModuleNotFoundError):
            import_module(name)
    for module in pkgutil.walk_packages(newsidx.__path__, "newsidx."):
        if not module.name.startswith(("newsidx.tui", "newsidx.web")):
            import_module(module.name)
    _read_an_article()
    gc.collect()
    gc.freeze()


def _read_an_article() -> None:
    """Compile the patterns of dates and headlines, and load the words by which languages are told apart."""
    from newsidx.dates.extract import DateReader
    from newsidx.readers.reading import read_file

    read_file(_ARTICLE, "a.txt", DateReader())


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
    from newsidx import __main__

    if command.own_group:
        _lead_a_group()
    os.chdir(command.folder)
    os.environ.clear()
    os.environ.update(command.environment)
    command.limit_file_size()
    _redirect(command)
    sys.argv = [__main__.__file__, *command.arguments]
    status: object = None
    try:
        __main__.main()
    except SystemExit as end:
        status = end.code
    except BaseException:  # noqa: BLE001 - Python prints it and ends
        traceback.print_exc()
        status = 1
    try:
        if sys.stdout:
            sys.stdout.flush()
    except OSError:
        status = 120
    os._exit(status if isinstance(status, int) else 0 if status is None else 1)


def _lead_a_group() -> None:
    import fcntl
    import termios

    os.setsid()
    if os.isatty(0):
        fcntl.ioctl(0, termios.TIOCSCTTY, 0)


def _redirect(command: Command) -> None:
    """Make Python's standard streams what they are when a process starts with these descriptors."""
    encoding = os.environ.get(ENCODING, sys.stdout.encoding)
    errors = "strict" if ENCODING in os.environ else sys.stdout.errors
    sys.stdin = open(0, encoding=encoding, errors=errors, closefd=False)  # noqa: SIM115 - open until the command ends
    sys.stdout = open(1, "w", encoding=encoding, errors=errors, closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", buffering=1, encoding=encoding, errors="backslashreplace", closefd=False)  # noqa: SIM115
    for descriptor, path in command.redirected:
        if path:
            os.dup2(os.open(path, os.O_WRONLY), descriptor)
        else:
            os.close(descriptor)
            setattr(sys, ("stdin", "stdout", "stderr")[descriptor], None)
