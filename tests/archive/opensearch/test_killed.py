"""A kill at any moment of an ingest loses nothing: the same command again leaves what it would have left without it."""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from newsidx.archive import open_archive
from newsidx.archive.opensearch.writable import WritableOpenSearchArchive
from newsidx.ingest import IngestOptions, ingest
from tests.archive.any_kind import articles, assert_whole
from tests.archive.opensearch.processes import finish, start
from tests.faults.corpus import write_corpus
from tests.faults.trials import some_of

OPTIONS = IngestOptions(jobs=0, prune=True, prune_much=True)
STORIES = {
    "harbour": "The harbour board met on Monday and put off the dredging of the channel",
    "ferry": "A ferry ran aground in fog, and all passengers were brought ashore by noon",
    "school": "Schools closed early while snow fell on the hills, but roads stayed open",
    "bread": "Bakers want cheaper flour since wheat rose for the third week in a row",
    "choir": "The choir of the cathedral sang a mass that nobody had heard for two centuries",
}

ACTIONS = tuple(f'{{"{action}":' for action in ("create", "index", "delete", "update"))

BEFORE = {f"20220301-{number}" for number in range(1, 6)} | {"20220305-1", "20220401-1", "20220402-1", "20220403-1"}


class Killed(BaseException):
    """The process ends here: nothing after it is done."""


def story(name: str, day: int = 1, more: str = "") -> str:
    return f"date 2022-03-0{day} {name.title()}\n\n{STORIES[name]}{more}.\n"


def records(*names: str) -> str:
    return "".join(
        f'{{"date": "2022-04-0{number}", "title": "{name}", "text": "{STORIES[name]}, it says."}}\n'
        for number, name in enumerate(names, 1)
    )


def write(folder: Path, **files: str) -> None:
    for name, text in files.items():
        (folder / name.replace("_", ".")).write_text(text)


def before(folder: Path) -> None:
    """The files of the first ingest."""
    write(folder, a_txt=story("harbour"), b_txt=story("ferry"), c_txt=story("school"), d_txt=story("bread"))
    write(folder, e_txt=story("choir"), f_txt=story("harbour", 5), all_jsonl=records("harbour", "ferry", "school"))


def after(folder: Path) -> None:
    """Files are edited, dated anew, moved, copied, deleted and added; two swap texts, and articles their places."""
    write(folder, a_txt=story("harbour", more=", and the repairs"), f_txt=story("harbour", 6))
    write(folder, b_txt=story("school"), c_txt=story("ferry"), all_jsonl=records("school", "choir", "harbour"))
    (folder / "d.txt").rename(folder / "moved.txt")
    (folder / "e.txt").unlink()
    write(folder, copy_txt=story("bread"), new_txt=story("choir", 7), empty_txt="")


def meaning(archive: WritableOpenSearchArchive) -> dict[tuple[object, ...], tuple[object, ...]]:
    """What is in an archive, but for the numbers that new articles got."""
    return {
        (article.date, article.title, article.body): (
            article.tags,
            article.note,
            sorted(map(os.path.basename, article.files)),
        )
        for article in articles(archive)
    }


def kept_ids(archive: WritableOpenSearchArchive) -> dict[str, str]:
    """The titles of the articles with ids that were given before."""
    return {article.ref: article.title for article in articles(archive) if article.ref in BEFORE}


@pytest.fixture
def filled(places: Callable[[], str], tmp_path: Path) -> Callable[[], tuple[str, Path]]:
    """Makes an archive that has read a folder whose files have changed since. Returns its place and the folder."""

    def fill() -> tuple[str, Path]:
        place = places()
        folder = tmp_path / place.rpartition("/")[2]
        folder.mkdir()
        before(folder)
        with open_archive(place, write=True) as archive:
            ingest(archive, [str(folder)], OPTIONS)
            archive.change_tags([article.id for article in articles(archive)], ["before"])
            archive.change_note(20220301000002, "A note")
            assert {article.ref for article in articles(archive)} == BEFORE
        after(folder)
        return place, folder

    return fill


