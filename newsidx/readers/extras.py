"""Libraries that only some formats need, and that newsidx installs only when asked: its extras."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from newsidx.readers.problem import CannotRead, Problem, ProblemKind


def extra(module: str, name: str, what: str) -> Any:
    """The module of a library that the extra `name` installs, to read `what`, such as `a PDF`.

    Raises CannotRead, with the command that installs it, if it is not there.
    """
    try:
        return import_module(module)
    except ImportError:
        message = f"{what} needs an extra: pip install 'newsidx[{name}]'"
        raise CannotRead(Problem(ProblemKind.MISSING_EXTRA, message)) from None
