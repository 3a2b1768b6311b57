"""A concordance on the terminal: all matches begin in one column, and no line is wider than the terminal."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from newsidx import Archive, Query
from newsidx.archive.records import ConcordanceLine
from newsidx.search.answer import Hit, answer
from newsidx.search.request import SearchRequest
from newsidx.terminal.concordance import columns_of, fitted, lines
from newsidx.terminal.console import MATCH_STYLE
from tests.terminal.conftest import OnTerminal, drawn, drawn_lines

TEXTS = {
    "a.txt": "Title: Oil and more oil\nDate: 2022-03-06\n\n" + "The price of a barrel of oil rose again. " * 5,
    "b.txt": "Title: 国际油价\nDate: 2022-03-07\n\n国际油价上涨，oil 布伦特原油突破每桶九十美元。\n",
    "c.txt": "Title: Fuel\nDate: 2022-03-08\n\nارتفعت أسعار oil اليوم في الأسواق. Un cafe\u0301 d'oil noir.\n",
    "d.txt": "Oil without a date.\n",
}


@pytest.fixture
def hits(archive: Archive, add: Callable[..., object]) -> list[Hit]:
    add(TEXTS)
    request = SearchRequest(query=Query.parse("oil"), with_snippets=False, with_concordance=True)
    return list(answer(archive, request).hits)


@pytest.mark.parametrize("columns", [40, 60, 80, 120, 200])
def test_matches_are_aligned_and_no_line_is_too_wide(hits: list[Hit], terminal: OnTerminal, columns: int) -> None:
    screen = terminal(columns)
    printed = drawn_lines(lines(hits, screen), screen)
    assert len(printed) == sum(len(hit.concordance) for hit in hits) == 11
    assert max(map(cell_len, printed)) <= columns
    start = columns - columns_of(hits, columns).right
    for line, match in zip(printed, (line.match for hit in hits for line in hit.concordance), strict=True):
        at = next(place for place in range(len(line)) if cell_len(line[:place]) == start)
        assert line[at:].startswith(match)


def test_each_line_has_the_id_and_on_a_wide_terminal_the_date(hits: list[Hit], terminal: OnTerminal) -> None:
    for columns, start in ((79, ["20220308-1"]), (80, ["20220308-1", "2022-03-08"])):
        screen = terminal(columns)
        printed = [line for line in drawn_lines(lines(hits, screen), screen) if line.startswith("20220308-1")]
        assert [line.split()[: len(start)] for line in printed] == [start] * 2
    assert any(line.split()[:2] == ["0-1", "undated"] for line in printed + drawn_lines(lines(hits, screen), screen))


def test_matches_are_marked(hits: list[Hit], terminal: OnTerminal) -> None:
    screen = terminal(100)
    assert screen.get_style(MATCH_STYLE).render("oil") in drawn(lines(hits, screen), screen)


def test_in_a_pipe_all_of_the_context_is_there(hits: list[Hit], pipe: Console) -> None:
    printed = drawn_lines(lines(hits, pipe), pipe)
    for line, shown in zip((line for hit in hits for line in hit.concordance), printed, strict=True):
        assert f"{line.left}{line.match}{line.right}".strip() in shown


def test_a_match_that_is_wider_than_the_terminal_is_cut() -> None:
    phrase = "a very long phrase of many words " * 5
    left, match, right = fitted(ConcordanceLine("body", 0, "before ", phrase, " after"), columns_of([], 60))
    assert (left, right) == ("", "")
    assert match.startswith("a very long phrase")
    assert match.endswith("…")
    assert cell_len(match) <= 60


PARTS = st.text("ab 東京สน้ำé\u0301\u0651.-العربية", max_size=60)
MATCHES = st.text("ab東สéع", min_size=1, max_size=12)


@given(st.lists(st.tuples(PARTS, MATCHES, PARTS), min_size=1, max_size=6), st.integers(24, 200))
def test_any_text_is_aligned_and_what_is_shown_is_in_the_text(
    hits_of_any_text: Callable[[list[ConcordanceLine]], list[Hit]],
    parts: list[tuple[str, str, str]],
    width: int,
) -> None:
    answer = hits_of_any_text([ConcordanceLine("body", 0, *part) for part in parts])
    columns = columns_of(answer, width)
    for line in answer[0].concordance:
        left, match, right = fitted(line, columns)
        assert line.left.endswith(left)
        assert line.right.startswith(right)
        assert cell_len(left) <= columns.left
        assert match == line.match or match.endswith("…")
        assert cell_len(match) + cell_len(right) <= columns.right


@pytest.fixture(scope="module")
def hits_of_any_text(tmp_path_factory: pytest.TempPathFactory) -> Callable[[list[ConcordanceLine]], list[Hit]]:
    """An article with any lines for a concordance."""
    from newsidx.dates.extract import DateReader
    from newsidx.readers.reading import read_file

    (article,) = read_file(b"date 2022-03-06 Oil.", "a.txt", DateReader()).articles
    article = article._replace(id=20220306000001)
    return lambda made: [Hit(article, concordance=tuple(made))]
