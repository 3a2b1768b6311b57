"""The benchmark: newsidx compared with the floor, a bare Python and its peers, and on a large archive; Markdown tables.

    python -m tests.bench CORPUS [--rounds 5] [--word cocoa] [--without NAME ...]
                          [--large FOLDER [--articles 10000 100000 1000000] [--packed] [--rebuild] [--optimize]]
                          [--servers ADDRESS] [--only PART ...] [--write]

CORPUS is a folder of text files in the seed's layout, such as Reuters-21578 unpacked. With --large, archives of each
number of articles are measured too: FOLDER/1000000/files is made from the corpus's sentences and FOLDER/1000000/news.db
from these files, unless they exist already. The largest is asked everything, the others what is in the plot.
ADDRESS is that of an archive on servers into which the files of the largest were ingested: it is asked the same.
With --write the tables of the parts measured replace those in docs/measures.md, and the plot is drawn again.
"""

from __future__ import annotations

import argparse
import datetime
import tempfile
import textwrap
from collections.abc import Iterator, Mapping
from pathlib import Path

from newsidx.archive import open_archive
from tests.bench import commands, corpus, large_peers, library, plot, scale, servers, sizes
from tests.bench.document import with_table
from tests.bench.measuring import machine
from tests.bench.peers import peers
from tests.bench.scale import Place
from tests.bench.table import markdown
from tests.bench.tasks import tasks
from tests.bench.vocabulary import words_of

_DOCS = Path(__file__).parents[2] / "docs"
PARTS = ("corpus", "library", "commands", "peers", "servers", "sizes")


def main() -> None:
    options = _options()
    page = _DOCS / "measures.md"
    for name, content in _tables(options):
        print(f"{content}\n", flush=True)
        if options.write:
            page.write_text(with_table(page.read_text(encoding="utf-8"), name, content), encoding="utf-8")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--word", default="cocoa", help="the word to search for")
    parser.add_argument("--large", type=Path, metavar="FOLDER", help="also measure large archives there")
    parser.add_argument(
        "--articles", type=int, nargs="+", default=[10_000, 100_000, 1_000_000], help="how many they have"
    )
    parser.add_argument("--packed", action="store_true", help="make their files as JSON Lines, one a year")
    parser.add_argument("--rebuild", action="store_true", help="ingest the large archives again, even if they exist")
    parser.add_argument("--optimize", action="store_true", help="optimize the large archives once they are ingested")
    parser.add_argument("--servers", metavar="ADDRESS", help="also measure the largest archive there")
    parser.add_argument("--without", nargs="*", default=[], metavar="NAME", help="peers to leave out")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS, help="what to measure")
    parser.add_argument("--write", action="store_true", help="put the tables into docs/measures.md")
    return parser.parse_args()


def _tables(options: argparse.Namespace) -> Iterator[tuple[str, str]]:
    """(name of its place in docs/measures.md, content) of each table, and of the line about the machine."""
    if "corpus" in options.only:
        yield from _corpus(options)
    if not options.large or set(options.only) == {"corpus"}:
        return
    places = {
        articles: scale.prepared(
            options.corpus,
            options.large / str(articles),
            articles,
            packed=options.packed,
            rebuild=options.rebuild,
            optimize=options.optimize,
        )
        for articles in sorted(options.articles)
    }
    if set(options.only) & {"library", "commands", "peers", "servers"}:
        yield from _large(options, places[max(places)])
    if "sizes" in options.only:
        yield "sizes", _sizes(options, places)


def _corpus(options: argparse.Namespace) -> Iterator[tuple[str, str]]:
    with tempfile.TemporaryDirectory() as place:
        all_peers = peers(options.corpus, Path(place), options.word)
        measured = [peer for peer in all_peers if peer.is_installed and peer.name not in options.without]
        versions = "".join(f", {peer.name} {peer.version}" for peer in measured)
        today = datetime.date.today()
        rounds = f"Medians of {options.rounds} rounds in turn, {today:%B %Y}"
        yield "machine", textwrap.fill(f"{machine()}{versions}. {rounds}.", 120)
        yield "corpus", markdown(corpus.rows(options.corpus, Path(place), options.word, measured, options.rounds))
    if absent := [peer.name for peer in all_peers if not peer.is_installed]:
        print(f"Not installed here: {', '.join(absent)}.\n")


def _large(options: argparse.Namespace, place: Place) -> Iterator[tuple[str, str]]:
    """The tables of one large archive."""
    with open_archive(str(place.archive)) as archive:
        words = words_of(archive)
        all_tasks = list(tasks(archive, words))
        if "library" in options.only:
            if of_ingest := list(scale.rows(place)):
                yield "ingest", markdown(of_ingest)
            yield "library", markdown(library.rows(all_tasks, options.rounds))
        if "commands" in options.only:
            yield "commands", markdown(commands.rows(place.archive, all_tasks, options.rounds))
        if "peers" in options.only:
            yield "peers", large_peers.markdown(place, archive, words, options.rounds)
        if "servers" in options.only and options.servers:
            with open_archive(options.servers) as on_servers:
                yield "servers", markdown(servers.rows(on_servers, archive, words, options.rounds))


def _sizes(options: argparse.Namespace, places: Mapping[int, Place]) -> str:
    """The table of times by the number of articles; with --write the figures are kept, and the plot is drawn."""
    figures: sizes.Latencies = {}
    for articles, place in places.items():
        with open_archive(str(place.archive)) as archive:
            latencies = sizes.measured(tasks(archive, words_of(archive)), articles, options.rounds)
        figures = sizes.merged(figures, latencies)
    if options.write:
        figures = sizes.merged(sizes.read(), figures)
        sizes.write(figures)
        (_DOCS / "latency.svg").write_text(plot.svg(figures), encoding="utf-8")
    return sizes.markdown(figures)


if __name__ == "__main__":
    main()