class Requests:
    """Counts the requests that write, and ends the process with one of them."""

    def __init__(self, archive: WritableOpenSearchArchive, last: int, how: str) -> None:
        self._perform = archive.client.transport.perform_request
        self._last, self._how = last, how
        self.count = 0
        archive.client.transport.perform_request = self  # type: ignore[method-assign]

    def __call__(self, method: str, url: str, *arguments: Any, **named: Any) -> Any:
        if self.count >= self._last:
            raise Killed
        if "/_bulk" not in url:
            return self._perform(method, url, *arguments, **named)
        self.count += 1
        if self.count < self._last:
            return self._perform(method, url, *arguments, **named)
        body = half(named["body"]) if self._how == "in its midst" else named["body"]
        if self._how != "before" and body:
            self._perform(method, url, *arguments, **{**named, "body": body})
        raise Killed


def half(body: str) -> str:
    """The first half of what a request writes."""
    lines = body.splitlines(keepends=True)
    actions = [number for number, line in enumerate(lines) if line.startswith(ACTIONS)]
    return "".join(lines[: actions[len(actions) // 2]])


def ingest_and_die(place: str, folder: Path, last: int, how: str) -> bool:
    """Ingest a folder until a process would end with a request. Returns whether it did."""
    archive = open_archive(place, write=True)
    assert isinstance(archive, WritableOpenSearchArchive)
    Requests(archive, last, how)
    try:
        ingest(archive, [str(folder)], OPTIONS)
    except Killed:
        return True
    finally:
        archive.ledger.close()
        archive.client.close()
    return False


@pytest.mark.long
@pytest.mark.parametrize("how", ["before", "in its midst", "after"])
def test_whatever_request_is_the_last_the_same_command_finishes_the_work(
    filled: Callable[[], tuple[str, Path]], delete: Callable[[str], None], how: str
) -> None:
    place, folder = filled()
    with open_archive(place, write=True) as archive:
        assert isinstance(archive, WritableOpenSearchArchive)
        requests = Requests(archive, 10**9, how)
        ingest(archive, [str(folder)], OPTIONS)
        expected, ids, count = meaning(archive), kept_ids(archive), requests.count
        assert_whole(archive)
    assert count > 15
    for last in sorted({count, *random.sample(range(1, count), 5)}):
        place, folder = filled()
        assert ingest_and_die(place, folder, last, how)
        with open_archive(place, write=True) as archive:
            assert isinstance(archive, WritableOpenSearchArchive)
            ingest(archive, [str(folder)], OPTIONS)
            assert (meaning(archive), kept_ids(archive)) == (expected, ids), f"request {last} of {count}"
            assert_whole(archive)
            assert ingest(archive, [str(folder)], OPTIONS).outcome["changed"] == 0
        delete(place)


@pytest.mark.long
def test_a_process_that_is_killed_at_any_time_leaves_work_that_the_same_command_finishes(
    places: Callable[[], str], delete: Callable[[str], None], tmp_path: Path
) -> None:
    folder = tmp_path / "many"
    write_corpus(folder, 60)
    data = str(tmp_path / "data")
    started = time.monotonic()
    place = places()
    finish(place, "ingest", str(folder), data=data)
    seconds = time.monotonic() - started
    with open_archive(place) as archive:
        expected = {(article.date, article.title, article.body, article.files) for article in articles(archive)}
    for moment in some_of((0.3, 0.5, 0.7, 0.9), 2):
        place = places()
        process = start(place, "ingest", str(folder), data=data)
        time.sleep(seconds * moment)
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        finish(place, "ingest", str(folder), data=data)
        with open_archive(place, write=True) as archive:
            assert_whole(archive)
            found = [(article.date, article.title, article.body, article.files) for article in articles(archive)]
            assert len(found) == len(expected)
            assert set(found) == expected
        delete(place)
