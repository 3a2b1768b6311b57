"""A folder changes at random between ingests: the archive always equals one made new from the folder.

Files are created, edited, copied, moved, swapped, rotated, touched and deleted, folders are renamed, and the next
ingest may prune or check. Afterwards every file has the articles that a new archive gives it, untouched files and texts
that stayed have the same ids, and the archive passes all checks.
"""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

import newsidx.ingest
import newsidx.ingest.workers
from newsidx import Archive
from newsidx.archive import open_archive
from newsidx.archive.sqlite.remove import remove_articles
from newsidx.archive.sqlite.upkeep.check import check
from newsidx.ingest.pipeline import IngestOptions, ingest
from tests.archive.checks import assert_whole
from tests.faults.trials import Trials

pytestmark = pytest.mark.long

DATES = ("2022-03-06", "2022-03-07", "", "1999-12-31", "03/04/2022")
WORDS = ("oil", "gas", "snow", "embargo", "café", "naïve", "price", "zebra")
NAMES = ("a.txt", "b.txt", "c.txt", "d.md", "sub/a.txt", "sub/e.txt", "sub2/f.txt", "z.txt")

Text = tuple[str | None, str, str]
"""A date, a title and a body."""


@dataclass(frozen=True)
class State:
    """What an archive has for each path, and the ids of its texts."""

    texts: dict[str, Text]
    ids: dict[str, int]
    problems: dict[str, str]
    missing: frozenset[str]
    articles: dict[Text, int]


def state(archive: Archive) -> State:
    copies = list(
        archive.rows(
            "SELECT path, article, date, title, body FROM copies "
            "JOIN files ON files.id = copies.file JOIN articles ON articles.id = copies.article"
        )
    )
    return State(
        texts={path: (date, title, body) for path, _, date, title, body in copies},
        ids={path: article for path, article, *_ in copies},
        problems=dict(archive.rows("SELECT path, status FROM files WHERE status <> 'read'")),
        missing=frozenset(path for (path,) in archive.rows("SELECT path FROM files WHERE missing_since IS NOT NULL")),
        articles={tuple(text): id_ for id_, *text in archive.rows("SELECT id, date, title, body FROM articles")},  # type: ignore[misc]
    )


class ChangingFolder:
    """A folder of a few files, a log of its changes, and the paths changed since the last ingest."""

    def __init__(self, place: Path, chance: random.Random) -> None:
        self.place, self.chance = place, chance
        self.names = [place / name for name in NAMES]
        self.touched: set[Path] = set()
        self.log: list[str] = []

    def change(self) -> None:
        """Make one random change."""
        changes: tuple[Callable[[], None], ...] = (
            *(self.new, self.new, self.edit, self.append, self.copy, self.move, self.move, self.swap),
            *(self.rotate, self.delete, self.touch, self.rename_folder),
        )
        chosen = self.chance.choice(changes) if self.files() else self.new
        self.log.append(chosen.__name__)
        chosen()

    def files(self) -> list[Path]:
        return sorted(path for path in self.place.rglob("*") if path.is_file())

    def any_file(self) -> Path:
        return self.chance.choice(self.files())

    def any_name(self) -> Path:
        path = self.chance.choice(self.names)
        path.parent.mkdir(exist_ok=True)
        self.touched.add(path)
        return path

    def new(self) -> None:
        self.any_name().write_bytes(self.content())

    def edit(self) -> None:
        path = self.any_file()
        path.write_bytes(self.content())
        self.touched.add(path)

    def append(self) -> None:
        path = self.any_file()
        path.write_bytes(path.read_bytes() + b" More oil.")
        self.touched.add(path)

    def copy(self) -> None:
        source, target = self.any_file(), self.any_name()
        if source != target:
            shutil.copyfile(source, target)

    def move(self) -> None:
        source = self.any_file()
        source.rename(self.any_name())
        self.touched.add(source)

    def swap(self) -> None:
        self.exchange(self.chance.sample(self.files(), min(2, len(self.files()))))

    def rotate(self) -> None:
        self.exchange(self.files())

    def exchange(self, files: list[Path]) -> None:
        """Give each of these files the name of the one before it."""
        aside = self.place.parent / "aside"
        files[0].rename(aside)
        for path, before in zip(files[1:], files, strict=False):
            path.rename(before)
        aside.rename(files[-1])
        self.touched |= set(files)

    def delete(self) -> None:
        path = self.any_file()
        path.unlink()
        self.touched.add(path)

    def touch(self) -> None:
        os.utime(self.any_file())

    def rename_folder(self) -> None:
        for old, new in (("sub", "sub2"), ("sub2", "sub")):
            if (self.place / old).is_dir() and not (self.place / new).exists():
                (self.place / old).rename(self.place / new)
                self.touched |= set(self.names)
                return

    def content(self) -> bytes:
        date, title = self.chance.choice(DATES), " ".join(self.chance.choices(WORDS, k=self.chance.randint(1, 3)))
        word, kind = self.chance.choice(WORDS), self.chance.random()
        if kind < 0.05:
            return b""
        if kind < 0.08:
            return b"\x89PNG\r\n"
        if kind < 0.4:
            return (f"date {date} {title}." if "-" in date else f"{title} undated text.").encode()
        if kind < 0.8:
            byline = self.chance.choice("AB")
            return f"{f'Date: {date}' if date else ''}\nTitle: {title}\nBy: {byline} Smith\n\nBody {word}.".encode()
        rare = "".join(self.chance.choices("bcdfghjk", k=8))  # a title that many files share is a letterhead
        return f"{date}\n\n{title} {rare}\n\nBody of {word} here.".encode()


