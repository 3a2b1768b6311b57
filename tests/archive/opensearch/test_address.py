"""What is read from an address, and what is shown of it."""

from __future__ import annotations

import pytest

from newsidx.archive import open_archive
from newsidx.archive.opensearch.address import Address, read_address
from newsidx.archive.opensearch.writable import WritableOpenSearchArchive
from newsidx.disk.place import archive_name, is_on_server, shown_place
from newsidx.errors import BadAddress

SECRET = "p%40ss"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("opensearch://localhost/news", Address((("localhost", 9200),), "news")),
        ("opensearch://a:1,b,[::1]:3/my-news_2/", Address((("a", 1), ("b", 9200), ("::1", 3)), "my-news_2")),
        ("OpenSearchs://h/news?verify=no", Address((("h", 9200),), "news", tls=True, verify=False)),
        (f"opensearch://me:{SECRET}@h/news", Address((("h", 9200),), "news", user="me", password="p@ss")),
        ("opensearchs://h/news?ca=/etc/ca.pem", Address((("h", 9200),), "news", tls=True, ca_file="/etc/ca.pem")),
        ("opensearch://h/news?shards=12", Address((("h", 9200),), "news", shards=12)),
    ],
)
def test_an_address_is_read(text: str, expected: Address, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NEWSIDX_OPENSEARCH_PASSWORD", raising=False)
    assert read_address(text) == expected
    assert is_on_server(text)
    assert archive_name(text) == expected.name
    again = read_address(str(expected))
    assert (again.hosts, again.name, again.user, again.ca_file, again.verify) == (
        expected.hosts,
        expected.name,
        expected.user,
        expected.ca_file,
        expected.verify,
    )


def test_the_password_can_be_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSIDX_OPENSEARCH_PASSWORD", "secret")
    assert read_address("opensearch://me@h/news").password == "secret"
    assert read_address("opensearch://me:other@h/news").password == "other"


@pytest.mark.parametrize(
    "text",
    [
        "opensearch://",
        "opensearch://h",
        "opensearch:///news",
        "opensearch://h/News",
        "opensearch://h/a/b",
        "opensearch://h:x/news",
        "opensearch://h:70000/news",
        "opensearch://h,/news",
        "opensearch://h/news?x=1",
        *(f"opensearch://h/news?shards={number}" for number in ("0", "-1", "x", "", "1000", "1.5")),
    ],
)
def test_what_is_no_address_is_said(text: str) -> None:
    with pytest.raises(BadAddress):
        read_address(text)


@pytest.mark.parametrize(
    ("place", "shown"),
    [
        ("news.db", "news.db"),
        ("a:b@c.db", "a:b@c.db"),
        (f"opensearch://me:{SECRET}@h/news", "opensearch://me@h/news"),
        (f"opensearch://me:{SECRET}/x@h/news", "opensearch://me@h/news"),
        (f"opensearch://:{SECRET}@h", "opensearch://@h"),
        ("opensearch://me@h/news?verify=no", "opensearch://me@h/news?verify=no"),
        ("opensearch://h/news", "opensearch://h/news"),
    ],
)
def test_what_is_shown_of_a_place_has_no_password(place: str, shown: str) -> None:
    assert shown_place(place) == shown


@pytest.mark.parametrize(
    ("place", "name"), [("/a/news.db", "news"), ("news", "news"), ("opensearch://h/n/?ca=/x", "n")]
)
def test_an_archive_has_the_name_of_its_file_or_the_end_of_its_address(place: str, name: str) -> None:
    assert archive_name(place) == name


def test_an_archive_is_created_with_as_many_shards_as_its_address_says(place: str) -> None:
    with open_archive(f"{place}?shards=3", write=True) as archive:
        assert isinstance(archive, WritableOpenSearchArchive)
        archive.begin_comparison(7)
        names = archive.names
        settings = archive.client.indices.get_settings(index=names.every_index)
    shards = {name: int(of["settings"]["index"]["number_of_shards"]) for name, of in settings.items()}
    large = {names.articles_of(None), names.files, names.pairs}
    assert shards == {**dict.fromkeys(large, 3), names.forms: 1, names.records: 1}
