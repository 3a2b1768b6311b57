"""The fixtures by which tests reach OpenSearch. Nothing is started before a test asks.

NEWSIDX_OPENSEARCH names a server to test with instead, as a URL, or is "none" to skip these tests.
NEWSIDX_OPENSEARCH_VERSION is the major version to start, 2 or 3.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from tests.opensearch.install import DEFAULT_MAJOR, RELEASES, Installation, JavaMissing, install
from tests.opensearch.proxy import Proxy
from tests.opensearch.server import Cluster
from tests.opensearch.shared import OWNER_ADDRESS, Owner, shared_cluster

_OWNER = pytest.StashKey[Owner]()


def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):  # the process that began the run
        config.stash[_OWNER] = Owner(_major())
        os.environ[OWNER_ADDRESS] = config.stash[_OWNER].address  # which the processes that run the tests inherit


def pytest_unconfigure(config: pytest.Config) -> None:
    if _OWNER in config.stash:
        config.stash[_OWNER].stop()
        del config.stash[_OWNER], os.environ[OWNER_ADDRESS]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    if _OWNER in config.stash and (answer := config.stash[_OWNER].answer):
        terminalreporter.write_line(f"OpenSearch: {answer.summary}")


@pytest.fixture(scope="session")
def opensearch_urls() -> tuple[str, ...]:
    """The nodes of an OpenSearch that all tests share: use indices of your own there, and delete them."""
    given = os.environ.get("NEWSIDX_OPENSEARCH")
    if given == "none":
        pytest.skip("NEWSIDX_OPENSEARCH is none")
    if given:
        return (given.rstrip("/"),)
    cluster = shared_cluster(os.environ[OWNER_ADDRESS])
    if cluster.skip:
        pytest.skip(cluster.summary)
    if not cluster.urls:
        pytest.fail(cluster.summary, pytrace=False)
    return cluster.urls


@pytest.fixture(scope="session")
def opensearch_url(opensearch_urls: tuple[str, ...]) -> str:
    """The first node of the OpenSearch that all tests share."""
    return opensearch_urls[0]


@pytest.fixture
def opensearch_proxy(opensearch_url: str) -> Iterator[Proxy]:
    """The shared OpenSearch behind TLS and a password, where a test can make requests fail."""
    with Proxy(opensearch_url) as proxy:
        yield proxy


@pytest.fixture(scope="session")
def opensearch_installation() -> Installation:
    """What a test needs that starts a `Cluster` of its own, to kill nodes of."""
    if os.environ.get("NEWSIDX_OPENSEARCH") == "none":
        pytest.skip("NEWSIDX_OPENSEARCH is none")
    try:
        return install(_major())
    except JavaMissing as missing:
        pytest.skip(str(missing))


@pytest.fixture(scope="module")
def own_cluster(opensearch_installation: Installation) -> Iterator[Cluster]:
    """Two nodes that only the tests of this module use, so they may be killed; restart them before the test ends."""
    with Cluster(opensearch_installation, nodes=2) as cluster:
        yield cluster


def _major() -> str:
    major = os.environ.get("NEWSIDX_OPENSEARCH_VERSION", DEFAULT_MAJOR)
    if major not in RELEASES:
        raise pytest.UsageError(f"NEWSIDX_OPENSEARCH_VERSION is {' or '.join(RELEASES)}, not {major!r}")
    return major
