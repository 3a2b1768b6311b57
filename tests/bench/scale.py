"""A large archive: what its ingest takes, and how long its answers take in the library.

    python -m tests.bench.scale FILES ARCHIVE

ingests FILES in this process and prints, as JSON, the articles a second over the first and the last tenth.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from newsidx import Archive, Query, parse_range
from newsidx.archive.fetching import named
from newsidx.dates import EVERY_DAY, DateRange
from newsidx.ingest import Progress, ingest
from newsidx.search import count, count_by, highlight, search
from newsidx.spelling import suggestion
from tests.bench.measuring import Work
from tests.bench.table import Row

_SHARES = {"a word in nearly every article": 0.85, "a word in a quarter": 0.25, "a word in 2 %": 0.02}
_MONTH = "1999-03"


def rows(folder: Path, rounds: int) -> Iterator[Row]:
    """The lines of the table for the files below FOLDER/files, whose archive is FOLDER/news.db."""
    yield from _ingest_rows(folder)
    with Archive.open(str(folder / "news.db")) as archive:
        words = {kind: word_in(archive, share) for kind, share in _SHARES.items()}
        for name, ask, bar, aim in _questions(archive, words):
            yield Row(name, _median(ask, rounds), bar=bar, aim=aim, of="seconds")


def word_in(archive: Archive, share: float) -> str:
    """The word of five letters or more, and no ending to lose, that is in the share of articles nearest to this one."""
    archive.connection.execute(
        "CREATE VIRTUAL TABLE IF NOT EXISTS temp.by_term USING fts5vocab (main, articles_fts, row)"
    )
    sql = """
        SELECT term FROM temp.by_term WHERE term GLOB '[a-z][a-z][a-z][a-z]*'
        ORDER BY abs(doc - ? * (SELECT count(*) FROM articles_fts_docsize)) LIMIT 50
    """
    terms = [term for (term,) in archive.rows(sql, [share])]
    wanted = share * count(archive, Query())
    return min(terms, key=lambda term: abs(count(archive, Query.parse(term)) - wanted))


def _ingest_rows(folder: Path) -> Iterator[Row]:
    """Ingest anew, in a process of its own whose memory is watched, unless the archive is there."""
    archive = folder / "news.db"
    if archive.exists():
        return
    work = Work("ingest", [[sys.executable, "-m", "tests.bench.scale", str(folder / "files"), str(archive)]])
    work.run()
    rates = json.loads(work.output)
    name = f"ingest of {rates['articles']:,} articles"
    yield Row(name, work.median, megabytes=work.peak, bar=150, aim=80, of="megabytes")
    yield Row(
        "its articles a second, last tenth over first", rate=rates["last"] / rates["first"], bar=0.7, aim=0.9, of="rate"
    )


def _questions(
    archive: Archive, words: dict[str, str]
) -> Iterator[tuple[str, Callable[[], object], float | None, float | None]]:
    """(name, what to time, bar, aim), in seconds."""
    month = parse_range(_MONTH)

    def ask(text: str, sort: str = "relevance", dates: DateRange = EVERY_DAY, offset: int = 0) -> Callable[[], object]:
        return lambda: list(search(archive, Query.parse(text, dates), sort, 20, offset))

    for kind, word in words.items():
        shown = f"{kind} ({word}, {count(archive, Query.parse(word)):,})"
        yield f"newest 20, {shown}", ask(word, "newest"), 0.01, 0.001
        yield f"20 best of {_MONTH}, {kind}", ask(word, dates=month), 0.06, 0.01
        is_rare = kind.endswith("%")
        yield f"20 best, {kind}", ask(word), 0.1 if is_rare else 1, 0.02 if is_rare else 0.1
    quarter, rare = words["a word in a quarter"], words["a word in 2 %"]
    articles = count(archive, Query())
    ref = next(iter(search(archive, Query(), offset=articles // 2, limit=1))).article.ref
    for offset, where in ((0, ""), (articles // 2, f", {articles // 2:,} articles on")):
        yield (
            f"a page of list{where}",
            lambda offset=offset: list(search(archive, Query(), "newest", 20, offset)),
            0.01,
            0.001,
        )
    yield "show", lambda: [highlight(archive, one, Query.parse(rare)) for one in named(archive, ref)], 0.01, 0.001
    yield f"counts a month, {quarter}", lambda: count_by(archive, Query.parse(quarter), "month"), 0.15, 0.05
    yield f"20 best, {quarter} {rare}", ask(f"{quarter} {rare}"), None, None
    yield f"20 best, ={rare}", ask(f"={rare}"), None, None
    yield "20 best, comp*", ask("comp*"), None, None
    yield "did you mean, goverment", lambda: suggestion(archive, Query.parse("goverment")), None, None


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

    with Archive.open(path, write=True) as archive:
        ingest(archive, [files], on_progress=note)
    articles = seen[-1][1]
    first = next(one for one in seen if one[1] >= articles / 10)
    last = next(one for one in seen if one[1] >= articles * 9 / 10)
    print(
        json.dumps(
            {
                "articles": articles,
                "first": (first[1] - seen[0][1]) / (first[0] - seen[0][0]),
                "last": (articles - last[1]) / (seen[-1][0] - last[0]),
            }
        )
    )


if __name__ == "__main__":
    main()
