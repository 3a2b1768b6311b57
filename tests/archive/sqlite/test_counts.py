"""The counts that an archive keeps are those of its articles at every moment, whatever was done to it before."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsidx import Archive, Query
from newsidx.archive import open_archive
from newsidx.archive.opening import repair_archive
from newsidx.archive.records import Facets
from newsidx.archive.sqlite import counts
from newsidx.archive.sqlite.counts import COUNTED_FIELDS
from newsidx.article import Article
from newsidx.dates import EVERY_DAY
from newsidx.dates.periods import Period
from newsidx.dates.ranges import parse_range
from newsidx.errors import ArchiveCorrupt
from newsidx.ingest.pipeline import IngestOptions, Progress, Report, ingest
from tests.archive.checks import assert_counts, assert_whole
from tests.archive.old_schemas import downgrade

Add = Callable[..., Report]

RANGES = [EVERY_DAY, *map(parse_range, ("2022", "2022-03", "2022-03-05..2022-03-06", "2021-12..", "--03-06", "1999"))]
QUERIES = [*(Query(dates=dates) for dates in RANGES), Query(undated=True), Query(dates=RANGES[1], undated=True)]
ARTICLES = {
    "a.txt": "Date: 2022-03-05\nSource: Post\nBy: Ann Smith\nSection: News\nPlace: Paris\n\nOil\n\nOil embargo.",
    "b.txt": "Date: 2022-03-06\nSource: Herald\nBy: Ann Smith\n\nGas\n\nGas prices rose, and oil prices with them.",
    "c.txt": "Date: 2022-03-06\nSource: Post\nBy: Bo Lee\nLanguage: es\n\nNieve\n\nLa nieve en el puerto.",
    "d.txt": "Oil without a date.",
}


class Killed(BaseException):
    """Stands for the end of a process in the middle of an ingest, after its first batch."""


def kill(progress: Progress) -> None:
    if progress.total_files and progress.files:
        raise Killed


# A file has an article in one of three texts, with a date and fields of a few; or it is not there.
_CONTENTS = st.tuples(
    st.sampled_from(["", "2021-12-31", "2022-03-05", "2022-03-06", "2023-03-06"]),
    st.sampled_from(["", "Post", "post", "Ärzteblatt", "東京"]),
    st.sampled_from(["", "Ann Smith", 'Ann Smith; Bo "Q" Lee', "\\u0041"]),
    st.sampled_from(["", "Paris"]),
    st.sampled_from(["", "es", "en-GB"]),
    st.sampled_from(["Oil prices", "Gas prices", "Snow fell"]),
)
_FILES = st.dictionaries(st.sampled_from(["a", "b", "c", "d", "e"]), st.one_of(st.none(), _CONTENTS), min_size=1)
_STEPS = st.lists(
    st.tuples(_FILES, st.sampled_from(["ingest", "ingest", "prune", "kill", "remove", "optimize", "again"])),
    min_size=1,
    max_size=6,
)


def write_files(folder: Path, files: dict[str, tuple[str, ...] | None]) -> None:
    for name, contents in files.items():
        path = folder / f"{name}.txt"
        if contents is None:
            path.unlink(missing_ok=True)
            continue
        *values, text = contents
        header = zip(("Date", "Source", "By", "Place", "Language"), values, strict=True)
        lines = "".join(f"{key}: {value}\n" for key, value in header if value)
        path.write_text(f"Title: {text}\n{lines}\n{text} today.\n", encoding="utf-8")


def change(archive: Archive, folder: Path, action: str) -> None:
    if action == "remove":
        archive.remove([article_id for article_id, _ in archive.ids(Query(), limit=2)])
    elif action == "optimize":
        archive.optimize()
    else:
        options = IngestOptions(jobs=0, prune=action == "prune", prune_much=True, again=action == "again")
        with suppress(Killed):
            ingest(archive, [str(folder)], options, kill if action == "kill" else None)


def kept(archive: Archive) -> dict[str, list[tuple[object, ...]]]:
    """The rows of the tables that keep counts."""
    return {name: list(archive.rows(f"SELECT * FROM {name}")) for name in ("days", "field_counts", "pending_counts")}


def every_article(archive: Archive) -> list[Article]:
    return archive.articles([article_id for (article_id,) in archive.rows("SELECT id FROM articles ORDER BY id")])


def is_match(article: Article, query: Query) -> bool:
    if query.undated and article.date is not None:
        return False
    return query.dates.is_everything or (article.date is not None and article.date in query.dates)


def facets_of(articles: list[Article], field: str) -> Facets:
    values = Counter(getattr(article, field) for article in articles)
    without = values.pop(None, 0)
    ordered = sorted(values.items(), key=lambda item: (-item[1], item[0]))
    return Facets(tuple(ordered), len(ordered), without, len(articles))


def assert_answers(archive: Archive) -> None:
    """Every question about dates alone has the answer of reading the articles one by one."""
    articles = every_article(archive)
    for query in QUERIES:
        matches = [article for article in articles if is_match(article, query)]
        assert archive.count(query) == len(matches)
        for period in Period:
            names = Counter(period.name_of(article.date) for article in matches if article.date)
            assert archive.histogram(query, period) == sorted(names.items())
        for field in COUNTED_FIELDS:
            expected = facets_of(matches, field)
            assert archive.facets(query, field) == expected
            assert archive.facets(query, field, limit=1) == expected._replace(values=expected.values[:1])
    days = Counter(article.date for article in articles if article.date)
    described = archive.describe()
    assert (described.articles, described.undated) == (len(articles), len(articles) - days.total())
    assert described.days == len(days)
    assert (described.first, described.last) == (min(days, default=None), max(days, default=None))
    assert described.busiest == tuple(sorted(days.items(), key=lambda day: (-day[1], day[0]))[:5])
    assert described.sources == facets_of(articles, "source").values[:5]


@given(steps=_STEPS, many_values=st.sampled_from([1, 100_000]))
@settings(max_examples=25)
def test_counts_are_those_of_the_articles_after_every_change(
    tmp_path_factory: pytest.TempPathFactory,
    steps: list[tuple[dict[str, tuple[str, ...] | None], str]],
    many_values: int,
) -> None:
    place = tmp_path_factory.mktemp("counts")
    (place / "articles").mkdir()
    with pytest.MonkeyPatch.context() as patch, open_archive(str(place / "news.db"), write=True) as archive:
        patch.setattr(counts, "_MANY_VALUES", many_values)
        for files, action in steps:
            write_files(place / "articles", files)
            change(archive, place / "articles", action)
            assert_counts(archive)
            assert_answers(archive)
            assert archive.check().is_intact
        with open_archive(str(place / "news.db")) as reader:
            assert_answers(reader)
        archive.refresh_terms()
        before = kept(archive)
        assert not before["pending_counts"]
        with archive.transaction() as connection:
            counts.count_all(connection)
        assert kept(archive) == before
    shutil.rmtree(place)


@pytest.fixture
def killed(archive: Archive, folder: Path) -> Archive:
    """An archive whose ingest ended before the values of its articles were in `field_counts`."""
    for name, text in ARTICLES.items():
        (folder / name).write_text(text)
    change(archive, folder, "kill")
    return archive


def test_values_of_a_killed_ingest_are_counted_and_the_next_ingest_adds_them(killed: Archive, folder: Path) -> None:
    assert kept(killed)["field_counts"] == []
    assert len(kept(killed)["pending_counts"]) == 1
    assert_answers(killed)
    change(killed, folder, "ingest")
    assert kept(killed)["pending_counts"] == []
    assert_answers(killed)


@pytest.mark.parametrize("action", ["remove", "optimize", "prune"])
def test_each_command_that_changes_articles_adds_the_values_of_a_killed_ingest(
    killed: Archive, folder: Path, action: str
) -> None:
    (folder / "a.txt").unlink()
    change(killed, folder, action)
    assert kept(killed)["pending_counts"] == []
    assert_whole(killed)
    assert_answers(killed)


def test_a_day_or_a_value_without_articles_is_not_kept(archive: Archive, add: Add, folder: Path) -> None:
    add(ARTICLES)
    (folder / "a.txt").unlink()
    add({"c.txt": ARTICLES["c.txt"].replace("Bo Lee", "Ann Smith")}, prune=True)
    assert [date for date, _ in archive.rows("SELECT date, articles FROM days")] == ["", "2022-03-06"]
    rows = archive.rows("SELECT value, articles FROM field_counts WHERE field = 'byline' ORDER BY articles")
    assert list(rows) == [("", 1), ("Ann Smith", 2)]
    assert list(archive.rows("SELECT 1 FROM field_counts WHERE field = 'place' AND value <> ''")) == []


def test_an_archive_without_counts_gives_the_same_answers_from_its_articles(archive: Archive, add: Add) -> None:
    add(ARTICLES)
    archive.close()
    downgrade(Path(archive.place), 11)
    with open_archive(archive.place) as old:
        assert_answers(old)
        assert old.check().is_intact


def test_files_are_counted_by_what_became_of_them(archive: Archive, add: Add, folder: Path) -> None:
    add({**ARTICLES, "empty.txt": "", "empty too.txt": "", "copy.txt": ARTICLES["a.txt"]})
    for name in ("empty.txt", "copy.txt", "a.txt"):
        (folder / name).unlink()
    add()
    described = archive.describe()
    assert (described.files, described.missing, described.problems) == (7, 3, 1)
    steps = [
        row[3]
        for condition in ("", "WHERE missing_since IS NOT NULL", "WHERE missing_since IS NOT NULL AND status <> 'read'")
        for row in archive.rows(f"EXPLAIN QUERY PLAN SELECT count(*) FROM files {condition}")
    ]
    assert [step.partition(" INDEX ")[2] for step in steps] == ["files_by_undated", "files_missing", "files_missing"]


DAMAGES = {
    "a day with too many articles": "UPDATE days SET articles = articles + 1 WHERE date = '2022-03-05'",
    "a day that is missing": "DELETE FROM days WHERE date = ''",
    "a day without articles": "INSERT INTO days VALUES ('1999-01-01', 1)",
    "a value with too few": "UPDATE field_counts SET articles = 1 WHERE value = 'Post'",
    "a value that is missing": "DELETE FROM field_counts WHERE value = 'Paris'",
    "a value without articles": "INSERT INTO field_counts VALUES ('source', 'Nobody', 3)",
    "something pending that is not": """INSERT INTO pending_counts (counts) VALUES ('{"source": {"Post": 1}}')""",
    "something pending that is no JSON": "INSERT INTO pending_counts (counts) VALUES ('{')",
}


@pytest.mark.parametrize("statement", DAMAGES.values(), ids=DAMAGES)
def test_a_wrong_count_is_found_and_repaired_without_touching_anything_else(
    archive: Archive, add: Add, statement: str
) -> None:
    add(ARTICLES)
    before = kept(archive)
    archive.connection.execute(statement)
    damage = archive.check()
    assert damage.counts > 0
    assert (damage.file, damage.index, damage.corrupt, damage.orphans) == ((), None, (), 0)
    archive.close()
    progress: list[int] = []
    done = repair_archive(archive.place, damage, on_progress=lambda articles, of: progress.append(articles))
    assert (done.articles, done.lost, done.copy, progress) == (4, (), None, [])
    with open_archive(archive.place, write=True) as repaired:
        assert kept(repaired) == before
        assert repaired.check().is_intact
        assert_whole(repaired)


def test_a_repair_of_a_corrupt_article_counts_those_that_are_left(archive: Archive, add: Add) -> None:
    add(ARTICLES)
    archive.connection.execute("UPDATE articles SET source = 'Forged' WHERE id = 20220305000001")
    damage = archive.check()
    assert (damage.corrupt, damage.counts) == (("20220305-1",), 0)
    archive.close()
    repair_archive(archive.place, damage)
    with open_archive(archive.place, write=True) as repaired:
        assert_whole(repaired)
        assert_answers(repaired)


PENDING = (
    "[]",
    "3",
    "{",
    '{"source": 1}',
    '{"source": {"a": "b"}}',
    '{"source": {"a": 1.5}}',
    '{"title": {}}',
    "[" * 5000,
)
HUGE = tuple(f'{{"source": {{"a": 1{zeros}}}}}' for zeros in ("0" * 30, "0" * 5000))


@pytest.mark.parametrize("pending", [*PENDING, *HUGE], ids=lambda text: text[:30])
def test_pending_counts_that_newsidx_never_writes_are_called_corrupt(archive: Archive, add: Add, pending: str) -> None:
    add(ARTICLES)
    archive.connection.execute("INSERT INTO pending_counts (counts) VALUES (?)", [pending])
    for work in (lambda: archive.facets(Query(), "source"), archive.describe, archive.refresh_terms):
        with pytest.raises(ArchiveCorrupt):
            work()
    assert archive.check().counts == 5
