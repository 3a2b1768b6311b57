"""Only articles that were shown are removed, and they stay removed until their file changes or `again` is used."""

from __future__ import annotations

import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from newsidx.archive.contract import WritableArchive as Archive
from newsidx.article import id_of
from newsidx.ingest.pipeline import IngestOptions, Report, ingest
from tests.archive.any_kind import assert_whole, copies, refs
from tests.archive.kinds import ONLY_IN_FILE, archive_of_each_kind_at_length  # noqa: F401

Add = Callable[..., Report]

OIL = "date 2022-03-06 Oil rose.\n"
GAS = "date 2022-03-07 Gas fell.\n"
TWO_WAYS = "Date: 03/04/2022\n\nA date that reads two ways.\n"


def remove(archive: Archive, *names: str) -> int:
    return archive.remove([id_of(name) or 0 for name in names]).removed


def test_an_article_that_changed_after_it_was_shown_is_not_removed(archive: Archive, add: Add, folder: Path) -> None:
    add({"a.txt": "date 2022-03-06 First.", "b.txt": "date 2022-03-06 Draft to be thrown away.", "c.txt": GAS})
    ids = [id_of(ref) or 0 for ref in ("20220306-2", "20220307-1")]
    shown = archive.fingerprints(ids)
    (folder / "b.txt").unlink()
    add(prune=True)
    add({"d.txt": "date 2022-03-06 Important story."})
    assert refs(archive) == ["20220306-1", "20220306-3", "20220307-1"]
    removal = archive.remove(ids, shown)
    assert (removal.removed, removal.left) == (1, (ids[0],))
    assert refs(archive) == ["20220306-1", "20220306-3"]
    assert_whole(archive)


def test_an_article_that_no_longer_exists_is_reported_as_not_removed(archive: Archive, add: Add, folder: Path) -> None:
    add({"a.txt": OIL})
    ids = [id_of("20220306-1") or 0]
    shown = archive.fingerprints(ids)
    (folder / "a.txt").unlink()
    add(prune=True)
    assert archive.remove(ids, shown).left == tuple(ids)


@pytest.mark.parametrize("options", [{}, {"check": True}, {"dayfirst": True}, {"dayfirst": False}, {"prune": True}])
@pytest.mark.parametrize("jobs", [0, 1])
def test_a_removed_article_stays_removed_after_every_kind_of_ingest(
    archive: Archive, add: Add, folder: Path, options: dict[str, bool], jobs: int
) -> None:
    add({"a.txt": OIL, "b.txt": TWO_WAYS, "c.txt": GAS})
    assert remove(archive, "20220306-1", "20220304-1") == 2
    for _ in range(2):
        (folder / "a.txt").touch()
        done = add(**options, jobs=jobs)
        assert refs(archive) == ["20220307-1"]
        assert (done.removed, done.files, done.outcome["articles"]) == (2, 3, 0)
    assert_whole(archive)


def test_a_removed_article_stays_removed_if_its_file_is_moved_copied_or_comes_back(
    archive: Archive, add: Add, folder: Path
) -> None:
    add({"a.txt": OIL, "b.txt": GAS})
    remove(archive, "20220306-1")
    (folder / "a.txt").rename(folder / "moved.txt")
    done = add()
    assert (done.outcome["moved"], done.missing, done.removed) == (1, 0, 1)
    done = add({"copy.txt": OIL})
    assert (done.outcome["new"], done.removed) == (0, 1)
    assert [Path(removed.path).name for removed in archive.removed_articles()] == ["copy.txt", "moved.txt"]
    for name in ("copy.txt", "moved.txt"):
        (folder / name).unlink()
    assert add(prune=True).removed == 0
    assert add({"back.txt": OIL}).removed == 1
    assert refs(archive) == ["20220307-1"]
    assert_whole(archive)


def test_copies_with_other_bytes_stay_removed_too_and_count_as_one(archive: Archive, add: Add) -> None:
    add({"a.txt": OIL, "b.txt": OIL + "\n\n", "c.txt": GAS})
    remove(archive, "20220306-1")
    assert add(check=True).removed == 1
    add({"d.txt": OIL + "\n\n"})
    assert refs(archive) == ["20220307-1"]
    assert len(list(archive.removed_articles())) == 3


def test_a_changed_file_is_a_new_article(archive: Archive, add: Add) -> None:
    add({"a.txt": OIL})
    remove(archive, "20220306-1")
    assert add({"a.txt": OIL + "And again.\n"}).removed == 0
    assert refs(archive) == ["20220306-2"]
    assert_whole(archive)


