"""Term frequencies that somebody forged to do harm: no command crashes, hangs or takes endless memory, what cannot be
read is one plain error that says how to repair it, and a repair does.
"""

from __future__ import annotations

import shutil
import sqlite3
import sys
import zlib
from array import array
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import cache
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("needs fork", allow_module_level=True)

from newsidx.archive import open_archive
from newsidx.archive.sqlite.frequencies import best
from newsidx.archive.sqlite.frequencies.codes import stored_numbers
from newsidx.archive.sqlite.frequencies.reading import frequencies_of
from newsidx.archive.sqlite.fts5 import exhaustive
from tests.archive.checks import assert_whole
from tests.archive.sqlite.frequencies.articles import write_articles
from tests.archive.sqlite.frequencies.rows import FrequencyRows, frequency_rows
from tests.archive.sqlite.frequencies.small_blocks import small_blocks
from tests.faults.in_process import answer, faults_in_fork
from tests.faults.trials import some_of

pytestmark = pytest.mark.filterwarnings("ignore:.*multi-threaded:DeprecationWarning")  # pytest-xdist has threads

Forgery = Callable[[sqlite3.Connection], object]

SEARCHES = [
    ["search", "oil"], ["search", "oil price OR said"], ["search", "pri*"], ["search", "--", "-the"],
    ["search", "the oil", "--sort", "newest"], ["search", "oil", "--date", "2020"], ["search", '"the oil"'],
    ["search", "by:smith oil", "--all"], ["search", "oil", "--by", "source"], ["search", "=the"],
    ["words", "--date", "2020"],
]  # fmt: skip
READING = [
    *SEARCHES, ["list"], ["info"], ["list", "--by", "month"], ["timeline", "oil"], ["timeline", "the price"],
    ["words", "oil"], ["related", "20200206-1"], ["show", "20200206-1"],
    ["search", "oyl", "--fuzzy"], ["search", "oil", "--group"],
]  # fmt: skip
WRITING = [["duplicates"], ["remove", "20200206-1", "--yes"], ["ingest", "-j0", "folder"], ["check"]]


def sql(*statements: str) -> Forgery:
    def forge(connection: sqlite3.Connection) -> None:
        for statement in statements:
            connection.execute(statement)

    return forge


def bound(statement: str, value: object) -> Forgery:
    return lambda connection: connection.execute(statement, [value])


@cache
def bomb() -> bytes:
    """A few bytes that unpack to 200 MB."""
    return deflated(bytes(200_000_000))


def bound_to_bomb(statement: str, kind: bytes) -> Forgery:
    """Store vectors of this kind that unpack to 200 MB."""
    return lambda connection: connection.execute(statement, [kind + bomb()])


def deflated(content: bytes) -> bytes:
    compressor = zlib.compressobj(9, wbits=-15)
    return compressor.compress(content) + compressor.flush()


def loose(table: str, columns: str) -> Forgery:
    """Make a table one that takes anything, with the same rows."""
    return sql(
        f"ALTER TABLE {table} RENAME TO strict_one",
        f"CREATE TABLE {table} ({columns})",
        f"INSERT INTO {table} SELECT * FROM strict_one",
        "DROP TABLE strict_one",
    )


def both(*forgeries: Forgery) -> Forgery:
    def forge(connection: sqlite3.Connection) -> None:
        for forgery in forgeries:
            forgery(connection)

    return forge


def runs(*numbers: int) -> Forgery:
    return bound("UPDATE frequency_blocks SET runs = ?", stored_numbers(array("q", numbers)))


BLOCKS = "block INTEGER PRIMARY KEY, first, articles, average, runs, lengths, classes, deleted"
VECTORS = "id INTEGER PRIMARY KEY, title, larger_in_title, body, larger_in_body"

