"""Whatever happens while the term frequencies of a large archive are made: nothing is lost, every answer is right, and
the next ingest brings them up to date.

A kill, a full disk, another ingest and a reader, at moments spread over all statements that write them.
"""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("needs fork", allow_module_level=True)

from newsidx import Archive
from newsidx.archive import open_archive
from newsidx.archive.contract import WritableArchive
from newsidx.archive.sqlite.frequencies import building
from newsidx.archive.sqlite.frequencies.reading import frequencies_of
from newsidx.dates.periods import Period
from newsidx.ingest import IngestOptions, Progress, ingest
from tests.archive.sqlite.frequencies.articles import change_files, write_articles
from tests.archive.sqlite.frequencies.queries import Queries
from tests.archive.sqlite.frequencies.small_blocks import small_blocks
from tests.faults.contents import assert_sound, meaning
from tests.faults.in_process import Answer, answer
from tests.faults.trials import IS_LONG

pytestmark = pytest.mark.filterwarnings("ignore:.*multi-threaded:DeprecationWarning")  # pytest-xdist has threads

MOMENTS = (0.0, 0.5, 1.0)
"""Of all statements about term frequencies, after how many of them something happens."""

LIMITS = (4_096, 20_000, 50_000)
"""Bytes that no file may exceed: less than the work writes."""

Work = Callable[[WritableArchive], object]


@pytest.fixture(autouse=True)
def constants() -> Iterator[None]:
    with small_blocks(size=100, common=20, small=20):
        yield


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive with term frequencies, next to its folder, in which other articles now are. Read-only."""
    place = tmp_path_factory.mktemp("before")
    write_articles(place / "articles", 200, seed=1)
    with small_blocks(size=100, common=20, small=20), open_archive(str(place / "news.db"), write=True) as archive:
        add(archive, place)
        assert frequencies_of(archive)
    change_files(place / "articles", random.Random(1), 0.1)
    write_articles(place / "articles", 120, seed=2)
    return place


@pytest.fixture(scope="module")
def after(before: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of the folder as it is now. Read-only."""
    path = copy_of(before / "news.db", tmp_path_factory.mktemp("after") / "news.db")
    with small_blocks(size=100, common=20, small=20), open_archive(str(path), write=True) as archive:
        add(archive, before)
    return path


