"""The one progress bar: from a second on, on a terminal only, no wider than it, and gone when all is done."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from newsidx.terminal import progress
from newsidx.terminal.progress import BYTES, Bar, counted, steps
from tests.terminal.conftest import as_a_terminal, without_own_codes


class Clock:
    """The time as a bar sees it."""

    def __init__(self) -> None:
        self.now = 1000.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(progress, "time", made)
    return made


@pytest.fixture
def wide(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[[int], None]:
    """Makes stderr a terminal of so many columns."""

    def made(columns: int) -> None:
        as_a_terminal(monkeypatch, columns)
        monkeypatch.setattr("sys.stderr.isatty", lambda: True)

    return made


@pytest.fixture
def lines(capsys: pytest.CaptureFixture[str]) -> Callable[[], list[str]]:
    """What was drawn since the last time, a line for each drawing."""

    def drawn() -> list[str]:
        printed = re.sub(r"\x1b\[[\d?]*[A-Za-z]", "\r", without_own_codes(capsys.readouterr().err))
        return [line.rstrip() for line in re.split(r"[\r\n]+", printed) if line.strip()]

    return drawn


def test_a_bar_says_how_much_is_done_how_fast_and_for_how_long_from_a_second_on(
    clock: Clock, wide: Callable[[int], None], lines: Callable[[], list[str]]
) -> None:
    wide(100)
    with progress.progress("Restoring") as show:
        show(0, 33_403)
        clock.now += 0.9
        show(900, 33_403)
        assert lines() == []
        clock.now += 1.1
        show(2_000, 33_403)
        (line,) = lines()
        assert re.fullmatch(r"Restoring  [━╸╺]+  2,000 of 33,403 articles  1,000/s  0:31 left", line)
        assert len(line) == 100
        clock.now += 3600
        show(3_000, 3_000_000)
        assert "3,000 of 3,000,000 articles  0.3/s  " in lines()[0]


def test_it_is_drawn_ten_times_a_second_however_often_it_is_called(
    clock: Clock, wide: Callable[[int], None], lines: Callable[[], list[str]]
) -> None:
    wide(100)
    with Bar() as bar:
        bar.begin("Tagging")
        clock.now += 1
        for done in range(1000):
            clock.now += 0.001
            bar.show(done, 1000)
        assert 9 <= len(lines()) <= 11


def test_the_rate_is_that_of_the_last_half_minute(
    clock: Clock, wide: Callable[[int], None], lines: Callable[[], list[str]]
) -> None:
    wide(100)
    with progress.progress("Removing") as show:
        for done in range(0, 1000, 10):  # ten a second, then a hundred
            show(done, 10_000)
            clock.now += 1
        for done in range(1000, 9000, 100):
            show(done, 10_000)
            clock.now += 1
    assert lines()[-2].endswith("8,900 of 10,000 articles  100/s  0:11 left")


@pytest.mark.parametrize("columns", [*range(20, 121, 10), 300])
@pytest.mark.parametrize(
    ("name", "unit", "total"),
    [
        ("Tagging", "articles", 1_234_567),
        ("Checking the term frequencies", "articles", 9_999),
        ("Copying", BYTES, 10**9),
    ],
)
def test_a_line_is_no_wider_than_the_terminal_and_always_says_how_far_it_is(
    clock: Clock, wide: Callable[[int], None], lines: Callable[[], list[str]], columns: int, name: str, unit: str,
    total: int
) -> None:  # fmt: skip
    wide(columns)
    with Bar() as bar:
        bar.begin(name, unit)
        clock.now += 60
        bar.show(total // 2, total)
        (line,) = lines()
    assert len(line) <= min(columns, 120)
    assert " of " in line or "49 %" in line or "50 %" in line
    assert columns < 40 or line.endswith("1:00 left")


def test_without_a_total_it_says_how_much_is_done(
    clock: Clock, wide: Callable[[int], None], lines: Callable[[], list[str]]
) -> None:
    wide(60)
    with Bar() as bar:
        bar.begin("Scanning", "file")
        clock.now += 2
        bar.show(5_000, None)
        assert re.fullmatch(r"Scanning  ━+  5,000 files  2,500/s", lines()[0])


def test_bytes_are_shown_in_their_units(
    clock: Clock, wide: Callable[[int], None], lines: Callable[[], list[str]]
) -> None:
    wide(80)
    with steps(BYTES) as shown:
        shown.begin("copying")
        clock.now += 2
        shown.show(500_000_000, 2_000_000_000)
        assert lines()[-1].endswith("500.0 MB of 2.0 GB  250.0 MB/s  0:06 left")


def test_steps_are_named_on_a_line_each_and_their_bars_disappear(
    clock: Clock, wide: Callable[[int], None], capsys: pytest.CaptureFixture[str]
) -> None:
    wide(100)
    with steps() as shown:
        shown.begin("checking each article")
        clock.now += 2
        shown.show(1_000, 20_000)
        shown.begin("checking the index")
    drawn = capsys.readouterr().err
    assert "Checking each article …" in drawn
    assert "1,000 of 20,000 articles" in drawn
    assert drawn.index("1,000 of 20,000") < drawn.index("\x1b[2K") < drawn.index("Checking the index …")


def test_a_step_that_follows_takes_the_place_of_the_one_before(
    clock: Clock, wide: Callable[[int], None], lines: Callable[[], list[str]]
) -> None:
    wide(80)
    with Bar() as bar:
        restored, counted_words = bar.step("Restoring"), bar.step("Counting words")
        clock.now += 2
        restored(10, 20)
        clock.now += 1
        counted_words(0, 30)
        clock.now += 1
        counted_words(10, 30)
    first, second, third, *_ = lines()
    assert "10 of 20 articles" in first
    assert second.startswith("Counting words")
    assert third.endswith("10 of 30 articles  10/s  0:02 left")


def test_where_no_colours_are_wanted_there_are_none(
    clock: Clock, wide: Callable[[int], None], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    wide(80)
    monkeypatch.setenv("NO_COLOR", "1")
    with progress.progress("Tagging") as show:
        clock.now += 2
        show(10, 20)
    drawn = capsys.readouterr().err
    assert "10 of 20 articles" in drawn
    assert not re.search(r"\x1b\[[\d;]*3\d[;m]", drawn)


@pytest.mark.parametrize("term", ["dumb", "unknown"])
def test_a_terminal_that_cannot_move_its_cursor_shows_no_bar(
    clock: Clock, wide: Callable[[int], None], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
    term: str
) -> None:  # fmt: skip
    wide(80)
    monkeypatch.setenv("TERM", term)
    with progress.progress("Tagging") as show:
        clock.now += 2
        show(10, 20)
    assert capsys.readouterr().err == ""


def test_in_a_pipe_it_says_nothing(clock: Clock, capsys: pytest.CaptureFixture[str]) -> None:
    with steps() as shown:
        shown.begin("copying")
        clock.now += 2
        shown.show(1, 2)
    assert capsys.readouterr().err == ""


def test_what_is_counted_is_handed_on_and_its_total_asked_for_only_on_a_terminal(
    clock: Clock, wide: Callable[[int], None], lines: Callable[[], list[str]]
) -> None:
    asked: list[int] = []

    def total() -> int:
        asked.append(3)
        return 3

    def slow() -> Iterator[str]:
        for letter in "abc":
            clock.now += 1
            yield letter

    with counted(slow(), "Reading", total) as watched:
        assert "".join(watched) == "abc"
    assert (asked, lines()) == ([], [])
    wide(80)
    with counted(slow(), "Reading", total) as watched:
        assert "".join(watched) == "abc"
    assert asked == [3]
    assert "2 of 3 articles" in lines()[-1]


_WRITE = """
import time
from newsidx.terminal import progress
progress.DELAY = 0
print("before")
with progress.written(range(3), lambda: 3, "articles") as items:
    for item in items:
        print(item, flush=True)
        time.sleep(0.15)
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such terminals")
@pytest.mark.parametrize(
    ("to", "is_shown"), [("> answer", True), ("> /dev/null", True), ("| cat > answer", False), ("", False)]
)
def test_what_is_written_to_a_file_is_counted_and_in_a_pipe_or_on_the_terminal_it_is_not(
    tmp_path: Path, to: str, is_shown: bool
) -> None:
    pexpect = pytest.importorskip("pexpect")
    (tmp_path / "write.py").write_text(_WRITE)
    command = f"'{sys.executable}' write.py {to}"
    environment = {**os.environ, "TERM": "xterm-256color", "PYTHONPATH": os.pathsep.join(sys.path)}
    child = pexpect.spawn("sh", ["-c", command], cwd=str(tmp_path), env=environment, timeout=30, encoding="utf-8")
    shown = child.read()
    child.close()
    assert child.exitstatus == 0
    assert ("of 3 articles" in shown) == is_shown
    if "answer" in to:
        assert (tmp_path / "answer").read_text() == "before\n0\n1\n2\n"
