"""A file may hold more text than memory: its articles go through temporary files, and are one unit all the same."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from newsidx import Archive
from newsidx.archive import open_archive
from newsidx.archive.sqlite import batch
from newsidx.archive.sqlite.remove import remove_articles
from newsidx.errors import CannotWrite
from newsidx.ingest.pipeline import IngestOptions, Report, ingest
from newsidx.readers import collected
from tests.archive.checks import assert_whole, refs
from tests.conftest import Run
from tests.faults.contents import Contents, contents

Add = Callable[..., Report]


def spool_at(monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    """Take files with so much text for large ones, and write two or three articles at a time."""
    monkeypatch.setattr(collected, "_MOST_IN_MEMORY", size)
    monkeypatch.setattr(batch, "_MOST_COLLECTED", 100)


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for temporary files."""
    path = tmp_path / "temporary"
    path.mkdir()
    monkeypatch.setenv("TMPDIR", str(path))
    monkeypatch.setattr(tempfile, "tempdir", str(path))
    return path


def table(*rows: str) -> str:
    return "\n".join(["date,title,text", *rows, ""])


def rows(count: int, date: str = "2022-03-06") -> list[str]:
    return [f"{date},Story {number},This is the text of story {number}." for number in range(count)]


def tar(texts: dict[str, str]) -> bytes:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as file:
        for name, text in texts.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(text.encode())
            file.addfile(entry, io.BytesIO(text.encode()))
    return packed.getvalue()


def mbox(*subjects: str) -> str:
    return "".join(
        f"From a@example.org Sun Mar  6 10:00:00 2022\nSubject: {subject}\nDate: Sun, 6 Mar 2022 10:00:00 +0000\n\n"
        f"All about {subject}.\n\n"
        for subject in subjects
    )


STORIES = rows(9)
AMBIGUOUS = [row.replace("2022-03-06", f"0{number + 1}/02/2022") for number, row in enumerate(STORIES)]
WEEKS: dict[str, list[str | bytes]] = {
    "grows.csv": [table(*STORIES[:7]), table(*STORIES)],
    "is-edited.csv": [table(*STORIES), table(*STORIES).replace("story 4.", "story 4, corrected.")],
    "has-a-new-first.csv": [table(*STORIES), table("2022-03-06,New,New text.", *STORIES)],
    "shrinks.csv": [table(*STORIES), table(*STORIES[2:6])],
    "says-a-text-twice.csv": [table(*STORIES), table(*STORIES[:3], *[f"{row} Again." for row in STORIES[:2]] * 2)],
    "proves-the-order.csv": [table(*AMBIGUOUS, "25/02/2022,Proof,Proof."), table(*AMBIGUOUS)],
    "proves-both-orders.csv": [table(*AMBIGUOUS, "25/02/2022,A,A.", "02/25/2022,B,B.")],
    "2022-03-01.csv": [table(*rows(5, ""))],
    "04-05-2022.csv": [table(*rows(5, ""))],
    "breaks.csv": [table(*STORIES, '2022-03-07,"Never closed,Text.')],
    "a.mbox": [mbox("oil", "gas", "snow", "coal"), mbox("oil", "gas", "rain", "coal", "tin")],
    "a.tar.gz": [
        tar({f"{number}.txt": f"date 2022-03-06 Story {number}\n\nText {number}.\n" for number in range(8)}),
        tar({f"{number}.txt": f"date 2022-03-06 Story {number}\n\nText {number}.\n" for number in (5, 1, 9, 2)}),
    ],
    "in-a.tar.gz": [
        tar({"2022-03-06.csv": table(*rows(5, "")), "b.csv": table(*AMBIGUOUS), "a.txt": "2022-03-06\n\nA."})
    ],
}


def ingested(tmp_path: Path, name: str, states: list[str | bytes], jobs: int = 0) -> list[Contents]:
    """What the archive holds after the ingest of each state of a file, beside a small one with one of its texts."""
    folder, db = tmp_path / "articles", tmp_path / "news.db"
    folder.mkdir(exist_ok=True)
    (folder / "z.csv").write_text(table(STORIES[1]))
    held = []
    for number, state in enumerate(states):
        path = folder / name
        path.write_bytes(state.encode() if isinstance(state, str) else state)
        os.utime(path, (number, number))
        os.utime(folder / "z.csv", (0, 0))
        with open_archive(str(db), write=True) as archive:
            ingest(archive, [str(folder)], IngestOptions(jobs=jobs))
            assert_whole(archive)
            assert ingest(archive, [str(folder)], IngestOptions(jobs=jobs, check=True)).outcome["unchanged"] == 2
        held.append(contents(db))
    for path in [db, *folder.iterdir()]:
        path.unlink()
    return held


def without_times(held: list[Contents]) -> list[Contents]:
    return [each._replace(files=frozenset(row[:3] + row[6:] for row in each.files)) for each in held]