@pytest.fixture(scope="module")
def uncounted(before: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same, but the words of the articles that came last are not counted yet. Read-only."""
    path = copy_of(before / "news.db", tmp_path_factory.mktemp("uncounted") / "news.db")

    def interrupt(progress: Progress) -> None:
        if progress.to_count:
            raise KeyboardInterrupt

    with small_blocks(size=100, common=20, small=20), open_archive(str(path), write=True) as archive:
        with pytest.raises(KeyboardInterrupt):
            ingest(archive, [str(before / "articles")], IngestOptions(jobs=0), on_progress=interrupt)
        assert archive.value("SELECT count(*) FROM uncounted") > 100
    return path


def add(archive: WritableArchive, place: Path) -> None:
    ingest(archive, [str(place / "articles")], IngestOptions(jobs=0))


def work_of(command: str, place: Path) -> Work:
    """What a command does with an archive of the articles in a place."""
    return (lambda archive: archive.optimize()) if command == "optimize" else (lambda archive: add(archive, place))


def copy_of(path: Path, target: Path) -> Path:
    return Path(shutil.copy(path, target))


def answers(archive: Archive) -> list[object]:
    """What an archive answers to some queries."""
    drawn = Queries(random.Random(1), ["oil price embargo", "the price of oil"]).draw(20 if IS_LONG else 12)
    return [
        (query, list(archive.ids(query, limit=20)), archive.count(query), archive.histogram(query, Period.MONTH))
        for query in drawn
    ]


def plain_answers(path: Path) -> list[object]:
    """The same without term frequencies: from the index alone."""
    copy = path.with_name("plain.db")
    copy.unlink(missing_ok=True)
    with open_archive(str(path)) as archive:
        archive.backup(str(copy))
    with open_archive(str(copy), write=True) as archive:
        with archive.transaction() as connection:
            building.delete_all(connection)
        return answers(archive)


class Statements:
    """Counts the statements of a connection about term frequencies, and calls something before one of them."""

    def __init__(self, archive: Archive, number: int = -1, then: Callable[[], object] = lambda: None) -> None:
        self.count = 0
        self._number = number
        self._then = then
        archive.connection.set_trace_callback(self._trace)

    def _trace(self, statement: str) -> None:
        if not _COUNTING.search(statement):
            return
        if self.count == self._number:
            self._then()
        self.count += 1


_COUNTING = re.compile(r"INTO (frequenc|document_freq)|DELETE FROM (frequenc|document_freq|uncounted)")


@cache
def statements_of(command: str, path: Path, place: Path) -> int:
    """How many statements about term frequencies a command runs on an archive that is read-only."""
    copy = copy_of(path, path.with_name("undisturbed.db"))
    with open_archive(str(copy), write=True) as archive:
        statements = Statements(archive)
        work_of(command, place)(archive)
        return statements.count


def kill_at(work: Work, path: Path, number: int) -> None:
    """Do some work on an archive in another process that is killed before it runs one of these statements."""
    child = os.fork()
    if child == 0:
        try:
            with open_archive(str(path), write=True) as archive:
                archive.connection.execute("PRAGMA cache_size = 10")  # what is changed is written long before the end
                Statements(archive, number, lambda: os.kill(os.getpid(), signal.SIGKILL))
                work(archive)
        finally:
            os._exit(1)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status)
    assert os.WTERMSIG(status) == signal.SIGKILL


def assert_up_to_date(path: Path, after: Path) -> None:
    """The archive has what it should, with the frequencies of all articles, and answers as without these."""
    assert_sound(path)
    assert meaning(path) == meaning(after)
    with open_archive(str(path)) as archive:
        assert archive.value("SELECT count(*) FROM uncounted") == 0
        assert archive.value("SELECT count(*) FROM unlisted") == 0
        assert frequencies_of(archive)  # and assert_sound has compared them with the articles
        assert archive.check().is_intact
        assert answers(archive) == plain_answers(path)


@pytest.mark.long
@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize("command", ["ingest", "optimize"])
def test_a_kill_loses_nothing_and_the_next_ingest_counts_the_rest(
    before: Path, after: Path, tmp_path: Path, command: str, moment: float
) -> None:
    start = before / "news.db" if command == "ingest" else after
    path = copy_of(start, tmp_path / "news.db")
    kill_at(work_of(command, before), path, int(moment * (statements_of(command, start, before) - 1)))
    with open_archive(str(path)) as archive:
        assert answers(archive) == plain_answers(path)
    with open_archive(str(path), write=True) as archive:
        add(archive, before)
    assert_up_to_date(path, after)


def run_limited(limit: int, path: Path, *arguments: str) -> Answer:
    """Run a command in another process that cannot make any file larger than `limit` bytes."""
    child = os.fork()
    if child == 0:
        try:
            import resource

            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
            given = answer(["--db", str(path), *arguments])
            path.with_name("answer").write_text(json.dumps(given))
        finally:
            os._exit(0)
    os.waitpid(child, 0)
    return Answer(*json.loads(path.with_name("answer").read_text()))


@pytest.mark.long
@pytest.mark.parametrize("limit", LIMITS)
@pytest.mark.parametrize("command", ["ingest", "optimize"])
def test_a_full_disk_is_one_line_and_the_next_ingest_counts_the_rest(
    before: Path, after: Path, uncounted: Path, tmp_path: Path, command: str, limit: int
) -> None:
    path = copy_of(uncounted, tmp_path / "news.db")
    folder = str(before / "articles")
    given = run_limited(limit, path, *(("ingest", "-j0", folder) if command == "ingest" else ("optimize",)))
    assert given.status == 2
    assert given.stderr.startswith("newsidx: ")
    assert len(given.stderr.splitlines()) == 1
    with open_archive(str(path)) as archive:
        assert meaning(path).articles == meaning(after).articles
        assert answers(archive) == plain_answers(path)
    assert answer(["--db", str(path), "ingest", "-j0", folder]).status == 0
    assert_up_to_date(path, after)


@pytest.mark.long
@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize("command", ["ingest", "optimize"])
def test_a_reader_has_right_answers_while_words_are_counted(
    before: Path, uncounted: Path, tmp_path: Path, command: str, moment: float
) -> None:
    path = copy_of(uncounted, tmp_path / "news.db")
    expected, number = plain_answers(path), int(moment * (statements_of(command, uncounted, before) - 1))
    given: list[list[object]] = []
    with open_archive(str(path)) as reader, open_archive(str(path), write=True) as archive:
        given.append(answers(reader))
        Statements(archive, number, lambda: given.append(answers(reader)))
        work_of(command, before)(archive)
        given.append(answers(reader))
        assert frequencies_of(reader)
    assert given == [expected] * 3


def test_a_reader_keeps_the_moment_at_which_it_began(before: Path, uncounted: Path, tmp_path: Path) -> None:
    path = copy_of(uncounted, tmp_path / "news.db")
    expected = plain_answers(path)
    with open_archive(str(path)) as reader, open_archive(str(path), write=True) as archive:
        with reader.snapshot():
            assert answers(reader) == expected
            archive.remove([archive.value("SELECT max(id) FROM articles")])
            add(archive, before)
            assert answers(reader) == expected
            assert frequencies_of(reader) is None
        now = answers(reader)
        assert frequencies_of(reader)
    assert now == plain_answers(path) != expected


@pytest.mark.parametrize("moment", MOMENTS)
def test_an_ingest_waits_while_another_counts_words_and_both_are_finished(
    before: Path, tmp_path: Path, moment: float
) -> None:
    path = copy_of(before / "news.db", tmp_path / "news.db")
    write_articles(tmp_path / "articles", 60, seed=3)
    waiting = threading.Event()

    def ingest_too() -> None:
        with open_archive(str(path), write=True, on_wait=waiting.set) as other:
            add(other, tmp_path)

    second = threading.Thread(target=ingest_too)

    def start_second() -> None:
        second.start()
        assert waiting.wait(60)

    number = int(moment * (statements_of("ingest", before / "news.db", before) - 1))
    with open_archive(str(path), write=True) as archive:
        Statements(archive, number, start_second)
        add(archive, before)
    second.join()
    in_turn = copy_of(before / "news.db", tmp_path / "in-turn.db")
    with open_archive(str(in_turn), write=True) as archive:
        add(archive, before)
        add(archive, tmp_path)
    assert_up_to_date(path, in_turn)
