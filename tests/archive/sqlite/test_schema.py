"""Archives of every older schema can be read, and written by their owner, without losing anything."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsidx.archive import open_archive
from newsidx.archive.sqlite.schema import SCHEMA_VERSION
from tests.archive.checks import assert_whole
from tests.archive.old_schemas import downgrade
from tests.faults.processes import finish
from tests.other_user import needs_a_reader, not_writable, reachable, read

READING = (
    *("list --format ids", "search oil --format ids", "search =oil --format ids", "show 20220301-1", "info"),
    *("search sto* --format ids", "search by:ann --format ids", "search storie --format json", "search oil"),
    *("search stories --format jsonl --any", "search body:number -gas", "search =story -by:ann"),
    *("list --by week", "timeline oil", "related 20220301-1", "words --date 2022", "export --to - --format csv"),
    *("alert list", "alert run --peek", "problems", "search oil --group --format ids", "search -- -gas"),
)


SCHEMAS = [(1, False), *((version, True) for version in range(1, SCHEMA_VERSION + 1))]
READ = SCHEMAS if "NEWSIDX_LONG" in os.environ else [schema for schema in SCHEMAS if schema[0] in (1, 5, 8, 9, 13, 14)]
"""Those that are read without write access: a long run reads all."""


@pytest.fixture
def tmp_path(tmp_path: Path) -> Iterator[Path]:
    with reachable(tmp_path) as folder:
        yield folder


@pytest.fixture
def db(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    for n in range(1, 6):
        byline = "By: Ann Smith\nSection: Markets\n" if n % 2 else ""
        text = f"Date: 2022-03-{n:02}\nTitle: Oil story {n}\n{byline}\nOil and gas number {n} for all."
        (folder / f"{n}.txt").write_text(text)
    path = tmp_path / "shelf" / "news.db"
    path.parent.mkdir()
    assert finish(path, "ingest", str(folder)).returncode == 0
    return path


def in_any_order(output: str) -> list[str]:
    """The lines of an output: articles of the same relevance may be in another order."""
    return sorted(output.splitlines())


@needs_a_reader
@pytest.mark.long
@pytest.mark.parametrize(("version", "has_ctime"), READ)
def test_a_user_without_write_access_can_read_every_schema_like_the_present_one(
    db: Path, tmp_path: Path, version: int, has_ctime: bool
) -> None:
    commands = READING if (version, has_ctime) in ((1, False), (8, True)) else READING[:3]
    expected = [finish(db, *command.split()).stdout for command in commands]
    downgrade(db, version, has_ctime=has_ctime)
    before = db.read_bytes()
    (tmp_path / "articles" / "new.txt").write_text("date 2022-03-09 New story")
    with not_writable(db.parent):
        for command, stdout in zip(commands, expected, strict=True):
            answer = read(db, *command.split())
            assert answer.returncode in (0, 1), (command, answer.stderr)
            assert command == "info" or in_any_order(answer.stdout) == in_any_order(stdout), command
        dry_run = read(db, "ingest", "--dry-run", str(tmp_path / "articles"))
        assert dry_run.returncode == 0, dry_run.stderr
        assert dry_run.stdout.splitlines()[1].split() == ["1", "new"]
        checked = read(db, "check")
        assert (checked.returncode, checked.stdout) == (0, "No errors found.\n")
        assert list(db.parent.iterdir()) == [db]
        assert db.read_bytes() == before


@pytest.mark.parametrize(("version", "has_ctime"), SCHEMAS)
def test_an_archive_of_every_schema_accepts_new_articles(
    db: Path, tmp_path: Path, version: int, has_ctime: bool
) -> None:
    downgrade(db, version, has_ctime=has_ctime)
    (tmp_path / "articles" / "new.txt").write_text("date 2022-03-09 New story")
    answer = finish(db, "ingest", str(tmp_path / "articles"))
    assert answer.returncode == 0, answer.stderr
    assert answer.stdout.splitlines()[1].split() == ["1", "new"]
    with open_archive(str(db), write=True) as archive:
        assert archive.value("SELECT count(*) FROM articles") == 6
        assert archive.value("SELECT count(*) FROM files WHERE ctime_ns = 0") == 0
        assert_whole(archive)
