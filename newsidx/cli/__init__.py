"""The command line: one file a command, which reads what is asked, calls one thing, and shows the result."""

from newsidx.cli.main import FAILED, FOUND, INTERRUPTED, cli, run

__all__ = ["FAILED", "FOUND", "INTERRUPTED", "cli", "run"]
