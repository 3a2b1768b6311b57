"""A large corpus made from a small one: articles of shuffled sentences, with the same word frequencies, over years.

    python -m tests.bench.large CORPUS FOLDER [--articles 1000000] [--seed 1] [--metadata]

CORPUS is a folder of text files in the seed's layout, such as Reuters-21578, and so are the files made; with --metadata
they begin with header lines instead, which also name a byline, a source, a section and a place. The same seed makes the
same files.
"""

from __future__ import annotations

import argparse
import datetime
import os
import random
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.bench.metadata import Metadata

FIRST, LAST = datetime.date(1987, 1, 1), datetime.date(2022, 12, 31)

_HEAD = re.compile(r"\s*date \d{4}-\d\d-\d\d (?P<headline>.*)")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")


@dataclass(frozen=True)
class Sentences:
    """The material of a corpus: its headlines, its sentences, and the number of sentences in each article."""

    headlines: list[str]
    sentences: list[str]
    lengths: list[int]


def sentences_of(corpus: Path) -> Sentences:
    """Split a corpus. Files without a text are skipped."""
    headlines, sentences, lengths = [], [], []
    for path in sorted(corpus.rglob("*.txt")):
        head, _, body = path.read_text(encoding="utf-8", errors="replace").partition("\n")
        in_body = [sentence for sentence in _SENTENCE_END.split(body.strip()) if sentence]
        if in_body and (match := _HEAD.match(head)) and match["headline"].strip():
            headlines.append(match["headline"].strip())
            sentences.extend(in_body)
            lengths.append(len(in_body))
    return Sentences(headlines, sentences, lengths)


def articles(
    material: Sentences, count: int, seed: int, with_metadata: bool = False
) -> Iterator[tuple[datetime.date, str]]:
    """(date, text of the file) of `count` articles, the same for the same seed."""
    chance = random.Random(seed)
    metadata = Metadata(seed) if with_metadata else None
    days = (LAST - FIRST).days + 1
    for _ in range(count):
        date = FIRST + datetime.timedelta(days=int(chance.random() * days))
        body = " ".join(chance.choices(material.sentences, k=chance.choice(material.lengths)))
        headline = chance.choice(material.headlines)
        if metadata:
            yield date, f"Title: {headline}\nDate: {date}\n{metadata.lines()}\n{body}\n"
        else:
            yield date, f" date {date} {headline}\n\n{body}\n"


def write(material: Sentences, folder: Path, count: int, seed: int, with_metadata: bool = False) -> None:
    """Write the articles as files: FOLDER/1987/02/0000001.txt. The folder gets its name only once it is complete."""
    unfinished = folder.with_name(f"{folder.name}.unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    months: set[str] = set()
    for number, (date, text) in enumerate(articles(material, count, seed, with_metadata), 1):
        month = f"{unfinished}/{date:%Y/%m}"
        if month not in months:
            os.makedirs(month, exist_ok=True)
            months.add(month)
        with open(f"{month}/{number:07}.txt", "w", encoding="utf-8") as file:
            file.write(text)
    unfinished.rename(folder)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.large", description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--metadata", action="store_true", help="with a byline, a source, a section and a place")
    options = parser.parse_args()
    write(sentences_of(options.corpus), options.folder, options.articles, options.seed, options.metadata)


if __name__ == "__main__":
    main()
