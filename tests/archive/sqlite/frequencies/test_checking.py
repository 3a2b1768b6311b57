"""The integrity check finds any term frequencies that are not those of the articles, and a repair makes them anew."""

from __future__ import annotations

import random
import sqlite3
import zlib
from array import array
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from newsidx import Query
from newsidx.archive import open_archive
from newsidx.archive.contract import WritableArchive
from newsidx.archive.opening import repair_archive
from newsidx.archive.sqlite.frequencies.blocks import blocks_of
from newsidx.archive.sqlite.upkeep.check import check
from newsidx.ingest.pipeline import ingest
from tests.archive.checks import assert_frequencies, assert_whole
from tests.archive.old_schemas import downgrade
from tests.archive.sqlite.frequencies.articles import change_files, write_articles
from tests.archive.sqlite.frequencies.rows import FrequencyRows, frequency_rows
from tests.archive.sqlite.frequencies.small_blocks import small_blocks

MOST_FREQUENT = "id = (SELECT id FROM frequencies WHERE body IS NOT NULL ORDER BY length(body) DESC LIMIT 1)"
ONE_BLOCK = "block = (SELECT max(block) FROM frequency_blocks)"
LAST_WORD = "number = (SELECT max(number) FROM frequency_words)"
FORGERIES = {
    "frequencies that are missing": f"DELETE FROM frequencies WHERE {MOST_FREQUENT}",
    "frequencies of a term that does not exist": "INSERT INTO frequencies (id, title) VALUES (999999000001, x'73')",
    "frequencies of another term": f"""
        UPDATE frequencies SET body = (SELECT body FROM frequencies ORDER BY length(body) LIMIT 1)
        WHERE {MOST_FREQUENT}
    """,
    "no frequencies of a beginning": """
        UPDATE frequencies SET body = NULL
        WHERE id / 1000000 = (SELECT number FROM frequency_terms WHERE term LIKE '%*' LIMIT 1)
    """,
    "another beginning": """
        UPDATE frequency_terms SET term = 'zz*'
        WHERE number = (SELECT min(number) FROM frequency_terms WHERE term LIKE '%*')
    """,
    "the title's frequencies for the body": f"UPDATE frequencies SET title = body WHERE {MOST_FREQUENT}",
    "frequencies that are cut short": f"""
        UPDATE frequencies SET body = substr(body, 1, length(body) - 4) WHERE {MOST_FREQUENT}
    """,
    "no larger frequencies": "UPDATE frequencies SET larger_in_body = NULL WHERE larger_in_body IS NOT NULL",
    "other larger frequencies": """
        UPDATE frequencies SET larger_in_body = CAST(substr(larger_in_body, 1, 4) || x'ffff0000' AS BLOB)
        WHERE larger_in_body IS NOT NULL
    """,
    "a larger frequency that is not one": """
        UPDATE frequencies SET larger_in_title = x'0000000050000000'
        WHERE id = (SELECT id FROM frequencies WHERE title IS NULL LIMIT 1)
    """,
    "a larger frequency of an article with few": f"""
        UPDATE frequencies SET larger_in_body = x'0100000050000000' WHERE {MOST_FREQUENT}
    """,
    "a block that is missing": f"DELETE FROM frequency_blocks WHERE {ONE_BLOCK}",
    "no blocks": "DELETE FROM frequency_blocks",
    "a block twice": f"""
        INSERT INTO frequency_blocks
        SELECT block + 1, first, articles, average, runs, lengths, classes, deleted FROM frequency_blocks
        WHERE {ONE_BLOCK}
    """,
    "another first article": f"UPDATE frequency_blocks SET first = first + 1 WHERE {ONE_BLOCK}",
    "fewer articles": f"UPDATE frequency_blocks SET articles = articles - 1 WHERE {ONE_BLOCK}",
    "more articles": f"UPDATE frequency_blocks SET articles = articles + 1 WHERE {ONE_BLOCK}",
    "another average": f"UPDATE frequency_blocks SET average = average * 2 WHERE {ONE_BLOCK}",
    "other articles": f"UPDATE frequency_blocks SET runs = CAST(x'01' || substr(runs, 2) AS BLOB) WHERE {ONE_BLOCK}",
    "other lengths": f"""
        UPDATE frequency_blocks SET lengths = CAST(x'07070000' || substr(lengths, 5) AS BLOB) WHERE {ONE_BLOCK}
    """,
    "too few lengths": f"UPDATE frequency_blocks SET lengths = substr(lengths, 5) WHERE {ONE_BLOCK}",
    "other classes": f"""
        UPDATE frequency_blocks SET classes = (SELECT classes FROM frequency_blocks ORDER BY block LIMIT 1)
        WHERE {ONE_BLOCK}
    """,
    "an article that is not deleted": f"UPDATE frequency_blocks SET deleted = x'00000000' WHERE {ONE_BLOCK}",
    "articles that are deleted": "UPDATE frequency_blocks SET deleted = NULL",
    "no document frequencies": "DELETE FROM document_frequencies",
    "document frequencies of a block that does not exist": "INSERT INTO document_frequencies VALUES (99, x'')",
    "other document frequencies": """
        UPDATE document_frequencies SET articles = CAST(x'07000000' || substr(articles, 5) AS BLOB)
    """,
    "too few document frequencies": "UPDATE document_frequencies SET articles = substr(articles, 5)",
    "another term": "UPDATE frequency_terms SET term = 'oilo' WHERE term = 'oil'",
    "a term that is missing": "DELETE FROM frequency_terms WHERE term = 'oil'",
    "a term too many": "INSERT INTO frequency_terms SELECT 'oilo', max(number) + 1 FROM frequency_words",
    "another word": f"UPDATE frequency_words SET terms = 'gas the' WHERE {LAST_WORD}",
    "a word that is missing": f"DELETE FROM frequency_words WHERE {LAST_WORD}",
    "a word with another number": "UPDATE frequency_words SET number = number + 1",
}


