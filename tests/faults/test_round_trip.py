"""Random hostile files, ingested, exported to a folder and ingested again: the same articles with the same ids.

If an export reports that some articles do not read back exactly the same, no more than these may differ; the ids of
others may shift with them.
"""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest

from newsidx import Query
from newsidx.archive import open_archive
from newsidx.article import Article
from newsidx.formats.files import to_folder
from newsidx.formats.registry import output_format
from newsidx.ingest.pipeline import IngestOptions, ingest
from tests.faults.hostile_text import HostileText
from tests.faults.trials import Trials, at_most
from tests.searching import search

pytestmark = pytest.mark.long

FIELDS = ("date", "published", "title", "body", "byline", "source", "section", "place", "url", "language", "meta")
ENDINGS = (".txt", ".md", "-2022-03-06.txt", "")


def ingested(folder: Path, db: Path) -> dict[int, Article]:
    """The articles of a new archive of a folder, oldest first."""
    with open_archive(str(db), write=True) as archive:
        ingest(archive, [str(folder)], IngestOptions(jobs=0))
        found = search(archive, Query(), "oldest", None, with_snippets=False)
        return {hit.article.id: hit.article for hit in found}


def known(articles: Iterable[Article]) -> Counter[str]:
    """How many articles there are with the same fields, whatever their ids."""
    values = ({name: getattr(article, name) for name in FIELDS} for article in articles)
    return Counter(json.dumps(value, default=str, sort_keys=True) for value in values)


def test_articles_exported_to_a_folder_can_be_ingested_again(trials: Trials, fast_path: Path) -> None:
    for chance in trials(20):
        place = fast_path / str(trials.number)
        (place / "files").mkdir(parents=True)
        text = HostileText(chance)
        for number in range(6):
            (place / "files" / f"{number:02}{chance.choice(ENDINGS)}").write_bytes(text.file())
        with at_most(60):
            before = ingested(place / "files", place / "before.db")
            exported = to_folder(before.values(), str(place / "out"), output_format("files"))
            after = ingested(place / "out", place / "after.db") if before else {}
        assert exported.articles == len(before)
        changed = known(before.values()) - known(after.values())
        assert changed.total() <= exported.differ, changed
        if not exported.differ:
            assert after.keys() == before.keys()
        shutil.rmtree(place)
