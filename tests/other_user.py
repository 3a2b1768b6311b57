"""Commands run by a user who may read an archive but not write to it; for tests run as root that is another user."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.processes import ENVIRONMENT, newsidx

IS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0
_NOBODY = ["--reuid", "65534", "--regid", "65534", "--clear-groups"]
_READS_ALL = ["--inh-caps", "+dac_read_search", "--ambient-caps", "+dac_read_search"]

needs_a_reader = pytest.mark.skipif(
    os.name == "nt" or (IS_ROOT and shutil.which("setpriv") is None),
    reason="no user here can only read",
)


def as_reader(command: list[str]) -> list[str]:
    """The command run as a user who may read everything and write nothing; see `not_writable`."""
    return ["setpriv", *_NOBODY, *_READS_ALL, *command] if IS_ROOT else command


@contextlib.contextmanager
def not_writable(folder: Path) -> Iterator[None]:
    """Make a folder and the files in it read-only for everybody except root."""
    modes = {path: path.stat().st_mode for path in (folder, *folder.iterdir())}
    for path in modes:
        path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        yield
    finally:
        for path, mode in modes.items():
            if path.exists():
                path.chmod(mode)


def read(db: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a newsidx command as the reader."""
    return subprocess.run(
        as_reader(newsidx(db, *arguments)), capture_output=True, text=True, env=ENVIRONMENT, timeout=60, check=False
    )


def start_python(script: str, *arguments: str) -> subprocess.Popen[str]:
    """Start a Python script as the reader, with pipes for its input and output."""
    return subprocess.Popen(
        as_reader([sys.executable, "-c", script, *arguments]),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=ENVIRONMENT,
    )


@contextlib.contextmanager
def reachable(folder: Path) -> Iterator[Path]:
    """A folder that the reader can access: the given one, or a new one for root, whose folders are closed to others."""
    if not IS_ROOT:
        yield folder
        return
    with tempfile.TemporaryDirectory() as open_folder:
        Path(open_folder).chmod(0o755)
        yield Path(open_folder)
