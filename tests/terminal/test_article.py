"""An article is set to be read: paragraphs of a comfortable measure, tables and verse as they were."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from rich.console import Console

from newsidx import Archive
from newsidx.archive.sqlite.articles import named
from newsidx.archive.sqlite.files import files_of
from newsidx.terminal.article import article
from tests.terminal.conftest import OnTerminal, drawn_lines

Lines = Callable[..., list[str]]


@pytest.fixture
def shown(archive: Archive, add: Callable[..., object], terminal: OnTerminal) -> Lines:
    """The lines of the only article of a file, on a terminal."""

    def show(text: str, columns: int = 100) -> list[str]:
        add({"a.md": text})
        (found,) = named(archive, str(archive.value("SELECT id FROM articles")))
        screen = terminal(columns)
        return drawn_lines(article(found, files_of(archive, found.id), screen), screen)

    return show


def test_lines_of_prose_are_joined_and_set_anew(shown: Lines) -> None:
    prose = "\n".join(["The minister said on Monday that the talks would", "go on for as long as anybody cared."] * 3)
    lines = shown(f"date 2022-03-06\nTalks go on\n\n{prose}\n")
    (first,) = (line for line in lines if line.startswith("  The minister"))
    assert "would go on for" in first
    assert max(len(line) for line in lines if line.startswith("  ")) <= 80


def test_paragraphs_are_parted_by_an_empty_line(shown: Lines) -> None:
    lines = shown("date 2022-03-06\nA headline\n\nFirst.\n\nSecond.\n\n\n\nThird.\n")
    at = lines.index("  First.")
    assert lines[at : at + 5] == ["  First.", "", "  Second.", "", "  Third."]


def test_a_table_stays_as_it_was(shown: Lines) -> None:
    table = ["Wheat     12.5    13.0", "Barley     9.1     8.8"]
    lines = shown("date 2022-03-06\nPrices\n\n" + "\n".join(table) + "\n")
    assert [line.strip() for line in lines if "Wheat" in line or "Barley" in line] == table


def test_verse_stays_in_its_lines(shown: Lines) -> None:
    lines = shown("date 2022-03-06\nA poem\n\nThe harbour sleeps,\nthe ships are gone,\nand nobody calls\nthem home\n")
    assert "  the ships are gone," in lines


def test_what_the_file_said_besides_is_shown_flat(shown: Lines) -> None:
    text = "---\ntitle: T\ndate: 2022-03-06\ntags: [oil, gas]\nextra: {desk: world}\n---\n\nText.\n"
    lines = [line.strip("│ ") for line in shown(text)]
    assert ["tags", "oil, gas"] in [line.split(None, 1) for line in lines]
    assert ["extra", "desk: world"] in [line.split(None, 1) for line in lines]


def test_the_time_and_zone_of_publication_are_shown(shown: Lines) -> None:
    (line,) = (line for line in shown("---\ndate: 2022-03-06T10:30:00+01:00\n---\n\nText.\n") if "Sunday" in line)
    assert "10:30:00+01:00" in line


def test_a_lengthy_name_leaves_room_for_its_value(shown: Lines) -> None:
    lines = shown(f"---\ntitle: T\ndate: 2022-03-06\n{'name' * 30}: the value\n---\n\nText.\n", 50)
    inside = [line.strip("│ ") for line in lines if line.startswith("│")]
    at = next(index for index, line in enumerate(inside) if line.endswith("the value"))
    names = [line.split()[0] for line in inside[at:]]
    assert "".join(names).startswith("name" * 30)


def test_in_a_pipe_there_is_no_frame(archive: Archive, add: Callable[..., object], pipe: Console) -> None:
    add({"a.txt": "date 2022-03-06 Text.\n"})
    (found,) = named(archive, "20220306-1")
    lines = drawn_lines(article(found, files_of(archive, found.id), pipe), pipe)
    assert "  20220306-1" in lines
    assert not set("│╭╰") & set("".join(lines))


def test_lines_of_chinese_are_joined_without_spaces(shown: Lines) -> None:
    first, second = (
        "国际油价在周二继续上涨，布伦特原油突破每桶九十美元，",
        "分析人士认为这与石油输出国组织（OPEC）减产有关。",
    )
    lines = shown(f"date 2022-03-06\n国际油价\n\n{first}\n{second}\n", 40)
    assert "".join(line.strip() for line in lines).endswith(first + second)
    assert not [line for line in lines if line.strip().startswith(("，", "。", "）"))]
