"""Every task of the benchmark finds something in an archive that has its words, and is a command that exists."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsidx.archive import open_archive
from newsidx.cli import run
from newsidx.ingest.pipeline import ingest
from tests.bench import large, library
from tests.bench.tasks import Task, tasks
from tests.bench.vocabulary import words_of

COMMON = ["The company said so.", "Oil prices rose.", "It fell last year.", "The government met.", "OPEC did not."]
RARER = [f"Ship{number} was overseas when the price of tin did collapse, and nobody knew why." for number in range(60)]
MATERIAL = large.Sentences(
    headlines=["OIL PRICES RISE", "OPEC TALKS", "TIN PRICE COLLAPSE", "STEEL STRIKE ENDS"],
    sentences=[*COMMON * 20, *RARER],
    lengths=[3, 5, 8],
)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("large")
    large.write(large.articles(MATERIAL, 2_000, seed=1, with_metadata=True), folder / "files")
    with open_archive(str(folder / "news.db"), write=True) as archive:
        ingest(archive, [str(folder / "files")])
    return folder


def test_each_task_finds_something(place: Path) -> None:
    with open_archive(str(place / "news.db")) as archive:
        all_tasks = list(tasks(archive, words_of(archive)))
        rows = list(library.rows(all_tasks, rounds=1))
    assert [row.name for row in rows] == [task.name for task in all_tasks]


def test_each_command_finds_something(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with open_archive(str(place / "news.db")) as archive:
        commands = [task.command for task in tasks(archive, words_of(archive)) if task.command]
    for command in commands:
        assert run(["--db", str(place / "news.db"), *command]) == 0, command
        assert capsys.readouterr().out, command


def test_what_finds_nothing_is_not_measured() -> None:
    with pytest.raises(ValueError, match="nothing to measure"):
        list(library.rows([Task("nothing", list)], rounds=1))
