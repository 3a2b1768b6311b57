"""The ranking benchmark: how well newsidx ranks its hits, compared with other search libraries on the same documents.

    python -m tests.bench.ranking [--collection NAME=FOLDER]... [--known-items NAME=FOLDER]... [--reuters FOLDER]

A collection is a folder of documents, queries and judgments: docs.jsonl, queries.jsonl and qrels.tsv, or the files that
BEIR or the SMART collections have (`tests.bench.ranking.classic`); docs/measures.md names those that were measured.
--reuters is a folder with reuters/, which is Reuters-21578 unpacked in the seed's layout, and reuters-topics.json with
the topics of each of its files. It gives three collections. --known-items is a folder of news files and gives two: the
headlines become queries that have to find their articles, of which only the bodies are indexed.

Every system returns its 100 best documents. The first table has, for each collection,

    nDCG@10  how relevant the first ten are and how well they are ordered: what a reader sees

and the mean over the collections, also of each half of their queries: what is chosen on one half has to hold on the
other. The second has the means of

    AP@100   how well the relevant ones are ranked above the others
    R@100    how many of the relevant ones were found at all

It needs `pip install ir-measures`; the peers are `tantivy`, `bm25s` with `PyStemmer`, and `whoosh`. Each is left out,
with a line on stderr, if it is not installed.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.bench.ranking import news
from tests.bench.ranking.collection import Collection, read
from tests.bench.ranking.scores import Scores, scores_of
from tests.bench.ranking.systems import SYSTEMS, indexed, missing


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench.ranking",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--collection", type=_named_folder, action="append", default=[], metavar="NAME=FOLDER")
    parser.add_argument("--known-items", type=_named_folder, action="append", default=[], metavar="NAME=FOLDER")
    parser.add_argument("--reuters", type=Path, metavar="FOLDER")
    parser.add_argument("--system", choices=SYSTEMS, action="append", help="only this one (can be given several times)")
    options = parser.parse_args()
    systems = _installed(options.system or list(SYSTEMS))
    scores: dict[str, list[Scores]] = {system: [] for system in systems}
    collections = list(_collections(options))
    if not collections:
        parser.error("nothing to measure: give a folder with --collection, --known-items or --reuters")
    for collection in collections:
        print(f"{collection.name}: {len(collection.documents):,} documents", file=sys.stderr)
        with indexed(collection) as material:
            for system in systems:
                scores[system].append(scores_of(material.collection, SYSTEMS[system][1](material)))
    _print_collections(collections, scores)
    _print_means(scores)


def _collections(options: argparse.Namespace) -> Iterator[Collection]:
    for name, folder in options.collection:
        yield read(name, folder)
    if options.reuters:
        yield from news.reuters(options.reuters)
    for name, folder in options.known_items:
        material = news.read_news(folder)
        yield news.known_items(name, material)
        yield news.near_duplicates(name, material)


def _installed(systems: list[str]) -> list[str]:
    for system in systems:
        if modules := missing(system):
            print(f"{system} is left out: {' and '.join(modules)} not installed", file=sys.stderr)
    return [system for system in systems if not missing(system)]


def _print_collections(collections: list[Collection], scores: dict[str, list[Scores]]) -> None:
    print(f"| nDCG@10 | queries | {' | '.join(scores)} |\n| --- | ---: |{' ---: |' * len(scores)}")
    for place, collection in enumerate(collections):
        _print_row(f"{collection.name} | {len(collection.queries)}", [found[place].ndcg for found in scores.values()])
    for label, half in (("**mean**", None), ("mean, first half", 0), ("mean, second half", 1)):
        _print_row(f"{label} | ", [_mean([each.ndcg_of_half(half) for each in found]) for found in scores.values()])
    print()


def _print_means(scores: dict[str, list[Scores]]) -> None:
    print("| mean | nDCG@10 | AP@100 | R@100 |\n| --- | ---: | ---: | ---: |")
    for system, found in scores.items():
        measures = ([each.ndcg for each in found], [each.ap for each in found], [each.recall for each in found])
        _print_row(system, list(map(_mean, measures)))


def _print_row(label: str, figures: list[float]) -> None:
    print(f"| {label} | {' | '.join(f'{figure:.4f}' for figure in figures)} |", flush=True)


def _mean(figures: list[float]) -> float:
    return sum(figures) / len(figures)


def _named_folder(text: str) -> tuple[str, Path]:
    name, equals, folder = text.partition("=")
    if not (name and equals and folder):
        raise argparse.ArgumentTypeError(f"{text!r} is not NAME=FOLDER")
    return name, Path(folder)


if __name__ == "__main__":
    main()
