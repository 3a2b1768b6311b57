"""What happens to new, edited, moved, copied, missing and returned files, and to their articles."""

from __future__ import annotations

import datetime
import os
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from newsidx.archive import open_archive
from newsidx.archive.contract import WritableArchive as Archive
from newsidx.archive.files import FileToRead
from newsidx.errors import NothingToIngest
from newsidx.ingest.pipeline import IngestOptions, Progress, Report, ingest
from newsidx.ingest.workers import ReadingRules, read_in_order
from tests.archive.any_kind import articles, assert_whole, copies, found, refs
from tests.archive.kinds import ONLY_IN_FILE, archive_of_each_kind_at_length  # noqa: F401

Add = Callable[..., Report]

OIL = "date 2022-03-06 Oil rises\n\nThe price of oil rose on Sunday.\n"
GAS = "date 2022-03-06 Gas falls\n\nThe price of gas fell on Sunday.\n"


def outcome(report: Report) -> dict[str, int]:
    """The outcomes of the files, without those that are 0."""
    kinds = ("new", "changed", "unchanged", "moved", "duplicate", "problem")
    return {kind: report.outcome[kind] for kind in kinds if report.outcome[kind]}


def test_articles_are_numbered_by_day_in_the_order_of_their_paths(archive: Archive, add: Add) -> None:
    add({"b.txt": GAS, "a/z.txt": OIL, "a.txt": "date 2022-03-05 Snow\n\nIt snowed."})
    assert refs(archive) == ["20220305-1", "20220306-1", "20220306-2"]
    assert archive.named("20220306-1")[0].title == "Oil rises"  # a/z.txt comes before b.txt
    assert_whole(archive)


def test_a_second_run_changes_nothing(archive: Archive, add: Add) -> None:
    add({"oil.txt": OIL, "empty.txt": ""})
    before = list(archive.files())
    assert outcome(add()) == {"unchanged": 2}
    assert list(archive.files()) == before


def test_an_edit_that_keeps_the_date_keeps_the_id(archive: Archive, add: Add) -> None:
    add({"oil.txt": OIL, "gas.txt": GAS})
    old = found(archive, "oil")
    assert outcome(add({"oil.txt": OIL.replace("oil rose", "petroleum soared")})) == {"changed": 1, "unchanged": 1}
    assert found(archive, "petroleum") == old
    assert found(archive, "rose") == []
    assert_whole(archive)


def test_an_edit_of_the_date_moves_the_article_to_its_day(archive: Archive, add: Add) -> None:
    add({"oil.txt": OIL})
    add({"oil.txt": OIL.replace("2022-03-06", "2022-03-07")})
    assert refs(archive) == ["20220307-1"]
    assert_whole(archive)


def test_an_edit_of_the_header_is_found(archive: Archive, add: Add) -> None:
    text = "Date: 2022-03-06\nTitle: Oil\nAuthor: {}\n\nThe price of oil rose."
    add({"oil.txt": text.format("Ann")})
    assert outcome(add({"oil.txt": text.format("Bob")})) == {"changed": 1}
    assert archive.named("20220306-1")[0].byline == "Bob"
    assert_whole(archive)


def test_a_moved_file_keeps_its_article_and_id(archive: Archive, add: Add, folder: Path) -> None:
    add({"a/oil.txt": OIL})
    (folder / "b").mkdir()
    (folder / "a/oil.txt").rename(folder / "b/petroleum.txt")
    report = add()
    assert outcome(report) == {"moved": 1}
    assert report.missing == 0
    (article,) = archive.named("20220306-1")
    assert article.files == (str(folder / "b/petroleum.txt"),)
    assert len(list(archive.files())) == 1


def test_files_renamed_to_each_others_names_keep_their_articles_and_ids(
    archive: Archive, add: Add, folder: Path
) -> None:
    stories = {f"s{number}.txt": f"date 2022-03-06 Story {number}\n\nThe text." for number in (1, 2, 3)}
    add(stories)
    for number in (3, 2, 1):  # s1 becomes s2, s2 becomes s3, s3 becomes s4, and there is a new s1
        (folder / f"s{number}.txt").rename(folder / f"s{number + 1}.txt")
    add({"s1.txt": "date 2022-03-06 Story 0\n\nThe text."})
    titles = {article.ref: article.title for ref in refs(archive) for article in archive.named(ref)}
    assert titles == {
        "20220306-1": "Story 1",
        "20220306-2": "Story 2",
        "20220306-3": "Story 3",
        "20220306-4": "Story 0",
    }
    assert_whole(archive)


