"""`newsidx ingest`: what it reports, what it leaves alone, and which archive it writes."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import write
from tests.conftest import Run


@pytest.fixture(autouse=True)
def articles(tmp_path: Path) -> Path:
    write(
        tmp_path / "articles",
        {
            "a.txt": "date 2022-03-06 Oil.\n",
            "b.txt": "date 2022-03-07 Gas.\n",
            "undated.txt": "Coal.\n",
            "ambiguous.txt": "Date: 03/04/2022\n\nWind.\n",
            "empty.txt": "",
        },
    )
    return tmp_path / "articles"


def report(run: Run, *arguments: str) -> dict[str, int]:
    answer = run("ingest", "articles", "--format", "json", *arguments)
    assert answer.returncode == 0, answer.stderr
    figures: dict[str, int] = json.loads(answer.stdout)
    return figures


def refs(run: Run, *arguments: str) -> list[str]:
    return run("list", "--oldest", "--format", "ids", *arguments).stdout.split()


def test_the_report_counts_every_file_once(run: Run) -> None:
    figures = report(run)
    assert (figures["new"], figures["problem"], figures["undated"], figures["ambiguous"]) == (4, 1, 1, 1)
    assert figures["finished"]
    assert refs(run) == ["0-1", "20220304-1", "20220306-1", "20220307-1"]


def test_the_report_says_what_to_look_at(run: Run) -> None:
    said = run("ingest", "articles").stdout
    assert said.startswith("5 files in ")
    assert "newsidx problems" in said
    assert "newsidx list --undated" in said
    assert "--dayfirst" in said


def test_the_second_time_every_file_is_unchanged_and_nothing_is_suggested(run: Run) -> None:
    run("ingest", "articles")
    again = run("ingest", "articles")
    assert ["5", "unchanged"] in [line.split() for line in again.stdout.splitlines()]
    assert again.stderr == ""


def test_several_folders_and_files_at_once(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "more", {"c.txt": "date 2022-03-08 Peat.\n", "d.txt": "date 2022-03-09 Wood.\n"})
    run("ingest", "articles", "more/c.txt")
    assert refs(run, "2022-03-08..") == ["20220308-1"]


def test_a_dry_run_makes_no_archive(run: Run, tmp_path: Path) -> None:
    before = sorted(tmp_path.iterdir())
    figures = report(run, "--dry-run", "--db", "new/news.db")
    assert (figures["new"], figures["dry_run"]) == (4, True)
    assert sorted(tmp_path.iterdir()) == before


def test_a_dry_run_leaves_an_archive_as_it_was(run: Run, tmp_path: Path, articles: Path) -> None:
    run("ingest", "articles")
    before = (tmp_path / "run.db").read_bytes()
    write(articles, {"a.txt": "date 2022-03-06 Oil, edited.\n", "c.txt": "date 2022-03-08 Peat.\n"})
    (articles / "b.txt").unlink()
    figures = report(run, "--dry-run", "--prune")
    assert (figures["new"], figures["changed"], figures["pruned_files"]) == (1, 1, 1)
    assert (tmp_path / "run.db").read_bytes() == before
    assert "20220307-1" in refs(run)
    assert "nothing written" in run("ingest", "--dry-run", "articles").stdout


def test_only_prune_deletes_what_is_gone(run: Run, articles: Path) -> None:
    run("ingest", "articles")
    (articles / "b.txt").unlink()
    assert report(run)["missing"] == 1
    assert "20220307-1" in refs(run)
    assert report(run, "--prune")["pruned_articles"] == 1
    assert "20220307-1" not in refs(run)


def test_dayfirst_and_monthfirst_settle_dates(run: Run) -> None:
    run("ingest", "articles", "--dayfirst")
    assert refs(run, "2022-04") == ["20220403-1"]
    run("ingest", "articles", "--monthfirst")
    assert refs(run, "2022-04") == []
    assert refs(run, "2022-03-04") == ["20220304-1"]


def test_modification_times_give_dates_only_on_request(run: Run) -> None:
    run("ingest", "articles", "--date-from", "mtime")
    assert refs(run, "--undated") == []
    assert len(refs(run, "last 2 days")) == 1


def test_largest_is_in_megabytes(run: Run, articles: Path) -> None:
    write(articles, {"large.txt": "date 2022-03-08 " + "peat " * 300_000})
    assert report(run, "--largest", "1")["problem"] == 2
    assert refs(run, "2022-03-08") == []
    report(run, "--largest", "2")
    assert refs(run, "2022-03-08") == ["20220308-1"]


def test_db_works_before_and_after_the_command_and_comes_before_the_environment(run: Run, tmp_path: Path) -> None:
    run("--db", "before.db", "ingest", "articles")
    run("ingest", "articles", "--db", "after.db")
    assert not (tmp_path / "run.db").exists()
    for arguments in (("--db", "before.db", "list"), ("list", "--db", "before.db"), ("list", "--db", "after.db")):
        assert len(run(*arguments).stdout.splitlines()) == 4
    assert run("list").returncode == 2
    run("ingest", "articles")
    assert len(run("list").stdout.splitlines()) == 4


def test_the_folder_of_a_new_archive_is_made(run: Run, tmp_path: Path) -> None:
    run("--db", "new/folder/news.db", "ingest", "articles")
    assert (tmp_path / "new" / "folder" / "news.db").is_file()


@pytest.fixture
def emptied(run: Run, articles: Path) -> None:
    """An archive of a folder that is empty now, as where a disk is not mounted, but for one new file."""
    write(articles, {f"{number:02}.txt": f"date 2022-03-06 Story {number}.\n" for number in range(20)})
    run("ingest", "articles")
    for path in articles.iterdir():
        path.unlink()
    write(articles, {"new.txt": "date 2022-03-10 Rain.\n"})


@pytest.mark.usefixtures("emptied")
def test_a_prune_of_a_large_part_needs_yes_and_the_rest_of_the_ingest_is_done(run: Run) -> None:
    refused = run("ingest", "--prune", "articles")
    assert refused.returncode == 2
    assert "Nothing was pruned: 25 files are gone, and with them 24 of the 25 articles" in refused.stderr
    assert "--yes" in refused.stderr
    assert len(refs(run)) == 25
    assert "20220310-1" in refs(run)
    figures = json.loads(run("ingest", "--prune", "articles", "--format", "json").stdout)
    assert (figures["unpruned_files"], figures["unpruned_articles"], figures["pruned_files"]) == (25, 24, 0)
    assert run("ingest", "--prune", "--yes", "articles").returncode == 0
    assert refs(run) == ["20220310-1"]


@pytest.mark.usefixtures("emptied")
@pytest.mark.parametrize(("answer", "left", "status"), [("y", 1, 0), ("n", 25, 1)])
def test_on_a_terminal_a_large_prune_must_be_confirmed(
    run: Run, tmp_path: Path, answer: str, left: int, status: int
) -> None:
    pexpect = pytest.importorskip("pexpect")
    command = pexpect.spawn(
        sys.executable,
        ["-m", "newsidx", "ingest", "--prune", "articles"],
        cwd=str(tmp_path),
        env={**os.environ, "NEWSIDX_DB": str(tmp_path / "run.db")},
        timeout=60,
    )
    command.expect("Delete them from the archive")
    command.sendline(answer)
    command.expect(pexpect.EOF)
    command.close()
    assert (command.exitstatus, len(refs(run))) == (status, left)


def test_yes_without_prune_is_refused(run: Run) -> None:
    refused = run("ingest", "--yes", "articles")
    assert refused.returncode == 2
    assert "--prune" in refused.stderr
