"""The command line: a file for each command, which reads the arguments, calls one thing, and shows the result."""

from newsidx.cli.main import FAILED, FOUND, INTERRUPTED, cli, run

__all__ = ["FAILED", "FOUND", "INTERRUPTED", "cli", "run"]
