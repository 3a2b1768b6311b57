"""The program: `newsidx`, or `python -m newsidx`."""

from __future__ import annotations

import gc
import sys

_YOUNG = 20_000
"""How many new objects Python makes before it looks for cycles among them. With 700, its default, a search spends one
part in fifteen of its time on looking.
"""


def main() -> None:
    """Run the command line and exit with its status."""
    gc.set_threshold(_YOUNG)
    # Imported here, because a process that only reads files for an ingest may import this module too.
    from newsidx.cli import run

    sys.exit(run())


if __name__ == "__main__":
    main()
