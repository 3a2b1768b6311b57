"""Fixtures for all tests: a folder for article files, an archive made from it, the real command."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from newsidx import Archive
from newsidx.archive import open_archive
from newsidx.ingest.pipeline import IngestOptions, Report, ingest
from tests.commands.command import Command
from tests.commands.running import run_command
from tests.faults.trials import IS_LONG

pytest_plugins = ["tests.opensearch.fixtures"]

settings.register_profile(
    "suite",
    max_examples=12,
    deadline=None,
    derandomize=not IS_LONG,  # like the trials of tests/faults: those of a normal run are the same each time
    suppress_health_check=[HealthCheck.too_slow],
    print_blob=True,
)
settings.register_profile("thorough", settings.get_profile("suite"), max_examples=20_000, derandomize=False)
settings.load_profile("suite")

SEEDS = Path(__file__).parent.parent / "seeds"
CORPORA = Path(os.environ.get("NEWSIDX_CORPORA", Path(__file__).parents[2] / "shared" / "corpora"))

_FEWER = "NEWSIDX_FEWER_TESTS"


def pytest_configure(config: pytest.Config) -> None:
    """A run of everything takes every third test marked as long, unless NEWSIDX_LONG asks for all. Of the tests that a
    SQLite archive passes and one on servers too, it takes every eighth of the latter, but all of the contract's.
    """
    is_everything = config.args_source is pytest.Config.ArgsSource.TESTPATHS and not config.option.markexpr
    if is_everything and not hasattr(config, "workerinput") and not os.environ.get("NEWSIDX_LONG"):
        os.environ[_FEWER] = "1"  # which the processes that run the tests inherit


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if os.environ.get(_FEWER):
        long = [item for item in items if item.get_closest_marker("long")]
        on_servers = [item for item in items if _is_second_kind(item)]
        without = {*long, *on_servers} - {*long[::3], *on_servers[::8]}
        config.hook.pytest_deselected(items=list(without))
        items[:] = [item for item in items if item not in without]


def _is_second_kind(item: pytest.Item) -> bool:
    """Whether a test is one of several kinds of archive, run on servers, and not of the contract itself."""
    call = getattr(item, "callspec", None)
    is_on_servers = call is not None and "opensearch" in map(str, call.params.values())
    return is_on_servers and item.path.name not in ("test_contract.py", "test_answers.py")


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
        own = {"NEWSIDX_DB": str(tmp_path / "run.db"), "NEWSIDX_CONFIG": "", "PYTHONIOENCODING": "utf-8"}
        return run_command(Command(arguments, {**os.environ, **own, **environment}, str(tmp_path)), stdin)

    return run_newsidx
