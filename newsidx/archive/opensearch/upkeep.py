"""The integrity check of an archive, and merging its index. Backups and repairs are the servers' own business."""

from __future__ import annotations

import datetime
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any, NamedTuple

from newsidx.archive.opensearch.articles import files_with
from newsidx.archive.opensearch.documents import copies_in
from newsidx.archive.opensearch.dsl import EVERYTHING
from newsidx.archive.opensearch.lookup import count_of
from newsidx.archive.opensearch.repair import is_intact
from newsidx.archive.opensearch.server_errors import plain_errors
from newsidx.archive.opensearch.statistics import IndexStats, index_stats
from newsidx.archive.opensearch.store import Hit, Store
from newsidx.archive.records import Integrity, Optimized
from newsidx.article import ref_of
from newsidx.errors import NotOnServer, ServerUnreachable
from newsidx.text.plural import plural
from newsidx.text.whole import whole

_AT_ONCE = 500
"""Articles read with one request."""

_NAMED = 5
"""The most indices that an error or a note names."""

_SECONDS_BETWEEN = 0.5
"""How long to wait before the servers are asked again whether they are done."""

_SNAPSHOTS = (
    "https://docs.opensearch.org/latest/tuning-your-cluster/availability-and-recovery/snapshots/snapshot-restore/"
)


def check(store: Store, on_step: Callable[[str], None], on_progress: Callable[[int, int], None]) -> Integrity:
    """Check the whole archive as it is at one moment. `on_step` is called with the name of each step, and `on_progress`
    with how many articles are done, and of how many. Raises ServerUnreachable if the servers lack a part of it.
    """
    on_step("checking the indices")
    states = _states(store)
    _require_all(store, states)
    on_step("checking each article")
    checking = _Checking(store)
    with store.snapshot():
        total = count_of(store, EVERYTHING)
        done = 0
        for hits in _pages(store):
            checking.add(hits)
            done += len(hits)
            on_progress(min(done, total), total)
    notes: list[str] = []
    if alone := sorted(index for index, state in states.items() if state.is_alone):
        notes.append(f"No other server has a copy of {_names(alone)} now: if a disk fails, it is lost.")
    if checking.unfinished:
        notes.append(
            f"{plural(checking.unfinished, 'copy', 'copies')} of articles are in files that no ingest has finished: "
            f"{whole('newsidx ingest')} of their folder does."
        )
    return Integrity(corrupt=checking.corrupt(), unknown=tuple(_unknown(store, states)), notes=tuple(notes))


def optimize(store: Store, on_step: Callable[[str], None], on_progress: Callable[[int, int], None]) -> Optimized:
    """Merge the segments of each index. `on_step` is called with the name of each step, `on_progress` with how many
    articles are done, and of how many.

    A year that is over is merged to one segment. What is still written to is only freed of what was deleted: the
    servers do not merge a very large segment again that gets deletions later.
    https://docs.opensearch.org/latest/api-reference/index-apis/force-merge/
    """
    result = Optimized()
    on_step("merging the index")
    start = time.monotonic()
    before = index_stats(store, store.names.every_index)
    total, done = sum(stats.documents for name, stats in before.items() if _is_of_articles(store, name)), 0
    for name, stats in sorted(before.items()):
        _merge(store, name)
        if _is_of_articles(store, name):
            done += stats.documents
            on_progress(done, total)
    after = index_stats(store, store.names.every_index)
    result.steps.append(("merging the index", time.monotonic() - start))
    result.segments = (_sum("segments", before), _sum("segments", after))
    result.bytes = (_sum("bytes", before), _sum("bytes", after))
    result.words = (before[store.names.forms].documents, after[store.names.forms].documents)
    return result


def no_backup(store: Store) -> NotOnServer:
    """The error for a backup to a file."""
    return NotOnServer(
        "OpenSearch keeps its own backups",
        f"Take a snapshot of the indices {whole(store.names.every_index)} there: {whole(_SNAPSHOTS)}",
    )


