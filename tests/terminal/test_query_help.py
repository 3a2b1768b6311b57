"""The query language fits one screen, is true, and is the same in docs/query.md."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest
from rich.cells import cell_len

from newsidx.query import Query
from newsidx.terminal.query_help import EXAMPLES, FORMS, RULES, language
from tests.terminal.conftest import OnTerminal, drawn_lines

DOCS = Path(__file__).parents[2] / "docs" / "query.md"
COLUMNS, ROWS = 80, 24


def test_it_fits_a_small_terminal_whole(terminal: OnTerminal) -> None:
    printed = drawn_lines(language(), terminal(COLUMNS))
    assert len(printed) < ROWS  # the prompt takes a row
    assert max(map(cell_len, printed)) <= COLUMNS
    for typed, means in FORMS:
        assert any(line.startswith(f"{typed}  ") and line.endswith(means) for line in printed), typed
    for line in (*RULES, *EXAMPLES):
        assert line in printed


@pytest.mark.parametrize("columns", [50, 79])
def test_on_a_narrower_one_what_can_be_typed_is_whole(terminal: OnTerminal, columns: int) -> None:
    printed = drawn_lines(language(), terminal(columns))
    assert max(map(cell_len, printed)) <= columns
    assert all(any(line.startswith(f"{typed}  ") for line in printed) for typed, _ in FORMS)


@pytest.mark.parametrize("typed", [typed for typed, _ in FORMS])
def test_what_can_be_typed_is_read_as_it_stands(typed: str) -> None:
    query = Query.parse(typed)
    assert query.notes == ()
    assert not query.is_blank


def test_no_two_forms_mean_the_same() -> None:
    queries = [Query.parse(typed) for typed, _ in FORMS]
    assert len({(str(query.tree), query.dates) for query in queries}) == len(FORMS)


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_is_a_query_in_quotes_that_is_read_as_it_stands(example: str) -> None:
    program, command, query, *_ = shlex.split(example)
    assert (program, command) == ("newsidx", "search")
    assert Query.parse(query).notes == ()


@pytest.mark.parametrize(("typed", "means"), FORMS, ids=[typed for typed, _ in FORMS])
def test_the_docs_say_the_same(typed: str, means: str) -> None:
    docs = DOCS.read_text(encoding="utf-8")
    assert f"`{typed}`" in docs
    assert means in " ".join(docs.split())
