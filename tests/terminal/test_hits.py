"""The table of hits fits the terminal and has all of every hit."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from rich.cells import cell_len
from rich.console import Console

from newsidx import Archive
from newsidx.query import Query
from newsidx.search.answer import Hit
from newsidx.terminal.console import MATCH_STYLE
from newsidx.terminal.hits import hits
from tests.searching import search
from tests.terminal.conftest import OnTerminal, drawn, drawn_lines


@pytest.fixture
def answer(archive: Archive, add: Callable[..., object]) -> list[Hit]:
    add(
        {
            "a.md": f"---\ntitle: {'long ' * 30}\ndate: 2022-03-06\nsource: Reuters\n---\n\nOil and gas.\n",
            "b.txt": "Oil without a date.\n",
        }
    )
    return list(search(archive, Query.parse("oil")))


def test_each_hit_has_its_id_date_title_and_source(answer: list[Hit], terminal: OnTerminal) -> None:
    screen = terminal(100)
    lines = drawn_lines(hits(answer, screen), screen)
    assert lines[0].split() == ["ID", "Date", "Title", "Source"]
    (row,) = (line for line in lines if line.startswith("20220306-1"))
    assert row.split()[1:3] == ["2022-03-06", "long"]
    assert row.endswith("Reuters")
    assert any(line.split()[:2] == ["0-1", "undated"] for line in lines)


@pytest.mark.parametrize("columns", [20, 40, 59, 60, 80, 200])
def test_it_is_no_wider_than_the_terminal(answer: list[Hit], terminal: OnTerminal, columns: int) -> None:
    screen = terminal(columns)
    lines = drawn_lines(hits(answer, screen), screen)
    assert max(map(cell_len, lines)) <= columns
    assert sum(line.split().count("long") for line in lines) == 30


def test_a_narrow_terminal_stacks_what_a_wide_one_sets_side_by_side(answer: list[Hit], terminal: OnTerminal) -> None:
    screen = terminal(40)
    lines = drawn_lines(hits(answer[:1], screen), screen)
    first = answer[0].article
    assert lines[0] == (f"{first.ref}  {first.source}" if first.source else first.ref)
    assert all(line.startswith("  ") for line in lines[1:])


def test_there_is_no_source_column_if_no_hit_has_a_source(answer: list[Hit], terminal: OnTerminal) -> None:
    screen = terminal(100)
    undated = [hit for hit in answer if not hit.article.source]
    assert drawn_lines(hits(undated, screen), screen)[0].split() == ["ID", "Date", "Title"]


def test_matches_of_the_snippet_are_marked(answer: list[Hit], terminal: OnTerminal) -> None:
    screen = terminal(100)
    assert screen.get_style(MATCH_STYLE).render("Oil") in drawn(hits(answer, screen), screen)


def test_in_a_pipe_nothing_is_folded(answer: list[Hit], pipe: Console) -> None:
    lines = drawn_lines(hits(answer, pipe), pipe)
    assert any("long " * 29 in line for line in lines)
    assert "\x1b" not in drawn(hits(answer, pipe), pipe)


@pytest.mark.parametrize("columns", [40, 80])
def test_a_title_with_which_the_snippet_begins_is_not_repeated(
    archive: Archive, add: Callable[..., object], terminal: OnTerminal, columns: int
) -> None:
    sentence = (
        "Oil prices rose in the night after the ministers had met and said that nothing would change before spring"
    )
    add({"a.txt": f"date 2022-03-06 {sentence}, and then they left. More was said.\n"})
    (hit,) = search(archive, Query.parse("oil"))
    assert hit.article.title.endswith("…")
    screen = terminal(columns)
    printed = " ".join(" ".join(drawn_lines(hits([hit], screen), screen)).split())
    assert printed.count("Oil prices rose") == 1
    assert "before spring, and then they left" in printed
    bold = screen.get_style("bold").render("prices rose in").partition("prices")[0]
    assert f"{bold} prices rose" in drawn(hits([hit], terminal(200)), terminal(200))


def test_a_title_that_is_a_part_of_the_first_word_stays(
    archive: Archive, add: Callable[..., object], terminal: OnTerminal
) -> None:
    add({"a.txt": "Title: Oil\nDate: 2022-03-06\n\nOilfields of the north.\n"})
    screen = terminal(80)
    printed = drawn_lines(hits(list(search(archive, Query.parse("north"))), screen), screen)
    assert [line.split()[-1] for line in printed[1:]] == ["Oil", "north."]
