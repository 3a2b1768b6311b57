"""A large archive: its files, made from a corpus's sentences, and the time, memory and size of its ingest.

    python -m tests.bench.scale FILES ARCHIVE

ingests FILES in this process and prints, as JSON, the articles a second over the first and the last tenth.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from itertools import pairwise
from pathlib import Path

from newsidx.archive import open_archive
from newsidx.ingest.pipeline import Progress, ingest
from tests.bench import large
from tests.bench.measuring import Work
from tests.bench.table import Row


@dataclass(frozen=True)
class Ingest:
    """The figures of an ingest: seconds, the most megabytes of its processes, articles a second at both ends, sizes.

    They are stored beside the archive that it made, so that a table of what the archive answers can say how it came.
    """

    articles: int
    seconds: float
    megabytes: float
    first_rate: float
    last_rate: float
    bytes_of_files: int
    bytes_of_archive: int
    optimize_seconds: float | None = None


@dataclass(frozen=True)
class Place:
    """The folder of a large archive: its files, the archive, and the figures of its ingest."""

    folder: Path

    @property
    def files(self) -> Path:
        """The folder of article files."""
        return self.folder / "files"

    @property
    def archive(self) -> Path:
        """The archive, there only once it is complete."""
        return self.folder / "news.db"

    @property
    def figures(self) -> Path:
        """The figures of the ingest, as JSON; not there if the archive was made in another way."""
        return self.folder / "ingest.json"


def prepared(
    corpus: Path, folder: Path, articles: int, *, packed: bool = False, rebuild: bool = False, optimize: bool = False
) -> Place:
    """The folder of a large archive of so many articles, with files and archive; what is missing is made.

    With `rebuild` the archive is made again, with `optimize` it is optimized once it is made.
    """
    place = Place(folder)
    if not place.files.exists() and not place.archive.exists():
        place.folder.mkdir(parents=True, exist_ok=True)
        made = large.articles(large.sentences_of(corpus), articles, seed=1, with_metadata=True)
        large.write(made, place.files, packed=packed)
    if rebuild or not place.archive.exists():
        _make_archive(place, optimize)
    return place


def figures_of(place: Place) -> Ingest | None:
    """The figures of the ingest that made an archive; None if it was not measured."""
    return Ingest(**json.loads(place.figures.read_text())) if place.figures.exists() else None


def rows(place: Place) -> Iterator[Row]:
    """The rows of the ingest that made an archive; none if it was not measured."""
    figures = figures_of(place)
    if figures is None:
        return
    name = f"ingest of {figures.articles:,} articles"
    yield Row(name, figures.seconds, megabytes=figures.megabytes, bar=100, aim=80, of="megabytes")
    rate = figures.last_rate / figures.first_rate
    yield Row("its articles a second, last tenth over first", rate=rate, bar=0.9, aim=0.95, of="rate")
    size = figures.bytes_of_archive / figures.bytes_of_files
    yield Row("index and texts over the size of the files", rate=size, bar=2.0, aim=1.6)
    if figures.optimize_seconds is not None:
        yield Row("newsidx optimize, after it", figures.optimize_seconds)


def _make_archive(place: Place, optimize: bool) -> None:
    """Ingest in a process of its own whose memory is measured. The archive gets its name once it is done."""
    unfinished = place.folder / "unfinished.db"
    _remove(unfinished)
    work = Work("ingest", [[sys.executable, "-m", "tests.bench.scale", str(place.files), str(unfinished)]])
    work.run()
    rates = json.loads(work.output)
    size = unfinished.stat().st_size
    optimizing = Work(
        "optimize", [[str(Path(sys.executable).with_name("newsidx")), "--db", str(unfinished), "optimize"]]
    )
    if optimize:
        optimizing.run()
    figures = Ingest(
        articles=rates["articles"],
        seconds=work.median,
        megabytes=work.peak,
        first_rate=rates["first"],
        last_rate=rates["last"],
        bytes_of_files=size_of(place.files),
        bytes_of_archive=size,
        optimize_seconds=optimizing.median if optimize else None,
    )
    _remove(place.archive)
    unfinished.rename(place.archive)
    place.figures.write_text(json.dumps(asdict(figures), indent=1))


def size_of(folder: Path) -> int:
    """The bytes of all files of a folder."""
    return sum(os.path.getsize(os.path.join(path, name)) for path, _, names in os.walk(folder) for name in names)


def _remove(archive: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        Path(f"{archive}{suffix}").unlink(missing_ok=True)


def main() -> None:
    """Ingest, and print the articles a second at both ends."""
    files, path = sys.argv[1:]
    progress_log: list[tuple[float, int]] = []

    def note(progress: Progress) -> None:
        if progress.total_files is not None:
            progress_log.append((time.perf_counter(), progress.articles))

    with open_archive(path, write=True) as archive:
        ingest(archive, [files], on_progress=note)
    articles, start, end = progress_log[-1][1], progress_log[0][0], progress_log[-1][0]
    tenth = articles / 10
    first = tenth / (_time_at(progress_log, tenth) - start)
    last = tenth / (end - _time_at(progress_log, articles - tenth))
    print(json.dumps({"articles": articles, "first": first, "last": last}))


def _time_at(progress_log: list[tuple[float, int]], articles: float) -> float:
    """The second at which so many articles were written, interpolated between two batches."""
    (earlier, before), (later, after) = next(pair for pair in pairwise(progress_log) if pair[1][1] >= articles)
    return earlier + (later - earlier) * (articles - before) / (after - before)


if __name__ == "__main__":
    main()
