"""The program: `newsidx`, or `python -m newsidx`."""

from __future__ import annotations

import os
import sys

from newsidx import __version__


def main() -> None:
    """Run the command line and exit with its status."""
    if sys.argv[1:] == ["--version"] and _print_version():
        return
    from newsidx.cli import run

    sys.exit(run())


def _print_version() -> bool:
    """Print the version without importing click, because scripts ask for it before each run.

    Returns False if it cannot be printed; the command line then says why.
    """
    try:
        os.write(1, f"newsidx {__version__}\n".encode())
    except OSError:
        return False
    return True


if __name__ == "__main__":
    main()
