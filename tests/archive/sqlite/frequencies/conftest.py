"""An archive of a few articles with term frequencies in blocks of four."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from newsidx.archive import open_archive
from newsidx.archive.contract import WritableArchive
from newsidx.ingest import IngestOptions, ingest
from tests.archive.sqlite.frequencies.small_blocks import small_blocks

Counted = Callable[[Mapping[str, str]], WritableArchive]


@pytest.fixture
def counted(tmp_path: Path) -> Iterator[Counted]:
    """Make an archive of articles, given by their dates and numbers (`2022-03-06 1`, or `undated`) with their bodies.

    Every article has the title `Title`, and all terms that two of them have are stored.
    """
    opened: list[WritableArchive] = []

    def make(articles: Mapping[str, str]) -> WritableArchive:
        folder = tmp_path / "counted"
        folder.mkdir()
        for name, body in articles.items():
            date = "" if name.startswith("undated") else f"Date: {name[:10]}\n"
            (folder / f"{name}.txt").write_text(f"{date}Title: Title\n\n{body}", encoding="utf-8")
        opened.append(open_archive(str(tmp_path / "counted.db"), write=True))
        ingest(opened[0], [str(folder)], IngestOptions(jobs=0))
        return opened[0]

    with small_blocks(size=4, common=2, small=1, enough=2):
        yield make
    for archive in opened:
        archive.close()
