"""New archives in the OpenSearch that all tests share, deleted after each test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from newsidx.archive import open_archive
from newsidx.archive.contract import WritableArchive
from newsidx.archive.opensearch.writable import WritableOpenSearchArchive
from newsidx.ingest import IngestOptions, Report, ingest
from tests.archive.kinds import delete_indices, server_place

ARTICLES = {
    "a.txt": "Date: 2022-03-05\nSource: Post\nBy: Ann Smith\n\nOil embargo\n\nAn oil embargo began. Sanctions follow.",
    "b.txt": "Date: 2022-03-06\nSource: Herald\n\nGas prices\n\nGas prices rose, and oil prices with them.",
    "c.txt": "Date: 2022-03-06\nSource: Herald\n\nRowing\n\nThe eight won again on the river.",
    "d.txt": "Date: 2023-01-02\nSource: Post\n\nSnow\n\nSnow fell on the port. Oil lamps were lit.",
    "e.txt": "Oil without a date.",
}


@pytest.fixture
def places(opensearch_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], str]]:
    """Makes addresses of archives that do not exist. What is created there is deleted after the test."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    made: list[str] = []

    def new_place() -> str:
        made.append(server_place(opensearch_url))
        return made[-1]

    yield new_place
    for place in made:
        delete_indices(place)


@pytest.fixture
def place(places: Callable[[], str]) -> str:
    """The address of an archive that does not exist."""
    return places()


@pytest.fixture
def delete() -> Callable[[str], None]:
    """Deletes an archive."""
    return delete_indices


@pytest.fixture
def archive(place: str) -> Iterator[WritableOpenSearchArchive]:
    """A new archive, open for writing."""
    with open_archive(place, write=True) as opened:
        assert isinstance(opened, WritableOpenSearchArchive)
        yield opened


@pytest.fixture
def filled(archive: WritableOpenSearchArchive, folder: Path) -> WritableOpenSearchArchive:
    """The same with the articles above."""
    for name, text in ARTICLES.items():
        (folder / name).write_text(text)
    ingested(archive, folder)
    return archive


def ingested(archive: WritableArchive, folder: Path) -> Report:
    """Read a folder into an archive."""
    return ingest(archive, [str(folder)], IngestOptions(jobs=0))
