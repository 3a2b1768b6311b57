"""Asking a site as a browser without JavaScript does, within the process, and what reads its pages."""

from __future__ import annotations

import html
import re
from pathlib import Path

from starlette.testclient import TestClient

from newsidx.archive import open_archive
from newsidx.ingest.pipeline import IngestOptions, ingest
from newsidx.web.app import application
from newsidx.web.site import Site

BASE = "http://localhost:8765"


def asking(site: Site) -> TestClient:
    """A browser at a site."""
    return TestClient(application(site), base_url=BASE, headers={"origin": BASE}, raise_server_exceptions=False)


def archive_of(place: Path, folder: Path) -> str:
    """A new archive at a place with the files of a folder."""
    with open_archive(str(place), write=True) as archive:
        ingest(archive, [str(folder)], IngestOptions(jobs=0))
    return str(place)


def text_of(page: str) -> str:
    """What a page says, on one line."""
    without_elements = re.sub(r"<[^>]*>", " ", re.sub(r"<(script|style|title)\b.*?</\1>", " ", page, flags=re.DOTALL))
    return " ".join(html.unescape(without_elements).split())


def links(page: str, pattern: str = "") -> list[str]:
    """The addresses that a page leads to and that match a pattern, in order."""
    addresses = map(html.unescape, re.findall(r'href="([^"]*)"', page))
    return [address for address in addresses if re.search(pattern, address)]