class _Checking:
    """Checks articles page by page, in the order of their ids."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._last: Hit | None = None
        self._corrupt: set[str] = set()
        self._doubtful: dict[int, list[Hit]] = {}
        self.unfinished = 0

    def add(self, hits: list[Hit]) -> None:
        """Check some articles: their own fields, that no two have the same id, and that their files are known."""
        for article_id, same in groupby([self._last, *hits] if self._last else hits, _id_of):
            of_id = list(same)
            if len(of_id) > 1:
                self._doubtful.setdefault(article_id, []).extend(of_id)
        self._last = hits[-1]
        self._corrupt.update(_name_of(hit) for hit in hits if not is_intact(self._store, hit))
        copies = [copy.file for hit in hits for copy in copies_in(hit["_source"])]
        known = {file["_id"] for file in files_with(self._store, set(copies), ["machine"])}
        self.unfinished += sum(key not in known for key in copies)

    def corrupt(self) -> tuple[str, ...]:
        """The refs of the corrupt articles. Two with the same id are so only if both are still there: an article that
        is changed while it is checked is there twice for a moment.
        """
        for article_id, hits in self._doubtful.items():
            places = {(hit["_index"], hit["_id"]) for hit in hits}
            still_there = self._store.get_many(sorted(places), ["id"])
            if sum(hit["_source"].get("id") == article_id for hit in still_there) > 1:
                self._corrupt.add(ref_of(article_id))
        return tuple(sorted(self._corrupt))


def _id_of(hit: Hit) -> int:
    return int(hit["sort"][0])


def _name_of(hit: Hit) -> str:
    """The ref of an article; if its id is not one, that of its document."""
    article_id = hit["_source"].get("id")
    return ref_of(article_id) if type(article_id) is int else str(hit["_id"])


def _pages(store: Store) -> Iterator[list[Hit]]:
    """All articles, in the order of their ids."""
    body = {"query": EVERYTHING, "size": _AT_ONCE, "sort": ["id", "fingerprint"], "track_total_hits": False}
    after: dict[str, Any] = {}
    while hits := store.search_articles({**body, **after})["hits"]["hits"]:
        yield hits
        after = {"search_after": hits[-1]["sort"]}


class _State(NamedTuple):
    """Whether all of an index is there, and whether no server has or makes the copy that there should be."""

    is_whole: bool
    is_alone: bool


def _states(store: Store) -> dict[str, _State]:
    """The state of each index of the archive.

    https://docs.opensearch.org/latest/api-reference/cluster-api/cluster-health/
    """
    with plain_errors(store.address):
        health = store.client.cluster.health(index=store.names.every_index, params={"level": "indices"})
    return {
        name: _State(state["status"] != "red", state["unassigned_shards"] > 0)
        for name, state in health["indices"].items()
    }


def _require_all(store: Store, states: Mapping[str, _State]) -> None:
    if lost := sorted(index for index, state in states.items() if not state.is_whole):
        raise ServerUnreachable(
            f"A part of {whole(store.place)} is not available: {_names(lost)}",
            "See that all of its servers run; if one is lost for good, restore these indices from a snapshot.",
        )


def _unknown(store: Store, states: Iterable[str]) -> list[str]:
    """The indices that have the archive's name and that newsidx does not create."""
    names = store.names
    own = {names.files, names.forms, names.records, names.pairs}
    return sorted(f"index {name}" for name in states if name not in own and not _is_of_articles(store, name))


def _is_of_articles(store: Store, index: str) -> bool:
    """Whether an index has articles: `news.articles-1987`, `news.articles-undated`."""
    year = index.removeprefix(store.names.every_articles.removesuffix("*"))
    return year == "undated" or (year.isdigit() and len(year) == 4)


def _names(indices: list[str]) -> str:
    more = f" and {len(indices) - _NAMED:,} more" if len(indices) > _NAMED else ""
    return ", ".join(map(whole, indices[:_NAMED])) + more


def _sum(figure: str, stats: Mapping[str, IndexStats]) -> int:
    return sum(getattr(index, figure) for index in stats.values())


def _merge(store: Store, index: str) -> None:
    """Merge the segments of an index, and wait for it: for a large one that takes the servers minutes."""
    year = index.rpartition("-")[2]
    is_over = _is_of_articles(store, index) and year.isdigit() and int(year) < datetime.date.today().year
    how = {"max_num_segments": "1"} if is_over else {"only_expunge_deletes": "true"}
    with plain_errors(store.address):
        task = store.client.indices.forcemerge(index=index, params={**how, "wait_for_completion": "false"})["task"]
        while not store.client.tasks.get(task_id=task)["completed"]:
            time.sleep(_SECONDS_BETWEEN)