def fresh_state(folder: Path, db: Path) -> State:
    """The state of a new archive of the folder."""
    with open_archive(str(db), write=True) as archive:
        ingest(archive, [str(folder)], IngestOptions(jobs=0))
        fresh = state(archive)
    for path in db.parent.glob(f"{db.name}*"):
        path.unlink()
    return fresh


def words_of(texts: dict[str, tuple[str | None, str, str]]) -> dict[str, tuple[str | None, set[str]]]:
    """The date and the words of each article. What is its title depends on the files beside it when it was read: a line
    that many of them begin with is a letterhead.
    """
    return {path: (date, set(f"{title} {body}".split())) for path, (date, title, body) in texts.items()}


def assert_follows(now: State, before: State, fresh: State, folder: ChangingFolder, was_pruned: bool) -> None:
    """The archive equals a new one of the folder, and no id has changed without need."""
    log = folder.log
    texts = {path: text for path, text in now.texts.items() if path not in now.missing}
    assert words_of(texts) == words_of(fresh.texts), log
    assert {path: why for path, why in now.problems.items() if path not in now.missing} == fresh.problems, log
    if was_pruned:
        assert now.articles.keys() == fresh.articles.keys(), log
        assert not now.missing, log
    touched = {str(path) for path in folder.touched}
    for path in before.ids.keys() & now.ids.keys() - touched - now.missing:
        assert now.ids[path] == before.ids[path], (path, log)
    for text in before.articles.keys() & now.articles.keys():
        assert now.articles[text] == before.articles[text], (text, log)


def remove_one_and_ingest(archive: Archive, folder: ChangingFolder) -> None:
    """A removed article stays removed, and all others stay."""
    before = state(archive)
    if before.articles:
        removed = folder.chance.choice(sorted(before.articles, key=repr))
        remove_articles(archive, [before.articles[removed]])
        ingest(archive, [str(folder.place)], IngestOptions(jobs=0))
        expected = {text: id_ for text, id_ in before.articles.items() if text != removed}
        assert state(archive).articles == expected, folder.log
        assert_whole(archive)


@pytest.mark.parametrize("small_batches", [False, True])
def test_an_archive_follows_a_folder_however_it_changes(
    trials: Trials, fast_path: Path, monkeypatch: pytest.MonkeyPatch, small_batches: bool
) -> None:
    if small_batches:  # so that a few files are split into batches as many thousands are
        monkeypatch.setattr(newsidx.ingest.pipeline, "_FIRST_BATCH_FILES", 2)
        monkeypatch.setattr(newsidx.ingest.pipeline, "_BATCH_FILES", 3)
        monkeypatch.setattr(newsidx.ingest.workers, "_CHUNK_FILES", 1)
    for chance in trials(10):
        place = fast_path / f"{trials.number}"
        (place / "folder" / "sub").mkdir(parents=True)
        folder = ChangingFolder(place / "folder", chance)
        with open_archive(str(place / "news.db"), write=True) as archive:
            for _ in range(chance.randint(3, 14)):
                before = state(archive)
                for _ in range(chance.randint(1, 4)):
                    folder.change()
                options = IngestOptions(jobs=0, prune=chance.random() < 0.5, check=chance.random() < 0.2)
                folder.log.append(f"ingest prune={options.prune} check={options.check}")
                ingest(archive, [str(folder.place)], options)
                fresh = fresh_state(folder.place, place / "fresh.db")
                assert_follows(state(archive), before, fresh, folder, options.prune)
                folder.touched.clear()
                if chance.random() < 0.3:
                    report = check(archive)
                    assert report.is_intact, (report, folder.log)
                    assert not report.unknown
            if chance.random() < 0.5:
                remove_one_and_ingest(archive, folder)
        shutil.rmtree(place)
