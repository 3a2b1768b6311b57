"""A library that is not installed costs no article, and what it reads is read once it is there."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from newsidx import Archive
from newsidx.ingest.pipeline import Report
from tests.archive.checks import assert_whole, refs

Add = Callable[..., Report]

METADATA = '<meta property="article:published_time" content="2022-03-06">'
PAGE = f"<html><head>{METADATA}</head><body><p>{'Rain fell all day on the harbour. ' * 20}</p></body></html>"


@contextmanager
def without_library() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "trafilatura", None)
        yield


def test_a_file_that_needed_a_library_is_read_once_that_is_installed(archive: Archive, add: Add) -> None:
    with without_library():
        assert add({"a.html": PAGE}, jobs=0).outcome["problem"] == 1
        assert add(jobs=0).outcome["unchanged"] == 1
    assert add(jobs=0).outcome["changed"] == 1
    assert refs(archive) == ["20220306-1"]
    assert add(jobs=0).outcome["unchanged"] == 1
    assert_whole(archive)


@pytest.mark.parametrize("options", [{"check": True}, {"reread": True}])
def test_articles_stay_when_the_library_that_read_them_is_gone(
    archive: Archive, add: Add, folder: Path, options: dict[str, bool]
) -> None:
    add({"a.html": PAGE}, jobs=0)
    with without_library():
        for _ in range(2):
            (folder / "a.html").touch()
            assert add(jobs=0, **options).outcome["problem"] == 1
            assert refs(archive) == ["20220306-1"]
    assert add(jobs=0).outcome["unchanged"] == 1
    assert [problem.path for problem in archive.problems()] == []
    assert_whole(archive)
