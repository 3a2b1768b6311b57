from __future__ import annotations

import os
import subprocess
import sys
import time
import uuid
from pathlib import Path

import pytest

from tests.opensearch.install import Installation, JavaMissing, install
from tests.opensearch.server import Cluster, ClusterFailed, ask


@pytest.mark.long
def test_a_node_answers_while_the_other_is_dead_and_tells_it_all_when_it_is_back(own_cluster: Cluster) -> None:
    first, second = (f"{url}/harbour" for url in own_cluster.urls)
    ask("PUT", first, {"settings": {"number_of_shards": 1, "number_of_replicas": 1}})
    ask("PUT", f"{first}/_doc/1?refresh=true", {"title": "Harbour reopens"})
    own_cluster.wait_until_complete()

    own_cluster.kill(1)
    with pytest.raises(OSError, match="refused"):
        ask("GET", second)
    assert titles(first) == ["Harbour reopens"]
    ask("PUT", f"{first}/_doc/2?refresh=true", {"title": "Ships are back"})

    own_cluster.restart(1)
    assert titles(second) == ["Harbour reopens", "Ships are back"]


def titles(index: str) -> list[str]:
    """What the node's own copy of the index has."""
    hits = ask("GET", f"{index}/_search?preference=_only_local", {"sort": ["_id"]})["hits"]["hits"]
    return [hit["_source"]["title"] for hit in hits]


def test_all_nodes_are_in_one_cluster(opensearch_urls: tuple[str, ...]) -> None:
    nodes = [ask("GET", url) for url in opensearch_urls]
    assert len({node["name"] for node in nodes}) == len(opensearch_urls)
    assert len({node["cluster_uuid"] for node in nodes}) == 1


def test_the_server_has_the_modules_that_a_distribution_brings(opensearch_url: str) -> None:
    index = f"{opensearch_url}/modules-{uuid.uuid4()}"
    analysis = {"tokenizer": "standard", "filter": ["porter_stem"], "text": "ships"}
    assert [token["token"] for token in ask("GET", f"{opensearch_url}/_analyze", analysis)["tokens"]] == ["ship"]
    ask("PUT", f"{index}/_doc/1?refresh=true", {"title": "Ships"})
    script = {"script": {"source": "ctx._source.title = ctx._source.title.toUpperCase()"}}
    ask("POST", f"{index}/_update_by_query", script)
    assert ask("GET", f"{index}/_doc/1")["_source"] == {"title": "SHIPS"}
    ask("DELETE", index)


@pytest.mark.long
def test_a_cluster_ends_with_the_process_that_started_it_even_if_that_is_killed(
    opensearch_installation: Installation, tmp_path: Path
) -> None:
    major = opensearch_installation.release.version[0]
    with subprocess.Popen(
        [sys.executable, "-m", "tests.opensearch", "--nodes", "1", "--version", major],
        cwd=Path(__file__).parents[2],
        env={**os.environ, "TMPDIR": str(tmp_path)},
        stdout=subprocess.PIPE,
        text=True,
    ) as starter:
        assert starter.stdout
        url = starter.stdout.readline().strip()
        assert ask("GET", url)["version"]["number"] == opensearch_installation.release.version
        starter.kill()
    assert ends(url)


def ends(url: str) -> bool:
    """Whether the node soon does not answer any more."""
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        try:
            ask("GET", url)
        except OSError:
            return True
        time.sleep(0.1)
    return False


def test_a_node_that_cannot_start_is_an_error_that_shows_its_log(opensearch_installation: Installation) -> None:
    cluster = Cluster(opensearch_installation, nodes=1, settings={"path.data": "/dev/null/data"})
    with pytest.raises(ClusterFailed, match="(?s)node-0 ended with 1:.*/dev/null"):
        cluster.start()


def test_all_processes_of_a_run_share_a_cluster(opensearch_urls: tuple[str, ...]) -> None:
    if os.environ.get("NEWSIDX_OPENSEARCH"):
        pytest.skip("a server was given")
    code = (
        "import os, tests.opensearch.shared as s; print(*s.shared_cluster(os.environ['NEWSIDX_OPENSEARCH_OWNER']).urls)"
    )
    other = subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).parents[2], capture_output=True, text=True)
    assert tuple(other.stdout.split()) == opensearch_urls, other.stderr


def test_a_second_run_needs_neither_maven_nor_a_network(
    opensearch_installation: Installation, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    major = opensearch_installation.release.version[0]
    monkeypatch.setenv("JAVA_HOME", str(opensearch_installation.java.parents[1]))
    monkeypatch.setenv("PATH", "")
    assert install(major) == opensearch_installation
    monkeypatch.setenv("NEWSIDX_OPENSEARCH_CACHE", str(tmp_path))
    with pytest.raises(JavaMissing, match="install Maven"):
        install(major)
