"""No file can stop an ingest: whatever goes wrong with it is listed as its problem, and the other files are read."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from newsidx import Archive
from newsidx.archive import open_archive
from newsidx.archive.files import FileRead
from newsidx.archive.sqlite.add import add_files
from newsidx.archive.sqlite.files import problems
from newsidx.article import Article
from newsidx.dates.extract import DateReader
from newsidx.ingest.pipeline import Report
from newsidx.readers.draft import Draft
from newsidx.readers.formats import TEXT_FORMATS, TextFormat
from newsidx.readers.reading import fingerprint
from tests.archive.checks import assert_whole, refs
from tests.faults.processes import ENVIRONMENT, finish, newsidx

Add = Callable[..., Report]


def named_problems(archive: Archive) -> dict[str, str]:
    """The problem of each file, by the file's name."""
    return {os.path.basename(problem.path): problem.problem for problem in problems(archive)}


def story(number: int, **differences: object) -> FileRead:
    """A file as a reader returns it, with values in its article that no reader would give."""
    article = Article(
        0, None, None, f"Story {number}", "Text.", None, None, None, None, None, None, 1, {}, None, "line", 0
    )._replace(**differences)  # type: ignore[arg-type]
    article = article._replace(fingerprint=fingerprint(article.title.encode(errors="replace").decode(), article.body))
    path = f"/articles/{number:02}.txt"
    return FileRead(path, 1, 1, 1, str(number).encode(), "plain", "utf-8", "read", None, None, 1, (article,))


@pytest.mark.parametrize("year", [1600, 1969, 2300, 2446])
def test_a_file_with_any_modification_time_is_read_and_known_at_the_next_ingest(
    archive: Archive, add: Add, folder: Path, year: int
) -> None:
    add({"a.txt": "date 2022-03-06 Alpha.", "b.txt": "date 2022-03-06 Beta."})
    os.utime(folder / "a.txt", ns=((year - 1970) * 31_556_952 * 10**9,) * 2)
    assert add({"c.txt": "date 2022-03-06 Gamma."}).outcome["new"] == 1
    assert add().outcome["unchanged"] == 3
    assert len(refs(archive)) == 3


@pytest.mark.parametrize("jobs", [0, 2])
def test_an_error_in_a_reader_is_listed_as_the_problem_of_its_file(
    archive: Archive, add: Add, monkeypatch: pytest.MonkeyPatch, jobs: int
) -> None:
    def read(text: str, dates: DateReader) -> tuple[Draft, ...]:
        if "Broken" in text:
            raise ValueError("month must be in 1..12 \udc80")
        return ()

    monkeypatch.setitem(TEXT_FORMATS, "broken", TextFormat("broken", read))
    files = {f"{number:04}.txt": f"date 2022-03-06 Story {number}" for number in range(1100)}
    report = add(files | {"0500.txt": "Broken."}, jobs=jobs)
    assert (report.outcome["new"], report.outcome["problem"]) == (1099, 1)
    problem = "newsidx failed on it (ValueError: month must be in 1..12 \\udc80)"
    assert named_problems(archive) == {"0500.txt": problem}
    monkeypatch.delitem(TEXT_FORMATS, "broken")
    assert add(jobs=jobs).outcome["changed"] == 1  # it is tried again, whatever the error was
    assert named_problems(archive) == {}
    assert_whole(archive)


@pytest.mark.parametrize(
    ("differences", "expected"),
    [
        ({"words": 2**63}, "newsidx failed on it (OverflowError: Python int too large to convert to SQLite INTEGER)"),
        ({"title": "\udc80"}, "newsidx failed on it (UnicodeEncodeError: 'utf-8' codec can't encode character "),
        ({"meta": {"when": object()}}, "newsidx failed on it (TypeError: Object of type object is not JSON "),
        ({"byline": ["Ann"]}, "newsidx failed on it ("),
    ],
)
@pytest.mark.parametrize("dry_run", [False, True])
def test_values_that_the_archive_cannot_store_are_the_problem_of_their_file(
    archive: Archive, differences: dict[str, object], expected: str, dry_run: bool
) -> None:
    if dry_run:
        archive.connection.execute("BEGIN")
    files = [story(number, **(differences if number == 7 else {})) for number in range(12)]
    outcome = add_files(archive, files, "2026-01-01T00:00:00")
    assert (outcome["new"], outcome["problem"], outcome["articles"]) == (11, 1, 11)
    ((name, problem),) = named_problems(archive).items()
    assert (name, problem[: len(expected)]) == ("07.txt", expected)
    edited = [story(number, title=f"Edited {number}") for number in range(12)]
    changes = [file._replace(digest=b"edited") for file in edited]
    changes[3] = story(3, **dict(differences, body="Edited."))._replace(digest=b"edited")
    outcome = add_files(archive, changes, "2026-01-01T00:00:00")
    assert (outcome["changed"], outcome["problem"]) == (11, 1)
    titles = [title for (title,) in archive.rows("SELECT title FROM articles ORDER BY id")]
    assert sorted(titles) == sorted(
        ["Story 3", *(f"Edited {number}" for number in range(12) if number != 3)]  # the old article stays
    )
    assert_whole(archive)


@pytest.mark.skipif(sys.version_info < (3, 11), reason="SQLite's limit cannot be lowered before")
def test_an_article_too_large_for_sqlite_is_a_problem_and_not_a_corrupt_archive(archive: Archive, add: Add) -> None:
    archive.connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, 1_000_000)  # it is 1 GB
    files = {"a.txt": "date 2022-03-06 Alpha.", "b.txt": "date 2022-03-06 Beta " + "x" * 1_000_000}
    assert add(files).outcome["new"] == 1
    assert named_problems(archive) == {"b.txt": "too large for SQLite, which keeps articles of up to 1 GB"}


def test_an_error_in_the_archive_is_not_the_problem_of_a_file(archive: Archive, add: Add) -> None:
    from newsidx.errors import NewsidxError

    add({"a.txt": "date 2022-03-06 Alpha."})
    archive.connection.execute("DROP TABLE removed")
    with pytest.raises(NewsidxError):
        add({"b.txt": "date 2022-03-06 Beta."})
    assert named_problems(archive) == {}


@pytest.mark.skipif(sys.platform != "linux", reason="finds the reading process in /proc")
def test_a_killed_reading_process_is_reported_in_one_line_and_the_ingest_can_be_repeated(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    for number in range(3000):
        (folder / f"{number}.txt").write_text(f"date 2022-03-06 Story {number}\n\n" + "Oil and gas. " * 100)
    db = tmp_path / "news.db"
    process = subprocess.Popen(
        newsidx(db, "ingest", "--jobs", "1", str(folder)), stderr=subprocess.PIPE, env=ENVIRONMENT, text=True
    )
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    while not (child_ids := children.read_text().split()) and process.poll() is None:
        time.sleep(0.002)
    os.kill(int(child_ids[0]), signal.SIGKILL)
    _, stderr = process.communicate(timeout=60)
    assert process.returncode == 2
    assert stderr.splitlines()[-1].startswith("newsidx: A process that read files was killed")
    assert finish(db, "ingest", "--jobs", "0", str(folder)).returncode == 0
    with open_archive(str(db), write=True) as archive:
        assert len(refs(archive)) == 3000
        assert_whole(archive)
