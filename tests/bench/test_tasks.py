"""Every task of the benchmark finds something in an archive that has its words, and is a command that exists."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from newsidx.archive import open_archive
from newsidx.cli import run
from newsidx.ingest.pipeline import ingest
from newsidx.query import Query
from newsidx.query.sort import Sort
from tests.archive.kinds import delete_indices, server_place
from tests.bench import large, library
from tests.bench import servers as server_tasks
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


@pytest.fixture
def servers(opensearch_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    address = server_place(opensearch_url)
    yield address
    delete_indices(address)


def test_each_task_finds_something(place: Path) -> None:
    with open_archive(str(place / "news.db")) as archive:
        all_tasks = list(tasks(archive, words_of(archive)))
        rows = list(library.rows(all_tasks, rounds=1))
    assert [row.name for row in rows] == [task.name for task in all_tasks]


@pytest.mark.long
def test_servers_are_asked_the_same_and_have_the_same_counts(place: Path, servers: str) -> None:
    with open_archive(str(place / "news.db")) as file, open_archive(servers, write=True) as on_servers:
        ingest(on_servers, [str(place / "files")])
        words = words_of(file)
        rows = list(server_tasks.rows(on_servers, file, words, rounds=1))
        assert [row.name for row in rows] == [task.name for task in tasks(file, words)]
        assert all(row.seconds and row.beside and row.beside[1] for row in rows)
        on_servers.remove([next(iter(on_servers.ids(Query(), sort=Sort.OLDEST, limit=1)))[0]])
        with pytest.raises(ValueError, match="same articles"):
            list(server_tasks.rows(on_servers, file, words, rounds=1))


def test_each_command_finds_something(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with open_archive(str(place / "news.db")) as archive:
        commands = [task.command for task in tasks(archive, words_of(archive)) if task.command]
    for command in commands:
        assert run(["--db", str(place / "news.db"), *command]) == 0, command
        assert capsys.readouterr().out, command


def test_what_finds_nothing_is_not_measured() -> None:
    with pytest.raises(ValueError, match="nothing to measure"):
        list(library.rows([Task("nothing", list)], rounds=1))
