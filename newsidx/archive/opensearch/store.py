"""An open archive in OpenSearch: the connection, the requests that everything here makes, and snapshots.

What this process has written is made visible to searches just before it searches again, and when the archive is closed.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from types import TracebackType
from typing import Any, TypeVar

from opensearchpy import OpenSearch
from opensearchpy.exceptions import NotFoundError, TransportError

from newsidx.archive.opensearch.address import Address
from newsidx.archive.opensearch.connection import connect
from newsidx.archive.opensearch.names import IndexNames
from newsidx.archive.opensearch.record import ArchiveRecord, create, read_record
from newsidx.archive.opensearch.server_errors import is_busy, is_server_lost, missing, plain_errors
from newsidx.errors import NewsidxError, ServerUnreachable, TooSlow

AnyStore = TypeVar("AnyStore", bound="Store")
Answer = TypeVar("Answer")

Hit = dict[str, Any]
"""A document that a search found, as the server describes it: `_index`, `_id`, `_source`, `_score`, `sort`."""

PAGE = 1000
"""Documents read with one request."""

FIRST_PAGES = 10_000
"""How far into an answer a search can begin at once; beyond, the pages before are gone through (max_result_window)."""

_KEEP_ALIVE = "15m"
"""How long the servers keep a snapshot that nobody asks."""

_RECENT = 1.0
"""Seconds for which an answer counts as recent."""

_PATIENCE = 60.0
"""Seconds to wait for an answer."""


class Store:
    """An open archive in OpenSearch. Use it as a context manager, or close it.

    `address` is where it is, `names` the names of its indices, `record` what the archive says of itself.
    """

    def __init__(self, address: Address, client: OpenSearch, record: ArchiveRecord) -> None:
        self.address = address
        self.client = client
        self.names = IndexNames(address.name)
        self.record = record
        self.on_wait: Callable[[], None] | None = None
        self.patience = _PATIENCE
        self._snapshot: str | None = None
        self._depth = 0
        self._deadline = math.inf
        self._written: set[str] = set()
        self._recent: dict[object, Any] = {}
        self._recent_since = -math.inf

    @classmethod
    def open(cls: type[AnyStore], address: Address, *, write: bool = False, within: float | None = None) -> AnyStore:
        """Open the archive at an address; with `write`, create it if there is none. The servers have `within` seconds
        for each answer.

        Raises ArchiveMissing, NotAnArchive, ArchiveTooNew, ServerUnreachable, ServerRefused or TooSlow.
        """
        client = connect(address, within)
        try:
            record = read_record(client, address)
            if record is None and write:
                record = create(client, address)
            if record is None:
                raise missing(address)
            store = cls(address, client, record)
            if write:  # what it changes is what is there, not what searches showed a second ago
                store.wrote(store.names.all)
            return store
        except BaseException:
            client.close()
            raise

    @property
    def place(self) -> str:
        """The address, without its password."""
        return str(self.address)

    def close(self) -> None:
        """Show other programs what was written, and close the connection."""
        with suppress(NewsidxError):  # the servers show it by themselves within a second
            self.refresh()
        self._end_snapshot()
        self.client.close()

    def __enter__(self: AnyStore) -> AnyStore:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def is_current(self) -> bool:
        """Whether the address still has the archive that was opened."""
        try:
            return read_record(self.client, self.address) == self.record
        except NewsidxError:
            return False

    # Snapshots

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """All articles that are searched for inside the block are those of one moment: a point in time.

        https://docs.opensearch.org/latest/search-plugins/searching-data/point-in-time/
        """
        if self._depth == 0:
            self._begin_snapshot()
        self._depth += 1
        try:
            yield
        finally:
            self._depth -= 1
            if self._depth == 0:
                self._end_snapshot()

    def end_snapshot(self) -> None:
        """End the snapshot early."""
        self._end_snapshot()

    def _begin_snapshot(self) -> None:
        self.refresh()
        made = self._request(
            self.client.create_pit,
            index=self.names.every_articles,
            params={"keep_alive": _KEEP_ALIVE, "allow_no_indices": "true"},
        )
        self._snapshot = made["pit_id"]

    def _end_snapshot(self) -> None:
        snapshot, self._snapshot = self._snapshot, None
        if snapshot:
            with suppress(NewsidxError), plain_errors(self.address):  # the servers end it after a while
                self.client.delete_pit(body={"pit_id": [snapshot]})

    @contextmanager
    def time_limit(self, seconds: float) -> Iterator[None]:
        """Inside the block, a request raises TooSlow when it ends later than in so many seconds."""
        before = self._deadline
        self._deadline = min(before, time.monotonic() + seconds)
        try:
            yield
        finally:
            self._deadline = before

    # Requests

    def search_articles(self, body: Mapping[str, Any], *, is_scored: bool = False) -> dict[str, Any]:
        """The server's answer to a search for articles, in the snapshot if there is one.

        With `is_scored`, words weigh as in all years together, and not as in the index of each year.
        """
        params = {**_WHOLE, **({"search_type": "dfs_query_then_fetch"} if is_scored else {})}
        if self._snapshot is None:
            return self.search(self.names.articles, body, params)
        try:
            return self._request(self.client.search, {**body, "pit": self._pit()}, params=params)
        except _ServerLost:
            # It had a part of the snapshot. Going on with the articles of now is better than to stop in their midst.
            self._wait_for_copies()
            self._begin_snapshot()
            return self._request(self.client.search, {**body, "pit": self._pit()}, params=params)

    def _pit(self) -> dict[str, str | None]:
        return {"id": self._snapshot, "keep_alive": _KEEP_ALIVE}

    def search(self, index: str, body: Mapping[str, Any], params: Mapping[str, str] | None = None) -> dict[str, Any]:
        """The server's answer to a search in an index, or in several. An index that does not exist is empty."""
        self.refresh(index)
        arguments = {"index": index, "params": {"ignore_unavailable": "true", **_WHOLE, **(params or {})}}
        try:
            return self._request(self.client.search, body, **arguments)
        except _ServerLost:
            self._wait_for_copies()
            return self._request(self.client.search, body, **arguments)

    def _wait_for_copies(self) -> None:
        """Wait until the copies that other servers have stand in for those of a lost one."""
        params = {"wait_for_status": "yellow", "timeout": f"{_WAIT}s", "request_timeout": 2 * _WAIT}
        with plain_errors(self.address):
            self.client.cluster.health(index=f"{self.names.archive}.*", params=params)

    def every(self, index: str, body: Mapping[str, Any], sort: str | Sequence[Any]) -> Iterator[Hit]:
        """Every document of an index that a search finds, in the order of a field that no two documents share, or of
        several, without keeping more than a page of them.
        """
        order = [sort] if isinstance(sort, str) else list(sort)
        after: list[Any] | None = None
        while True:
            page_body = {"size": PAGE, **body, "sort": order, **({"search_after": after} if after else {})}
            page = self.search(index, page_body)["hits"]["hits"]
            yield from page
            if len(page) < page_body["size"]:
                return
            after = page[-1]["sort"]

    def get(self, index: str, document: str) -> Hit | None:
        """A document as it is now, whether or not searches see it; None if there is none."""
        try:
            with plain_errors(self.address), suppress(NotFoundError):
                return dict(self.client.get(index=index, id=document))
        finally:
            self._check_time()
        return None

    def get_many(self, documents: Iterable[tuple[str, str]], fields: Sequence[str] | None = None) -> list[Hit]:
        """Documents as they are now, given as (index, id), with some of their fields or all. Those that do not exist
        are left out.
        """
        wanted = [{"_index": index, "_id": document} for index, document in documents]
        hits: list[Hit] = []
        params = {"_source_includes": ",".join(fields)} if fields else {}
        for start in range(0, len(wanted), PAGE):
            answer = self._request(self.client.mget, {"docs": wanted[start : start + PAGE]}, params=params)
            hits += [hit for hit in answer["docs"] if hit.get("found")]
        return hits

    def recent(self, question: object, ask: Callable[[], Answer]) -> Answer:
        """The answer to a question that is asked several times for one command: the servers are asked again after a
        second, which is how late they show what others write, and once this process has written.
        """
        now = time.monotonic()
        if now - self._recent_since > _RECENT:
            self._recent.clear()
            self._recent_since = now
        answer: Answer | None = self._recent.get(question)
        if answer is None:
            answer = self._recent[question] = ask()
        return answer

    def wrote(self, indices: Iterable[str]) -> None:
        """Note that this process has written to indices, so that its next search shows it."""
        self._written.update(indices)
        self._recent.clear()

    def refresh(self, index: str | None = None) -> None:
        """Let searches see what this process has written: anywhere, or in an index that is about to be searched."""
        written = {name for name in self._written if index in (None, name) or self._has(str(index), name)}
        if not written:
            return
        self._written -= written
        self._request(
            self.client.indices.refresh, index=",".join(sorted(written)), params={"ignore_unavailable": "true"}
        )

    def _has(self, index: str, name: str) -> bool:
        """Whether what is searched under one name has the index with another: the alias has all those of articles."""
        return index == self.names.articles and name.startswith(self.names.every_articles.rstrip("*"))

    def _request(
        self, method: Callable[..., Any], body: Mapping[str, Any] | None = None, **arguments: Any
    ) -> dict[str, Any]:
        """What the server answers to a request. One that has too much to do is asked again after a while.

        Raises TooSlow after the time limit.
        """
        params = dict(arguments.pop("params", {}))
        if body is not None:
            arguments["body"] = body
        with plain_errors(self.address):
            for wait in (*_WAITS, None):
                if self._deadline < math.inf:
                    self._check_time()
                    params["request_timeout"] = max(0.01, self._deadline - time.monotonic())
                try:
                    return dict(method(params=params, **arguments))
                except TransportError as error:
                    if is_server_lost(error):
                        raise _ServerLost from error
                    if wait is None or not is_busy(error):
                        raise
                    time.sleep(min(wait, max(0.0, self._deadline - time.monotonic())))
                finally:
                    self._check_time()
        raise AssertionError("the last try returns or raises")

    def _check_time(self) -> None:
        if time.monotonic() > self._deadline:
            raise TooSlow("Reading the archive took too long", "Ask for less, such as fewer dates.")


_WHOLE = {"allow_partial_search_results": "false"}
"""Without it what a lost server had would be missing, and nobody would know."""

_WAITS = (0.5, 1.0, 2.0, 4.0, 8.0)
"""Seconds before each further try of a request that a server had no time for, as if it were one of a bulk."""

_WAIT = 30
"""Seconds to wait for the copies of what a lost server had."""


class _ServerLost(ServerUnreachable):
    """A server that had a part of the archive no longer answers the others."""

    def __init__(self) -> None:
        super().__init__("A server that has a part of the archive is lost", "See that all of them run; then try again.")
