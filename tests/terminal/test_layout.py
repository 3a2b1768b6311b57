"""What a layout would read fits the terminal, and no text of a file can move its cursor."""

from __future__ import annotations

import datetime

from rich.cells import cell_len
from rich.console import Console

from newsidx.dates.extract import DateReader
from newsidx.readers.layouts import parse_layout
from newsidx.readers.layouts.trial import try_layout
from newsidx.terminal.layout import trials
from tests.terminal.conftest import OnTerminal, drawn, drawn_lines

DATES = DateReader(today=datetime.date(2022, 3, 9))
LAYOUT = parse_layout("begins = '^#'\ndate = '^#(.+)$'\ntitle = '^T (.+)$'\n[fields]\nbyline = '^BY (.+)$'")
SAMPLE = "".join(
    f"#2022-03-0{number}\nT {'A long title ' * 10}\nBY {'Ann Lee and ' * 9}\n\n{'漢字 and a long line. ' * 20}\n"
    + "x\n" * 9
    for number in range(1, 9)
)


def test_it_fits_the_terminal_and_shows_a_few_articles(terminal: OnTerminal) -> None:
    screen = terminal(80)
    trial = try_layout(LAYOUT, "a.txt", SAMPLE.encode(), DATES)
    lines = drawn_lines(trials([trial], 5, screen), screen)
    assert max(map(cell_len, lines)) <= 80
    assert sum(line.startswith("   … 7 more lines") for line in lines) == 5
    assert "  … and 3 more; -n 0 shows all" in lines
    assert all("shows all" not in line for line in drawn_lines(trials([trial], None, screen), screen))


def test_other_people_s_text_is_harmless(pipe: Console) -> None:
    sample = "\x1b]0;x\x07above\n#2022-03-06\nT \x1b[31mred\u202e\nBY \x1b[2J\n\nText \x1b[1m\n#\x1b[31m\n"
    shown = drawn(trials([try_layout(LAYOUT, "\x1b[31m.txt", sample.encode(), DATES)], None, pipe), pipe)
    assert "\x1b" not in shown
    assert "\u202e" not in shown


def test_an_article_whose_date_comes_from_elsewhere_says_so(pipe: Console) -> None:
    trial = try_layout(LAYOUT, "2022-03-04.txt", b"#the week\nT Talks\n\nThey go on.\n", DATES)
    shown = drawn(trials([trial], None, pipe), pipe)
    assert "“2022-03-04” (by the usual rules: path)" in shown
