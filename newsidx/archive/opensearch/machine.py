"""Which machine a file is on: several can write to one archive, each from its own disks."""

from __future__ import annotations

import os
import re
import socket
from hashlib import blake2b

VARIABLE = "NEWSIDX_MACHINE"
"""The environment variable that names this machine, where the host's own name will not do or may change."""


def this_machine() -> str:
    """The name of this machine."""
    return os.environ.get(VARIABLE) or socket.gethostname() or "localhost"


def file_key(machine: str, path: str) -> str:
    """The key of the file at a path of a machine: the `_id` of its document, and what its copies name it by."""
    return blake2b(f"{machine}\n{path}".encode(), digest_size=16).hexdigest()


def machine_and_path(shown: str) -> tuple[str, str]:
    """The machine and the path that a shown path names: the inverse of `shown_path`."""
    machine, colon, path = shown.partition(":")
    is_here = os.path.isabs(shown) or re.match(r"[A-Za-z]:[\\/]", shown) or not (colon and os.path.isabs(path))
    return (this_machine(), shown) if is_here else (machine, path)


def shown_path(machine: str, path: str) -> str:
    """How a path is shown to the user of this machine: with the name of the machine, if it is another one."""
    return path if machine == this_machine() else f"{machine}:{path}"
