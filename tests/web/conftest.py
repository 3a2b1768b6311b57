"""The sample archive, and a site that serves it. Without the extra `web` the tests here are left out."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from typing import TYPE_CHECKING

import pytest

from newsidx.analysis.near_duplicates import compare
from newsidx.archive import open_archive
from newsidx.search import alerts
from tests.conftest import SEEDS

if TYPE_CHECKING:
    from starlette.testclient import TestClient

if not all(map(find_spec, ("starlette", "uvicorn", "jinja2", "httpx2"))):
    collect_ignore_glob = ["test_*.py"]


@pytest.fixture(scope="session")
def marrowport(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The sample archive, its near-duplicates compared, with two alerts. Not to be changed."""
    from tests.web.asking import archive_of

    place = archive_of(tmp_path_factory.mktemp("web") / "marrowport.db", SEEDS)
    with open_archive(place, write=True) as archive:
        compare(archive)
        alerts.add(archive, "bridge", "bridge OR Kestrel")
        alerts.add(archive, "a/b <i>", "ferry")
    return place


@pytest.fixture(scope="session")
def web(marrowport: str) -> Iterator[TestClient]:
    """The sample archive, asked as a browser does."""
    from newsidx.web.site import Site
    from tests.web.asking import asking

    with asking(Site(marrowport)) as client:
        yield client
