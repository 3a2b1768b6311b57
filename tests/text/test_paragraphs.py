"""A text is divided into paragraphs; prose may be set anew, and lines that were meant as lines stay."""

from __future__ import annotations

import pytest

from newsidx.text.marks import MARK_END, MARK_START
from newsidx.text.paragraphs import Paragraph, paragraphs

LINE = "The minister said on Monday that the talks would go on for as long"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("\n \n", []),
        (f"{LINE}\n{LINE}\n{LINE}", [Paragraph(f"{LINE} {LINE} {LINE}", True)]),
        ("One.\n \nTwo.", [Paragraph("One.", True), Paragraph("Two.", True)]),
        ("Wheat     12.5\nBarley     9.1", [Paragraph("Wheat     12.5\nBarley     9.1", False)]),
        ("A ship\nsails on\nthe sea", [Paragraph("A ship\nsails on\nthe sea", False)]),
    ],
)
def test_prose_is_one_line_and_what_was_set_in_lines_stays(text: str, expected: list[Paragraph]) -> None:
    assert list(paragraphs(text)) == expected


def test_marks_do_not_change_what_is_prose() -> None:
    verse = "A ship\nsails on the wide and open sea to far\nthe sea"
    marked = verse.replace("ship", f"{MARK_START}ship{MARK_END}").replace("sails", f"{MARK_START}sails{MARK_END}")
    assert [each.is_prose for each in paragraphs(marked)] == [each.is_prose for each in paragraphs(verse)] == [False]


def test_letters_of_full_width_count_twice() -> None:
    assert next(iter(paragraphs(f"始\n{'海' * 25}\n終"))).is_prose
    assert not next(iter(paragraphs(f"始\n{'海' * 15}\n終"))).is_prose