def test_two_files_that_swap_names_keep_their_articles(archive: Archive, add: Add, folder: Path) -> None:
    add({"one.txt": OIL, "two.txt": GAS})
    add({"one.txt": GAS, "two.txt": OIL})
    assert found(archive, "oil") == ["20220306-1"]
    assert archive.named("20220306-1")[0].files == (str(folder / "two.txt"),)


def test_the_same_text_twice_on_a_day_is_one_article_with_two_copies(archive: Archive, add: Add, folder: Path) -> None:
    assert outcome(add({"one.txt": OIL, "two.txt": OIL.replace("\n", "\r\n")})) == {"new": 1, "duplicate": 1}
    (article,) = archive.named("20220306-1")
    assert article.files == (str(folder / "one.txt"), str(folder / "two.txt"))
    assert outcome(add({"three.txt": OIL})) == {"unchanged": 2, "duplicate": 1}


def test_the_same_text_on_another_day_is_another_article(archive: Archive, add: Add) -> None:
    add({"one.txt": OIL, "two.txt": OIL.replace("-06", "-07")})
    assert refs(archive) == ["20220306-1", "20220307-1"]


def test_an_edited_copy_becomes_a_new_article(archive: Archive, add: Add) -> None:
    add({"one.txt": OIL, "two.txt": OIL})
    add({"one.txt": OIL.replace("rose", "fell")})
    assert found(archive, "rose") == ["20220306-1"]
    assert found(archive, "fell") == ["20220306-2"]
    assert_whole(archive)


def test_a_file_edited_into_a_copy_of_another_leaves_one_article(archive: Archive, add: Add) -> None:
    add({"one.txt": OIL, "two.txt": GAS})
    add({"two.txt": OIL})
    assert refs(archive) == ["20220306-1"]
    assert len(archive.named("20220306-1")[0].files) == 2
    assert_whole(archive)


def test_missing_files_keep_their_articles_until_they_are_pruned(archive: Archive, add: Add, folder: Path) -> None:
    add({"oil.txt": OIL, "gas.txt": GAS})
    (folder / "oil.txt").unlink()
    assert add().missing == 1
    assert add().missing == 0  # reported once
    assert found(archive, "oil") == ["20220306-2"]
    assert add(prune=True).pruned == (1, 1)
    assert found(archive, "oil") == []
    assert_whole(archive)


def test_an_article_stays_if_only_one_of_its_copies_is_pruned(archive: Archive, add: Add, folder: Path) -> None:
    add({"one.txt": OIL, "two.txt": OIL})
    (folder / "one.txt").unlink()
    assert add(prune=True).pruned == (1, 0)
    assert archive.named("20220306-1")[0].files == (str(folder / "two.txt"),)


def test_pruning_one_folder_does_not_touch_another(archive: Archive, folder: Path, add: Add) -> None:
    add({"a/oil.txt": OIL, "a2/gas.txt": GAS})
    (folder / "a2/gas.txt").unlink()
    assert ingest(archive, [str(folder / "a")], IngestOptions(prune=True)).pruned == (0, 0)
    assert refs(archive) == ["20220306-1", "20220306-2"]


def test_a_missing_folder_or_file_can_be_pruned_by_name(archive: Archive, add: Add, folder: Path) -> None:
    add({"a/oil.txt": OIL, "gas.txt": GAS})
    (folder / "a/oil.txt").unlink()
    (folder / "a").rmdir()
    (folder / "gas.txt").unlink()
    with pytest.raises(NothingToIngest):
        ingest(archive, [str(folder / "a")])
    assert ingest(archive, [str(folder / "a")], IngestOptions(prune=True)).pruned == (1, 1)
    assert ingest(archive, [str(folder / "gas.txt")], IngestOptions(prune=True)).pruned == (1, 1)
    assert len(list(archive.files())) == 0


def test_a_file_that_is_back_is_no_longer_missing(archive: Archive, add: Add, folder: Path) -> None:
    add({"oil.txt": OIL, "gas.txt": GAS})
    (folder / "oil.txt").rename(folder.parent / "away.txt")
    add()
    (folder.parent / "away.txt").rename(folder / "oil.txt")
    assert outcome(add(prune=True)) == {"unchanged": 2}
    assert list(archive.files("missing")) == []
    assert len(refs(archive)) == 2


