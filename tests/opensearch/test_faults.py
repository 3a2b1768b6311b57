"""What goes wrong with servers: one clear line each, nothing lost, and the same command goes on later."""

from __future__ import annotations

import json
import re
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from newsidx.archive import open_archive
from newsidx.archive.contract import Archive
from newsidx.archive.opensearch import connection, lookup
from newsidx.archive.opensearch.address import read_address
from newsidx.errors import CannotWrite, NewsidxError, NotAnArchive, ServerRefused, ServerUnreachable, TooSlow
from newsidx.ingest import IngestOptions, ingest
from newsidx.query import Query
from newsidx.query.sort import Sort
from tests.archive.kinds import delete_indices, server_place
from tests.archive.opensearch.checks import assert_whole
from tests.conftest import Run
from tests.opensearch.proxy import Answer, Cut, Delay, Proxy
from tests.opensearch.server import Cluster, ask

WORDS = "oil gas cocoa tin sugar coffee wheat copper lead zinc".split()


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))


@pytest.fixture
def place(opensearch_url: str) -> Iterator[str]:
    """The address of an archive that does not exist, straight to the servers."""
    new = server_place(opensearch_url)
    yield new
    delete_indices(new)


@pytest.fixture
def secured(opensearch_proxy: Proxy, place: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """The same through TLS, with a user name; the password is in the environment."""
    monkeypatch.setenv("NEWSIDX_OPENSEARCH_PASSWORD", opensearch_proxy.password)
    return _through(opensearch_proxy, place)


def _through(proxy: Proxy, place: str) -> str:
    host = proxy.url.partition("://")[2]
    return f"opensearchs://{proxy.user}@{host}/{read_address(place).name}?ca={proxy.ca_file}"


def write_articles(folder: Path, count: int) -> None:
    """Files with an article each, over two years."""
    for number in range(count):
        day = f"20{21 + number % 2}-{1 + number % 12:02}-{1 + number % 28:02}"
        words = " ".join(WORDS[number * step % len(WORDS)] for step in range(1, 40))
        (folder / f"{number}.txt").write_text(f"date {day} Article {number}\n\nNumber {number}: {words}.\n")


def assert_complete(archive: Archive, count: int) -> None:
    """The archive has each of the articles once."""
    ids = [article_id for article_id, _ in archive.ids(Query())]
    titles = sorted(article.title for article in archive.articles(ids))
    assert titles == sorted(f"Article {number}" for number in range(count))
    assert_whole(archive)


def ingested(place: str, folder: Path) -> None:
    with open_archive(place, write=True) as archive:
        ingest(archive, [str(folder)], IngestOptions(jobs=0))


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda address: address.replace("newsidx@", "newsidx:wrong@"), "“newsidx” or its password is wrong"),
        (lambda address: address.replace("newsidx@", ""), "it asks for a user name"),
        (lambda address: address.partition("?")[0], "No safe connection"),
        (lambda address: address.replace("opensearchs", "opensearch").partition("?")[0], "No answer from"),
        (lambda address: re.sub(r":\d+/", ":9/", address), "connection refused"),
        (lambda address: f"{address}x", "Cannot read the certificate"),
    ],
)
def test_a_command_says_in_one_line_why_it_cannot_connect(
    run: Run, secured: str, opensearch_proxy: Proxy, change: Callable[[str], str], expected: str
) -> None:
    result = run("--db", change(secured), "search", "oil")
    assert (result.returncode, result.stdout) == (2, "")
    assert expected in result.stderr
    assert result.stderr.count("\n") == 1
    assert opensearch_proxy.password not in result.stderr
    assert "wrong@" not in result.stderr


def test_commands_work_through_tls_with_a_password_and_never_show_it(
    run: Run, secured: str, folder: Path, opensearch_proxy: Proxy
) -> None:
    write_articles(folder, 3)
    printed = [run("--db", secured, *words) for words in (["ingest", str(folder)], ["info"], ["search", "oil"])]
    assert [result.returncode for result in printed] == [0, 0, 0]
    assert not any(opensearch_proxy.password in result.stdout + result.stderr for result in printed)


@pytest.mark.parametrize(
    ("version", "expected"),
    [
        ({"number": "8.15.0", "build_flavor": "default"}, "is Elasticsearch 8.15.0"),
        ({"number": "1.3.2", "distribution": "opensearch"}, "is OpenSearch 1.3.2"),
        ({}, "is not OpenSearch"),
    ],
)
def test_another_server_or_version_is_named(
    opensearch_proxy: Proxy, secured: str, version: dict[str, str], expected: str
) -> None:
    opensearch_proxy.inject(Answer(200, json.dumps({"version": version}).encode()), "GET /$")
    with pytest.raises(ServerRefused, match=expected):
        open_archive(secured)


def test_indices_that_newsidx_did_not_make_are_left_alone(place: str, opensearch_url: str) -> None:
    name = read_address(place).name
    for index in (name, f"{name}.files"):
        ask("PUT", f"{opensearch_url}/{index}", {"mappings": {"properties": {"mine": {"type": "keyword"}}}})
        try:
            with pytest.raises(NotAnArchive):
                open_archive(place, write=True)
            assert list(ask("GET", f"{opensearch_url}/{index}/_mapping")[index]["mappings"]) == ["properties"]
        finally:
            ask("DELETE", f"{opensearch_url}/{index}")


