"""An archive with term frequencies gives the answers that it gives without them: the same ids in the same order with
the same scores, counts and histograms, for thousands of queries, whatever was added, changed and removed before.

Both are compared with each other, and with the formula applied to every text.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from newsidx import Archive, Query
from newsidx.archive import open_archive
from newsidx.archive.contract import WritableArchive
from newsidx.archive.sqlite.frequencies import best, building, text_check
from newsidx.archive.sqlite.frequencies.reading import Frequencies, frequencies_of
from newsidx.archive.sqlite.fts5 import exhaustive
from newsidx.dates.periods import Period
from newsidx.ingest import IngestOptions, ingest
from newsidx.query.sort import Sort
from tests.archive.sqlite.frequencies.articles import WORDS, change_files, write_articles
from tests.archive.sqlite.frequencies.naive_scores import NaiveScores
from tests.archive.sqlite.frequencies.queries import LIMITS, OFFSETS, Queries
from tests.archive.sqlite.frequencies.small_blocks import small_blocks
from tests.faults.trials import IS_LONG

pytestmark = pytest.mark.long

RUNS = 80 if IS_LONG else 2
QUERIES = 2_000 if IS_LONG else 200
NAIVE_QUERIES = 1_000 if IS_LONG else 40
MOST_RANKED = 500


def made(db: Path, folder: Path) -> Path:
    with open_archive(str(db), write=True) as archive:
        ingest(archive, [str(folder)], IngestOptions(jobs=0))
    return db


def tagged(db: Path) -> Path:
    """The archive, after every seventh article got a tag, and every 19th another one and a note."""
    with open_archive(str(db), write=True) as archive:
        ids = [article_id for article_id, _ in archive.ids(Query())]
        archive.change_tags(ids[::7], ["story"])
        archive.change_tags(ids[::19], ["sources/smith"])
        for article_id in ids[::19]:
            archive.change_note(article_id, "Called Smith")
    return db


def without_blocks(db: Path, copy: Path) -> Path:
    """A copy of a closed archive without term frequencies."""
    shutil.copy(db, copy)
    with open_archive(str(copy), write=True) as archive, archive.transaction() as connection:
        building.delete_all(connection)
    return copy


def frequencies(archive: Archive) -> Frequencies:
    """The term frequencies of an archive that must have them."""
    found = frequencies_of(archive)
    assert found is not None
    return found


def bodies(archive: Archive) -> list[str]:
    return [article.body for article in archive.articles([id_ for id_, _ in archive.ids(Query(), limit=500)])]


def assert_same(fast: Archive, plain: Archive, query: Query, chance: random.Random) -> None:
    limit, offset, period = chance.choice(LIMITS), chance.choice(OFFSETS), chance.choice(list(Period))
    sort = chance.choice((Sort.RELEVANCE,) * 6 + (Sort.NEWEST, Sort.OLDEST))
    answers = [
        (
            list(archive.ids(query, sort=sort, limit=limit, offset=offset)),
            archive.count(query),
            archive.histogram(query, period),
        )
        for archive in (fast, plain)
    ]
    assert answers[0] == answers[1], (query, sort, limit, offset, period)


def assert_as_naive(archive: Archive, naive: NaiveScores, query: Query) -> None:
    expected, found = naive.ids(query), list(archive.ids(query))
    assert [article_id for article_id, _ in found[:MOST_RANKED]] == [id_ for id_, _ in expected[:MOST_RANKED]], query
    for (_, score), (_, expected_score) in zip(found[:MOST_RANKED], expected, strict=False):
        assert score == pytest.approx(expected_score), query
    assert {article_id for article_id, _ in found} == {article_id for article_id, _ in expected}, query
    assert archive.count(query) == len(found) == len(expected), query


@pytest.fixture(autouse=True)
def as_in_a_large_archive(monkeypatch: pytest.MonkeyPatch) -> None:
    """Few matches are scored without looking at their bounds, and few are read. A few articles are many here."""
    monkeypatch.setattr(best, "_FEW", 12)
    monkeypatch.setattr(text_check, "_LEAST_MATCHES", [(8, 20), (20, 2)])
    monkeypatch.setattr(best, "_TEXTS_AT_ONCE", 5)
    monkeypatch.setattr(exhaustive, "_FEW", 25)
    monkeypatch.setattr(exhaustive, "_READ", 5)


@pytest.fixture(scope="module")
def archives(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Archive, Archive]]:
    """An archive of 2,000 articles with term frequencies in seven blocks, and one without. Read-only."""
    place = tmp_path_factory.mktemp("archives")
    write_articles(place / "articles", 2_000, seed=1)
    with small_blocks(size=300, common=70):
        db = tagged(made(place / "fast.db", place / "articles"))
    with ExitStack() as stack:
        fast, plain = (
            stack.enter_context(open_archive(str(path))) for path in (db, without_blocks(db, place / "plain.db"))
        )
        assert len(frequencies(fast).blocks) == 7
        stored = {term for (term,) in fast.rows("SELECT term FROM frequency_terms")}
        words = {term for terms in fast.analyze(WORDS) for term in terms}
        assert min(len(words & stored), len(words - stored)) > 100
        assert frequencies_of(plain) is None
        yield fast, plain


@pytest.mark.parametrize("seed", range(RUNS))
def test_a_query_has_the_same_answer_as_without_term_frequencies(archives: tuple[Archive, Archive], seed: int) -> None:
    fast, plain = archives
    chance = random.Random(seed)
    for query in Queries(chance, bodies(plain)).draw(QUERIES):
        assert_same(fast, plain, query, chance)


@pytest.mark.parametrize("count", [17, 100, 256])
def test_a_query_of_hundreds_of_words_has_the_same_answer_as_without_term_frequencies(
    archives: tuple[Archive, Archive], count: int
) -> None:
    fast, plain = archives
    query = Query.parse(" OR ".join(f"={word}" for word in random.Random(count).sample(WORDS, count)))
    for limit in (20, None):
        assert list(fast.ids(query, limit=limit)) == list(plain.ids(query, limit=limit))


@pytest.mark.parametrize("seed", range(RUNS // 2))
def test_a_query_has_the_same_answer_as_from_the_formula_applied_to_every_text(tmp_path: Path, seed: int) -> None:
    write_articles(tmp_path / "articles", 500, seed)
    with small_blocks(size=100, common=12, small=20):
        db = tagged(made(tmp_path / "fast.db", tmp_path / "articles"))
    with open_archive(str(db)) as fast, open_archive(str(without_blocks(db, tmp_path / "plain.db"))) as plain:
        assert len(frequencies(fast).blocks) == 5
        with closing(NaiveScores(fast)) as naive:
            for query in Queries(random.Random(seed), bodies(fast)).draw(NAIVE_QUERIES):
                assert_as_naive(fast, naive, query)
                assert_as_naive(plain, naive, query)


# Changes


def by_path(archive: Archive, query: Query) -> list[tuple[float | None, str]]:
    """The best hits of a query by the file of each: articles of two archives have different ids."""
    hits = list(archive.ids(query))[:MOST_RANKED]
    paths = {article.id: article.files[0] for article in archive.articles([article_id for article_id, _ in hits])}
    return sorted((score and round(score, 9), paths[article_id]) for article_id, score in hits)


def change(archive: WritableArchive, folder: Path, chance: random.Random, number: int) -> None:
    """One of the things that people do: more files, fewer, others in their place, or articles removed by hand, and some
    of them brought back.
    """
    kind = chance.choice(("few more", "many more", "edits", "edits", "large edits", "remove", "undo"))
    if kind == "undo" and (last := next(iter(archive.changes()), None)) and last.kind == "removal":
        archive.undo()
        archive.refresh_terms()
        return
    if kind == "remove":
        ids = [article_id for article_id, _ in archive.ids(Query())]
        archive.remove(chance.sample(ids, len(ids) // 20))
        return
    if kind.endswith("more"):
        write_articles(folder / f"more-{number}", 8 if kind == "few more" else 120, seed=1_000 + number)
    else:
        change_files(folder, chance, 0.02 if kind == "edits" else 0.1)
    ingest(archive, [str(folder)], IngestOptions(jobs=0, prune=True, prune_much=True))


@pytest.mark.parametrize("seed", range(max(1, RUNS // 4)))
def test_after_any_changes_a_query_has_the_same_answer_as_in_an_archive_made_anew(tmp_path: Path, seed: int) -> None:
    folder, db = tmp_path / "articles", tmp_path / "fast.db"
    chance = random.Random(seed)
    write_articles(folder, 400, seed)
    shapes = set()
    with small_blocks(size=128, common=12, small=10, enough=100):
        made(db, folder)
        for number in range(30 if IS_LONG else 4):
            with open_archive(str(db), write=True) as archive:
                for _ in range(chance.randint(1, 3)):
                    change(archive, folder, chance, chance.randrange(10**6))
                blocks = frequencies(archive).blocks
                shapes.add((len(blocks), sum(len(block.deleted) for block in blocks)))
            plain_db = without_blocks(db, tmp_path / f"plain-{number}.db")
            with open_archive(str(db)) as fast, open_archive(str(plain_db)) as plain:
                for query in Queries(chance, bodies(fast)).draw(60):
                    assert_same(fast, plain, query, chance)
                with closing(NaiveScores(fast)) as naive:
                    for query in Queries(chance, bodies(fast)).draw(15):
                        assert_as_naive(fast, naive, query)
    assert max(blocks for blocks, _ in shapes) > 4
    assert any(deleted for _, deleted in shapes)
    assert_as_made_anew(db, folder, tmp_path / "anew.db", chance)


def assert_as_made_anew(db: Path, folder: Path, anew_db: Path, chance: random.Random) -> None:
    with open_archive(str(db), write=True) as archive:
        for removed in archive.removed_articles():
            Path(removed.path).unlink(missing_ok=True)
    with open_archive(str(made(anew_db, folder))) as anew, open_archive(str(db)) as changed:
        assert frequencies_of(anew) is None
        for query in Queries(chance, bodies(anew)).draw(60):
            one, other = by_path(changed, query), by_path(anew, query)
            if len(one) < MOST_RANKED:
                assert one == other, query
            else:  # of those with the same score as the last, others may be among the best
                assert [score for score, _ in one] == [score for score, _ in other], query
            assert changed.count(query) == anew.count(query), query
            assert changed.histogram(query, Period.DAY) == anew.histogram(query, Period.DAY), query
