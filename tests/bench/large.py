"""A large corpus from a small one: articles of shuffled sentences, with the same words as often, over many years.

    python -m tests.bench.large CORPUS FOLDER [--articles 1000000] [--seed 1]

CORPUS holds text files in the seed's layout, such as Reuters-21578. The same seed makes the same files.
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

FIRST, LAST = datetime.date(1987, 1, 1), datetime.date(2022, 12, 31)

_HEAD = re.compile(r"\s*date \d{4}-\d\d-\d\d (?P<headline>.*)")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")


@dataclass(frozen=True)
class Sentences:
    """What a corpus is made of: its headlines, its sentences, and how many of these its articles have."""

    headlines: list[str]
    sentences: list[str]
    lengths: list[int]


def sentences_of(corpus: Path) -> Sentences:
    """Take a corpus apart. Files without a text are passed over."""
    headlines, sentences, lengths = [], [], []
    for path in sorted(corpus.rglob("*.txt")):
        head, _, body = path.read_text(encoding="utf-8", errors="replace").partition("\n")
        found = [sentence for sentence in _SENTENCE_END.split(body.strip()) if sentence]
        if found and (match := _HEAD.match(head)) and match["headline"].strip():
            headlines.append(match["headline"].strip())
            sentences.extend(found)
            lengths.append(len(found))
    return Sentences(headlines, sentences, lengths)


def articles(made_of: Sentences, number: int, seed: int) -> Iterator[tuple[datetime.date, str]]:
    """(date, text of the file) of so many articles, the same for the same seed."""
    chance = random.Random(seed)
    days = (LAST - FIRST).days + 1
    for _ in range(number):
        date = FIRST + datetime.timedelta(days=int(chance.random() * days))
        body = " ".join(chance.choices(made_of.sentences, k=chance.choice(made_of.lengths)))
        yield date, f" date {date} {chance.choice(made_of.headlines)}\n\n{body}\n"


def write(made_of: Sentences, folder: Path, number: int, seed: int) -> None:
    """Write the articles as files: FOLDER/1987/02/0000001.txt. The folder has its name only once it is whole."""
    unfinished = folder.with_name(f"{folder.name}.unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    made: set[str] = set()
    for serial, (date, text) in enumerate(articles(made_of, number, seed), 1):
        month = f"{unfinished}/{date:%Y/%m}"
        if month not in made:
            os.makedirs(month, exist_ok=True)
            made.add(month)
        with open(f"{month}/{serial:07}.txt", "w", encoding="utf-8") as file:
            file.write(text)
    unfinished.rename(folder)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.large", description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    write(sentences_of(options.corpus), options.folder, options.articles, options.seed)


if __name__ == "__main__":
    main()