SAID: dict[str, Forgery] = {
    "a vector that unpacks to 200 MB": bound_to_bomb("UPDATE frequencies SET body = ?", b"d"),
    "gaps that unpack to 200 MB": bound_to_bomb("UPDATE frequencies SET body = ?", b"s"),
    "classes that unpack to 200 MB": bound_to_bomb("UPDATE frequency_blocks SET classes = ?", b"d"),
    "vectors of random bytes": sql("UPDATE frequencies SET title = randomblob(30), body = randomblob(30)"),
    "empty vectors": sql("UPDATE frequencies SET title = x'', body = x''"),
    "vectors of another kind": sql("UPDATE frequencies SET body = CAST('x' || substr(body, 2) AS BLOB)"),
    "a vector of one byte": bound("UPDATE frequencies SET body = ?", b"d" + deflated(b"\1")),
    "more gaps than frequencies": bound("UPDATE frequencies SET body = ?", b"s" + deflated(b"\1\1\1")),
    "positions beyond the block": bound("UPDATE frequencies SET body = ?", b"s" + deflated(b"\xff" * 50 + b"\1\1")),
    "half of a larger frequency": sql("UPDATE frequencies SET larger_in_body = x'0000000001'"),
    "vectors that are texts": both(
        loose("frequencies", VECTORS), sql("UPDATE frequencies SET title = 'oil', body = 'oil'")
    ),
    "vectors that are numbers": both(loose("frequencies", VECTORS), sql("UPDATE frequencies SET title = 7, body = -7")),
    "larger frequencies that are texts": both(
        loose("frequencies", VECTORS), sql("UPDATE frequencies SET larger_in_body = 'more often'")
    ),
    "too few lengths": sql("UPDATE frequency_blocks SET lengths = x'01000000'"),
    "no classes": sql("UPDATE frequency_blocks SET classes = x''"),
    "classes that do not exist": bound("UPDATE frequency_blocks SET classes = ?", b"d" + deflated(b"\x3f" * 100)),
    "a block of more articles than there can be": sql("UPDATE frequency_blocks SET articles = 9223372036854775807"),
    "a block of less than no articles": sql("UPDATE frequency_blocks SET articles = -1"),
    "a block with a number below zero": sql("UPDATE frequency_blocks SET block = -block"),
    "a block with the largest number": sql("UPDATE frequency_blocks SET block = 9223372036854775807 WHERE block = 1"),
    "an infinite average": sql("UPDATE frequency_blocks SET average = 9e999"),
    "an average below zero": sql("UPDATE frequency_blocks SET average = -1.0"),
    "no runs": sql("UPDATE frequency_blocks SET runs = x''"),
    "half of a run": sql("UPDATE frequency_blocks SET runs = x'0102030405060708'"),
    "a run below zero": runs(-5, 0),
    "runs out of order": runs(20200206000001, 20200101000001, 0, 50),
    "runs that overlap": runs(20200206000001, 20200206000002, 0, 50),
    "positions out of order": runs(20200206000001, 20200306000001, 0, 0),
    "a run that begins beyond the block": runs(20200206000001, 20210206000001, 0, 2**40),
    "deleted articles beyond the block": sql("UPDATE frequency_blocks SET deleted = x'ffffffff'"),
    "half of a deleted article": sql("UPDATE frequency_blocks SET deleted = x'ff'"),
    "blocks of texts": both(
        loose("frequency_blocks", BLOCKS), sql("UPDATE frequency_blocks SET articles = 'many', average = 'long'")
    ),
    "runs that are a text": both(loose("frequency_blocks", BLOCKS), sql("UPDATE frequency_blocks SET runs = 'all'")),
    "lengths that are a number": both(
        loose("frequency_blocks", BLOCKS), sql("UPDATE frequency_blocks SET lengths = 7")
    ),
    "deleted articles that are a text": both(
        loose("frequency_blocks", BLOCKS), sql("UPDATE frequency_blocks SET deleted = 'none'")
    ),
    "half of a document frequency": sql("UPDATE document_frequencies SET articles = x'010203'"),
    "document frequencies of one term": sql("UPDATE document_frequencies SET articles = x'01000000'"),
    "document frequencies of different lengths": sql(
        "UPDATE document_frequencies SET articles = x'01000000' WHERE block = 1"
    ),
    "document frequencies whose sum is too large": sql("UPDATE document_frequencies SET articles = x'ffffffff'"),
    "document frequencies that are a text": both(
        loose("document_frequencies", "block INTEGER PRIMARY KEY, articles"),
        sql("UPDATE document_frequencies SET articles = 'many'"),
    ),
    "terms with numbers below zero": sql("UPDATE frequency_terms SET number = -number - 1"),
    "terms with the largest numbers": sql("UPDATE frequency_terms SET number = 9223372036854775807 - number"),
}
"""Term frequencies that cannot be read as such: what needs them says so."""

