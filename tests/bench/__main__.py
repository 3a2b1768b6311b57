"""The benchmark: newsidx compared with the floor, a bare Python and its peers, in several rounds; one Markdown table.

    python -m tests.bench CORPUS [--rounds 5] [--word cocoa] [--without NAME ...]
                          [--large FOLDER [--articles 1000000] [--rebuild]]

CORPUS is a folder of text files in the seed's layout, such as Reuters-21578 unpacked. With --large a second part
measures a large archive: FOLDER/files is made from the corpus's sentences and FOLDER/news.db from these files, unless
they exist already.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.bench import large, scale
from tests.bench.measuring import Work, machine
from tests.bench.peers import Peer, peers
from tests.bench.table import Row, markdown


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--word", default="cocoa", help="the word to search for")
    parser.add_argument("--large", type=Path, metavar="FOLDER", help="also measure a large archive there")
    parser.add_argument("--articles", type=int, default=1_000_000, help="how many articles the large archive has")
    parser.add_argument("--rebuild", action="store_true", help="ingest the large archive again, even if it exists")
    parser.add_argument("--without", nargs="*", default=[], metavar="NAME", help="peers to leave out")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        all_peers = peers(options.corpus, Path(place), options.word)
        measured = [peer for peer in all_peers if peer.is_installed and peer.name not in options.without]
        versions = "".join(f", {peer.name} {peer.version}" for peer in measured)
        rows = list(_rows(options.corpus, Path(place), options.word, measured, options.rounds))
    if options.large:
        if not (options.large / "files").exists():
            large.write(large.sentences_of(options.corpus), options.large / "files", options.articles, seed=1)
        rows += scale.rows(options.large, options.rounds, options.rebuild)
    print(f"{machine()}{versions}. Medians of {options.rounds} rounds.\n\n{markdown(rows)}")
    if absent := [peer.name for peer in all_peers if not peer.is_installed]:
        print(f"\nNot installed here: {', '.join(absent)}.")


def _rows(articles: Path, place: Path, word: str, measured: list[Peer], rounds: int) -> Iterator[Row]:
    """A line for each task; in every round each of them runs once."""
    own = _own(articles, place, word)
    indexing = {
        peer.name: Work(peer.name, peer.index, peer.before, peer.environment) for peer in measured if peer.index
    }
    searching = {peer.name: Work(peer.name, [peer.search], environment=peer.environment) for peer in measured}
    for _ in range(rounds):
        for work in (*own.values(), *indexing.values(), *searching.values()):
            work.run()
    bare, floor, ingest = own["bare"], own["floor"], own["ingest"]
    beside_floor, beside_bare = (floor.name, floor.median), (bare.name, bare.median)
    yield Row(bare.name, bare.median, megabytes=bare.peak)
    yield _row(own["version"], bar=4, aim=3, beside=beside_bare)
    yield Row(floor.name, floor.median, megabytes=floor.peak)
    yield _row(ingest, bar=1.5, aim=1.15, beside=beside_floor)
    if utils := indexing.get("sqlite-utils"):
        yield _row(ingest, bar=0.4, aim=0.3, beside=("sqlite-utils, ingest", utils.median))
    yield Row("its peak memory", megabytes=ingest.peak, bar=150, aim=80, of="megabytes")
    yield _row(own["again"], bar=0.2, aim=0.1, beside=beside_floor)
    yield from (_row(work, beside=beside_floor, kind="ingest") for work in indexing.values())
    yield _row(own["search"], bar=12, aim=7, beside=beside_bare)
    yield _row(own["list"], beside=beside_bare)
    yield from (_row(work, beside=beside_bare, kind="search") for work in searching.values())


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
    newsidx = str(Path(python).with_name("newsidx"))
    archive = ["--db", str(place / "news.db")]
    floor = [python, str(Path(__file__).with_name("floor.py")), str(articles), str(place / "floor.db")]
    ingest = [newsidx, "ingest", str(articles), *archive]
    return {
        "bare": Work("python -c pass", [[python, "-c", "pass"]]),
        "version": Work("newsidx --version", [[newsidx, "--version"]]),
        "floor": Work("floor", [floor], before=lambda: without("floor.db")),
        "ingest": Work("newsidx ingest", [ingest], before=lambda: without("news.db")),
        "again": Work("newsidx ingest, nothing changed", [ingest]),
        "search": Work(f"newsidx search {word}", [[newsidx, "search", word, *archive]]),
        "list": Work("newsidx list -n 20", [[newsidx, "list", "-n", "20", *archive]]),
    }


if __name__ == "__main__":
    main()
