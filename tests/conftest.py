"""Fixtures for all tests: a folder for article files, an archive made from it, the real command."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from newsidx import Archive
from newsidx.archive import open_archive
from newsidx.ingest.pipeline import IngestOptions, Report, ingest

settings.register_profile(
    "suite", max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
settings.register_profile("thorough", settings.get_profile("suite"), max_examples=20_000)
settings.load_profile("suite")

SEEDS = Path(__file__).parent.parent / "seeds"
CORPORA = Path(os.environ.get("NEWSIDX_CORPORA", Path(__file__).parents[2] / "shared" / "corpora"))

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty folder for article files."""
    path = tmp_path / "articles"
    path.mkdir()
    return path


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    """A new archive, open for writing."""
    with open_archive(str(tmp_path / "news.db"), write=True) as opened:
        yield opened


@pytest.fixture
def add(archive: Archive, folder: Path) -> Callable[..., Report]:
    """Write files into the folder and ingest it: `add({"a.txt": "date 2022-03-06 Text"}, prune=True)`."""

    def add_files(files: Mapping[str, str | bytes] | None = None, **options: bool | int | None) -> Report:
        for name, content in (files or {}).items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        return ingest(archive, [str(folder)], IngestOptions(**{"jobs": 0, **options}))  # type: ignore[arg-type]

    return add_files


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run the real command in its own process with its own archive; stdout and stderr are pipes."""

    def run_newsidx(*arguments: str, stdin: str | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "newsidx", *arguments],
            input=stdin,
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="surrogateescape",
            env={
                **os.environ,
                "NEWSIDX_DB": str(tmp_path / "run.db"),
                "NEWSIDX_CONFIG": "",
                "PYTHONIOENCODING": "utf-8",
                **environment,
            },
            cwd=tmp_path,
            timeout=120,
            check=False,
        )

    return run_newsidx
