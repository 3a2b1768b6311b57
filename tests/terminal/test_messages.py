"""How a message is broken into lines: at spaces, never inside a word, a command or a path."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from newsidx.errors import NewsidxError
from newsidx.terminal.messages import broken_into_lines, note, say
from newsidx.text.whole import unmarked, whole

WIDTHS = (40, 60, 80, 100)
COMMAND = "newsidx alert run"
MESSAGE = f"Alert “cocoa” saved: 130 articles match it now; {whole(COMMAND)} shows articles that are new. Next … soon."

words = st.text("ab1漢字é“”.,;:/-…", min_size=1, max_size=12)
messages = st.lists(words, min_size=1, max_size=40).map(" ".join)


@pytest.mark.parametrize("width", range(1, 120))
def test_a_marked_command_is_on_one_line(width: int) -> None:
    lines = broken_into_lines(MESSAGE, width).split("\n")
    assert any(COMMAND in line for line in lines)
    assert " ".join(lines) == unmarked(MESSAGE)


@pytest.mark.parametrize("width", WIDTHS)
def test_lines_are_filled_and_not_wider_than_the_terminal(width: int) -> None:
    lines = broken_into_lines(MESSAGE, width).split("\n")
    assert max(map(cell_len, lines)) <= width
    assert len(lines) <= cell_len(MESSAGE) // (width - len(COMMAND)) + 1


@given(messages, st.integers(1, 60))
def test_only_single_spaces_become_line_breaks(text: str, width: int) -> None:
    assert broken_into_lines(text, width).replace("\n", " ") == text


@given(messages, st.integers(1, 60))
def test_a_line_is_wider_only_where_it_cannot_be_broken(text: str, width: int) -> None:
    for line in broken_into_lines(text, width).split("\n"):
        first, _, rest = line.partition(" ")
        assert cell_len(line) <= width or not any(map(str.isalnum, rest)), first


@given(messages, st.integers(1, 60))
def test_no_line_but_the_first_begins_with_punctuation_alone(text: str, width: int) -> None:
    for line in broken_into_lines(text, width).split("\n")[1:]:
        assert any(map(str.isalnum, line.split(" ")[0]))


def test_wide_characters_have_two_columns() -> None:
    assert broken_into_lines("経済 制裁 見出し", 9) == "経済 制裁\n見出し"


def test_what_no_line_is_wide_enough_for_gets_a_line_of_its_own() -> None:
    path = whole("/news/a folder/with a long name.db")
    assert broken_into_lines(f"There is no archive at {path} yet.", 24).split("\n") == [
        "There is no archive at",
        "/news/a folder/with a long name.db",
        "yet.",
    ]


def test_lines_that_are_there_stay_apart_with_their_indentation() -> None:
    assert broken_into_lines("Did you mean: oil\n  oil is in 5 articles", 14) == (
        "Did you mean:\noil\n  oil is in 5\n  articles"
    )


def test_the_columns_of_a_list_are_not_torn_apart() -> None:
    assert broken_into_lines("20220306-1  2022-03-06  Oil sanctions", 30) == "20220306-1  2022-03-06  Oil\nsanctions"


def test_without_a_terminal_nothing_is_broken(capsys: pytest.CaptureFixture[str]) -> None:
    note(MESSAGE * 9)
    say(MESSAGE)
    assert capsys.readouterr() == (unmarked(MESSAGE) + "\n", unmarked(MESSAGE * 9) + "\n")


def test_a_message_cannot_touch_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    note("a\x1b[2J\u202eb")
    assert capsys.readouterr().err == "a[2Jb\n"


def test_an_error_has_its_texts_without_marks() -> None:
    error = NewsidxError(f"No archive at {whole('my news.db')}", f"Make one with: {whole('newsidx ingest FOLDER')}")
    assert (str(error), error.message) == ("No archive at my news.db", "No archive at my news.db")
    assert error.remedy == "Make one with: newsidx ingest FOLDER"
    assert broken_into_lines(error.sentences, 40).split("\n") == [
        "No archive at my news.db. Make one with:",
        "newsidx ingest FOLDER",
    ]
