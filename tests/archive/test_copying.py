"""Copies between all kinds of archive have everything, and go on where they were interrupted."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from newsidx.archive import copying, open_archive
from newsidx.archive.contract import Archive, WritableArchive
from newsidx.archive.copying import Copied, copy_archive
from newsidx.article import Article
from newsidx.errors import CannotCopy
from newsidx.ingest import IngestOptions, Report, ingest
from newsidx.query import Query
from newsidx.query.sort import Sort
from newsidx.search import alerts
from tests.archive.kinds import KINDS, kind_of

FILES = {
    "a.txt": "Date: 2022-03-05\nSource: Post\nBy: Ann Smith\nDesk: City\n\nOil embargo\n\nAn oil embargo began.",
    "b.txt": "Date: 2022-03-06\nSource: Herald\n\nGas prices\n\nGas prices rose.",
    "c.txt": "Date: 2022-03-06\nSource: Herald\n\nRowing\n\nThe eight won again on the river.",
    "d.txt": "Date: 2022-07-02\nLanguage: de-AT\n\nSchnee\n\nDie Häfen lagen im Schnee.",
    "e.txt": "Oil without a date.",
    "f.txt": "",
    "g.jsonl": '{"date": "2022-04-11", "title": "One", "body": "First of two."}\n'
    '{"date": "2022-04-11", "title": "Two", "body": "Second of two."}\n',
    "h.txt": "Date: 2022-08-01\n\nGone\n\nThis file will be gone.",
}

FILES["copy-of-a.txt"] = FILES["a.txt"]

Places = Callable[[str], str]


class Contents(NamedTuple):
    """All that a copy must have of an archive."""

    articles: list[Article]
    files: list[tuple[Any, ...]]
    copies: list[list[Any]]
    problems: list[Any]
    removed: list[Any]
    alerts: list[Any]
    tags: list[tuple[str, int]]


@pytest.fixture
def places(request: pytest.FixtureRequest, tmp_path: Path) -> Places:
    """Makes the places of new archives of a kind."""
    made = 0

    def new_place(kind: str) -> str:
        nonlocal made
        made += 1
        folder = tmp_path / f"archive{made}"
        folder.mkdir()
        return KINDS[kind].place(request, folder)

    return new_place


@pytest.fixture(params=sorted(KINDS))
def source(request: pytest.FixtureRequest, places: Places, folder: Path) -> Iterator[WritableArchive]:
    """An archive of each kind with all that an archive can have."""
    for name, text in FILES.items():
        (folder / name).write_text(text)
    with open_archive(places(request.param), write=True) as archive:
        ingested(archive, folder)
        (folder / "h.txt").unlink()
        ingested(archive, folder)
        archive.remove(ids(archive, "rowing"))
        archive.change_tags(ids(archive, "oil"), ["energy", "to-read"])
        archive.change_note(ids(archive, "gas")[0], "Ask the ministry.")
        alerts.add(archive, "oil", "oil")
        alerts.add(archive, "häfen", "schnee OR search:oil")
        alerts.done(archive, alerts.run(archive))
        yield archive


@pytest.fixture(params=sorted(KINDS))
def target(request: pytest.FixtureRequest, places: Places) -> Iterator[WritableArchive]:
    """A new archive of each kind."""
    with open_archive(places(request.param), write=True) as archive:
        yield archive


def ingested(archive: WritableArchive, folder: Path, **options: Any) -> Report:
    return ingest(archive, [str(folder)], IngestOptions(jobs=0, **options))


def ids(archive: Archive, text: str = "") -> list[int]:
    query = Query.parse(text) if text else Query()
    return [article for article, _ in archive.ids(query, sort=Sort.OLDEST)]


def contents(archive: Archive) -> Contents:
    every = ids(archive)
    return Contents(
        articles=archive.articles(every),
        files=sorted(archive.export_files()),
        copies=[archive.files_of(article) for article in every],
        problems=list(archive.problems()),
        removed=[list(archive.removed_articles()), sorted(archive.export_removals())],
        alerts=sorted(archive.export_alerts()),
        tags=archive.tags(),
    )


def test_a_copy_has_everything(source: WritableArchive, target: WritableArchive, folder: Path) -> None:
    copied = copy_archive(source, target)
    assert (copied.articles, copied.there_before, copied.files) == (7, 0, 9)
    assert (copied.alerts, copied.left_out) == (("häfen", "oil"), ())
    assert contents(target) == contents(source)
    kind_of(target).assert_whole(target)
    assert target.check().is_intact
    for text in ("oil", "gas", "tag:energy", "note:ministry", "by:smith", "lang:de", "hafen", "source:her*"):
        assert ids(target, text) == ids(source, text) != []
    assert [item.hits for item in alerts.run(target)] == [(), ()]


def test_an_ingest_goes_on_with_a_copy_as_with_the_archive(
    source: WritableArchive, target: WritableArchive, folder: Path
) -> None:
    copy_archive(source, target)
    report = ingested(target, folder)
    assert (report.outcome["unchanged"], report.outcome["articles"], report.removed) == (8, 0, 1)
    (folder / "i.txt").write_text("Date: 2022-03-06\n\nTin\n\nTin rose too.")
    (folder / "b.txt").write_text("Date: 2022-03-06\nSource: Herald\n\nGas prices\n\nGas prices rose and fell.")
    assert ingested(target, folder).outcome["articles"] == 2
    assert [article.note for article in target.articles(ids(target, "gas"))] == ["Ask the ministry."]
    assert set(ids(target, "tin")).isdisjoint(ids(source))
    assert ingested(target, folder, again=True).outcome["articles"] == 1
    assert len(ids(target, "rowing")) == 1
    kind_of(target).assert_whole(target)


def test_the_same_copy_again_adds_what_is_new_and_changes_nothing_else(
    source: WritableArchive, target: WritableArchive, folder: Path
) -> None:
    copy_archive(source, target)
    target.change_tags(ids(target, "gas"), ["mine"])
    copied = copy_archive(source, target)
    assert (copied.articles, copied.there_before, copied.files, copied.alerts) == (0, 7, 0, ())
    assert target.tags() == [("energy", 2), ("mine", 1), ("to-read", 2)]
    (folder / "i.txt").write_text("Date: 2022-03-06\n\nTin\n\nTin rose too.")
    ingested(source, folder)
    copied = copy_archive(source, target)
    assert (copied.articles, copied.files) == (1, 1)
    assert ids(target, "tin") == ids(source, "tin")


def test_a_copy_into_other_articles_is_refused(
    source: WritableArchive, target: WritableArchive, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "x.txt").write_text("Date: 2022-03-06\n\nAnother article.")
    ingested(target, other)
    before = contents(target)
    with pytest.raises(CannotCopy) as error:
        copy_archive(source, target)
    assert "20220306-1" in error.value.message
    assert contents(target) == before


@pytest.mark.parametrize(
    ("step", "calls"),
    [
        ("import_articles", 0),
        ("import_articles", 1),
        ("import_files", 0),
        ("import_removals", 0),
        ("import_alert", 1),
    ],
)
def test_a_copy_goes_on_where_it_was_interrupted(
    source: WritableArchive,
    target: WritableArchive,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    step: str,
    calls: int,
) -> None:
    monkeypatch.setattr(copying, "_AT_ONCE", 3)
    write = getattr(target, step)
    made = 0

    def interrupted(*arguments: Any) -> Any:
        nonlocal made
        made += 1
        if made > calls:
            raise KeyboardInterrupt
        return write(*arguments)

    monkeypatch.setattr(target, step, interrupted)
    copied = Copied()
    with pytest.raises(KeyboardInterrupt):
        copy_archive(source, target, copied)
    assert copied.articles == (3 * calls if step == "import_articles" else 7)
    monkeypatch.undo()
    again = copy_archive(source, target)
    assert again.there_before == copied.articles
    assert contents(target) == contents(source)
    kind_of(target).assert_whole(target)


def test_an_ingest_after_an_interrupted_copy_misses_nothing(
    source: WritableArchive, target: WritableArchive, folder: Path
) -> None:
    target.import_articles(source.export_articles(ids(source)[:3]))
    ingested(target, folder)
    assert sorted(article.body for article in target.articles(ids(target))) == sorted(
        {article.body for article in source.articles(ids(source)) if "gone" not in article.body}
        | {"The eight won again on the river."}
    )
    kind_of(target).assert_whole(target)


def test_an_article_that_another_program_adds_meanwhile_is_not_doubled(
    source: WritableArchive, target: WritableArchive
) -> None:
    stored = source.export_articles(ids(source))
    assert target.import_articles(stored[:2]) == []
    assert target.import_articles(stored) == [copied.article.id for copied in stored[:2]]
    assert target.article_count() == 7
    other_id = stored[2]._replace(article=stored[2].article._replace(id=stored[2].article.id + 50))
    assert target.import_articles([other_id]) == [other_id.article.id]
    target.import_files(source.export_files())
    kind_of(target).assert_whole(target)


def test_new_articles_get_ids_that_no_copied_one_has(
    source: WritableArchive, target: WritableArchive, folder: Path
) -> None:
    copy_archive(source, target)
    known = set(ids(target))
    for number in range(5):
        (folder / f"new{number}.txt").write_text(f"Date: 2022-03-05\n\nNews {number}\n\nWhat came in late {number}.")
    assert ingested(target, folder).outcome["articles"] == 5
    assert set(ids(target)) > known
    assert len(set(ids(target))) == len(known) + 5


@pytest.mark.long
def test_a_copy_that_is_killed_goes_on(places: Places, folder: Path, tmp_path: Path) -> None:
    for number in range(600):
        day = 1 + number % 28
        (folder / f"{number}.txt").write_text(
            f"Date: 1999-03-{day:02}\n\nNumber {number}\n\nText of {number}, the harbour."
        )
    place = places("sqlite")
    with open_archive(place, write=True) as archive:
        ingested(archive, folder)
        expected = contents(archive)
    for kind in ("opensearch", "sqlite"):
        target = places(kind)
        killed = 0
        for delay in (0.7, 1.0, 1.4):
            process = subprocess.Popen([sys.executable, "-m", "newsidx", "copy", place, target])
            try:
                process.wait(delay)
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGKILL)
                killed += 1
            process.wait()
        assert killed or kind == "sqlite"
        assert subprocess.run([sys.executable, "-m", "newsidx", "copy", place, target], check=False).returncode == 0
        with open_archive(target, write=True) as archive:
            assert contents(archive) == expected
            kind_of(archive).assert_whole(archive)
            assert ingested(archive, folder).outcome["unchanged"] == 600
        place = target
