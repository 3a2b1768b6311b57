"""`python -m tests.opensearch`: a cluster to try things on, until Ctrl-C."""

from __future__ import annotations

import argparse
import contextlib
import signal
import sys
import threading

from tests.opensearch.install import DEFAULT_MAJOR, RELEASES, install
from tests.opensearch.server import Cluster


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.opensearch", description=__doc__)
    parser.add_argument("--version", choices=RELEASES, default=DEFAULT_MAJOR, help="major version of OpenSearch")
    parser.add_argument("--nodes", type=int, default=2, metavar="N", help="how many (default: 2)")
    parser.add_argument("--heap", default="512m", metavar="SIZE", help="memory for each node (default: 512m)")
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with Cluster(install(options.version), nodes=options.nodes, heap=options.heap, java_options=()) as cluster:
        print(*cluster.urls, sep="\n", flush=True)
        print(f"OpenSearch {cluster.version}; Ctrl-C stops it.", file=sys.stderr, flush=True)
        with contextlib.suppress(KeyboardInterrupt):
            threading.Event().wait()


if __name__ == "__main__":
    main()