def test_a_dry_run_reports_everything_and_writes_nothing(archive: Archive, add: Add) -> None:
    add({"oil.txt": OIL})
    before = list(archive.files())
    report = add({"oil.txt": GAS, "snow.txt": "date 2022-03-05 Snow.", "empty.txt": ""}, dry_run=True)
    assert outcome(report) == {"changed": 1, "new": 1, "problem": 1}
    assert list(archive.files()) == before
    assert found(archive, "oil") == ["20220306-1"]
    assert_whole(archive)


def test_an_edit_with_the_same_size_and_modification_time_is_found(archive: Archive, add: Add, folder: Path) -> None:
    add({"oil.txt": OIL})
    times = os.stat(folder / "oil.txt")
    (folder / "oil.txt").write_text(OIL.replace("rose", "fell"))
    os.utime(folder / "oil.txt", ns=(times.st_atime_ns, times.st_mtime_ns))
    assert outcome(add()) == {"changed": 1}
    assert found(archive, "fell") == ["20220306-1"]


@ONLY_IN_FILE
def test_check_finds_an_edit_that_changed_no_time(archive: Any, add: Add, folder: Path) -> None:
    add({"oil.txt": OIL})
    (folder / "oil.txt").write_text(OIL.replace("rose", "fell"))
    status = os.stat(folder / "oil.txt")  # as on a disk that does not record times
    archive.connection.execute("UPDATE files SET mtime_ns = ?, ctime_ns = ?", (status.st_mtime_ns, status.st_ctime_ns))
    assert outcome(add()) == {"unchanged": 1}
    assert outcome(add(check=True)) == {"changed": 1}
    assert found(archive, "fell") == ["20220306-1"]
    assert outcome(add(check=True)) == {"unchanged": 1}


def test_a_touched_file_is_unchanged_and_its_new_time_is_saved(archive: Archive, add: Add, folder: Path) -> None:
    add({"oil.txt": OIL})
    os.utime(folder / "oil.txt", (1, 1))
    assert outcome(add()) == {"unchanged": 1}
    (article,) = articles(archive)
    assert [file.mtime_ns for file in archive.files_of(article.id)] == [1_000_000_000]


def test_dayfirst_only_reads_files_with_ambiguous_dates_again(archive: Archive, add: Add) -> None:
    report = add({"oil.txt": OIL, "gas.txt": "Date: 03/04/2022\n\nGas fell."})
    assert report.outcome["ambiguous"] == 1
    assert refs(archive) == ["20220304-1", "20220306-1"]
    assert outcome(add()) == {"unchanged": 2}
    assert outcome(add(dayfirst=True)) == {"changed": 1, "unchanged": 1}
    assert refs(archive) == ["20220306-1", "20220403-1"]
    assert outcome(add()) == {"unchanged": 2}  # without the option, the order of the last ingest stays
    assert outcome(add(dayfirst=False)) == {"changed": 1, "unchanged": 1}
    assert_whole(archive)


def test_an_ambiguous_date_stays_the_same_when_the_file_is_touched_or_checked(
    archive: Archive, add: Add, folder: Path
) -> None:
    add({"gas.txt": "Date: 03/04/2022\n\nGas fell."}, dayfirst=True)
    add({"note.txt": "Snow."}, date_from_mtime=True)
    before = refs(archive)
    for options in ({}, {"check": True}):
        os.utime(folder / "gas.txt")
        assert outcome(add(**options)) == {"unchanged": 2}
        assert refs(archive) == before
    assert before[0] == "20220403-1"


def test_the_modification_time_is_used_only_on_request_and_without_another_date(
    archive: Archive, add: Add, folder: Path
) -> None:
    assert add({"oil.txt": OIL, "note.txt": "Gas fell."}).outcome["undated"] == 1
    os.utime(folder / "note.txt", (1_000_000_000, 1_000_000_000))  # 2001-09-09
    add(date_from_mtime=True)
    (article,) = archive.named(str(folder / "note.txt"))
    assert (str(article.date)[:7], article.date_from) == ("2001-09", "mtime")
    assert archive.named("20220306-1")[0].date_from == "seed"


def test_the_number_of_workers_makes_no_difference(tmp_path: Path, folder: Path) -> None:
    for number in range(1300):
        (folder / f"{number * 7919 % 1300:04}.txt").write_text(
            f"date 2022-03-{number % 28 + 1:02} Headline {number % 1200}\n\nText {number % 1200}."
        )
    tables = []
    for jobs in (0, 1, 3):
        with open_archive(str(tmp_path / f"{jobs}.db"), write=True) as archive:
            ingest(archive, [str(folder)], IngestOptions(jobs=jobs))
            tables.append([articles(archive), copies(archive)])
            assert_whole(archive)
    assert tables[0] == tables[1] == tables[2]
    assert len(tables[0][1]) == 1300