@pytest.fixture(scope="module")
def intact(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive with term frequencies in several blocks, of which some articles were deleted. Read-only."""
    place = tmp_path_factory.mktemp("frequencies")
    write_articles(place / "articles", 300, seed=1)
    (place / "articles" / "often.txt").write_text(f"Date: 2020-02-01\nTitle: Often\n\n{'oil ' * 100}and {'gas ' * 70}")
    with small_blocks(size=120, common=15), open_archive(str(place / "news.db"), write=True) as archive:
        ingest(archive, [str(place / "articles")])
        change_files(place / "articles", random.Random(1), 0.1)
        ingest(archive, [str(place / "articles")])
        archive.remove([archive.value("SELECT max(id) FROM articles")])
        assert_frequencies(archive)
        assert len(blocks_of(archive.connection)) > 2
        assert archive.value("SELECT count(*) FROM frequency_blocks WHERE deleted IS NOT NULL") > 1
        assert archive.value("SELECT count(*) FROM frequencies WHERE larger_in_body IS NOT NULL") > 1
        archive.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return place / "news.db"


@pytest.fixture
def archive(intact: Path, tmp_path: Path) -> Iterator[WritableArchive]:
    """A copy of that archive."""
    path = tmp_path / "news.db"
    path.write_bytes(intact.read_bytes())
    with small_blocks(size=120, common=15), open_archive(str(path), write=True) as archive:
        yield archive


@pytest.fixture(scope="module")
def made_anew(intact: Path, tmp_path_factory: pytest.TempPathFactory) -> FrequencyRows:
    """All term frequencies of that archive as an optimize makes them anew."""
    path = tmp_path_factory.mktemp("anew") / "news.db"
    path.write_bytes(intact.read_bytes())
    with small_blocks(size=120, common=15), open_archive(str(path), write=True) as archive:
        archive.optimize()
        assert blocks_of(archive.connection)
        assert_whole(archive)
        return frequency_rows(archive)


def assert_found_and_repaired(archive: WritableArchive, made_anew: FrequencyRows) -> None:
    damage = check(archive)
    assert damage.frequencies
    assert not damage.is_intact
    assert (damage.file, damage.index, damage.corrupt, damage.orphans, damage.counts) == ((), None, (), 0, 0)
    archive.close()
    assert repair_archive(archive.path, damage).lost == ()
    with open_archive(archive.path, write=True) as repaired:
        assert repaired.check().is_intact
        assert frequency_rows(repaired) == made_anew


def test_right_frequencies_are_no_error(archive: WritableArchive) -> None:
    assert check(archive).is_intact


@pytest.mark.long
@pytest.mark.parametrize("statement", FORGERIES.values(), ids=FORGERIES)
def test_wrong_frequencies_are_found_and_made_anew(
    archive: WritableArchive, made_anew: FrequencyRows, statement: str
) -> None:
    assert archive.connection.execute(statement).rowcount > 0
    assert_found_and_repaired(archive, made_anew)


def raised_without_a_trace(vector: bytearray, deleted: set[int]) -> None:
    """Raise a frequency above what a vector can say: a sum with it would reach into the next article's byte."""
    vector[min(deleted)] = 255


def changed_by_one(vector: bytearray, deleted: set[int]) -> None:
    """One more occurrence in an article that is still there."""
    vector[next(position for position, count in enumerate(vector) if 0 < count < 63 and position not in deleted)] += 1


@pytest.mark.parametrize("change", [raised_without_a_trace, changed_by_one])
def test_a_single_wrong_frequency_is_found(
    archive: WritableArchive, made_anew: FrequencyRows, change: Callable[[bytearray, set[int]], None]
) -> None:
    block = next(block for block in blocks_of(archive.connection) if block.deleted)
    sql = "SELECT id, body FROM frequencies WHERE id % 1000000 = ? AND substr(body, 1, 1) = x'64' LIMIT 1"
    row_id, blob = next(archive.rows(sql, [block.number]))
    vector = bytearray(zlib.decompress(blob[1:], -15))
    change(vector, set(block.deleted))
    compressor = zlib.compressobj(wbits=-15)
    forged = b"d" + compressor.compress(vector) + compressor.flush()
    archive.connection.execute("UPDATE frequencies SET body = ? WHERE id = ?", [forged, row_id])
    assert_found_and_repaired(archive, made_anew)


def test_the_same_frequencies_compressed_by_another_zlib_are_right(archive: WritableArchive) -> None:
    """As where an archive was made on another machine."""
    for row_id, blob in list(archive.rows("SELECT id, body FROM frequencies WHERE body IS NOT NULL")):
        compressor = zlib.compressobj(9, wbits=-15)
        again = blob[:1] + compressor.compress(zlib.decompress(blob[1:], -15)) + compressor.flush()
        archive.connection.execute("UPDATE frequencies SET body = ? WHERE id = ?", [again, row_id])
    assert check(archive).is_intact


def test_two_articles_that_change_places_are_found(archive: WritableArchive, made_anew: FrequencyRows) -> None:
    """The counts of all articles together stay right."""
    block = next(block for block in blocks_of(archive.connection) if block.deleted)
    gone = array("I", sorted(block.deleted))
    gone[0] = next(position for position in range(block.size) if position not in block.deleted)
    archive.connection.execute(
        "UPDATE frequency_blocks SET deleted = ? WHERE block = ?", [gone.tobytes(), block.number]
    )
    assert_found_and_repaired(archive, made_anew)


def test_frequencies_are_not_checked_while_they_are_not_used(archive: WritableArchive) -> None:
    """After an interrupted ingest queries read postings, and the next ingest makes the frequencies."""
    archive.connection.execute("DELETE FROM frequencies")
    archive.connection.execute("INSERT INTO uncounted SELECT min(id) FROM articles")
    assert check(archive).is_intact


def test_an_archive_without_blocks_has_no_wrong_frequencies(archive: WritableArchive) -> None:
    for table in ("frequencies", "document_frequencies", "frequency_blocks", "frequency_words", "frequency_terms"):
        archive.connection.execute(f"DELETE FROM {table}")
    assert check(archive).is_intact


@pytest.mark.parametrize("version", [4, 12])
def test_an_archive_of_an_earlier_schema_has_none_to_check(intact: Path, tmp_path: Path, version: int) -> None:
    path = tmp_path / "old.db"
    path.write_bytes(intact.read_bytes())
    downgrade(path, version)
    with open_archive(str(path)) as archive:
        assert archive.check().is_intact


def test_a_corrupt_article_is_reported_without_its_frequencies_and_a_repair_makes_them_anew(
    archive: WritableArchive,
) -> None:
    archive.connection.execute("UPDATE articles SET body = 'Forged' WHERE id = (SELECT min(id) FROM articles)")
    damage = check(archive)
    assert (len(damage.corrupt), damage.frequencies) == (1, False)
    archive.close()
    repair_archive(archive.path, damage)
    with open_archive(archive.path, write=True) as repaired:
        assert repaired.check().is_intact
        assert_whole(repaired)
        assert repaired.count(Query.parse("oil"))


def test_a_reader_checks_them_without_write_access(archive: WritableArchive) -> None:
    with open_archive(archive.path) as reader:
        assert reader.check().is_intact
    archive.connection.execute("UPDATE frequency_blocks SET average = average * 2")
    steps: list[str] = []
    with open_archive(archive.path) as reader:
        assert reader.check(steps.append).frequencies
    assert steps[-1] == "checking the term frequencies"


def test_wrong_frequencies_are_found_beside_a_wrong_index(archive: WritableArchive) -> None:
    archive.connection.execute("UPDATE document_frequencies SET articles = zeroblob(length(articles))")
    archive.connection.execute("INSERT INTO articles_fts (articles_fts) VALUES ('delete-all')")
    damage = check(archive)
    assert (damage.index is not None, damage.frequencies) == (True, True)


def test_a_value_of_another_type_is_wrong(archive: WritableArchive) -> None:
    connection: sqlite3.Connection = archive.connection
    connection.execute("DROP TABLE frequency_words")
    connection.execute("CREATE TABLE frequency_words (terms, number)")
    number = archive.value("SELECT count(*) FROM frequency_terms")
    connection.execute("INSERT INTO frequency_words VALUES (7, ?)", [number])
    assert check(archive).frequencies
