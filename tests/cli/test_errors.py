"""An error is one clear line on stderr with its remedy, and exit 2; what was refused stays as it was."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import News, write
from tests.conftest import Run

READERS = [("search", "oil"), ("list",), ("show", "20220306-1"), ("info",), ("problems",)]
ON_ANY_ARCHIVE = [*READERS, ("ingest", "articles"), ("ingest", "--dry-run", "articles")]


@pytest.fixture(autouse=True)
def articles(tmp_path: Path) -> None:
    write(tmp_path / "articles", {"a.txt": "date 2022-03-06 Oil.\n"})


def refusal(answer: subprocess.CompletedProcess[str], lines: int = 1) -> str:
    """The line that says what is wrong and what to do; there must be no other."""
    assert answer.returncode == 2
    assert answer.stdout == ""
    said = answer.stderr.splitlines()
    assert len(said) == lines, answer.stderr
    assert said[-1].startswith("newsidx: ")
    what, _, remedy = said[-1].partition(". ")
    assert what
    assert remedy
    return said[-1]


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def test_ingest_of_a_folder_that_does_not_exist(run: Run, tmp_path: Path) -> None:
    assert "nowhere" in refusal(run("ingest", "nowhere"))
    assert not (tmp_path / "run.db").exists()


@pytest.mark.parametrize("arguments", READERS, ids=" ".join)
def test_a_missing_archive_is_named_with_the_command_that_makes_one(
    run: Run, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    said = refusal(run(*arguments))
    assert "run.db" in said
    assert "newsidx ingest" in said
    assert not (tmp_path / "run.db").exists()


def text_file(path: Path) -> None:
    path.write_text("Not an archive but a list of groceries, and a long one at that.\n" * 20)


def other_database(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE articles (id INTEGER PRIMARY KEY, title TEXT)")
    connection.close()


@pytest.mark.parametrize("make", [text_file, other_database])
@pytest.mark.parametrize("arguments", ON_ANY_ARCHIVE, ids=" ".join)
def test_a_file_that_is_not_an_archive_is_refused_and_unchanged(
    run: Run, tmp_path: Path, arguments: tuple[str, ...], make: Callable[[Path], None]
) -> None:
    make(tmp_path / "other.db")
    before = contents(tmp_path)
    said = refusal(run("--db", "other.db", *arguments))
    assert "other.db is not a newsidx archive" in said
    assert "--db" in said
    assert contents(tmp_path) == before


@pytest.mark.parametrize("arguments", ON_ANY_ARCHIVE, ids=" ".join)
def test_an_archive_from_a_newer_newsidx_is_refused_and_unchanged(
    run: Run, news: News, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    shutil.copy(news.db, tmp_path / "newer.db")
    with sqlite3.connect(tmp_path / "newer.db") as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    before = (tmp_path / "newer.db").read_bytes()
    said = refusal(run("--db", "newer.db", *arguments))
    assert "newer newsidx" in said
    assert "Upgrade" in said
    assert (tmp_path / "newer.db").read_bytes() == before


def test_an_archive_that_cannot_be_written_there_suggests_db(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    assert "--db" in refusal(run("ingest", "articles", "--db", "file/news.db"))
    assert "--db" in refusal(run("ingest", "articles", "--db", "file/below/news.db"))
    assert "--db" in refusal(run("ingest", "articles", "--db", "articles"))
    if sys.platform == "linux":
        assert "--db" in refusal(run("ingest", "articles", "--db", "/proc/news.db"))
    assert (tmp_path / "file").read_text() == "in the way"


@pytest.mark.parametrize("name", ["20220306-99", "20220306000099", "0-99", "19990101-1"])
def test_an_id_that_no_article_has_suggests_list(ask: Run, name: str) -> None:
    assert "newsidx list" in refusal(ask("show", name))


@pytest.mark.parametrize("name", ["nowhere/story.txt", "gibberish", "two\nlines", "[bold]x[/]", "\x1b[2J"])
def test_a_path_that_no_article_has_shows_what_an_id_looks_like(ask: Run, name: str) -> None:
    said = refusal(ask("show", name))
    assert "20220306-1" in said
    assert "\x1b" not in said


def test_an_unknown_id_among_others_is_named(ask: Run) -> None:
    assert "20220306-99" in refusal(ask("show", "20220306-1", "20220306-99"))


@pytest.mark.parametrize(
    "arguments",
    [("list", "2022-13"), ("search", "oil", "--since", "2022-13"), ("list", "--by", "day", "--on", "2022-13")],
    ids=" ".join,
)
def test_a_bad_date_has_a_caret_under_it(ask: Run, arguments: tuple[str, ...]) -> None:
    answer = ask(*arguments)
    assert "2022-03-06" in refusal(answer, lines=3)
    assert answer.stderr.splitlines()[:2] == ["  2022-13", "  ^^^^^^^"]


@pytest.mark.parametrize(
    ("date", "pointed_at"),
    [
        ("2022-01..someday", "           ^^^^^^^"),
        ("漢字..2022", "  ^^^^"),
        ("１９９９..when", "            ^^^^"),
        ("2022..漢字", "        ^^^^"),
        ("2022-01..2022-02-31", "           ^^^^^^^^^^"),
        ("2022\t..when", "         ^^^^"),
    ],
)
def test_the_caret_is_below_the_part_that_is_wrong(ask: Run, date: str, pointed_at: str) -> None:
    answer = ask("list", date)
    refusal(answer, lines=3)
    assert answer.stderr.splitlines()[1] == pointed_at


def test_a_reversed_range_is_explained(ask: Run) -> None:
    assert "earlier date first" in refusal(ask("list", "2022-06..2022-01"), lines=3)


@pytest.mark.parametrize(
    "arguments",
    [("search", "xyzzy"), ("search", "oil", "--date", "1999"), ("search", "...."), ("list", "1999")],
    ids=" ".join,
)
def test_nothing_found_is_exit_1_with_a_message(ask: Run, arguments: tuple[str, ...]) -> None:
    answer = ask(*arguments)
    assert answer.returncode == 1
    assert answer.stdout == ""
    assert answer.stderr.strip()


@pytest.mark.parametrize(
    "arguments",
    [
        ("nonsense",),
        ("search",),
        ("show",),
        ("ingest",),
        ("list", "--nonsense"),
        ("list", "--by", "hour"),
        ("list", "--limit", "-1"),
        ("list", "--page", "0"),
        ("search", "oil", "--format", "xml"),
        ("search", "oil", "--sort", "random"),
        ("list", "--undated", "--by", "day"),
        ("list", "--undated", "2022"),
        ("list", "--by", "day", "--format", "ids"),
        ("info", "too", "much"),
        ("info", "\x1b]0;title\x07"),
    ],
    ids=lambda arguments: " ".join(arguments).encode("unicode_escape").decode(),
)
def test_a_usage_error_is_exit_2(ask: Run, arguments: tuple[str, ...]) -> None:
    answer = ask(*arguments)
    assert answer.returncode == 2
    assert answer.stdout == ""
    assert "Error: " in answer.stderr
    assert "\x1b" not in answer.stderr
    assert "Traceback" not in answer.stderr


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no /dev/full")
@pytest.mark.parametrize("arguments", [("list",), ("list", "--format", "table"), ("info",), ("--help",)], ids=" ".join)
def test_output_to_a_full_disk_is_an_error(news: News, arguments: tuple[str, ...]) -> None:
    with open("/dev/full", "w") as full:
        answer = subprocess.run(
            [sys.executable, "-m", "newsidx", *arguments],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "NEWSIDX_DB": str(news.db)},
            check=False,
        )
    assert answer.returncode == 2
    assert answer.stderr.startswith("newsidx: The output cannot be written")
    assert answer.stderr.count("\n") == 1


@pytest.mark.skipif(os.name == "nt", reason="Windows deletes no folder that is in use")
@pytest.mark.parametrize("arguments", [("ingest", "."), ("ingest", "../articles", "--db", "new.db")], ids=" ".join)
def test_a_current_folder_that_was_deleted_is_an_error(news: News, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    (tmp_path / "gone").mkdir()
    command = 'cd gone && rmdir ../gone && exec "$@"'
    answer = subprocess.run(
        ["sh", "-c", command, "sh", sys.executable, "-m", "newsidx", *arguments],
        capture_output=True,
        text=True,
        env={**os.environ, "NEWSIDX_DB": str(news.db)},
        cwd=tmp_path,
        check=False,
    )
    assert "The current folder no longer exists" in refusal(answer)