def test_only_a_bounded_number_of_files_is_read_ahead(folder: Path) -> None:
    path = folder / "oil.txt"
    path.write_text(OIL + "\n\n" + "More of it. " * 200)
    requested = returned = 0

    def files() -> Iterator[FileToRead]:
        nonlocal requested
        for _ in range(20_000):
            requested += 1
            yield FileToRead(str(path), 2400, None, None, False)

    rules = ReadingRules(None, False, 50_000_000, datetime.date(2026, 1, 1))
    for chunk in read_in_order(files(), 20_000, rules, jobs=1):
        assert requested - returned < 8_000
        returned += len(chunk)
    assert returned == 20_000


def test_every_file_without_an_article_is_a_problem_with_a_reason(archive: Archive, add: Add, folder: Path) -> None:
    os.mkfifo(folder / "pipe.txt")
    (folder / "lost.txt").symlink_to(folder / "nowhere.txt")
    report = add(
        {"empty.txt": "", "blank.txt": " \n\n", "date.txt": "date 2022-03-06\n", "photo.txt": b"\xff\xd8\xff\0"}
    )
    assert report.outcome["problem"] == 6
    named_problems = {os.path.basename(problem.path): problem.problem for problem in archive.problems()}
    assert named_problems == {
        "blank.txt": "no text",
        "date.txt": "a date and no text",
        "empty.txt": "empty",
        "lost.txt": "a broken link",
        "photo.txt": "a JPEG picture, not text",
        "pipe.txt": "not a file: a pipe, a socket or a device",
    }


def test_a_fixed_file_is_no_longer_a_problem(archive: Archive, add: Add) -> None:
    add({"oil.txt": ""})
    assert outcome(add({"oil.txt": OIL})) == {"changed": 1}
    assert list(archive.problems()) == []
    add({"oil.txt": ""})
    assert refs(archive) == []
    assert_whole(archive)


def test_a_file_that_is_too_large_is_a_problem_until_the_limit_is_raised(archive: Archive, add: Add) -> None:
    add({"oil.txt": OIL}, largest=10)
    assert "larger than" in next(archive.problems()).problem
    assert outcome(add()) == {"changed": 1}
    assert refs(archive) == ["20220306-1"]


def test_a_file_that_cannot_be_read_keeps_its_article(archive: Archive, add: Add) -> None:
    add({"oil.txt": OIL})
    add({"oil.txt": OIL + "More."}, largest=10)
    assert found(archive, "oil") == ["20220306-1"]
    assert outcome(add()) == {"changed": 1}
    assert list(archive.problems()) == []


def test_hidden_files_and_links_to_folders_are_skipped(archive: Archive, add: Add, folder: Path) -> None:
    (folder / "round").symlink_to(folder)
    add({".hidden.txt": OIL, ".git/x.txt": OIL, "gas.txt": GAS})
    assert len(list(archive.files())) == 1


def test_a_file_below_several_arguments_counts_once(archive: Archive, add: Add, folder: Path) -> None:
    add({"a/oil.txt": OIL})
    report = ingest(archive, [str(folder), str(folder / "a"), str(folder / "a/oil.txt")])
    assert outcome(report) == {"unchanged": 1}


def test_a_hidden_folder_is_read_if_it_is_an_argument_itself(archive: Archive, add: Add, folder: Path) -> None:
    add({"oil.txt": OIL})
    (folder / ".drafts").mkdir()
    (folder / ".drafts/gas.txt").write_text(GAS)
    both = [str(folder / ".drafts"), str(folder)]
    assert outcome(ingest(archive, both)) == {"new": 1, "unchanged": 1}
    again = ingest(archive, both)
    assert (outcome(again), again.missing) == ({"unchanged": 2}, 0)
    parent_only = ingest(archive, [str(folder)], IngestOptions(prune=True))
    assert (parent_only.missing, parent_only.pruned) == (0, (0, 0))  # it exists, though this walk skips it