def test_the_same_bytes_with_another_date_in_the_path_are_not_removed(archive: Archive, add: Add, folder: Path) -> None:
    add({"2022-03-06.txt": "Nothing new.", "2022-03-07.txt": "Nothing new."})
    remove(archive, "20220306-1")
    (folder / "2022-03-07.txt").touch()
    add(check=True)
    (folder / "2022-03-07.txt").rename(folder / "moved-2022-03-07.txt")
    add(prune=True)
    assert refs(archive) == ["20220307-1"]
    assert_whole(archive)


def test_again_restores_removed_articles_at_and_below_a_path(archive: Archive, add: Add, folder: Path) -> None:
    add({"x/a.txt": OIL, "x/b.txt": GAS, "y/c.txt": TWO_WAYS})
    remove(archive, *refs(archive))
    assert refs(archive) == []
    assert (report := ingest(archive, [str(folder / "x" / "a.txt")], IngestOptions(again=True))).removed == 0
    assert report.outcome["articles"] == 1
    assert refs(archive) == ["20220306-1"]
    ingest(archive, [str(folder / "x")], IngestOptions(again=True))
    assert refs(archive) == ["20220306-1", "20220307-1"]
    assert add(again=True, dry_run=True).outcome["articles"] == 1
    assert add().removed == 1
    add(again=True)
    assert refs(archive) == ["20220304-1", "20220306-1", "20220307-1"]
    assert (add().removed, add(again=True).outcome["unchanged"]) == (0, 3)
    assert_whole(archive)


def test_again_reads_a_copy_that_is_new_to_the_archive(archive: Archive, add: Add, folder: Path) -> None:
    add({"x/a.txt": OIL})
    remove(archive, "20220306-1")
    (folder / "new.txt").write_text(OIL)
    ingest(archive, [str(folder / "new.txt")], IngestOptions(again=True))
    assert refs(archive) == ["20220306-1"]


def test_a_restored_article_has_all_of_its_copies_again(archive: Archive, add: Add, folder: Path) -> None:
    add({"x/a.txt": OIL, "y/same.txt": OIL, "z/other-bytes.txt": OIL + "\n"})
    remove(archive, "20220306-1")
    ingest(archive, [str(folder / "x")], IngestOptions(again=True))
    assert add().removed == 0
    (folder / "x" / "a.txt").unlink()
    add(prune=True)
    assert refs(archive) == ["20220306-1"]
    assert len(copies(archive)) == 2
    assert_whole(archive)


def packed(folder: Path, **texts: str) -> None:
    """Make a ZIP of texts in the folder."""
    with zipfile.ZipFile(folder / "all.zip", "w") as container:
        for name, text in texts.items():
            container.writestr(f"{name}.txt", text)


def test_a_removed_article_stays_removed_when_others_in_its_file_change(
    archive: Archive, add: Add, folder: Path
) -> None:
    packed(folder, a=OIL, b=GAS)
    add()
    remove(archive, "20220306-1")
    packed(folder, c="date 2022-03-08 Snow fell.\n", b=GAS, a=OIL)
    assert add().removed == 1
    assert refs(archive) == ["20220307-1", "20220308-1"]
    packed(folder, c="date 2022-03-08 Snow fell.\n", a=OIL, d="date 2022-03-06 Oil fell.\n")
    assert add().removed == 1
    assert refs(archive) == ["20220306-2", "20220308-1"]
    packed(folder, a=OIL)
    assert add(again=True).removed == 0
    assert refs(archive) == ["20220306-1"]
    assert_whole(archive)


def test_the_text_of_a_removed_article_on_another_day_is_another_article(
    archive: Archive, add: Add, folder: Path
) -> None:
    packed(folder, a=OIL)
    add()
    remove(archive, "20220306-1")
    packed(folder, a=OIL, b=OIL.replace("2022-03-06", "2022-03-09"))
    add()
    assert refs(archive) == ["20220309-1"]


def test_a_removed_article_is_known_by_its_text_if_its_file_is_cut_into_others(
    archive: Archive, add: Add, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    metadata = '<meta property="article:published_time" content="2022-03-01">'
    page = f"<html><head>{metadata}</head><body><p>{'Rain fell all day on the harbour. ' * 20}</p></body></html>"
    packed(folder, a=page, b=OIL, c=GAS)
    with monkeypatch.context() as without:
        without.setitem(sys.modules, "trafilatura", None)
        add(jobs=0)
    remove(archive, "20220306-1")
    assert add(reread=True, jobs=0).removed == 1
    assert refs(archive) == ["20220301-1", "20220307-1"]
    assert [removed.ref for removed in archive.removed_articles()] == ["20220306-1"]


def test_a_removed_article_in_a_file_with_a_problem_is_counted(archive: Archive, add: Add, folder: Path) -> None:
    packed(folder, a=OIL, b=GAS, c="")
    add()
    remove(archive, "20220306-1")
    assert archive.count_removed() == 1
