"""Random trials for a test, and how to repeat the one that failed."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.trials import Trials

_TRIALS = pytest.StashKey[Trials]()


@pytest.fixture
def trials(request: pytest.FixtureRequest) -> Trials:
    """`for chance in trials(20)`; a failure prints how to run its trial again."""
    trials = Trials()
    request.node.stash[_TRIALS] = trials
    return trials


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    report = yield
    if report.failed and (trials := item.stash.get(_TRIALS, None)):
        report.sections.append(("repeat this trial", trials.how_to_repeat(item.nodeid)))
    return report


@pytest.fixture
def fast_path(tmp_path: Path) -> Iterator[Path]:
    """A folder in memory, if the system has one, for thousands of small archives that are deleted again."""
    memory = Path("/dev/shm")
    if not memory.is_dir():
        yield tmp_path
        return
    with tempfile.TemporaryDirectory(prefix="newsidx-", dir=memory) as folder:
        yield Path(folder)
