"""The benchmark of related articles: how many of the first ten share a topic with the given article.

    python -m tests.bench.related FOLDER [--every 1]

The folder contains reuters/, which is Reuters-21578 unpacked in the seed's layout, and reuters-topics.json with the
topics that Reuters' editors gave to each of its files. Every article that has a topic is tried.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from pathlib import Path

from newsidx.analysis.related import related
from newsidx.archive import open_archive
from newsidx.archive.sqlite.articles import articles
from newsidx.ingest.pipeline import ingest

_FIRST = 10


def main() -> None:
    """Find the related articles of every article with a topic, and print the share with one of its topics."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--every", type=int, default=1)
    options = parser.parse_args()
    topics_by_path: dict[str, list[str]] = json.loads((options.folder / "reuters-topics.json").read_text())
    root = options.folder / "reuters"
    with tempfile.TemporaryDirectory() as place, open_archive(f"{place}/news.db", write=True) as archive:
        ingest(archive, [str(root)])
        rows = archive.rows("SELECT article, path FROM copies JOIN files ON files.id = file")
        topics = {id_: set(topics_by_path.get(str(Path(path).relative_to(root)), ())) for id_, path in rows}
        ids = sorted(id_ for id_ in topics if topics[id_])[:: options.every]
        shared, times = 0, []
        for start in range(0, len(ids), 200):
            for article in articles(archive, ids[start : start + 200]):
                started = time.perf_counter()
                found = related(archive, article, limit=_FIRST)
                times.append(time.perf_counter() - started)
                shared += sum(bool(topics[similar.article.id] & topics[article.id]) for similar in found)
        times.sort()
        print(f"{len(ids):,} articles; {shared / len(ids) / _FIRST:.3f} of the first ten share a topic")
        print(
            f"median {times[len(times) // 2] * 1000:.1f} ms, 95 % within {times[len(times) * 95 // 100] * 1000:.1f} ms"
        )


if __name__ == "__main__":
    main()
