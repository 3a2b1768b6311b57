"""The benchmark: newsidx beside the floor and a bare Python, in turn, several times; a Markdown table of medians.

    python -m tests.bench FOLDER [--rounds N]

FOLDER holds text files in the seed's layout, such as Reuters-21578 unpacked.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from tests.bench.measuring import Work, machine


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--word", default="cocoa", help="the word to search for")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        works = _works(options.folder, Path(folder), options.word)
        for _ in range(options.rounds):
            for work, _beside in works:
                work.run()
    print(f"{machine()}. Medians of {options.rounds} rounds in turn.\n")
    print("| work | seconds | beside | ratio | peak MB |\n| --- | ---: | --- | ---: | ---: |")
    for work, beside in works:
        ratio = f"{work.median / beside.median:.2f}" if beside else ""
        name = beside.name if beside else ""
        print(f"| {work.name} | {work.median:.3f} | {name} | {ratio} | {max(work.megabytes):.0f} |")


def _works(articles: Path, folder: Path, word: str) -> list[tuple[Work, Work | None]]:
    """What to measure, each with what it is compared to, in an order in which each can rely on those before."""

    def without(name: str) -> None:
        for path in folder.glob(f"{name}*"):
            path.unlink()

    python = sys.executable
    newsidx = [str(Path(python).with_name("newsidx"))]
    archive = ["--db", str(folder / "news.db")]
    bare = Work("python -c pass", [python, "-c", "pass"])
    floor = Work(
        "floor",
        [python, str(Path(__file__).with_name("floor.py")), str(articles), str(folder / "floor.db")],
        before=lambda: without("floor.db"),
    )
    ingest = [*newsidx, "ingest", str(articles), *archive]
    return [
        (bare, None),
        (Work("newsidx --version", [*newsidx, "--version"]), bare),
        (floor, None),
        (Work("newsidx ingest", ingest, before=lambda: without("news.db")), floor),
        (Work("newsidx ingest, nothing changed", ingest), floor),
        (Work(f"newsidx search {word}", [*newsidx, "search", word, *archive]), bare),
        (Work("newsidx list -n 20", [*newsidx, "list", "-n", "20", *archive]), bare),
    ]


if __name__ == "__main__":
    main()