@pytest.mark.parametrize("name", WEEKS)
def test_a_large_file_becomes_the_same_articles_as_a_small_one(
    name: str, tmp_path: Path, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_memory = without_times(ingested(tmp_path, name, WEEKS[name]))
    for size in (1, 3500):
        spool_at(monkeypatch, size)
        assert without_times(ingested(tmp_path, name, WEEKS[name])) == in_memory
    assert list(temporary.iterdir()) == []


def test_unchanged_articles_of_a_changed_file_are_not_written_again(
    archive: Archive, add: Add, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spool_at(monkeypatch, 1)
    assert add({"a.csv": table(*STORIES[:8])}).outcome["articles"] == 8
    assert add({"a.csv": table(*STORIES)}).outcome["articles"] == 1
    assert add({"a.csv": table(*STORIES).replace("Story 4", "Tale 4")}).outcome["articles"] == 1


def test_removed_articles_of_a_large_file_stay_removed(
    archive: Archive, add: Add, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spool_at(monkeypatch, 1)
    add({"a.csv": table(*STORIES)})
    remove_articles(archive, [20220306000001, 20220306000005])
    report = add({"copy.csv": table(*STORIES)}, reread=True)
    assert (len(refs(archive)), report.removed) == (7, 2)
    assert_whole(archive)


def test_a_large_file_is_in_the_archive_as_a_whole_or_not_at_all(
    archive: Archive, add: Add, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spool_at(monkeypatch, 1)
    add({"first.csv": table("2022-03-05,First,First.")})
    parts: list[int] = []
    index = batch.add_to_index

    def interrupted(connection: object, articles: list[tuple[object, ...]]) -> None:
        parts.append(len(articles))
        if len(parts) == 2:
            raise KeyboardInterrupt
        index(connection, articles)  # type: ignore[arg-type]

    monkeypatch.setattr(batch, "add_to_index", interrupted)
    with pytest.raises(KeyboardInterrupt):
        add({"a.csv": table(*STORIES)})
    assert 0 < sum(parts) < len(STORIES)
    assert refs(archive) == ["20220305-1"]
    assert list(temporary.iterdir()) == []
    monkeypatch.setattr(batch, "add_to_index", index)
    assert add().outcome["articles"] == len(STORIES)
    assert_whole(archive)


@pytest.mark.parametrize("jobs", [0, 2])
def test_temporary_files_that_cannot_be_written_end_the_ingest_with_a_plain_message(
    archive: Archive, folder: Path, add: Add, temporary: Path, monkeypatch: pytest.MonkeyPatch, jobs: int
) -> None:
    spool_at(monkeypatch, 1)
    for number in range(1200 if jobs else 0):
        (folder / f"{number}.txt").write_text(f"date 2022-03-06 Number {number}.\n")
    (folder / "a.csv").write_text(table(*STORIES))
    temporary.rmdir()
    temporary.write_text("no folder")
    with pytest.raises(CannotWrite, match="The temporary folder .* cannot be written") as raised:
        add(jobs=jobs)
    assert "TMPDIR" in raised.value.remedy
    temporary.unlink()
    temporary.mkdir()
    assert add(jobs=jobs).outcome["problem"] == 0
    assert_whole(archive)
    assert list(temporary.iterdir()) == []


@pytest.fixture
def large(folder: Path) -> Iterator[Path]:
    """A file of 80 MB, with an article in each 20 KB."""
    path = folder / "large.jsonl"
    with path.open("w") as file:
        for number in range(4000):
            text = f"Story {number} goes {'on' * 30}. " * 260  # long words: it is bytes that count here
            file.write(json.dumps({"date": "2022-03-06", "title": f"Story {number}", "text": text}) + "\n")
    yield path
    path.unlink()


MEASURED = """
import resource, sys
from newsidx.__main__ import main
try:
    main()
finally:
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="other systems count in other units")
def test_the_memory_of_an_ingest_does_not_depend_on_the_size_of_a_file(run: Run, large: Path, tmp_path: Path) -> None:
    def peak(name: str, *paths: Path) -> int:
        """Megabytes that an ingest takes at most."""
        command = [sys.executable, "-c", MEASURED, "ingest", "-j0", "--largest", "1", *map(str, paths)]
        environment = {**os.environ, "NEWSIDX_DB": str(tmp_path / name)}
        ran = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=300, check=True)
        return int(ran.stderr.split()[-1]) // 1000

    small = tmp_path / "small.jsonl"
    with large.open() as lines:
        small.write_text("".join(next(lines) for _ in range(50)))
    most = peak("small.db", small) + 50
    assert peak("large.db", large) < most
    with large.open("a") as file:
        file.write(json.dumps({"date": "2022-03-07", "title": "New", "text": "New."}) + "\n")
    assert peak("large.db", large) < most
