"""One cluster for all processes of a test run, started when the first test asks for it.

pytest-xdist runs the tests in several processes, none of which need live to the end of the run. So the process that
began the run owns the cluster, and answers the others on a socket of this machine.
"""

from __future__ import annotations

import contextlib
import secrets
import threading
import time
from dataclasses import dataclass
from multiprocessing.connection import Client, Connection, Listener

from tests.opensearch.install import DownloadFailed, JavaMissing, install
from tests.opensearch.server import Cluster, ClusterFailed

OWNER_ADDRESS = "NEWSIDX_OPENSEARCH_OWNER"  # the environment variable by which a run's processes know the owner


@dataclass(frozen=True)
class SharedCluster:
    """Where the cluster's nodes answer; or none, and whether that is a reason to skip the tests.

    `summary` says in words what was started, or why nothing was.
    """

    summary: str
    urls: tuple[str, ...] = ()
    skip: bool = False


class Owner:
    """Owns the cluster of a test run.

    `address` is what the run's other processes need to ask for it; `answer` is what they are told, once one has asked.
    """

    def __init__(self, major: str) -> None:
        self._major = major
        key = secrets.token_hex(16)
        # Many processes may ask while the cluster starts.
        self._listener = Listener(("127.0.0.1", 0), backlog=128, authkey=key.encode())
        self.address = f"{self._listener.address[1]}:{key}"
        self._cluster: Cluster | None = None
        self.answer: SharedCluster | None = None
        self._thread = threading.Thread(target=self._serve, name="owner of the shared OpenSearch", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End the cluster, if one was started, and answer no more."""
        with contextlib.suppress(ConnectionRefusedError), _connected(self.address) as connection:
            connection.send("stop")
        self._thread.join()
        if self._cluster is not None:
            self._cluster.stop()

    def _serve(self) -> None:
        is_stopped = False
        with self._listener:  # closed whatever happens, so that nobody waits for an answer in vain
            while not is_stopped:
                # Who asked may have ended while it waited.
                with contextlib.suppress(OSError, EOFError), self._listener.accept() as connection:
                    is_stopped = connection.recv() == "stop"
                    if not is_stopped:
                        self.answer = self.answer or self._started()
                        connection.send(self.answer)

    def _started(self) -> SharedCluster:
        start = time.monotonic()
        try:
            cluster = Cluster(install(self._major))
            cluster.start()
        except JavaMissing as missing:
            return SharedCluster(f"not tested: {missing}, or NEWSIDX_OPENSEARCH to the URL of a server", skip=True)
        except (DownloadFailed, ClusterFailed) as failed:
            return SharedCluster(str(failed))
        self._cluster = cluster
        seconds = time.monotonic() - start
        return SharedCluster(f"{cluster.version}, {len(cluster.nodes)} nodes, ready in {seconds:.0f} s", cluster.urls)


def shared_cluster(address: str) -> SharedCluster:
    """The cluster of the test run whose owner has this address; waits while it starts."""
    with _connected(address) as connection:
        connection.send("start")
        answer = connection.recv()
    assert isinstance(answer, SharedCluster)
    return answer


def _connected(address: str) -> Connection:
    port, _, key = address.partition(":")
    return Client(("127.0.0.1", int(port)), authkey=key.encode())
