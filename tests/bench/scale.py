"""A large archive: the time and memory of its ingest, and the time of its queries.

    python -m tests.bench.scale FILES ARCHIVE

ingests FILES in this process and prints, as JSON, the articles a second over the first and the last tenth.
The queries run in the library, without starting a process.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

from newsidx import Archive, Query, parse_range
from newsidx.archive import open_archive
from newsidx.archive.sqlite.articles import named
from newsidx.dates import EVERY_DAY, DateRange
from newsidx.ingest.pipeline import Progress, ingest
from newsidx.search.spelling import suggestion
from tests.bench.measuring import Work
from tests.bench.table import Row
from tests.searching import count, highlight, histogram, search

_NEARLY_EVERY, _QUARTER = "a word in nearly every article", "a word in a quarter"
_FEW, _RARE = "a word in 3 %", "a rare word"
_SHARES = {_NEARLY_EVERY: 0.9, _QUARTER: 0.25, _FEW: 0.03, _RARE: 0.001}


def rows(folder: Path, rounds: int, rebuild: bool = False) -> Iterator[Row]:
    """The lines of the table for the files in FOLDER/files and their archive FOLDER/news.db.

    If there is no archive, or with `rebuild`, its ingest is measured too.
    """
    if rebuild or not (folder / "news.db").exists():
        yield from _ingest_rows(folder)
    with open_archive(str(folder / "news.db")) as archive:
        words = {kind: word_in(archive, share) for kind, share in _SHARES.items()}
        for name, query, bar, aim in _queries(archive, words):
            if not query():
                raise ValueError(f"“{name}” finds nothing: there is nothing to measure.")
            yield Row(name, _median(query, rounds), bar=bar, aim=aim, of="seconds")


def word_in(archive: Archive, share: float) -> str:
    """A word of at least four letters that is its own stem, and that is in about this share of the articles."""
    archive.connection.execute(
        "CREATE VIRTUAL TABLE IF NOT EXISTS temp.by_term USING fts5vocab (main, articles_fts, row)"
    )
    sql = """
        SELECT term FROM temp.by_term WHERE term GLOB '[a-z][a-z][a-z][a-z]*'
        ORDER BY abs(doc - ? * (SELECT count(*) FROM articles_fts_docsize)) LIMIT 50
    """
    terms: list[str] = [term for (term,) in archive.rows(sql, [share])]
    target = share * count(archive, Query())
    return min(terms, key=lambda term: abs(count(archive, Query.parse(term)) - target))


def _ingest_rows(folder: Path) -> Iterator[Row]:
    """Ingest again, in a process of its own whose memory is measured. The archive gets its name once it is done."""
    unfinished, archive = folder / "unfinished.db", folder / "news.db"
    _remove(unfinished)
    work = Work("ingest", [[sys.executable, "-m", "tests.bench.scale", str(folder / "files"), str(unfinished)]])
    work.run()
    _remove(archive)
    unfinished.rename(archive)
    rates = json.loads(work.output)
    name = f"ingest of {rates['articles']:,} articles"
    yield Row(name, work.median, megabytes=work.peak, bar=150, aim=80, of="megabytes")
    yield Row(
        "its articles a second, last tenth over first", rate=rates["last"] / rates["first"], bar=0.7, aim=0.9, of="rate"
    )


def _remove(archive: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        Path(f"{archive}{suffix}").unlink(missing_ok=True)


def _queries(
    archive: Archive, words: dict[str, str]
) -> Iterator[tuple[str, Callable[[], object], float | None, float | None]]:
    """(name, what to time, bar, aim), in seconds."""

    def run(text: str, sort: str = "relevance", dates: DateRange = EVERY_DAY) -> Callable[[], object]:
        return lambda: list(search(archive, Query.parse(text, dates), sort))

    def page(offset: int) -> Callable[[], object]:  # Query.parse("") would be a blank query, which matches nothing
        return lambda: list(search(archive, Query(), "newest", offset=offset))

    for kind, word in words.items():
        article_count = count(archive, Query.parse(word))
        month = _median_month(archive, word, article_count)
        yield f"newest 20, {kind} ({word}, {article_count:,})", run(word, "newest"), 0.01, 0.001
        yield f"20 best of {month}, {kind}", run(word, dates=parse_range(month)), 0.06, 0.01
        bar, aim = (0.1, 0.02) if kind in (_FEW, _RARE) else (1, 0.1)
        yield f"20 best, {kind}", run(word), bar, aim
    quarter, few = words[_QUARTER], words[_FEW]
    articles = count(archive, Query())
    ref = next(search(archive, Query.parse(few), "newest", limit=1)).article.ref
    yield "a page of list", page(0), 0.01, 0.001
    yield f"a page of list, {articles // 2:,} articles on", page(articles // 2), 0.01, 0.001
    yield (
        "show",
        lambda: [highlight(archive, item, Query.parse(few)) for item in named(archive, ref)],
        0.01,
        0.001,
    )
    yield f"counts a month, {quarter}", lambda: histogram(archive, Query.parse(quarter), "month"), 0.15, 0.05
    yield f"count, {quarter}", lambda: count(archive, Query.parse(quarter)), None, None
    yield f"20 best, {quarter} {few}", run(f"{quarter} {few}"), None, None
    yield f"20 best, ={few}", run(f"={few}"), None, None
    yield "20 best, comp*", run("comp*"), None, None
    yield "did you mean, goverment", lambda: suggestion(archive, Query.parse("goverment")), None, None


def _median_month(archive: Archive, word: str, article_count: int) -> str:
    """The month of the median article with a word, so that there is something to find in it."""
    middle = next(search(archive, Query.parse(word), "newest", limit=1, offset=article_count // 2, with_snippets=False))
    return f"{middle.article.date:%Y-%m}"


def _median(work: Callable[[], object], rounds: int) -> float:
    seconds = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - start)
    return statistics.median(seconds)


def main() -> None:
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
