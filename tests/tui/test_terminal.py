"""What needs a real terminal: another program has it for a while, and the browser gets it back as it was."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("a pseudo-terminal is needed", allow_module_level=True)

import base64

import pexpect
import pyte

pytestmark = pytest.mark.filterwarnings("ignore:.*multi-threaded:DeprecationWarning")  # pytest-xdist has threads

COLUMNS, ROWS = 100, 30
_DRAWS = b"\x1b[?1049h"
"""What a program writes when it begins to use the whole screen."""


class Terminal:
    """`newsidx browse` on a terminal."""

    def __init__(self, place: Path, **environment: str) -> None:
        self.child = pexpect.spawn(
            sys.executable,
            ["-m", "newsidx", "browse", "--db", str(place)],
            dimensions=(ROWS, COLUMNS),
            env={**os.environ, "TERM": "xterm-256color", **environment},  # type: ignore[arg-type]
            timeout=30,
        )
        self.raw = b""
        self._screen = pyte.Screen(COLUMNS, ROWS)
        self._stream = pyte.ByteStream(self._screen)

    def wait_for(self, text: str) -> None:
        """Wait until a text is on the screen."""
        self._wait_until(lambda: any(text in line for line in self._lines))

    def lend(self, key: str) -> None:
        """Press a key that gives the terminal to another program, and wait until it is back."""
        times = self.raw.count(_DRAWS)
        self.child.send(key)
        self._wait_until(lambda: self.raw.count(_DRAWS) > times)

    def quit(self, keys: str) -> None:
        """Press keys, the last of which ends the browser."""
        self.child.send(keys)
        self.child.expect(pexpect.EOF)
        self.child.close()
        assert self.child.exitstatus == 0

    def _wait_until(self, is_so: Callable[[], bool]) -> None:
        for _ in range(200):
            if is_so():
                return
            with contextlib.suppress(pexpect.TIMEOUT):
                read = self.child.read_nonblocking(100_000, timeout=0.1)
                self.raw += read
                self._stream.feed(read)
        raise AssertionError("\n".join(self._lines))

    @property
    def _lines(self) -> list[str]:
        """What stands on the screen. The display of pyte cannot be read while half of a wide letter is drawn over."""
        return ["".join(self._screen.buffer[row][column].data for column in range(COLUMNS)) for row in range(ROWS)]


def test_a_query_is_typed_and_the_keys_are_shown_on_a_real_terminal(place: Path) -> None:
    terminal = Terminal(place)
    terminal.wait_for("newest first")
    terminal.child.send("/oil")
    terminal.wait_for("3 articles, best first")
    terminal.child.send("\r")
    terminal.child.send("?")
    terminal.wait_for("these keys")
    terminal.quit("qq")


def test_the_terminal_is_lent_to_other_programs_and_fast_typing_is_not_lost(place: Path, tmp_path: Path) -> None:
    program = tmp_path / "program"
    program.write_text(f'#!/bin/sh\ntest -t 0 && test -t 1 && echo "$@" >> {tmp_path}/given\n')
    program.chmod(0o755)
    terminal = Terminal(place, VISUAL="", EDITOR=str(program), BROWSER=str(program))
    terminal.wait_for("newest first")
    terminal.lend("e")
    terminal.lend("o")
    terminal.child.send("y")
    terminal.wait_for("Copied: 20220507-1")
    given = (tmp_path / "given").read_text().splitlines()
    assert given == [str(tmp_path / "articles" / "4.txt"), "https://example.org/4"]
    assert b"\x1b]52;c;" + base64.b64encode(b"20220507-1") in terminal.raw
    program.unlink()
    terminal.lend("e")
    terminal.wait_for("The editor ")
    terminal.child.send("+docks a/b\r")  # at once, as from a paste: nothing of it is taken for a key
    terminal.wait_for("“a/b” is no change of a tag")
    terminal.child.send("\x7f" * 4 + "\r")
    terminal.wait_for("1 article changed: +docks")
    terminal.quit("kq")
