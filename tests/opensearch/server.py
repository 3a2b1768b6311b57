"""A cluster of real OpenSearch nodes on this machine, each a process that a test can kill and start again."""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.opensearch.install import HERE, Installation

_PATIENCE = 180  # seconds for nodes to start on a machine that is busy with other tests
# Below the ports that systems give to outgoing connections, of which a test run makes thousands.
_PORTS = range(18000, 32000)

QUICK_START = ("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
"""Options of Java with which a node starts in half the time; without them it is faster later."""


class ClusterFailed(Exception):
    """A node ended, or the cluster did not form; the message has the end of the log."""


@dataclass
class Node:
    """A node of a cluster: where it listens and stores, and its process while it runs."""

    name: str
    folder: Path
    http_port: int = field(default_factory=lambda: _free_port())
    transport_port: int = field(default_factory=lambda: _free_port())
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """Where it answers, without a slash at the end."""
        return f"http://127.0.0.1:{self.http_port}"

    @property
    def log(self) -> Path:
        """What it has said since the cluster was made."""
        return self.folder / "node.log"


class Cluster:
    """Some nodes of one release, without TLS or passwords, that end when this process ends, however it ends.

    `with Cluster(install("2"), nodes=2) as cluster:` starts it and stops it. Of up to two nodes the first alone may
    manage the cluster, so every other one may be killed; of three or more, any one.

    `heap` is the memory of a node, and `java_options` are what else Java is given; `settings` are added to the nodes'.
    """

    def __init__(
        self,
        installation: Installation,
        *,
        nodes: int = 2,
        heap: str = "512m",
        java_options: Sequence[str] = QUICK_START,
        settings: Mapping[str, str] | None = None,
    ) -> None:
        self._installation = installation
        self._java_options = java_options
        self._heap = heap
        self._settings = dict(settings or {})
        self._folder = Path(tempfile.mkdtemp(prefix="newsidx-opensearch-"))
        self.nodes = tuple(Node(f"node-{number}", self._folder / f"node-{number}") for number in range(nodes))
        self._managers = self.nodes[:1] if nodes < 3 else self.nodes

    @property
    def url(self) -> str:
        """Where the first node answers."""
        return self.nodes[0].url

    @property
    def urls(self) -> tuple[str, ...]:
        """Where each node answers, whether it runs or not."""
        return tuple(node.url for node in self.nodes)

    @property
    def version(self) -> str:
        """Such as 2.19.6."""
        return self._installation.release.version

    def start(self) -> None:
        """Start all nodes, and wait until they are one cluster. Raises ClusterFailed; nothing is left running then."""
        try:
            for node in self.nodes:
                self._launch(node)
            self.wait_until_complete()
        except BaseException:
            self.stop()
            raise

    def kill(self, number: int) -> None:
        """End a node at once, with SIGKILL, as a power cut does."""
        process = self.nodes[number].process
        if process is not None:
            process.kill()
            process.communicate()
            self.nodes[number].process = None

    def restart(self, number: int) -> None:
        """Start a node again with the files it had, and wait until it is back in the cluster."""
        self.kill(number)
        self._launch(self.nodes[number])
        self.wait_until_complete()

    def stop(self) -> None:
        """End all nodes and delete what they stored."""
        for number in range(len(self.nodes)):
            self.kill(number)
        shutil.rmtree(self._folder, ignore_errors=True)

    def wait_until_complete(self) -> None:
        """Return when each running node sees all the others and, if all run, every copy of every index is in place.

        Raises ClusterFailed if that takes too long, as it does for an index with more copies than there are nodes.
        """
        running = [node for node in self.nodes if node.process is not None]
        query = f"/_cluster/health?timeout=1s&wait_for_nodes={len(running)}"
        if len(running) == len(self.nodes):
            query += "&wait_for_status=green"
        deadline = time.monotonic() + _PATIENCE
        for node in running:
            while not _answers(node.url + query):
                self._check(node, deadline)
                time.sleep(0.1)

    def __enter__(self) -> Cluster:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def _launch(self, node: Node) -> None:
        node.folder.mkdir(exist_ok=True)
        settings = {
            "cluster.name": self._folder.name,
            "cluster.initial_cluster_manager_nodes": ",".join(manager.name for manager in self._managers),
            "cluster.routing.allocation.disk.threshold_enabled": "false",  # a full disk is not what is tested
            "discovery.seed_hosts": ",".join(f"127.0.0.1:{other.transport_port}" for other in self.nodes),
            "node.name": node.name,
            "node.roles": "cluster_manager,data,ingest" if node in self._managers else "data,ingest",
            "path.home": str(node.folder),
            "network.host": "127.0.0.1",
            "http.port": str(node.http_port),
            "http.type": "netty4",
            "transport.port": str(node.transport_port),
            "transport.type": "netty4",
            **self._settings,
        }
        command = [
            str(self._installation.java),
            f"-Xms{self._heap}",
            f"-Xmx{self._heap}",
            *self._java_options,
            f"-Dlog4j2.configurationFile={HERE / 'log4j2.properties'}",
            f"-Djava.io.tmpdir={node.folder}",
            *("-cp", self._installation.class_path, "OpenSearchNode", ",".join(self._installation.release.plugins)),
            *(f"{name}={value}" for name, value in settings.items()),
        ]
        with node.log.open("ab") as log:
            node.process = subprocess.Popen(
                command,
                # Nothing is written to this pipe. The node ends when it closes, which happens even if we are killed.
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=subprocess.STDOUT,
                cwd=node.folder,
                start_new_session=os.name == "posix",  # Ctrl-C reaches the tests, which then stop the cluster
            )

    def _check(self, node: Node, deadline: float) -> None:
        assert node.process is not None
        code = node.process.poll()
        if code is not None:
            raise ClusterFailed(f"{node.name} ended with {code}:\n{_end_of(node.log)}")
        if time.monotonic() > deadline:
            raise ClusterFailed(f"{node.name} was not in a whole cluster in {_PATIENCE} s:\n{_end_of(node.log)}")


def ask(method: str, url: str, body: object = None, *, timeout: float = 30) -> Any:
    """One request to OpenSearch with JSON in and out. Raises urllib.error.HTTPError for an answer that is an error."""
    request = urllib.request.Request(url, method=method, headers={"Content-Type": "application/json"})
    if body is not None:
        request.data = json.dumps(body).encode()
    with urllib.request.urlopen(request, timeout=timeout) as answer:
        return json.load(answer)


def _answers(url: str) -> bool:
    """Whether a health check came out well; it does not while a node starts, or waits for others."""
    try:
        return not ask("GET", url)["timed_out"]
    except urllib.error.HTTPError as error:
        error.close()
    except OSError:  # nobody listens yet
        pass
    return False


def _free_port() -> int:
    while True:
        port = _PORTS[secrets.randbelow(len(_PORTS))]
        with socket.socket() as attempt, contextlib.suppress(OSError):
            attempt.bind(("127.0.0.1", port))
            return port


def _end_of(log: Path) -> str:
    return "\n".join(log.read_text(errors="replace").splitlines()[-60:])
