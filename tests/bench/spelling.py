"""The benchmark of suggestions: for how many misspelt words the first suggestion is the word that was meant.

    python -m tests.bench.spelling FOLDER [--part tuned|held-out|all] [--wrong]

The folder is Reuters-21578 unpacked in the seed's layout. The words that the pairs in misspellings.txt stand for are
added to it, each in 2 to 60 articles of its own. The constants were chosen by the first part of the pairs; the second,
held out, is only measured. A word written correctly (`-`) that is not in the archive should have no suggestion.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

from newsidx import Archive, Query
from newsidx.archive import open_archive
from newsidx.ingest.pipeline import ingest
from newsidx.search.spelling import suggestion
from newsidx.text.fold import folded

_PAIRS = Path(__file__).with_name("misspellings.txt")


class Pair(NamedTuple):
    """A word as it is typed, and the words that may be meant by it; none if it is correct."""

    typed: str
    meant: tuple[str, ...]
    is_held_out: bool


def pairs() -> list[Pair]:
    """The pairs of misspellings.txt."""
    tuned, _, held_out = _PAIRS.read_text(encoding="utf-8").partition("# Held out")
    return [*_pairs(tuned, False), *_pairs(held_out, True)]


def _pairs(text: str, is_held_out: bool) -> list[Pair]:
    lines = [line.split() for line in text.splitlines() if line and line[0] not in "#:"]
    return [Pair(typed, () if meant == "-" else tuple(meant.split("/")), is_held_out) for typed, meant in lines]


def write_articles(folder: Path) -> None:
    """Write articles with the words that are meant, as many for each as its checksum says."""
    for word in sorted({word for pair in pairs() for word in pair.meant}):
        for number in range(2 + crc32(word.encode()) % 59):
            text = f"date 1988-01-{1 + number % 31:02} News {number}\n\nOn that day {word} was in the news."
            (folder / f"{word}-{number}.txt").write_text(text, encoding="utf-8")


def measure(archive: Archive, pairs: list[Pair], show_wrong: bool) -> None:
    """Ask for the suggestion for each word, and print how many are right."""
    right = suggested = total = in_archive = noise = correct = 0
    times: list[float] = []
    for pair in pairs:
        article_count = archive.count(Query.parse(pair.typed))
        started = time.perf_counter()
        found = suggestion(archive, Query.parse(pair.typed))
        times.append(time.perf_counter() - started)
        if not pair.meant:
            correct += article_count == 0
            noise += article_count == 0 and found is not None
        elif _is_found(archive, pair, article_count):
            continue
        else:
            is_right = found is not None and _is_form(archive, found.query, pair.meant)
            total, suggested, right = total + 1, suggested + (found is not None), right + is_right
            in_archive += article_count > 0
            if is_right:
                continue
        if show_wrong and (pair.meant or found):
            print(
                f"  {pair.typed} ({article_count}): {found.query if found else '-'}, not {'/'.join(pair.meant) or '-'}"
            )
    times.sort()
    print(f"{total} misspelt words, {in_archive} of them in some article: {suggested} suggestions, {right} right")
    print(f"precision at 1 {right / total:.3f}, of suggestions {right / suggested:.3f}")
    print(f"{correct} correct words in no article: {noise} suggestions")
    print(f"median {times[len(times) // 2] * 1000:.1f} ms, longest {times[-1] * 1000:.1f} ms")


def _is_found(archive: Archive, pair: Pair, article_count: int) -> bool:
    """Whether a word finds what is meant as it was typed, by its stem: `independant` is stemmed like `independent`."""
    return any(2 * article_count >= archive.count(Query.parse(word)) for word in pair.meant)


def _is_form(archive: Archive, word: str, meant: tuple[str, ...]) -> bool:
    """Whether a word is one of those meant, or another form of it."""
    if folded(word) in map(folded, meant):
        return True
    return folded(word).removesuffix("s") in [folded(other).removesuffix("s") for other in meant]


def main() -> None:
    """Measure the pairs of a half, or all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--part", choices=["tuned", "held-out", "all"], default="all")
    parser.add_argument("--wrong", action="store_true", help="print the words with a wrong suggestion, or none")
    options = parser.parse_args()
    part = [pair for pair in pairs() if options.part == "all" or pair.is_held_out == (options.part == "held-out")]
    with tempfile.TemporaryDirectory() as place, open_archive(f"{place}/news.db", write=True) as archive:
        words = Path(place) / "words"
        words.mkdir()
        write_articles(words)
        ingest(archive, [str(options.folder), str(words)])
        measure(archive, part, options.wrong)


if __name__ == "__main__":
    main()
