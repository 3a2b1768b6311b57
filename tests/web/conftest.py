"""The sample archive, served within the process, and what reads the pages."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

pytest.importorskip("starlette")
pytest.importorskip("jinja2")

from starlette.testclient import TestClient

from newsidx.analysis.near_duplicates import compare
from newsidx.archive import open_archive
from newsidx.ingest.pipeline import IngestOptions, ingest
from newsidx.search import alerts
from newsidx.web.app import application
from newsidx.web.site import Site
from tests.conftest import SEEDS

BASE = "http://localhost:8765"

Serve = Callable[..., TestClient]


def asking(site: Site) -> TestClient:
    """A browser without JavaScript, at a site."""
    return TestClient(application(site), base_url=BASE, raise_server_exceptions=False)


def archive_of(place: Path, folder: Path) -> str:
    """A new archive at a place with the files of a folder."""
    with open_archive(str(place), write=True) as archive:
        ingest(archive, [str(folder)], IngestOptions(jobs=0))
    return str(place)


@pytest.fixture(scope="session")
def marrowport(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The sample archive, its near-duplicates compared, with two alerts. Not to be changed."""
    place = archive_of(tmp_path_factory.mktemp("web") / "marrowport.db", SEEDS)
    with open_archive(place, write=True) as archive:
        compare(archive)
        alerts.add(archive, "bridge", "bridge OR Kestrel")
        alerts.add(archive, "a/b <i>", "ferry")
    return place


@pytest.fixture(scope="session")
def web(marrowport: str) -> Iterator[TestClient]:
    """The sample archive, asked as a browser does."""
    with asking(Site(marrowport)) as client:
        yield client


def text_of(page: str) -> str:
    """What a page says, on one line."""
    without_elements = re.sub(r"<[^>]*>", " ", re.sub(r"<(script|style|title)\b.*?</\1>", " ", page, flags=re.DOTALL))
    return " ".join(html.unescape(without_elements).split())


def links(page: str, pattern: str = "") -> list[str]:
    """The addresses that a page leads to and that match a pattern, in order."""
    return [
        address for address in map(html.unescape, re.findall(r'href="([^"]*)"', page)) if re.search(pattern, address)
    ]
