"""Making the index of an earlier newsidx anew shows its progress on a terminal, and one line elsewhere."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from newsidx.terminal.upgrade import outdated

SCRIPT = """
import time
from newsidx.terminal import upgrade
with upgrade.progress() as on_upgrade:
    on_upgrade(0, 1_000_000)
    time.sleep(1.2)
    on_upgrade(120_000, 1_000_000)
    time.sleep(0.2)
    on_upgrade(1_000_000, 1_000_000)
    {end}
"""
WHY = (
    "An earlier newsidx made this archive's index. Making it anew from its 1,000,000 articles takes about 67 seconds, "
    "and can be interrupted …\n"
)


def in_a_pipe(end: str = "pass") -> subprocess.CompletedProcess[str]:
    script = SCRIPT.format(end=end)
    return subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)


def test_in_a_pipe_one_line_says_what_is_done_and_why() -> None:
    assert (in_a_pipe().stdout, in_a_pipe().stderr) == ("", WHY)


def test_an_interruption_says_how_to_go_on() -> None:
    stderr = in_a_pipe(end="raise KeyboardInterrupt").stderr
    assert stderr.startswith(f"{WHY}Interrupted. The archive is as it was, and can be searched. The same command again")
    assert "newsidx optimize" in stderr


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such terminals")
def test_a_terminal_shows_a_bar_and_clears_it() -> None:
    pexpect = pytest.importorskip("pexpect")
    script = SCRIPT.format(end="pass")
    child = pexpect.spawn(sys.executable, ["-c", script], dimensions=(24, 120), timeout=30, encoding="utf-8")
    shown = child.read()
    child.close()
    assert "An earlier newsidx made this archive's index." in shown
    assert "Making the index anew" in shown
    assert "120,000 of 1,000,000 articles" in shown
    assert "Collecting word forms" in shown
    assert shown.rstrip().endswith("\x1b[2K\x1b[?25h") or shown.rstrip().endswith("\x1b[2K")


def test_a_search_says_how_long_a_new_index_takes() -> None:
    assert "in a second or two." in outdated(100)
    assert "in about 20 seconds." in outdated(300_000)
    assert "in about 4 minutes." in outdated(4_000_000)