NOT_SAID: dict[str, Forgery] = {
    "a block twice": sql(
        """
        INSERT INTO frequency_blocks
        SELECT block + 100, first, articles, average, runs, lengths, classes, deleted FROM frequency_blocks
        """
    ),
    "blocks that overlap": sql(
        """
        INSERT INTO frequency_blocks
        SELECT block + 100, first, articles, average, runs, lengths, classes, deleted FROM frequency_blocks
        WHERE block = 1
        """,
        "INSERT INTO document_frequencies SELECT 101, articles FROM document_frequencies WHERE block = 1",
        "INSERT INTO frequencies SELECT id + 100, title, larger_in_title, body, larger_in_body FROM frequencies",
    ),
    "the same articles in every block": sql(
        """
        UPDATE frequency_blocks SET (first, articles, runs, deleted) =
          (SELECT first, articles, runs, deleted FROM frequency_blocks ORDER BY block LIMIT 1)
        WHERE articles = (SELECT articles FROM frequency_blocks ORDER BY block LIMIT 1)
        """
    ),
    "articles that do not exist": runs(20990101000001, 0),
    "the highest ids there are": runs(2**63 - 1, 0),
    "no blocks": sql("DELETE FROM frequency_blocks"),
    "no frequencies": sql("DELETE FROM frequencies"),
    "no document frequencies": sql("DELETE FROM document_frequencies"),
    "no terms": sql("DELETE FROM frequency_terms"),
    "frequencies above the largest": bound("UPDATE frequencies SET body = ?", b"d" + deflated(b"\xff" * 100)),
    "larger frequencies of articles beyond the block": sql(
        "UPDATE frequencies SET larger_in_body = x'ffffffffffffffff'"
    ),
    "terms that are numbers": both(
        loose("frequency_terms", "term, number"), sql("UPDATE frequency_terms SET number = 'x', term = 7")
    ),
    "words that are numbers": both(
        loose("frequency_words", "terms, number"), sql("UPDATE frequency_words SET terms = 7, number = 'x'")
    ),
    "a basis that is a text": both(
        loose("frequency_basis", "articles"), sql("UPDATE frequency_basis SET articles = 'many'")
    ),
    "no basis": sql("DELETE FROM frequency_basis"),
    "a basis below zero": sql("UPDATE frequency_basis SET articles = -1"),
    "uncounted articles that are texts": both(
        loose("uncounted", "article"), sql("INSERT INTO uncounted VALUES ('x'), (NULL), (x'00')")
    ),
    "uncounted articles that do not exist": sql("INSERT INTO uncounted VALUES (-1), (7), (9223372036854775807)"),
    "thousands of terms that nobody has": lambda connection: connection.executemany(
        "INSERT INTO frequency_terms VALUES (?, ?)", ((f"w{number:x}", number + 10_000) for number in range(20_000))
    ),
}
"""Others, which only `newsidx check` can tell from right ones."""