def test_a_slow_server_ends_a_request_and_loses_nothing(
    opensearch_proxy: Proxy, secured: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_articles(folder, 5)
    ingested(secured, folder)
    monkeypatch.setattr(connection, "_TIMEOUT", 1)
    with open_archive(secured) as archive:
        opensearch_proxy.inject(Delay(5), "_search")
        with pytest.raises(TooSlow):
            archive.count(Query.parse("oil"))
        opensearch_proxy.heal()
        assert archive.count(Query()) == 5


def test_a_full_disk_stops_an_ingest_and_the_same_one_goes_on_later(
    place: str, folder: Path, opensearch_url: str
) -> None:
    write_articles(folder, 5)
    ingested(place, folder)
    write_articles(folder, 40)
    block = {"index.blocks.read_only_allow_delete": True}
    ask("PUT", f"{opensearch_url}/{read_address(place).name}.*/_settings", block)
    with pytest.raises(CannotWrite, match="nearly full"):
        ingested(place, folder)
    with open_archive(place) as archive:
        assert archive.count(Query()) == 5
    ask("PUT", f"{opensearch_url}/{read_address(place).name}.*/_settings", dict.fromkeys(block))
    ingested(place, folder)
    with open_archive(place) as archive:
        assert_complete(archive, 40)


def test_a_server_that_is_busy_for_a_moment_is_asked_again(opensearch_proxy: Proxy, secured: str, folder: Path) -> None:
    write_articles(folder, 5)
    for requests in ("_mget", "_search", "point_in_time"):
        opensearch_proxy.inject(Answer(429), requests, times=1)
    ingested(secured, folder)
    with open_archive(secured) as archive, archive.snapshot():
        assert archive.count(Query()) == 5


@pytest.mark.parametrize(
    ("fault", "times"),
    [
        pytest.param(Answer(429), 2, marks=pytest.mark.long),
        pytest.param(Answer(503), 2, marks=pytest.mark.long),
        pytest.param(Cut.BEFORE, 2, marks=pytest.mark.long),
        (Cut.AFTER, 2),
        pytest.param(Cut.MIDWAY, 2, marks=pytest.mark.long),
    ],
    ids=["busy", "unavailable", "cut before", "cut after", "cut midway"],
)
def test_requests_that_fail_for_a_while_lose_and_double_nothing(
    opensearch_proxy: Proxy, secured: str, folder: Path, fault: Answer | Cut, times: int
) -> None:
    write_articles(folder, 60)
    for after in (0, 2, 3):
        opensearch_proxy.inject(fault, "_bulk", after=after, times=times)
    for _ in range(10):
        try:
            ingested(secured, folder)
            break
        except (ServerUnreachable, ServerRefused):  # as the message says: the same command again
            pass
    opensearch_proxy.heal()
    ingested(secured, folder)
    with open_archive(secured) as archive:
        assert_complete(archive, 60)


@pytest.fixture
def place_on_nodes(own_cluster: Cluster) -> str:
    """The address of an archive that does not exist on two nodes, of which the second may be killed."""
    hosts = ",".join(url.partition("://")[2] for url in own_cluster.urls)
    return server_place(f"http://{hosts}")


def test_a_node_killed_in_the_midst_of_an_ingest_loses_and_doubles_nothing(
    own_cluster: Cluster, place_on_nodes: str, folder: Path
) -> None:
    write_articles(folder, 30)
    ingested(place_on_nodes, folder)
    own_cluster.wait_until_complete()  # each index has a copy on the other node
    write_articles(folder, 600)
    ended: list[BaseException | None] = []

    def run_it() -> None:
        try:
            ingested(place_on_nodes, folder)
            ended.append(None)
        except NewsidxError as error:
            ended.append(error)

    thread = threading.Thread(target=run_it)
    thread.start()
    articles = f"{own_cluster.url}/{read_address(place_on_nodes).name}.articles-*/_stats/docs"
    while thread.is_alive() and ask("GET", articles)["_all"]["primaries"]["docs"]["count"] <= 30:
        time.sleep(0.02)
    own_cluster.kill(1)
    thread.join()
    assert len(ended) == 1
    ingested(place_on_nodes, folder)  # the same command, while the node is still away
    with open_archive(place_on_nodes) as archive:
        assert_complete(archive, 600)
    own_cluster.restart(1)
    with open_archive(place_on_nodes) as archive:
        assert_complete(archive, 600)
    delete_indices(place_on_nodes)


@pytest.mark.parametrize("sort", [Sort.RELEVANCE, pytest.param(Sort.OLDEST, marks=pytest.mark.long)])
def test_a_node_killed_between_two_pages_changes_nothing_in_them(
    own_cluster: Cluster, place_on_nodes: str, folder: Path, monkeypatch: pytest.MonkeyPatch, sort: Sort
) -> None:
    monkeypatch.setattr(lookup, "FIRST_PAGES", 50)
    write_articles(folder, 300)
    ingested(place_on_nodes, folder)
    own_cluster.wait_until_complete()
    with open_archive(place_on_nodes) as archive:
        expected = [article_id for article_id, _ in archive.ids(Query.parse("oil"), sort=sort)]
        paged = archive.ids(Query.parse("oil"), sort=sort)
        first = [next(paged)[0] for _ in range(60)]
        own_cluster.kill(1)
        assert [*first, *(article_id for article_id, _ in paged)] == expected
    own_cluster.restart(1)
    delete_indices(place_on_nodes)
