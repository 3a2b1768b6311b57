"""A document's stream begins at its first byte each time it is opened, whatever another stream of it does."""

from __future__ import annotations

import os
from pathlib import Path

from newsidx.readers.source import START, Document, first_bytes, stream_of


def test_two_streams_of_an_open_file_do_not_disturb_each_other(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"one\ntwo\nthree\n" * 10_000)
    with (tmp_path / "a.txt").open("rb") as file:
        first, second = stream_of(file.fileno()), stream_of(file.fileno())
        assert (first.readline(), second.readline(), first.readline()) == (b"one\n", b"one\n", b"two\n")
        assert first.seek(-6, os.SEEK_END) == 139_994
        assert (first.read(), second.readline()) == (b"three\n", b"two\n")
        first.seek(4)
        assert first.seek(4, os.SEEK_CUR) == 8
        assert first.readline() == b"three\n"
        first.close()
        assert second.readline() == b"three\n"
        second.close()
        assert file.read(3) is not None


def test_the_first_bytes_are_read_and_no_more(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"x" * 10_000)
    with (tmp_path / "a.txt").open("rb") as file:
        document = Document("a.txt", lambda: stream_of(file.fileno()))
        assert first_bytes(document) == first_bytes(document) == b"x" * START


def test_a_member_stands_below_its_file() -> None:
    document = Document("/a/b.zip", lambda: stream_of(0), "c/d.txt")
    assert document.place == "/a/b.zip/c/d.txt"
