"""tantivy and a plain FTS5 table beside newsidx on a large archive: each indexes the files, and is asked the same."""

from __future__ import annotations

import importlib.util
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

from newsidx import Archive, Query, SearchRequest, answer
from newsidx.search.request import Match
from tests.bench.in_python import FirstPage, fts5_pages, tantivy_pages
from tests.bench.library import median
from tests.bench.measuring import Work
from tests.bench.scale import Place, figures_of, size_of
from tests.bench.table import duration, table
from tests.bench.tasks import SENTENCE, THREE_WORDS, Task
from tests.bench.vocabulary import FEW, NEARLY_EVERY, QUARTER, RARE

_PAGES: dict[str, Callable[[Path], FirstPage]] = {"tantivy": tantivy_pages, "fts5": fts5_pages}
_HEADINGS = {"fts5": "FTS5"}
_CONTENT = "price tin collapse"


class _Indexed(NamedTuple):
    """What a program took to index the files, and how it is asked for a first page."""

    seconds: float
    megabytes: float
    size: int
    first_page: FirstPage


def markdown(place: Place, archive: Archive, words: dict[str, str], rounds: int) -> str:
    """A table with a row for each query and a column for each program that is installed.

    newsidx is asked for any of the words, as the others are.
    """
    with tempfile.TemporaryDirectory(dir=place.folder) as folder:
        indexed = {name: _indexed(name, place, Path(folder)) for name in _PAGES if _is_installed(name)}
        lines = [*_lines_on_index(place, indexed), *_lines_on_queries(archive, words, indexed, rounds)]
    headings = [_HEADINGS.get(name, name) for name in indexed]
    return table(("work", "newsidx", *headings), lines, words=("work",))


def _is_installed(name: str) -> bool:
    return name == "fts5" or importlib.util.find_spec(name) is not None


def _indexed(name: str, place: Place, folder: Path) -> _Indexed:
    index = folder / name
    work = Work(name, [[sys.executable, "-m", "tests.bench.in_python", name, "index", str(place.files), str(index)]])
    work.run()
    size = size_of(index) if index.is_dir() else index.stat().st_size
    return _Indexed(work.median, work.peak, size, _PAGES[name](index))


def _lines_on_index(place: Place, indexed: dict[str, _Indexed]) -> Iterator[list[str]]:
    own = figures_of(place)
    peers = indexed.values()
    yield ["to index the files", duration(own.seconds if own else None), *(duration(peer.seconds) for peer in peers)]
    megabytes = [own.megabytes if own else 0, *(peer.megabytes for peer in peers)]
    yield ["its peak memory, MB", *(f"{peak:.0f}" if peak else "" for peak in megabytes)]
    sizes = [own.bytes_of_archive if own else place.archive.stat().st_size, *(peer.size for peer in peers)]
    yield ["size on disk, MB", *(f"{size / 1e6:,.0f}" for size in sizes)]


def _lines_on_queries(
    archive: Archive, words: dict[str, str], indexed: dict[str, _Indexed], rounds: int
) -> Iterator[list[str]]:
    singles = {f"20 best: {kind} ({words[kind]})": words[kind] for kind in (NEARLY_EVERY, QUARTER, FEW, RARE)}
    queries = {
        **singles,
        f"20 best of any word: {SENTENCE}": " OR ".join(SENTENCE.split()),
        f"20 best of any word: {_CONTENT}": " OR ".join(_CONTENT.split()),
        f"20 best: {THREE_WORDS}": THREE_WORDS,
    }
    for name, query in queries.items():
        own = Task(name, partial(_first_page, archive, query))
        peers = [Task(name, partial(peer.first_page, query)) for peer in indexed.values()]
        yield [name, *(duration(median(task, rounds)) for task in (own, *peers))]


def _first_page(archive: Archive, query: str) -> object:
    return list(answer(archive, SearchRequest(query=Query.parse(query), match=Match.ANY)).hits)
