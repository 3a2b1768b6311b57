"""newsidx on a small corpus, compared with the floor, a bare Python and its peers: start-up, ingest, search."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from tests.bench.measuring import Work
from tests.bench.peers import Peer
from tests.bench.table import Row

_QUICK_TIMES = 4
"""How often a command of a few milliseconds runs in each round: its median has to be exact to a millisecond."""


def rows(articles: Path, place: Path, word: str, measured: list[Peer], rounds: int) -> Iterator[Row]:
    """A row for each task; in every round all of them run, one after another. Archives and indexes go to `place`."""
    own = _own(articles, place, word)
    indexing = {
        peer.name: Work(peer.name, peer.index, peer.before, peer.environment) for peer in measured if peer.index
    }
    searching = {
        peer.name: Work(peer.name, [peer.search], environment=peer.environment, is_quick=True) for peer in measured
    }
    works = (*own.values(), *indexing.values(), *searching.values())
    for number in range(rounds):
        for work in works:
            if work.is_quick and number == 0:
                work.warm_up()
            for _ in range(_QUICK_TIMES if work.is_quick else 1):
                work.run()
    bare, floor, ingest = own["bare"], own["floor"], own["ingest"]
    beside_floor, beside_bare = (floor.name, floor.median), (bare.name, bare.median)
    yield Row(bare.name, bare.median, megabytes=bare.peak)
    yield _row(own["version"], bar=3.5, aim=3, beside=beside_bare)
    yield _row(own["list"], bar=6, aim=4.5, beside=beside_bare)
    yield _row(own["search"], bar=8, aim=5.5, beside=beside_bare)
    yield from (_row(work, beside=beside_bare, kind="search") for work in searching.values())
    yield Row(floor.name, floor.median, megabytes=floor.peak)
    yield _row(ingest, bar=1.35, aim=1.1, beside=beside_floor)
    if utils := indexing.get("sqlite-utils"):
        yield _row(ingest, beside=("sqlite-utils, ingest", utils.median))
    yield _row(own["again"], bar=0.2, aim=0.1, beside=beside_floor)
    yield from (_row(work, beside=beside_floor, kind="ingest") for work in indexing.values())


def _row(
    work: Work, beside: tuple[str, float], bar: float | None = None, aim: float | None = None, kind: str = ""
) -> Row:
    name = f"{work.name}, {kind}" if kind else work.name
    return Row(name, work.median, beside, work.peak, bar, aim)


def _own(articles: Path, place: Path, word: str) -> dict[str, Work]:
    """The tasks of newsidx, Python and the floor, in an order in which each can rely on those before it."""

    def without(name: str) -> None:
        for path in place.glob(f"{name}*"):
            path.unlink()

    python = sys.executable
    newsidx = [str(Path(python).with_name("newsidx")), "--db", str(place / "news.db")]
    floor = [python, str(Path(__file__).with_name("floor.py")), str(articles), str(place / "floor.db")]
    ingest = [*newsidx, "ingest", str(articles)]
    return {
        "bare": Work("python -c pass", [[python, "-c", "pass"]], is_quick=True),
        "version": Work("newsidx --db X --version", [[*newsidx, "--version"]], is_quick=True),
        "floor": Work("floor", [floor], before=lambda: without("floor.db")),
        "ingest": Work("newsidx ingest", [ingest], before=lambda: without("news.db")),
        "again": Work("newsidx ingest, nothing changed", [ingest]),
        "search": Work(f"newsidx search {word}", [[*newsidx, "search", word]], is_quick=True),
        "list": Work("newsidx list -n 1", [[*newsidx, "list", "-n", "1"]], is_quick=True),
    }
