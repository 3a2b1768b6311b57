"""Near-duplicates are compared while other programs write: it ends, and only what was compared counts as compared."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

pytest.importorskip("rensa")

from newsidx import Archive
from newsidx.analysis.near_duplicates import compare
from newsidx.archive import open_archive
from newsidx.archive.sqlite.near_duplicates import compared_days, count_uncompared, pairs, uncompared
from newsidx.article import ref_of
from tests.analysis.test_near_duplicates import STORY
from tests.faults.processes import ENVIRONMENT, finish, newsidx

OTHER = "date 2022-03-05 Wheat fell in Chicago on Friday, said brokers who had hoped for less rain than there was."
FILES = {
    "a.txt": f"date 2022-03-05 {STORY}",
    "b.txt": f"date 2022-03-05 {STORY.replace('Tuesday', 'Wednesday')}",
    "c.txt": f"date 2022-03-13 {STORY.replace('four', 'five')}",
    "d.txt": f"date 2022-04-10 {STORY.replace('London', 'New York')}",
    "e.txt": f"date 2022-03-23 {STORY.replace('Ghana', 'Nigeria')}",
    # More articles than are read at a time.
    "m.jsonl": "".join(f'{{"date": "2022-03-06", "text": "Small story {number}."}}\n' for number in range(2100)),
    "n.jsonl": "".join(f'{{"date": "2022-03-22", "text": "Small story {number}."}}\n' for number in range(2100)),
}


@pytest.fixture
def db(tmp_path: Path, folder: Path) -> Path:
    """An archive of some thousand articles, a few of them near-duplicates."""
    for name, text in FILES.items():
        write(folder / name, text)
    path = tmp_path / "news.db"
    assert finish(path, "ingest", str(folder)).returncode == 0
    return path


@pytest.fixture
def archive(db: Path) -> Iterator[Archive]:
    with open_archive(str(db), write=True) as opened:
        opened.patience = 5
        yield opened


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def compare_with_interference(archive: Archive, work: Callable[[int], object], within: int = 7) -> int:
    """Compare, with `work` done by another program after each step. Returns how many steps there were."""
    steps = 0

    def step(done: int, total: int) -> None:
        nonlocal steps
        work(steps)
        steps += 1

    compare(archive, within, step)
    return steps


def saved_pairs(archive: Archive) -> set[tuple[str, str]]:
    return {(ref_of(pair.article), ref_of(pair.earlier)) for pair in pairs(archive, 0.5)}


def test_comparing_ends_while_another_program_writes_and_finds_the_same(
    db: Path, archive: Archive, folder: Path
) -> None:
    def ingest_another(step: int) -> None:
        write(folder / f"later-{step}.txt", OTHER.replace("Chicago", f"Chicago{step}"))
        assert finish(db, "ingest", str(folder / f"later-{step}.txt")).returncode == 0

    steps = compare_with_interference(archive, ingest_another)
    assert steps > 2
    assert saved_pairs(archive) == {("20220305-2", "20220305-1")}
    assert count_uncompared(archive) == steps  # each of them came after its day was read
    compare(archive)
    assert count_uncompared(archive) == 0
    assert len(saved_pairs(archive)) == 1 + steps * (steps - 1) // 2


def test_an_article_changed_during_a_comparison_is_compared_the_next_time(
    db: Path, archive: Archive, folder: Path
) -> None:
    def change(step: int) -> None:
        if step == 1:  # its text has been read by now
            write(folder / "b.txt", OTHER)
            assert finish(db, "ingest", str(folder / "b.txt")).returncode == 0

    compare_with_interference(archive, change)
    assert saved_pairs(archive) == set()
    assert [ref_of(article) for article in uncompared(archive)] == ["20220305-2"]


def test_an_article_changed_and_changed_back_during_a_comparison_keeps_its_pairs(
    db: Path, archive: Archive, folder: Path
) -> None:
    def change_and_undo(step: int) -> None:
        for text in (OTHER, FILES["b.txt"]) if step == 0 else ():
            write(folder / "b.txt", text)
            assert finish(db, "ingest", str(folder / "b.txt")).returncode == 0

    compare_with_interference(archive, change_and_undo)
    compare(archive)
    assert saved_pairs(archive) == {("20220305-2", "20220305-1")}


def test_an_article_removed_during_a_comparison_leaves_nothing_behind(db: Path, archive: Archive) -> None:
    def remove(step: int) -> None:
        if step == 0:
            assert finish(db, "remove", "20220305-1", "--yes").returncode == 0

    compare_with_interference(archive, remove)
    assert saved_pairs(archive) == set()
    assert count_uncompared(archive) == 0
    assert archive.value("SELECT count(*) FROM compared WHERE article NOT IN (SELECT id FROM articles)") == 0


def test_articles_compared_within_fewer_days_do_not_count_as_compared_within_more(db: Path, archive: Archive) -> None:
    def compare_within_more(step: int) -> None:
        if step == 0:
            assert finish(db, "duplicates", "--within", "30").returncode == 0

    compare_with_interference(archive, compare_within_more)
    assert compared_days(archive) == 30
    assert count_uncompared(archive) == 0
    assert {("20220305-2", "20220305-1"), ("20220313-1", "20220305-1"), ("20220410-1", "20220313-1")} <= saved_pairs(
        archive
    )


def test_an_article_not_compared_with_all_around_it_does_not_count_as_compared(archive: Archive, folder: Path) -> None:
    compare(archive)
    write(folder / "f.txt", FILES["a.txt"].replace("2022-03-05", "2022-03-16"))
    assert finish(Path(archive.path), "ingest", str(folder / "f.txt")).returncode == 0

    def interrupt(step: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):  # before the article of the 23rd, compared long ago, was read
        compare_with_interference(archive, interrupt)
    compare(archive)
    assert ("20220323-1", "20220316-1") in saved_pairs(archive)


def test_two_comparisons_at_once_both_end_and_find_what_one_alone_finds(
    db: Path, archive: Archive, tmp_path: Path
) -> None:
    alone = tmp_path / "alone.db"
    assert finish(db, "backup", str(alone)).returncode == 0
    assert finish(alone, "duplicates").returncode == 0
    both = [
        subprocess.Popen(newsidx(db, "duplicates"), stdout=subprocess.PIPE, text=True, env=ENVIRONMENT)
        for _ in range(2)
    ]
    try:
        outputs = [process.communicate(timeout=60)[0] for process in both]
    finally:
        for process in both:
            process.kill()
    assert outputs[0] == outputs[1] != ""
    with open_archive(str(alone)) as expected:
        assert list(pairs(archive, 0.5)) == list(pairs(expected, 0.5))
    assert count_uncompared(archive) == 0


@pytest.mark.skipif(sys.version_info < (3, 11), reason="Python does not say which error it is")
def test_a_transaction_during_a_read_that_is_out_of_date_fails_at_once(db: Path, archive: Archive) -> None:
    rows = archive.rows("SELECT id FROM articles")
    next(rows)
    assert finish(db, "remove", "20220305-1", "--yes").returncode == 0
    archive.on_wait = lambda: None
    with pytest.raises(RuntimeError, match="while reading rows"), archive.transaction():
        pass
    assert next(rows)
