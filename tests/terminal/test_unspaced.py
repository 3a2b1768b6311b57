"""Chinese, Japanese and Thai fill the lines of a terminal, and no character is cut."""

from __future__ import annotations

import io

import pytest
from rich.cells import cell_len
from rich.console import Console, Group

from newsidx.terminal.console import marked
from newsidx.text.marks import MARK_END, MARK_START

CHINESE = (
    "国际油价周二继续上涨5%，布伦特原油突破每桶90美元，与石油输出国组织（OPEC）减产有关。“我们将继续观察”，官员说。" * 3
)
JAPANESE = (
    "政府は水曜日、エネルギー価格の高騰に対応するための新たな対策を発表した。NHKは「国民の生活を守る」と伝えた。" * 3
)
THAI = "รัฐบาลจะดำเนินมาตรการเพื่อช่วยเหลือประชาชนที่ได้รับผลกระทบจากค่าครองชีพ ราคาน้ำมันเพิ่มขึ้นอย่างต่อเนื่อง" * 3


def lines(text: str, width: int) -> list[str]:
    screen = Console(file=io.StringIO(), width=width, force_terminal=True, color_system=None)
    with screen.capture() as capture:
        screen.print(Group(marked(text)))
    return [line.rstrip() for line in capture.get().splitlines()]


@pytest.mark.parametrize("width", [20, 40, 80, 200])
@pytest.mark.parametrize("text", [CHINESE, JAPANESE, THAI])
def test_lines_are_full_and_no_word_or_mark_is_cut(text: str, width: int) -> None:
    shown = lines(text, width)
    assert "".join(shown).replace(" ", "") == text.replace(" ", "")
    assert max(map(cell_len, shown)) <= width
    assert all(cell_len(line) > width - 12 for line in shown[:-1])
    assert not [line for line in shown if line[0] in "，。、）」”ーุ่้ำั"]
    assert text.count("OPEC") == sum(line.count("OPEC") for line in shown)


def test_a_highlight_goes_on_on_the_next_line() -> None:
    assert lines(f"国际{MARK_START}油价上涨减产{MARK_END}有关", 8) == ["国际油价", "上涨减产", "有关"]


def test_a_word_wider_than_the_line_is_folded() -> None:
    assert lines("国际abcdefghijklmn", 8) == ["国际", "abcdefgh", "ijklmn"]
