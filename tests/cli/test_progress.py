"""Progress on a real terminal: every command that can take long says how far it is, and leaves nothing behind."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

if sys.platform == "win32":
    pytest.skip("a pseudo-terminal is needed", allow_module_level=True)

import pexpect
import pyte

from tests.cli.test_terminal import environment

pytestmark = pytest.mark.filterwarnings("ignore:.*multi-threaded:DeprecationWarning")  # pytest-xdist has threads

COUNT = 1_200

AT_ONCE = """
import sys
from newsidx.cli.main import run
from newsidx.terminal import progress
progress.DELAY = progress._BETWEEN = 0
sys.exit(run())
"""
"""newsidx, whose progress bars do not wait until a command has taken a second."""


class Shown(NamedTuple):
    """What a terminal showed: everything that was drawn on it, line by line, and what was left on it in the end."""

    drawn: list[str]
    left: list[str]
    status: int | None

    def bar(self, name: str) -> str:
        """The first line of a bar with a name that has some of its step done, or else its last line."""
        bars = [line for line in self.drawn if re.match(rf"{name} +([━╸╺]|\d)", line)]
        return next((line for line in bars if not re.search(r" 0 of | 0 %", line)), bars[-1] if bars else "")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an archive of articles from two files, and an alert for which all are new. Read-only."""
    place = tmp_path_factory.mktemp("progress")
    (place / "articles").mkdir()
    for part in range(2):
        records = (
            {"date": f"2022-03-{number % 28 + 1:02}", "title": f"Story {number}", "text": f"Oil rose by {number}."}
            for number in range(part, COUNT, 2)
        )
        lines = "\n".join(map(json.dumps, records))
        (place / "articles" / f"{part}.jsonl").write_text(lines)
    (place / "first.txt").write_text("date 2022-02-01 Oil.\n")
    for arguments in (["ingest", "first.txt"], ["alert", "add", "oil", "oil"], ["ingest", "articles"]):
        child = pexpect.spawn(
            sys.executable,
            ["-m", "newsidx", *arguments],
            cwd=str(place),
            env=environment(place / "news.db"),
            timeout=60,
        )
        child.read()
        child.close()
        assert child.exitstatus == 0
    return place


@pytest.fixture
def place(made: Path, tmp_path: Path) -> Path:
    """A copy of that folder; its files are still known under their old paths."""
    shutil.copytree(made, tmp_path / "copy")
    return tmp_path / "copy"


def on_terminal(place: Path, command: str, columns: int = 100, **more: str) -> Shown:
    """Run a command line to its end, in which `newsidx` shows its progress from the start."""
    (place / "at_once.py").write_text(AT_ONCE)
    line = command.replace("newsidx", f"'{sys.executable}' at_once.py")
    child = pexpect.spawn(
        "sh",
        ["-c", line],
        dimensions=(24, columns),
        cwd=str(place),
        env=environment(place / "news.db", PYTHONPATH=os.pathsep.join(sys.path), **more),
        timeout=60,
    )
    raw = child.read().decode()
    child.close()
    screen = pyte.Screen(columns, 50)
    pyte.Stream(screen).feed(raw)
    plain = re.sub(r"\x1b\[[\d;?]*m", "", raw)
    drawn = [line.rstrip() for line in re.split(r"\x1b\[[\d;?]*[A-Za-z]|[\r\n]+", plain) if line.strip()]
    left = [line.rstrip() for line in screen.display if line.strip()]
    return Shown(drawn, left, child.exitstatus)


COMMANDS = {
    "newsidx tag +story oil": ("Tagging", "articles"),
    "newsidx tag +story oil >log && newsidx undo --yes": ("Undoing", "tags"),
    "newsidx remove oil --yes": ("Removing", "articles"),
    "newsidx remove oil --yes >log && newsidx undo": ("Restoring", "articles"),
    "rm -r articles; newsidx ingest --prune --yes articles": ("Pruning", "articles"),
    "newsidx ingest --reread articles": ("Reading", "files"),
    "newsidx export oil --to all.jsonl": ("Writing", "articles"),
    "newsidx export oil --to all.csv": ("Writing", "articles"),
    "newsidx export oil --to all/": ("Writing", "articles"),
    "newsidx export oil >all.jsonl": ("Writing", "articles"),
    "newsidx search oil --format json >all.json": ("Writing", "articles"),
    "newsidx search oil -n 0 --no-pager": ("Reading", "articles"),
    "newsidx search oil --kwic -n 0 --no-pager": ("Reading", "articles"),
    "newsidx list >all.txt": ("Writing", "articles"),
    "newsidx show --of oil -n 0 >all.txt": ("Writing", "articles"),
    "newsidx show --of oil -n 0 --no-pager": ("Reading", "articles"),
    "newsidx list -n 300 --format ids >ids; newsidx cite - <ids --style ris >all.ris": ("Reading", "articles"),
    "newsidx files >files.txt": ("Writing", "lines"),
    "newsidx alert run --format lines >new.txt": ("Reading", "articles"),
    "newsidx alert run >new.txt": ("Running", "of 1 alert"),
    "newsidx check": ("Checking each article", "articles"),
    "newsidx backup copy.db": ("Copying", "MB"),
}
"""Commands with the name of a step that their progress shows, and the unit that it is counted in."""


