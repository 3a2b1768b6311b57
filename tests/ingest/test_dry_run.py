"""A dry run reports what the ingest then does, and only reads the archive."""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from newsidx.archive.contract import WritableArchive as Archive
from newsidx.ingest.pipeline import IngestOptions, Report, ingest, opened_for
from tests.archive.any_kind import articles
from tests.archive.kinds import ONLY_IN_FILE, archive_of_each_kind_at_length  # noqa: F401

Add = Callable[..., Report]

TEXTS = (
    *(f"date 2022-03-0{day} Story {n}\n\nOf oil and gas." for day in (1, 2) for n in range(4)),
    "No date here.",
    "date 03/04/2022 Two readings.",
    "",
    "date 2022-03-01 Story 1\n\nOf wheat.",
)


def figures(report: Report) -> dict[str, object]:
    return {name: value for name, value in asdict(report).items() if name not in ("seconds", "dry_run")}


def change(folder: Path, chance: random.Random) -> None:
    """Write, copy, move, change or delete some files."""
    for _ in range(chance.randint(1, 6)):
        files = sorted(path for path in folder.rglob("*") if path.is_file())
        path = folder / chance.choice("ab") / f"{chance.randrange(12)}.txt"
        path.parent.mkdir(exist_ok=True)
        action = chance.choice(("write", "write", "move", "copy", "delete"))
        if action == "write" or not files:
            path.write_text(chance.choice(TEXTS), encoding="utf-8")
        elif action == "move":
            os.replace(chance.choice(files), path)
        elif action == "copy":
            path.write_bytes(chance.choice(files).read_bytes())
        else:
            chance.choice(files).unlink()


@pytest.mark.long
@pytest.mark.parametrize("seed", range(6))
def test_a_dry_run_reports_what_the_ingest_then_does(archive: Archive, folder: Path, seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(25):
        change(folder, chance)
        if chance.random() < 0.2 and (ids := [article.id for article in articles(archive)]):
            archive.remove([chance.choice(ids)])
        options = {
            "jobs": 0,
            "prune": chance.random() < 0.3,
            "prune_much": True,
            "date_from_mtime": chance.random() < 0.3,
            "dayfirst": chance.choice((None, None, True, False)),
            "check": chance.random() < 0.2,
            "again": chance.random() < 0.2,
        }
        with opened_for(archive.place, IngestOptions(**options, dry_run=True)) as reader:  # type: ignore[arg-type]
            expected = ingest(reader, [str(folder)], IngestOptions(**options, dry_run=True))  # type: ignore[arg-type]
        done = ingest(archive, [str(folder)], IngestOptions(**options))  # type: ignore[arg-type]
        assert figures(expected) == figures(done)


@ONLY_IN_FILE
def test_a_dry_run_does_not_wait_for_a_writer_or_block_one(archive: Any, add: Add, folder: Path) -> None:
    add({"a.txt": "date 2022-03-01 Oil", "b.txt": "date 2022-03-01 Gas"})
    (folder / "a.txt").write_text("date 2022-03-01 Wheat")
    (folder / "b.txt").unlink()
    (folder / "c.txt").write_text("date 2022-03-01 Snow")
    options = IngestOptions(jobs=0, dry_run=True, prune=True)
    steps = 0

    def write(progress: object) -> None:
        nonlocal steps
        steps += 1
        with archive.transaction() as connection:
            connection.execute("UPDATE files SET last_read = last_read")

    with opened_for(archive.place, options) as reader:
        reader.patience = 0
        with archive.transaction():
            while_locked = ingest(reader, [str(folder)], options)
        while_written = ingest(reader, [str(folder)], options, write)
    assert steps > 1
    assert figures(while_locked) == figures(while_written)
    assert (while_locked.outcome["changed"], while_locked.outcome["new"], while_locked.pruned) == (1, 1, (1, 1))
    assert archive.article_count() == 2
