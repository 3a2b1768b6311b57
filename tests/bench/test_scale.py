"""A large new archive stays within its memory limit, is intact, and agrees with its files. Not part of a normal run:

NEWSIDX_SCALE=1000000 NEWSIDX_CORPORA=FOLDER python -m pytest tests/bench
"""

from __future__ import annotations

import json
import os
import re
import sys
import tarfile
from collections import Counter
from pathlib import Path

import pytest

from newsidx import Query, parse_range
from newsidx.archive import open_archive
from tests.archive.checks import assert_whole
from tests.bench import large
from tests.bench.measuring import Work
from tests.conftest import CORPORA
from tests.searching import count, histogram, search

ARTICLES = int(os.environ.get("NEWSIDX_SCALE", "0"))
PACKED = CORPORA / "reuters-21578.tar.xz"
MAX_MEGABYTES = 150
WORDS = ("cocoa", "oil", "venezuela")

pytestmark = pytest.mark.skipif(not ARTICLES or not PACKED.exists(), reason="NEWSIDX_SCALE is not set")


def test_a_large_archive_takes_little_memory_and_agrees_with_its_files(tmp_path: Path) -> None:
    with tarfile.open(PACKED) as packed:
        packed.extractall(tmp_path, filter="data")
    material = large.sentences_of(tmp_path / "reuters")
    large.write(large.articles(material, ARTICLES, seed=1), tmp_path / "files")
    path = tmp_path / "news.db"
    work = Work("ingest", [[sys.executable, "-m", "tests.bench.scale", str(tmp_path / "files"), str(path)]])
    work.run()
    assert 0 < work.peak < MAX_MEGABYTES

    months: Counter[str] = Counter()
    word_counts: Counter[str] = Counter()
    known: set[int] = set()
    for article in large.articles(material, ARTICLES, seed=1):
        if hash(article.text) in known:  # a second copy. A million texts would be a gigabyte.
            continue
        known.add(hash(article.text))
        months[f"{article.date:%Y-%m}"] += 1
        words = set(re.findall(r"[^\W_]+", article.text.lower()))
        word_counts.update(word for word in WORDS if words & {word, f"{word}s"})
    with open_archive(str(path)) as archive:
        assert json.loads(work.output)["articles"] == months.total() == count(archive, Query())
        assert dict(histogram(archive, Query(), "month")) == months
        assert {word: count(archive, Query.parse(word)) for word in WORDS} == word_counts
        newest = search(archive, Query.parse("oil", parse_range("1999")), "newest", limit=None, with_snippets=False)
        ids = [hit.article.id for hit in newest]
        assert ids == sorted(ids, reverse=True)
        assert len(ids) == count(archive, Query.parse("oil since:1999 until:1999"))
    with open_archive(str(path), write=True) as archive:
        assert_whole(archive)
