"""The near-duplicate benchmark: how many edited copies of real articles are found, and how many false pairs.

    python -m tests.bench.near_duplicates CORPUS [--every 10]

Every tenth article of at least 60 words gets one edited copy, dated two days later, with one of five edits in turn: the
last third cut, the headline changed, two sentences swapped, the figures updated, two words in a hundred replaced. The
copies are put into an archive with all articles. Recall is the share of (article, copy) pairs that are found. Precision
is the share of correct pairs among the found pairs with a copy: such a pair, or the copy with a near-duplicate of its
article, as the real articles have many near-duplicates of their own.
"""

from __future__ import annotations

import argparse
import datetime
import random
import re
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from newsidx import Archive
from newsidx.analysis.near_duplicates import compare
from newsidx.archive import open_archive
from newsidx.archive.sqlite.articles import articles
from newsidx.archive.sqlite.near_duplicates import pairs
from newsidx.article import Article
from newsidx.ingest.pipeline import ingest

_ROUNDS = 5
_MIN_WORDS = 60


def cut(article: Article, chance: random.Random) -> tuple[str, str]:
    words = article.body.split(" ")
    return article.title, " ".join(words[: len(words) * 2 // 3])


def headline(article: Article, chance: random.Random) -> tuple[str, str]:
    return "Another headline for " + " ".join(article.body.split()[5:9]), article.body


def swap(article: Article, chance: random.Random) -> tuple[str, str]:
    sentences = re.split(r"(?<=[.!?])\s+", article.body)
    if len(sentences) > 2:
        place = chance.randrange(len(sentences) - 1)
        sentences[place : place + 2] = sentences[place + 1], sentences[place]
    return article.title, " ".join(sentences)


def figures(article: Article, chance: random.Random) -> tuple[str, str]:
    return article.title, re.sub(r"\d+", lambda match: str(int(match[0]) + chance.randrange(1, 9)), article.body)


def replaced(article: Article, chance: random.Random) -> tuple[str, str]:
    return article.title, re.sub(
        r"\b[a-z]+\b", lambda match: "otherwise" if chance.random() < 0.02 else match[0], article.body
    )


EDITS: tuple[Callable[[Article, random.Random], tuple[str, str]], ...] = (cut, headline, swap, figures, replaced)


def main() -> None:
    """Make the copies, compare, and print a Markdown table with a line for each share."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus")
    parser.add_argument("--every", type=int, default=10)
    options = parser.parse_args()
    chance = random.Random(1)
    with tempfile.TemporaryDirectory() as place, open_archive(f"{place}/news.db", write=True) as archive:
        start = time.perf_counter()
        ingest(archive, [options.corpus])
        ingest_seconds = time.perf_counter() - start
        seconds = statistics.median(_timed(archive) for _ in range(_ROUNDS))
        copies = _make_copies(archive, Path(place) / "copies", options.every, chance)
        ingest(archive, [f"{place}/copies"])
        compare(archive)
        _print(archive, copies)
        print(f"\ncompare {seconds:.2f} s, {seconds / ingest_seconds:.2f} of the ingest")


def _timed(archive: Archive) -> float:
    archive.connection.execute("DELETE FROM comparison")
    start = time.perf_counter()
    compare(archive)
    return time.perf_counter() - start


def _make_copies(archive: Archive, folder: Path, every: int, chance: random.Random) -> dict[str, tuple[int, str]]:
    """Write the copies. Returns, by the path of each, the id of its article and the name of the edit."""
    folder.mkdir()
    ids = [
        article_id
        for (article_id,) in archive.rows("SELECT id FROM articles WHERE words >= ? ORDER BY id", [_MIN_WORDS])
    ]
    copies: dict[str, tuple[int, str]] = {}
    for number, article in enumerate(articles(archive, ids[::every])):
        edit = EDITS[number % len(EDITS)]
        title, body = edit(article, chance)
        day = (article.date or datetime.date(1987, 3, 1)) + datetime.timedelta(days=2)
        path = folder / f"{number}.txt"
        path.write_text(f"title: {title}\ndate: {day}\n\n{body}\n")
        copies[str(path)] = article.id, edit.__name__
    return copies


def _print(archive: Archive, copies: dict[str, tuple[int, str]]) -> None:
    source = {
        article: copies[path]
        for article, path in archive.rows("SELECT article, path FROM copies JOIN files ON files.id = file")
        if path in copies
    }
    all_pairs = list(pairs(archive, 0.5))
    print("| share | " + " | ".join(edit.__name__ for edit in EDITS) + " | recall | precision |")
    print("| ---: |" + " ---: |" * (len(EDITS) + 2))
    for share in (0.5, 0.6, 0.7, 0.8, 0.9):
        found = {frozenset((pair.article, pair.earlier)) for pair in all_pairs if pair.share >= share}
        hits: dict[str, int] = dict.fromkeys((edit.__name__ for edit in EDITS), 0)
        totals = dict.fromkeys(hits, 0)
        for copy, (article, edit) in source.items():
            totals[edit] += 1
            hits[edit] += frozenset((copy, article)) in found
        with_copy = [pair for pair in found if pair & source.keys()]
        correct = sum(_is_correct(pair, source, found) for pair in with_copy)
        recalls = " | ".join(f"{hits[edit] / max(1, totals[edit]):.3f}" for edit in hits)
        print(
            f"| {share:.0%} | {recalls} | {sum(hits.values()) / max(1, sum(totals.values())):.3f} "
            f"| {correct / max(1, len(with_copy)):.3f} |"
        )


def _is_correct(pair: frozenset[int], source: dict[int, tuple[int, str]], found: set[frozenset[int]]) -> bool:
    one, other = (source[article][0] if article in source else article for article in pair)
    return one == other or frozenset((one, other)) in found


if __name__ == "__main__":
    main()