def test_unchanged_files_are_not_read_again_whatever_the_order_of_their_names(
    archive: Archive, add: Add, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = ("a/b.txt", "a-b/c.txt", "a.txt", "a/b-c/d.txt", "a/b/d.txt", "a0.txt", "ä/ö.txt", "Z.txt", "a b/c.txt")
    add({name: f"date 2022-03-06 Text of {name}\n" for name in names})
    monkeypatch.delattr("newsidx.ingest.pipeline._add_found")
    assert outcome(add()) == {"unchanged": len(names)}


def test_the_archive_can_be_in_the_folder_of_its_articles(folder: Path) -> None:
    (folder / "oil.txt").write_text(OIL)
    with open_archive(str(folder / "news.db"), write=True) as archive:
        for _ in range(2):
            ingest(archive, [str(folder)])
        assert len(list(archive.files())) == 1


def test_names_that_are_not_utf8_or_hold_line_breaks_are_read_and_found_again(archive: Archive, folder: Path) -> None:
    snow = "date 2022-03-06 Snow fell."
    for name, text in ((b"caf\xe9.txt", OIL), (b"caf\\xe9.txt", snow), (b"new\nline.txt", GAS)):
        with open(os.path.join(os.fsencode(folder), name), "wb") as file:
            file.write(text.encode())
    for expected in ({"new": 3}, {"unchanged": 3}):
        assert outcome(ingest(archive, [str(folder)])) == expected
    paths = [file.path for file in archive.files()]
    assert paths == [f"{folder}/caf\\\\xe9.txt", f"{folder}/caf\\xe9.txt", f"{folder}/new\nline.txt"]
    (article,) = archive.named(os.fsdecode(os.path.join(os.fsencode(folder), b"caf\xe9.txt")))
    assert article.title == "Oil rises"


def test_a_path_that_does_not_exist_is_refused_before_anything_is_written(archive: Archive, folder: Path) -> None:
    (folder / "oil.txt").write_text(OIL)
    with pytest.raises(NothingToIngest, match="nothere"):
        ingest(archive, [str(folder), str(folder / "nothere")])
    assert len(list(archive.files())) == 0


def test_progress_ends_with_the_total_of_files_and_bytes(archive: Archive, folder: Path) -> None:
    (folder / "oil.txt").write_text(OIL)
    (folder / "gas.txt").write_text(GAS)
    steps: list[Progress] = []
    ingest(archive, [str(folder)], on_progress=steps.append)
    size = len(OIL) + len(GAS)
    assert steps[-1] == Progress(files=2, total_files=2, bytes=size, total_bytes=size, articles=2)


@pytest.mark.parametrize("interrupt", [KeyboardInterrupt, sqlite3.OperationalError("database or disk is full")])
def test_an_interrupted_ingest_leaves_a_whole_archive_and_is_finished_by_the_next(
    tmp_path: Path, folder: Path, interrupt: BaseException
) -> None:
    for number in range(40):
        (folder / f"{number:02}.txt").write_text(f"date 2022-03-06 Headline {number}\n\n{'word ' * 30_000}")
    with open_archive(str(tmp_path / "a.db"), write=True) as archive:
        calls = 0

        def stop_in_the_middle(progress: Progress) -> None:
            nonlocal calls
            calls += 1
            if calls == 2:
                raise interrupt

        report = Report()
        with pytest.raises(type(interrupt) if isinstance(interrupt, Exception) else interrupt):  # type: ignore[arg-type]
            ingest(archive, [str(folder)], on_progress=stop_in_the_middle, report=report)
        done = len(refs(archive))
        assert 0 < done < 40
        assert report.outcome["new"] == done
        assert not report.finished
        assert_whole(archive)
        assert outcome(ingest(archive, [str(folder)])) == {"unchanged": done, "new": 40 - done}
        assert refs(archive) == [f"20220306-{number}" for number in range(1, 41)]


def test_a_link_to_a_file_elsewhere_is_a_problem_unless_it_is_an_argument(
    archive: Archive, add: Add, folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "private.txt").write_text("date 2022-03-06 The key is under the mat.\n")
    (folder / "link.txt").symlink_to(tmp_path / "private.txt")
    assert add({"oil.txt": OIL}).outcome["problem"] == 1
    assert [problem.problem for problem in archive.problems()] == [
        "a link to a file outside this folder; name it to ingest it"
    ]
    assert refs(archive) == ["20220306-1"]
    assert outcome(ingest(archive, [str(folder), str(folder / "link.txt")])) == {"changed": 1, "unchanged": 1}
    assert found(archive, "key") == ["20220306-2"]
    assert outcome(add()) == {"unchanged": 2}  # unchanged since it was an argument
    (tmp_path / "private.txt").write_text("date 2022-03-06 The key is in the flower pot.\n")
    assert outcome(add()) == {"problem": 1, "unchanged": 1}
    assert (found(archive, "mat"), found(archive, "pot")) == (["20220306-2"], [])
    assert outcome(ingest(archive, [str(folder / "link.txt")])) == {"changed": 1}
    assert found(archive, "pot") == ["20220306-2"]
