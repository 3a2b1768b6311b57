"""`newsidx ingest --watch`: waiting until something changes in folders."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from importlib.util import find_spec

from newsidx.disk.place import is_on_server
from newsidx.errors import NotInstalled
from newsidx.text.whole import whole

_ENDINGS = ("", "-wal", "-shm", "-journal")
"""Of the archive's own files, which may lie in a watched folder, and which every ingest changes."""

_BEGUN_MS = 1_000
"""After so long without a change, the watch has surely begun."""

_INSTALL = "pip install 'newsidx[watch]'"


def require_watchfiles() -> None:
    """Raise NotInstalled without the library that watches folders."""
    if find_spec("watchfiles") is None:
        raise NotInstalled("Folders are watched by watchfiles", f"Install it with: {whole(_INSTALL)}")


def changes(paths: Sequence[str], own: str) -> Iterator[None]:
    """Comes back once when the watch has begun, since something may have changed before, and then whenever files change
    at or below some paths; those of the archive `own` do not count.

    Changes are taken together until there are none for a moment. Ends with Ctrl-C.
    """
    from watchfiles import watch

    own_files = set() if is_on_server(own) else {os.path.realpath(own) + ending for ending in _ENDINGS}
    has_begun = False
    try:
        for changed in watch(*paths, watch_filter=None, rust_timeout=_BEGUN_MS, yield_on_timeout=True):
            if not has_begun or any(os.path.realpath(path) not in own_files for _, path in changed):
                has_begun = True
                yield
    except KeyboardInterrupt:
        return