@pytest.fixture(autouse=True)
def constants(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A few articles are many here."""
    monkeypatch.setattr(best, "_FEW", 12)
    monkeypatch.setattr(exhaustive, "_FEW", 25)
    with small_blocks(size=50, common=15, small=20):
        yield


@pytest.fixture(scope="module")
def intact(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive with term frequencies in one file, next to the folder it was made from. Read-only."""
    place = tmp_path_factory.mktemp("intact")
    write_articles(place / "articles", 150, seed=1)
    with small_blocks(size=50, common=15, small=20):
        assert answer(["--db", str(place / "news.db"), "ingest", "-j0", str(place / "articles")]).status == 0
    with closing(sqlite3.connect(place / "news.db")) as connection:
        connection.execute("PRAGMA journal_mode = delete")
    return place


@pytest.fixture(scope="module")
def made_anew(intact: Path, tmp_path_factory: pytest.TempPathFactory) -> FrequencyRows:
    """The term frequencies of that archive as an optimize makes them anew."""
    path = Path(shutil.copy(intact / "news.db", tmp_path_factory.mktemp("anew")))
    with small_blocks(size=50, common=15, small=20), open_archive(str(path), write=True) as archive:
        archive.optimize()
        assert frequencies_of(archive)
        assert_whole(archive)
        return frequency_rows(archive)


@pytest.fixture
def forged(intact: Path, fast_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """Make a copy of that archive and forge it, in the current folder."""

    def make(name: str) -> Path:
        shutil.copy(intact / "news.db", fast_path / "news.db")
        with closing(sqlite3.connect(fast_path / "news.db", isolation_level=None)) as connection:
            connection.execute("PRAGMA synchronous = off")
            (SAID | NOT_SAID)[name](connection)
        monkeypatch.chdir(fast_path)
        return fast_path / "news.db"

    return make


@pytest.mark.long
@pytest.mark.parametrize("name", some_of([*SAID, *NOT_SAID], 3))
def test_no_command_crashes_hangs_or_takes_endless_memory(
    intact: Path, forged: Callable[[str], Path], name: str
) -> None:
    writing = [[str(intact / "articles") if word == "folder" else word for word in command] for command in WRITING]
    faults = faults_in_fork(forged(name), READING, writing)
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("name", some_of([*SAID], 3))
def test_what_cannot_be_read_is_one_plain_error(forged: Callable[[str], Path], name: str) -> None:
    db = forged(name)
    answers = (answer(["--db", str(db), *arguments]) for arguments in reversed(SEARCHES))
    refused = next((given for given in answers if given.status), None)
    assert refused
    assert refused.status == 2
    assert refused.stderr.startswith(f"newsidx: {db} is corrupt"), refused.stderr
    assert "newsidx check --repair" in refused.stderr
    assert refused.stderr.count("\n") == 1, refused.stderr


@pytest.mark.parametrize("name", some_of([*SAID, *NOT_SAID], 3))
def test_a_check_finds_it_and_a_repair_makes_the_frequencies_anew(
    intact: Path, made_anew: FrequencyRows, forged: Callable[[str], Path], name: str
) -> None:
    db = forged(name)
    if "uncounted" not in name and "basis" not in name:  # by which no query is answered
        checked = answer(["--db", str(db), "check"])
        assert checked.status == 1
        assert "The term frequencies are not those of the articles" in checked.stdout
        assert answer(["--db", str(db), "check", "--repair"]).status == 0
    else:
        assert answer(["--db", str(db), "optimize"]).status == 0
    assert answer(["--db", str(db), "check"]).stdout.endswith("No errors found.\n")
    with open_archive(str(db)) as archive:
        assert frequencies_of(archive)
        assert archive.value("SELECT count(*) FROM uncounted") == 0
        assert frequency_rows(archive) == made_anew
    for arguments in SEARCHES[:3]:
        assert answer(["--db", str(db), *arguments]) == answer(["--db", str(intact / "news.db"), *arguments])
