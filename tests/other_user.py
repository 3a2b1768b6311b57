"""Commands run by somebody who may read an archive and not write to it: root's tests need another user for that."""

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
    os.name == "nt" or (IS_ROOT and shutil.which("setpriv") is None), reason="nobody here may read and not write"
)


def as_reader(command: list[str]) -> list[str]:
    """The command as one runs it who may read everything and write nothing; see `not_writable`."""
    return ["setpriv", *_NOBODY, *_READS_ALL, *command] if IS_ROOT else command


@contextlib.contextmanager
def not_writable(folder: Path) -> Iterator[None]:
    """Let nobody but root write to a folder and the files in it."""
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
    """Start a script as the reader, to talk with."""
    return subprocess.Popen(
        as_reader([sys.executable, "-c", script, *arguments]),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=ENVIRONMENT,
    )


@contextlib.contextmanager
def reachable(folder: Path) -> Iterator[Path]:
    """A folder that the reader can come to: the one given, unless it is root's, which is closed to others."""
    if not IS_ROOT:
        yield folder
        return
    with tempfile.TemporaryDirectory() as own:
        Path(own).chmod(0o755)
        yield Path(own)
