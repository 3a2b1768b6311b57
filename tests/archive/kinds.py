"""The kinds of archive. Each must pass the contract tests; a new kind is one entry here."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from newsidx.archive import open_archive
from newsidx.archive.contract import Archive, WritableArchive
from newsidx.archive.opensearch.address import read_address
from newsidx.archive.opensearch.connection import connect
from newsidx.archive.opensearch.names import IndexNames
from tests.archive import checks
from tests.archive.opensearch import checks as server_checks


class Kind(NamedTuple):
    """What tests need to know of a kind of archive.

    `place` returns the place of a new archive, given an empty folder; what is made there is deleted with the fixture
    that asks. `move_away` leaves nothing at a place. `assert_whole` checks what holds of every archive at any time.
    `make_changes_older` makes the changes of a kind older by so many days.
    """

    place: Callable[[pytest.FixtureRequest, Path], str]
    move_away: Callable[[str], None]
    assert_whole: Callable[[Archive], None]
    make_changes_older: Callable[[Any, str, int], None]


def _in_file(request: pytest.FixtureRequest, folder: Path) -> str:
    return str(folder / "news.db")


def _rename(place: str) -> None:
    os.rename(place, f"{place}.away")


def _on_servers(request: pytest.FixtureRequest, folder: Path) -> str:
    place = server_place(request.getfixturevalue("opensearch_url"))
    request.addfinalizer(lambda: delete_indices(place))
    ledgers = pytest.MonkeyPatch()
    ledgers.setenv("XDG_DATA_HOME", str(folder))
    request.addfinalizer(ledgers.undo)
    return place


def server_place(url: str) -> str:
    """The address of an archive that is not there yet, on a server with a URL."""
    return f"{url.replace('http', 'opensearch', 1)}/t{secrets.token_hex(6)}"


def delete_indices(place: str) -> None:
    """Delete an archive from its servers."""
    address = read_address(place)
    client = connect(address)
    client.indices.delete(index=f"{address.name}.*", params={"ignore_unavailable": "true"})
    template = f"newsidx-{IndexNames(address.name).archive}"
    if client.indices.exists_index_template(name=template):
        client.indices.delete_index_template(name=template)
    client.close()


KINDS = {
    "sqlite": Kind(_in_file, _rename, checks.assert_whole, checks.make_changes_older),
    "opensearch": Kind(_on_servers, delete_indices, server_checks.assert_whole, server_checks.make_changes_older),
}
"""Each kind by its name."""


def kind_of(archive: Archive) -> Kind:
    """The kind of an open archive."""
    return KINDS["opensearch" if "://" in archive.place else "sqlite"]


ONLY_IN_FILE = pytest.mark.parametrize("archive", ["sqlite"], indirect=True)
"""Marks a test that looks into the tables of an archive, in a module whose tests run on each kind."""


@pytest.fixture(name="archive", params=["sqlite", pytest.param("opensearch", marks=pytest.mark.long)])
def archive_of_each_kind_at_length(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[WritableArchive]:
    """The same as `archive_of_each_kind`, for modules of which a short run tests a part."""
    with _opened(request, tmp_path) as opened:
        yield opened


@pytest.fixture(name="archive", params=sorted(KINDS))
def archive_of_each_kind(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[WritableArchive]:
    """A new archive of each kind, open for writing: for test modules that import this."""
    with _opened(request, tmp_path) as opened:
        yield opened


def _opened(request: pytest.FixtureRequest, tmp_path: Path) -> WritableArchive:
    (tmp_path / "archive").mkdir()
    return open_archive(KINDS[request.param].place(request, tmp_path / "archive"), write=True)
