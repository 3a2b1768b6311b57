"""The benchmark of related articles: how many of the first ten share a topic with the article asked about.

    python -m tests.bench.related FOLDER [--every 1]

The folder holds reuters/, which is Reuters-21578 unpacked in the seed's layout, and reuters-topics.json, which names
the topics that Reuters' editors gave to each of its files. Every article that has a topic is asked about.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from pathlib import Path

from newsidx import Archive
from newsidx.analysis.related import related
from newsidx.archive.sqlite.articles import articles
from newsidx.ingest.pipeline import ingest

_FIRST = 10


def main() -> None:
    """Ask about every article with a topic, and print the share of the first ten with one of its topics."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder", type=Path)
    options.add_argument("--every", type=int, default=1)
    given = options.parse_args()
    named: dict[str, list[str]] = json.loads((given.folder / "reuters-topics.json").read_text())
    root = given.folder / "reuters"
    with tempfile.TemporaryDirectory() as place, open_archive(f"{place}/news.db", write=True) as archive:
        ingest(archive, [str(root)])
        rows = archive.rows("SELECT article, path FROM copies JOIN files ON files.id = file")
        topics = {one: set(named.get(str(Path(path).relative_to(root)), ())) for one, path in rows}
        asked = sorted(one for one in topics if topics[one])[:: given.every]
        shared, took = 0, []
        for start in range(0, len(asked), 200):
            for article in articles(archive, asked[start : start + 200]):
                began = time.perf_counter()
                found = related(archive, article, limit=_FIRST)
                took.append(time.perf_counter() - began)
                shared += sum(bool(topics[one.article.id] & topics[article.id]) for one in found)
        took.sort()
        print(f"{len(asked):,} articles; {shared / len(asked) / _FIRST:.3f} of the first ten share a topic")
        print(f"median {took[len(took) // 2] * 1000:.1f} ms, 95 % within {took[len(took) * 95 // 100] * 1000:.1f} ms")


if __name__ == "__main__":
    main()
