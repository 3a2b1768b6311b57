"""The near-duplicate benchmark: how many known edits of real stories are found, and what else is.

    python -m tests.bench.stories CORPUS [--every 10]

Of every tenth story of at least 60 words one edited copy is made, dated two days later, by each of five edits in turn:
the tail cut (a third), the headline changed, two sentences swapped, the figures updated, two words in a hundred
replaced. Copies are put in an archive with all stories. Recall is the share of (story, copy) pairs found; precision
the share of the pairs found with a copy in them that are such a pair, or such a pair's near-duplicate without a copy:
the real stories hold many of their own.
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
from newsidx.archive.sqlite.articles import articles
from newsidx.archive.sqlite.near_duplicates import pairs
from newsidx.article import Article
from newsidx.ingest.pipeline import ingest

_ROUNDS = 5
_LEAST_WORDS = 60


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
    return article.title, re.sub(r"\d+", lambda found: str(int(found[0]) + chance.randrange(1, 9)), article.body)


def replaced(article: Article, chance: random.Random) -> tuple[str, str]:
    return article.title, re.sub(
        r"\b[a-z]+\b", lambda found: "otherwise" if chance.random() < 0.02 else found[0], article.body
    )


EDITS: tuple[Callable[[Article, random.Random], tuple[str, str]], ...] = (cut, headline, swap, figures, replaced)


def main() -> None:
    """Make the copies, compare, and print a Markdown table for each share."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("corpus")
    options.add_argument("--every", type=int, default=10)
    given = options.parse_args()
    chance = random.Random(1)
    with tempfile.TemporaryDirectory() as place, open_archive(f"{place}/news.db", write=True) as archive:
        began = time.perf_counter()
        ingest(archive, [given.corpus])
        ingested = time.perf_counter() - began
        took = [_timed(archive) for _ in range(_ROUNDS)]
        made = _make_copies(archive, Path(place) / "copies", given.every, chance)
        ingest(archive, [f"{place}/copies"])
        compare(archive)
        _print(archive, made)
        print(f"\ncompare {statistics.median(took):.2f} s, {statistics.median(took) / ingested:.2f} of the ingest")


def _timed(archive: Archive) -> float:
    archive.connection.execute("DELETE FROM comparison")
    began = time.perf_counter()
    compare(archive)
    return time.perf_counter() - began


def _make_copies(archive: Archive, folder: Path, every: int, chance: random.Random) -> dict[str, tuple[int, str]]:
    """Write the copies. Returns, by the path of each, the story's id and the edit's name."""
    folder.mkdir()
    ids = [one for (one,) in archive.rows("SELECT id FROM articles WHERE words >= ? ORDER BY id", [_LEAST_WORDS])]
    made: dict[str, tuple[int, str]] = {}
    for number, article in enumerate(articles(archive, ids[::every])):
        edit = EDITS[number % len(EDITS)]
        title, body = edit(article, chance)
        day = (article.date or datetime.date(1987, 3, 1)) + datetime.timedelta(days=2)
        path = folder / f"{number}.txt"
        path.write_text(f"title: {title}\ndate: {day}\n\n{body}\n")
        made[str(path)] = article.id, edit.__name__
    return made


def _print(archive: Archive, made: dict[str, tuple[int, str]]) -> None:
    source = {
        article: made[path]
        for article, path in archive.rows("SELECT article, path FROM copies JOIN files ON files.id = file")
        if path in made
    }
    known = list(pairs(archive, 0.5))
    print("| share | " + " | ".join(edit.__name__ for edit in EDITS) + " | recall | precision |")
    print("| ---: |" + " ---: |" * (len(EDITS) + 2))
    for share in (0.5, 0.6, 0.7, 0.8, 0.9):
        found = [{pair.article, pair.earlier} for pair in known if pair.share >= share]
        alike = {frozenset(pair) for pair in found}
        right: dict[str, int] = dict.fromkeys((edit.__name__ for edit in EDITS), 0)
        of = dict.fromkeys(right, 0)
        for copy, (story, edit) in source.items():
            of[edit] += 1
            right[edit] += frozenset((copy, story)) in alike
        with_copy = [pair for pair in found if pair & source.keys()]
        true = sum(_is_true(pair, source, alike) for pair in with_copy)
        recalls = " | ".join(f"{right[edit] / max(1, of[edit]):.3f}" for edit in right)
        print(
            f"| {share:.0%} | {recalls} | {sum(right.values()) / max(1, sum(of.values())):.3f} "
            f"| {true / max(1, len(with_copy)):.3f} |"
        )


def _is_true(pair: set[int], source: dict[int, tuple[int, str]], alike: set[frozenset[int]]) -> bool:
    one, other = (source[article][0] if article in source else article for article in pair)
    return one == other or frozenset((one, other)) in alike


if __name__ == "__main__":
    main()
