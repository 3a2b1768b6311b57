"""The README's tour is the same with an archive on servers."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("needs a terminal to run in", allow_module_level=True)

from tests.archive.kinds import delete_indices, server_place
from tests.readme import README, Reader, examples, first_command

_SAME = ("through-time", "collections", "export")
"""Other pages whose commands say nothing of where the archive is, nor depend on the order of equally good matches."""


def test_every_command_of_the_tour_prints_the_same_with_an_archive_on_servers(opensearch_url: str) -> None:
    with _reader(opensearch_url) as reader:
        assert reader.first_output == first_command().output
        _assert_prints_the_same(reader, README)


@pytest.mark.long
@pytest.mark.parametrize("name", _SAME)
def test_every_command_of_the_other_pages_does_too(name: str, opensearch_url: str) -> None:
    with _reader(opensearch_url) as reader:
        _assert_prints_the_same(reader, README.parent / "docs" / f"{name}.md")


@contextmanager
def _reader(url: str) -> Iterator[Reader]:
    place = server_place(url)
    try:
        with Reader(place) as reader:
            yield reader
    finally:
        delete_indices(place)


def _assert_prints_the_same(reader: Reader, page: Path) -> None:
    for example in examples(page.read_text(encoding="utf-8")):
        assert reader.type(example.command) == example.output, example.command
