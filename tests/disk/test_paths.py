"""Every path has a text of its own, and is found again by it."""

from __future__ import annotations

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsidx.disk.paths import path_on_disk, path_text

BYTES = st.lists(st.sampled_from([b"a", b"/", b"\\", b"x", b"e9", b"\xe9", b"\xc3\xa9", b"\n", b"0"])).map(b"".join)


@given(BYTES, BYTES)
def test_the_text_of_a_path_is_unique_and_gives_the_path_back(one: bytes, two: bytes) -> None:
    texts = [path_text(os.fsdecode(raw)) for raw in (one, two)]
    assert [os.fsencode(path_on_disk(text)) for text in texts] == [one, two]
    assert (texts[0] == texts[1]) == (one == two)


@pytest.mark.parametrize("path", ["/news/a.txt", "/news/café – 経済.txt", "C:\\news\\a.txt"])
def test_an_ordinary_path_is_its_own_text(path: str) -> None:
    assert path_text(path) == path
