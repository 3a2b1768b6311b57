"""The program: `newsidx`, or `python -m newsidx`."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line and exit with its status."""
    # Imported here, because a process that only reads files for an ingest may import this module too.
    from newsidx.cli import run

    sys.exit(run())


if __name__ == "__main__":
    main()
