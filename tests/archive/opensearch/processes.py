"""The real command on an archive on servers, in processes of its own."""

from __future__ import annotations

import subprocess
import sys

from tests.faults.processes import ENVIRONMENT


def start(place: str, *arguments: str, data: str, **environment: str) -> subprocess.Popen[bytes]:
    """Start a command in a process group of its own. `data` is the folder for its ledger."""
    return subprocess.Popen(
        [sys.executable, "-m", "newsidx", "--db", place, *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env={**ENVIRONMENT, "NEWSIDX_CONFIG": "", "XDG_DATA_HOME": data, **environment},
        start_new_session=True,
    )


def finish(place: str, *arguments: str, data: str, **environment: str) -> None:
    """Run a command to its end, without an error."""
    process = start(place, *arguments, data=data, **environment)
    _, errors = process.communicate(timeout=300)
    assert process.returncode == 0, errors.decode()
