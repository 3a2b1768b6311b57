"""A command of newsidx that a test runs."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from typing import NamedTuple

ENCODING = "PYTHONIOENCODING"

_READ_AT_START = ("PYTHON", "LC_", "LANG", "LD_", "TZ", "MALLOC_")
"""How the names of variables begin that Python, or the C library, reads only when a process starts."""

_SETTABLE = (ENCODING, "PYTHONDONTWRITEBYTECODE")
"""Those that a fork can have otherwise: it makes its own streams, and has imported everything."""


class Command(NamedTuple):
    """A command: what follows `newsidx`, its whole environment, and the folder it runs in.

    `redirected` has descriptors of standard streams, each with a path that is written to instead, or "" if it is
    closed. No file that the command writes may have more than `largest_file` bytes. With `own_group` its process is the
    first of a new session and process group, which has the terminal that is its stdin, if that is one.
    """

    arguments: Sequence[str]
    environment: Mapping[str, str]
    folder: str
    redirected: Sequence[tuple[int, str]] = ()
    largest_file: int | None = None
    own_group: bool = False

    @property
    def line(self) -> list[str]:
        """The command line that starts it in a new Python."""
        shell = []
        if self.redirected:
            redirections = " ".join(f"{descriptor}>{path or '&-'}" for descriptor, path in self.redirected)
            shell = ["sh", "-c", f'exec "$@" {redirections}', "sh"]
        return [*shell, sys.executable, "-m", "newsidx", *self.arguments]

    @property
    def can_be_forked(self) -> bool:
        """Whether a fork of the fork server can become it."""
        return (
            sys.platform == "linux"
            and self.environment.get(ENCODING) in (None, "utf-8")
            and _read_at_start(self.environment) == _read_at_start(os.environ)
        )

    def limit_file_size(self) -> None:
        """Let this process make no larger file, nor those that it starts."""
        if self.largest_file is not None:
            import resource

            resource.setrlimit(resource.RLIMIT_FSIZE, (self.largest_file, self.largest_file))


def _read_at_start(environment: Mapping[str, str]) -> dict[str, str]:
    names = {name for name in environment if name.startswith(_READ_AT_START) and name not in _SETTABLE}
    return {name: environment[name] for name in names}
