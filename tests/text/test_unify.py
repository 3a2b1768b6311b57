"""Letters that readers take for the same are one letter."""

from __future__ import annotations

import pytest

from newsidx.text.unify import unified


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("قَالَ", "قال"),
        ("أخبار إيران", "اخبار ايران"),
        ("שָׁלוֹם", "שלום"),
        ("Ελλάδα", "Ελλαδα"),
        ("ёлка", "елка"),
        ("Łódź", "lódź"),
        ("ＮＨＫ２", "NHK2"),
        ("inter\xadnational", "international"),
        ("\u2067oil\u2069\ufeff", "oil"),
        ("oil 油 café ß", "oil 油 café ß"),
    ],
)
def test_letters_are_made_one(text: str, same: str) -> None:
    assert "".join(map(unified, text)) == same
