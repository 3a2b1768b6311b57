"""Every command answers a query with the same articles."""

from __future__ import annotations

import csv
import json
import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from newsidx import Query
from newsidx.archive import open_archive
from newsidx.cli import run
from newsidx.ingest.pipeline import IngestOptions, ingest
from tests.archive.naive import NaiveArchive
from tests.cli.conftest import write
from tests.searching import search

KINDS = {2: "oil", 3: "gas", 5: "embargo", 7: "Venezuela"}
DATES = ["2022-03-08", "2022-03", "--03-06", "1990s"]
QUERIES = [
    *("oil gas", "oil gas embargo", "oil gas venezuela embargo", "oil zebra", "oil OR venezuela", "oil -gas", "-oil"),
    *("by:smith gas", "oil OR by:smith", '"oil gas"', '"oil embargo"~3', "venez* =gas", "gas since:2022-03-09 embargo"),
    *("oil date:2022-03-05..2022-03-12", "Why does the embargo on gas go on?", *(f"date:{date}" for date in DATES)),
]
Ask = Callable[..., str]


def add(place: Path, folder: str) -> None:
    """Ingest a folder. Not by the command, which minds Ctrl-C from then on."""
    with open_archive(str(place / "news.db"), write=True) as archive:
        ingest(archive, [str(place / folder)], IngestOptions(jobs=0))


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of articles that have some or all of a few words, some pairs in more than a page of them; each query
    was an alert before they came.
    """
    made = tmp_path_factory.mktemp("answers")
    files: dict[str, str | bytes] = {}
    for number in range(1, 121):
        words = " ".join(word for every, word in KINDS.items() if number % every == 0)
        date = f"Date: 2022-03-{1 + number % 28:02}\n" if number % 11 else ""
        author = "Ann Smith" if number % 4 else "Bob"
        files[f"{number:03}.txt"] = f"{date}By: {author}\n\nTitle\n\nText {number}: {words}."
    db = ["--db", str(made / "news.db")]
    write(made / "articles", files)
    write(made / "first", {"none.txt": "date 1899-01-01 Nothing."})
    add(made, "first")
    for query in QUERIES:
        assert run([*db, "alert", "add", "--", query, query]) == 0
    add(made, "articles")
    assert run([*db, "remove", "nothing", "--yes"]) == 0
    return made


@pytest.fixture
def ask(place: Path, capsys: pytest.CaptureFixture[str]) -> Ask:
    """What a command prints when stdout is no terminal."""

    def printed(*arguments: str, db: str = "news.db") -> str:
        capsys.readouterr()
        assert run(["--db", str(place / db), *arguments]) in (0, 1)
        return capsys.readouterr().out

    return printed


def expected(place: Path, query: str) -> set[str]:
    """The articles that have all that a query asks, by reading them one by one."""
    with open_archive(str(place / "news.db")) as archive:
        naive = NaiveArchive([hit.article for hit in search(archive, Query(), limit=None)])
    refs = {article.ref for article in naive.matching(Query.parse(query))}
    naive.close()
    return refs


def by_search(form: str) -> Callable[[Ask, str], list[str]]:
    def refs(ask: Ask, query: str) -> list[str]:
        printed = ask("search", "--format", form, "--", query)
        if form == "json":
            return [article["ref"] for article in json.loads(printed)]
        if form == "jsonl":
            return [json.loads(line)["ref"] for line in printed.splitlines()]
        if form == "csv":
            return [row["ref"] for row in csv.DictReader(printed.splitlines())]
        return [line.split()[0] for line in printed.splitlines() if line[:1].isdigit()]

    return refs


def by_export(ask: Ask, query: str) -> list[str]:
    printed = ask("export", "--to", "-", "--format", "jsonl", "--", query)
    return [json.loads(line)["ref"] for line in printed.splitlines()]


def by_alert(ask: Ask, query: str) -> list[str]:
    (found,) = json.loads(ask("alert", "run", "--peek", "--format", "json", "--", query))
    return [article["ref"] for article in found["articles"]]


REFS = {
    **{f"search {form}": by_search(form) for form in ("lines", "json", "jsonl", "csv", "ids", "table")},
    "export": by_export,
    "alert": by_alert,
}


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("command", REFS)
def test_every_command_answers_a_query_with_the_same_articles(place: Path, ask: Ask, command: str, query: str) -> None:
    found = REFS[command](ask, query)
    assert len(set(found)) == len(found)
    assert set(found) == expected(place, query)


@pytest.mark.parametrize("query", QUERIES)
def test_a_timeline_counts_the_articles_that_search_finds(place: Path, ask: Ask, query: str) -> None:
    rows = [line.split("\t") for line in ask("timeline", "--by", "day", "--", query).splitlines()]
    days = Counter(ref.partition("-")[0] for ref in expected(place, query) if not ref.startswith("0-"))
    assert {row[0].replace("-", ""): int(row[2]) for row in rows if row[2] != "0"} == days


@pytest.mark.parametrize("query", QUERIES)
def test_what_is_removed_is_what_search_finds(place: Path, ask: Ask, query: str) -> None:
    found = expected(place, query)
    shutil.copy(place / "news.db", place / "copy.db")
    ask("remove", "--yes", "--", query, db="copy.db")
    left = ask("list", "--format", "ids", db="copy.db").split()
    assert set(ask("list", "--format", "ids").split()) - set(left) == found


@pytest.mark.parametrize("date", DATES)
def test_a_list_of_dates_is_what_search_finds_of_them(place: Path, ask: Ask, date: str) -> None:
    assert set(ask("list", "--format", "ids", "--date", date).split()) == expected(place, f"date:{date}")