@pytest.mark.long
@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_that_can_take_long_says_how_far_it_is_and_leaves_no_trace(place: Path, command: str) -> None:
    name, unit = COMMANDS[command]
    if "articles" in command:
        adopt(place)
    shown = on_terminal(place, command)
    assert shown.status == 0, shown.left
    assert unit in shown.bar(name), shown.drawn[:50]
    assert not any(re.match(rf"{name} +[━╸╺]", line) for line in shown.left)


def adopt(place: Path) -> None:
    """Let the archive know the copied files by their paths here."""
    assert on_terminal(place, "newsidx ingest articles").status == 0


def test_the_near_duplicates_of_many_are_looked_for_with_progress(place: Path) -> None:
    pytest.importorskip("rensa")
    assert re.search(r"of 1,201 articles", on_terminal(place, "newsidx duplicates --no-pager").bar("Comparing"))


def test_it_says_the_rate_and_the_time_left(place: Path) -> None:
    bar = on_terminal(place, "newsidx tag +story oil").bar("Tagging")
    assert re.fullmatch(r"Tagging  [━╸╺]+  [\d,]+ of 1,201 articles  [\d,]+/s  \d+:\d\d left", bar)


@pytest.mark.parametrize("columns", [20, 40, 60])
def test_on_a_narrow_terminal_it_fits_on_a_line(place: Path, columns: int) -> None:
    shown = on_terminal(place, "newsidx tag +story oil", columns)
    bars = [line for line in shown.drawn if line.startswith("Tagging")]
    assert bars
    assert all(len(line) <= columns for line in bars)
    assert "".join(shown.left).replace(" ", "") == "1,201articleschanged:+story"


def test_without_colours_it_has_none_and_on_a_dumb_terminal_there_is_no_bar(place: Path) -> None:
    command = "newsidx tag +story oil"
    assert on_terminal(place, command, NO_COLOR="1").bar("Tagging")
    assert on_terminal(place, command, TERM="dumb").drawn == ["Nothing to change in 1,201 articles: +story"]


def test_what_is_written_to_a_terminal_or_a_pipe_has_no_bar_in_it(place: Path) -> None:
    for command in ("newsidx export oil", "newsidx export oil | cat", "newsidx list --format json -n 0 | cat"):
        shown = on_terminal(place, command)
        assert shown.status == 0
        assert not any("Writing" in line for line in shown.drawn)


def test_where_stderr_is_no_terminal_nothing_is_said(place: Path) -> None:
    for command in (
        "newsidx tag +story oil",
        "newsidx remove oil --yes",
        "newsidx undo",
        "newsidx export oil --to a.csv",
    ):
        assert on_terminal(place, f"{command} 2>said >out").status == 0
        assert (place / "said").read_text() in ("", "1,201 articles written to a.csv\n")


INTERRUPTED = AT_ONCE.replace(
    "sys.exit",
    """
import os, signal
show = progress.Bar.show

def show_and_interrupt(bar, done, *rest):
    show(bar, done, *rest)
    if done > 600:
        os.kill(os.getpid(), signal.SIGINT)

progress.Bar.show = show_and_interrupt
sys.exit""",
)


def test_interrupted_it_leaves_the_terminal_as_it_was_and_the_archive_too(place: Path) -> None:
    (place / "interrupted.py").write_text(INTERRUPTED)
    shown = on_terminal(place, f"'{sys.executable}' interrupted.py remove oil --yes")
    assert (shown.status, shown.left) == (130, [])
    assert shown.bar("Removing")
    assert on_terminal(place, "newsidx list --format ids >ids").status == 0
    assert len((place / "ids").read_text().split()) == COUNT + 1
