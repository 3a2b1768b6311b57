"""A large corpus made from a small one: articles of shuffled sentences, with the same word frequencies, over years.

    python -m tests.bench.large CORPUS FOLDER [--articles 1000000] [--seed 1] [--metadata] [--packed]

CORPUS is a folder of text files in the seed's layout, such as Reuters-21578, and so are the files made; with --metadata
they begin with header lines instead, which also name a byline, a source, a section and a place. With --packed they are
the lines of one JSON Lines file a year, for archives too large for a file each. The same seed makes the same articles.
"""

from __future__ import annotations

import argparse
import datetime
import json
import os
import random
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, TextIO

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


class MadeArticle(NamedTuple):
    """An article made of a corpus's sentences; `header` has what it says of itself besides date and headline."""

    date: datetime.date
    headline: str
    body: str
    header: Mapping[str, str]

    @property
    def text(self) -> str:
        """The text of its file: in the seed's layout, or below a header."""
        if not self.header:
            return f" date {self.date} {self.headline}\n\n{self.body}\n"
        lines = "".join(f"{key}: {value}\n" for key, value in self.header.items())
        return f"Title: {self.headline}\nDate: {self.date}\n{lines}\n{self.body}\n"

    @property
    def record(self) -> str:
        """The article as a line of JSON."""
        return json.dumps({"title": self.headline, "date": f"{self.date}", **self.header, "text": self.body}) + "\n"


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


def articles(material: Sentences, count: int, seed: int, with_metadata: bool = False) -> Iterator[MadeArticle]:
    """So many articles, the same for the same seed; with metadata they have the same dates and texts."""
    chance = random.Random(seed)
    metadata = Metadata(seed) if with_metadata else None
    days = (LAST - FIRST).days + 1
    for _ in range(count):
        date = FIRST + datetime.timedelta(days=int(chance.random() * days))
        body = " ".join(chance.choices(material.sentences, k=chance.choice(material.lengths)))
        yield MadeArticle(date, chance.choice(material.headlines), body, metadata.of_next() if metadata else {})


def write(made: Iterable[MadeArticle], folder: Path, *, packed: bool = False) -> None:
    """Write articles as files, FOLDER/1987/02/0000001.txt, or packed, FOLDER/1987.jsonl. The folder gets its name only
    once it is complete.
    """
    unfinished = folder.with_name(f"{folder.name}.unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    (_write_packed if packed else _write_files)(made, unfinished)
    unfinished.rename(folder)


def _write_files(made: Iterable[MadeArticle], folder: Path) -> None:
    months: set[str] = set()
    for number, article in enumerate(made, 1):
        month = f"{folder}/{article.date:%Y/%m}"
        if month not in months:
            os.makedirs(month, exist_ok=True)
            months.add(month)
        with open(f"{month}/{number:07}.txt", "w", encoding="utf-8") as file:
            file.write(article.text)


def _write_packed(made: Iterable[MadeArticle], folder: Path) -> None:
    folder.mkdir(parents=True)
    with ExitStack() as open_files:
        years: dict[int, TextIO] = {}
        for article in made:
            year = article.date.year
            if year not in years:
                years[year] = open_files.enter_context(open(folder / f"{year}.jsonl", "w", encoding="utf-8"))
            years[year].write(article.record)


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench.large", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpus", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--metadata", action="store_true", help="with a byline, a source, a section and a place")
    parser.add_argument("--packed", action="store_true", help="a JSON Lines file a year, not a file an article")
    options = parser.parse_args()
    material = sentences_of(options.corpus)
    made = articles(material, options.articles, options.seed, options.metadata)
    write(made, options.folder, packed=options.packed)


if __name__ == "__main__":
    main()
