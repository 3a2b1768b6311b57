"""A large archive: what its ingest takes, and how long its answers take in the library.

    python -m tests.bench.scale FILES ARCHIVE

ingests FILES in this process and prints, as JSON, the articles a second over the first and the last tenth.
The rest runs in the library, without the start of a process.
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
from newsidx.archive.sqlite.articles import named
from newsidx.dates import EVERY_DAY, DateRange
from newsidx.ingest.pipeline import Progress, ingest
from newsidx.search.answer import count, count_by, highlight, search
from newsidx.search.spelling import suggestion
from tests.bench.measuring import Work
from tests.bench.table import Row

_NEARLY_EVERY, _QUARTER = "a word in nearly every article", "a word in a quarter"
_FEW, _RARE = "a word in 3 %", "a rare word"
_SHARES = {_NEARLY_EVERY: 0.9, _QUARTER: 0.25, _FEW: 0.03, _RARE: 0.001}


def rows(folder: Path, rounds: int, rebuild: bool = False) -> Iterator[Row]:
    """The lines of the table for the files below FOLDER/files, whose archive is FOLDER/news.db.

    The archive is made, and that measured, where there is none or it is to be rebuilt.
    """
    if rebuild or not (folder / "news.db").exists():
        yield from _ingest_rows(folder)
    with open_archive(str(folder / "news.db")) as archive:
        words = {kind: word_in(archive, share) for kind, share in _SHARES.items()}
        for name, ask, bar, aim in _questions(archive, words):
            if not ask():
                raise ValueError(f"Nothing answers “{name}”: there is nothing to measure.")
            yield Row(name, _median(ask, rounds), bar=bar, aim=aim, of="seconds")


def word_in(archive: Archive, share: float) -> str:
    """The word of four letters or more, and no ending to lose, that is in the share of articles nearest to this one."""
    archive.connection.execute(
        "CREATE VIRTUAL TABLE IF NOT EXISTS temp.by_term USING fts5vocab (main, articles_fts, row)"
    )
    sql = """
        SELECT term FROM temp.by_term WHERE term GLOB '[a-z][a-z][a-z][a-z]*'
        ORDER BY abs(doc - ? * (SELECT count(*) FROM articles_fts_docsize)) LIMIT 50
    """
    terms: list[str] = [term for (term,) in archive.rows(sql, [share])]
    wanted = share * count(archive, Query())
    return min(terms, key=lambda term: abs(count(archive, Query.parse(term)) - wanted))


def _ingest_rows(folder: Path) -> Iterator[Row]:
    """Ingest anew, in a process of its own whose memory is watched. The archive has its name only once it is whole."""
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


def _questions(
    archive: Archive, words: dict[str, str]
) -> Iterator[tuple[str, Callable[[], object], float | None, float | None]]:
    """(name, what to time, bar, aim), in seconds. Where no bar is set for a word in a quarter of the articles, it is
    held to that of a word in nearly every one.
    """

    def ask(text: str, sort: str = "relevance", dates: DateRange = EVERY_DAY) -> Callable[[], object]:
        return lambda: list(search(archive, Query.parse(text, dates), sort))

    def page(offset: int) -> Callable[[], object]:  # Query.parse("") would be a blank question, which nothing answers
        return lambda: list(search(archive, Query(), "newest", offset=offset))

    for kind, word in words.items():
        having = count(archive, Query.parse(word))
        month = _month_amid(archive, word, having)
        yield f"newest 20, {kind} ({word}, {having:,})", ask(word, "newest"), 0.01, 0.001
        yield f"20 best of {month}, {kind}", ask(word, dates=parse_range(month)), 0.06, 0.01
        bar, aim = (0.1, 0.02) if kind in (_FEW, _RARE) else (1, 0.1)
        yield f"20 best, {kind}", ask(word), bar, aim
    quarter, few = words[_QUARTER], words[_FEW]
    articles = count(archive, Query())
    ref = next(search(archive, Query.parse(few), "newest", limit=1)).article.ref
    yield "a page of list", page(0), 0.01, 0.001
    yield f"a page of list, {articles // 2:,} articles on", page(articles // 2), 0.01, 0.001
    yield "show", lambda: [highlight(archive, one, Query.parse(few)) for one in named(archive, ref)], 0.01, 0.001
    yield f"counts a month, {quarter}", lambda: count_by(archive, Query.parse(quarter), "month"), 0.15, 0.05
    yield f"count, {quarter}", lambda: count(archive, Query.parse(quarter)), None, None
    yield f"20 best, {quarter} {few}", ask(f"{quarter} {few}"), None, None
    yield f"20 best, ={few}", ask(f"={few}"), None, None
    yield "20 best, comp*", ask("comp*"), None, None
    yield "did you mean, goverment", lambda: suggestion(archive, Query.parse("goverment")), None, None


def _month_amid(archive: Archive, word: str, having: int) -> str:
    """The month of the middle one of the articles that have a word, so that there is something to find in it."""
    middle = next(search(archive, Query.parse(word), "newest", limit=1, offset=having // 2, with_snippets=False))
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
    seen: list[tuple[float, int]] = []

    def note(progress: Progress) -> None:
        if progress.total_files is not None:
            seen.append((time.perf_counter(), progress.articles))

    with open_archive(path, write=True) as archive:
        ingest(archive, [files], on_progress=note)
    articles, start, end = seen[-1][1], seen[0][0], seen[-1][0]
    tenth = articles / 10
    first, last = tenth / (_reached(seen, tenth) - start), tenth / (end - _reached(seen, articles - tenth))
    print(json.dumps({"articles": articles, "first": first, "last": last}))


def _reached(seen: list[tuple[float, int]], articles: float) -> float:
    """The second at which so many articles were written; between two batches in proportion."""
    (earlier, before), (later, after) = next(two for two in pairwise(seen) if two[1][1] >= articles)
    return earlier + (later - earlier) * (articles - before) / (after - before)


if __name__ == "__main__":
    main()
