"""Every kind of archive fulfills `newsidx.archive.contract`. These tests use nothing else of an archive."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from newsidx.archive import open_archive
from newsidx.archive.contract import Archive, WritableArchive
from newsidx.archive.opening import open_for_dry_run, open_to_change
from newsidx.archive.records import Facets, Pair
from newsidx.article import Facet, id_of
from newsidx.dates.periods import Period
from newsidx.disk.place import is_on_server
from newsidx.errors import AlertExists, ArchiveMissing, NotOnServer, TooSlow, UnknownAlert, UnknownArticle
from newsidx.ingest import IngestOptions, Report, ingest
from newsidx.query import Query
from newsidx.query.sort import Sort
from newsidx.query.tree import Metadata, Word
from newsidx.text.marks import MARK_END, MARK_START
from tests.archive.kinds import KINDS, kind_of

ARTICLES = {
    "a.txt": "Date: 2022-03-05\nSource: Post\nBy: Ann Smith\n\nOil embargo\n\nAn oil embargo began. Sanctions follow.",
    "b.txt": "Date: 2022-03-06\nSource: Herald\n\nGas prices\n\nGas prices rose, and oil prices with them.",
    "c.txt": "Date: 2022-03-06\nSource: Herald\nSection: Sport\n\nRowing\n\nThe eight won again on the river.",
    "d.txt": "Date: 2023-01-02\nSource: Post\nLanguage: en-GB\n\nSnow\n\nSnow fell on the port. Oil lamps were lit.",
    "e.txt": "Oil without a date.",
    "f.txt": "",
}
REFS = ["0-1", "20220305-1", "20220306-1", "20220306-2", "20230102-1"]

Open = Callable[..., WritableArchive]


@pytest.fixture(params=sorted(KINDS))
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The place of a new archive of each kind."""
    (tmp_path / "archive").mkdir()
    return KINDS[request.param].place(request, tmp_path / "archive")


@pytest.fixture
def archive(place: str, folder: Path) -> Iterator[WritableArchive]:
    """An archive of the articles above, open for writing."""
    with filled(place, folder) as opened:
        yield opened


@pytest.fixture(scope="module", params=sorted(KINDS))
def shared(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """The same for all tests that only read it."""
    place = KINDS[request.param].place(request, tmp_path_factory.mktemp("archive"))
    with filled(place, tmp_path_factory.mktemp("articles")) as opened:
        yield opened


@contextmanager
def filled(place: str, folder: Path) -> Iterator[WritableArchive]:
    """A new archive of the articles above, which are written into a folder."""
    for name, text in ARTICLES.items():
        (folder / name).write_text(text)
    with open_archive(place, write=True) as opened:
        ingest(opened, [str(folder)], IngestOptions(jobs=0))
        yield opened


def refs(archive: Archive, text: str, sort: Sort = Sort.OLDEST) -> list[str]:
    """The refs of the articles that match a query."""
    ids = [article_id for article_id, _ in archive.ids(Query.parse(text), sort=sort)]
    return [article.ref for article in archive.articles(ids)]


def ids_of(*names: str) -> list[int]:
    return [article_id for name in names if (article_id := id_of(name)) is not None]


def again(archive: WritableArchive, folder: Path, **options: object) -> Report:
    return ingest(archive, [str(folder)], IngestOptions(jobs=0, **options))  # type: ignore[arg-type]


def test_a_missing_archive_cannot_be_read_or_changed(place: str) -> None:
    for open_it in (open_archive, open_to_change):
        with pytest.raises(ArchiveMissing):
            open_it(place)


def test_an_archive_says_where_it_is_and_which_files_are_its_own(archive: WritableArchive, place: str) -> None:
    assert archive.place == place
    assert all(os.path.isabs(path) for path in archive.own_files())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("oil", ["0-1", "20220305-1", "20220306-1", "20230102-1"]),
        ("oil prices", ["20220306-1"]),
        ('"oil embargo"', ["20220305-1"]),
        ("sanction", ["20220305-1"]),
        ("=sanction", []),
        ("=sanctions", ["20220305-1"]),
        ('="oil price"', []),
        ('"oil price"', ["20220306-1"]),
        ("sanct*", ["20220305-1"]),
        ("title:oil", ["20220305-1"]),
        ("oil -embargo date:2022", ["20220306-1"]),
        ("embargo OR snow", ["20220305-1", "20230102-1"]),
        ('"oil began"~1', ["20220305-1"]),
        ("by:smith", ["20220305-1"]),
        ('by:"ann smith"', ["20220305-1"]),
        ('by:"smith ann"', []),
        ("by:smit", []),
        ("lang:en-gb", ["20230102-1"]),
        ("source:herald", ["20220306-1", "20220306-2"]),
        ("path:d.txt", ["20230102-1"]),
        ("20220306-1", ["20220306-1"]),
        ("20220306-2 20220305-1 20220306-9", ["20220305-1", "20220306-2"]),
        ("20220305-1..20220306-1", ["20220305-1", "20220306-1"]),
        ("20220306-1..20220305-1", ["20220305-1", "20220306-1"]),
        ("20220306-2..", ["20220306-2", "20230102-1"]),
        ("id:..20220305-1", ["0-1", "20220305-1"]),
        ("0-1", ["0-1"]),
        ("oil 20220305-1..", ["20220305-1", "20220306-1", "20230102-1"]),
        ("oil -20220305-1 -20220306-1..20220306-9", ["0-1", "20230102-1"]),
        ("embargo OR 20220306-2", ["20220305-1", "20220306-2"]),
        ("20220305-1 AND 20220306-1", []),
        ("20220305-1..20220306-1 AND 20220306-1..", ["20220306-1"]),
        ("id:nothing", []),
        ("20220306-1 date:2023", []),
        ("date:2022-03-06", ["20220306-1", "20220306-2"]),
        ("on:--03-05", ["20220305-1"]),
        ("zeppelin", []),
    ],
)
def test_a_query_finds_its_articles_and_counts_them(shared: Archive, text: str, expected: list[str]) -> None:
    assert refs(shared, text) == expected
    assert shared.count(Query.parse(text)) == len(expected)
    assert refs(shared, text, Sort.NEWEST) == expected[::-1]
    assert sorted(refs(shared, text, Sort.RELEVANCE)) == sorted(expected)


def test_a_page_is_a_part_of_the_full_result(shared: Archive) -> None:
    for sort in Sort:
        all_ids = [article_id for article_id, _ in shared.ids(Query.parse("oil"), sort=sort)]
        page = [article_id for article_id, _ in shared.ids(Query.parse("oil"), sort=sort, limit=2, offset=1)]
        assert page == all_ids[1:3]


def test_the_best_articles_come_first_with_falling_scores(shared: Archive) -> None:
    ranked = list(shared.ids(Query.parse("oil embargo OR oil")))
    scores = [score for _, score in ranked if score is not None]
    assert len(scores) == len(ranked)
    assert scores == sorted(scores, reverse=True)
    assert ranked[0][0] in ids_of("20220305-1", "0-1")


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        ("day", [("2022-03-05", 1), ("2022-03-06", 2), ("2023-01-02", 1)]),
        ("week", [("2022-W09", 3), ("2023-W01", 1)]),
        ("month", [("2022-03", 3), ("2023-01", 1)]),
        ("year", [("2022", 3), ("2023", 1)]),
    ],
)
def test_a_histogram_counts_the_dated_articles_of_each_period(
    shared: Archive, period: str, expected: list[tuple[str, int]]
) -> None:
    assert shared.histogram(Query(), Period(period)) == expected
    assert shared.histogram(Query.parse("-zeppelin"), Period(period)) == expected


@pytest.mark.parametrize(
    ("text", "field", "expected"),
    [
        ("-zeppelin", "source", Facets((("Herald", 2), ("Post", 2)), distinct=2, without=1, articles=5)),
        ("oil", "source", Facets((("Post", 2), ("Herald", 1)), distinct=2, without=1, articles=4)),
        ("source:herald", "source", Facets((("Herald", 2),), distinct=1, without=0, articles=2)),
        ("oil", "section", Facets((), distinct=0, without=4, articles=4)),
        ("river", "section", Facets((("Sport", 1),), distinct=1, without=0, articles=1)),
        ("date:2022-03", "byline", Facets((("Ann Smith", 1),), distinct=1, without=2, articles=3)),
        ("date:2022", "source", Facets((("Herald", 2), ("Post", 1)), distinct=2, without=0, articles=3)),
        ("on:--03-06", "source", Facets((("Herald", 2),), distinct=1, without=0, articles=2)),
        ("date:1999", "source", Facets()),
        ("zeppelin", "source", Facets()),
        ("....", "source", Facets()),
    ],
)
def test_facets_count_the_values_of_a_field_in_the_matches(
    shared: Archive, text: str, field: Facet, expected: Facets
) -> None:
    query = Query.parse(text)
    assert shared.facets(query, field) == expected
    assert shared.facets(query, field, limit=1) == expected._replace(values=expected.values[:1])
    assert shared.facets(query, field, limit=0) == expected._replace(values=())
    fields: list[Facet] = ["language", field, "tag", "byline"]
    assert shared.facets_of(query, fields, 2) == {each: shared.facets(query, each, 2) for each in fields}


def test_facets_of_all_articles_and_of_the_undated_ones(shared: Archive) -> None:
    assert shared.facets(Query(), "source") == Facets((("Herald", 2), ("Post", 2)), 2, without=1, articles=5)
    assert shared.facets(Query(), "section") == Facets((("Sport", 1),), 1, without=4, articles=5)
    assert shared.facets(Query(undated=True), "source") == Facets((), 0, without=1, articles=1)
    assert shared.facets(Query(undated=True), "byline") == Facets((), 0, without=1, articles=1)


def test_facets_that_differ_only_in_case_stay_apart(archive: WritableArchive, folder: Path) -> None:
    for number, source in enumerate(("Post", "post", "POST", "Post"), 1):
        (folder / f"{number}.txt").write_text(f"Date: 1999-05-0{number}\nSource: {source}\n\nCase {number}\n\nText.")
    again(archive, folder)
    assert archive.facets(Query.parse("date:1999"), "source").values == (("Post", 2), ("POST", 1), ("post", 1))


def test_articles_come_in_the_order_of_the_ids_and_by_every_name(archive: Archive, folder: Path) -> None:
    ids = ids_of("20230102-1", "20220305-1")
    assert [article.id for article in archive.articles([*ids, 42])] == ids
    for name in ("20220305-1", str(ids[1]), str(folder / "a.txt")):
        assert [article.title for article in archive.named(name)] == ["Oil embargo"]
    with pytest.raises(UnknownArticle):
        archive.named("20220305-9")
    assert [file.path for file in archive.files_of(ids[1])] == [str(folder / "a.txt")]
    assert archive.fingerprints([*ids, 42]).keys() == set(ids)
    assert archive.article_count() == len(REFS)


def test_matches_are_marked_in_titles_snippets_and_whole_texts(shared: Archive) -> None:
    (article,) = shared.named("20220305-1")
    query = Query.parse("embargo")
    title, snippet = shared.snippets(query, [article])[article.id]
    assert title == f"Oil {MARK_START}embargo{MARK_END}"
    assert f"{MARK_START}embargo{MARK_END}" in snippet
    whole_title, body = shared.highlight(query, [article])[article.id]
    assert whole_title == title
    assert body.replace(MARK_START, "").replace(MARK_END, "") == article.body
    assert shared.highlight(Query.parse("zeppelin"), [article]) == {}


def test_the_plan_of_a_query_says_whether_the_index_is_sufficient(shared: Archive) -> None:
    assert shared.plan(Query.parse("oil")).is_complete
    assert shared.plan(Query.parse("oil")).expression
    assert shared.plan(Query.parse("by:smith =oil sanct*")).is_complete
    assert not shared.plan(Query.parse("oil path:a.txt")).is_complete


def test_a_beginning_of_a_value_finds_the_articles_with_it(shared: Archive) -> None:
    tree = Metadata("by", "Ann Smi", is_prefix=True)
    assert [article_id for article_id, _ in shared.ids(Query(tree=tree))] == ids_of("20220305-1")
    assert shared.count(Query(tree=Metadata("by", "smi nn", is_prefix=True))) == 0


def test_the_terms_of_a_text_are_its_words_in_lower_case_and_without_accents(shared: Archive) -> None:
    assert shared.analyze(["U.S. Sanctions", "Café", "東京都", "!"]) == [
        ("u", "s", "sanctions"),
        ("cafe",),
        ("東京", "京都", "都"),
        (),
    ]


def test_a_term_has_forms_articles_and_spellings(shared: Archive) -> None:
    assert {"sanctions", "oil", "rowing"} <= set(shared.terms())
    assert shared.forms(["sanction", "prices", "zeppelin"]) == {
        "sanction": ("sanction", "sanctions"),
        "prices": ("prices",),
        "zeppelin": ("zeppelin",),
    }
    assert shared.term_statistics(["sanctions", "oil", "zeppelin"]) == {"sanctions": 1, "oil": 4}
    assert shared.term_statistics(["sanctions", "oil", "zeppelin"], most=3) == {"sanctions": 1}
    assert shared.spellings("sanctions") == {"Sanctions": 1}
    ids = ids_of("20220305-1", "20220306-1")
    assert shared.articles_by_term(ids, ["sanctions", "zeppelin"]) == {"sanctions": set(ids[:1]), "zeppelin": set()}
    assert shared.term_counts(ids)["oil"] == 2


def test_forms_are_those_of_the_languages_of_the_archive_or_of_one(archive: WritableArchive, folder: Path) -> None:
    assert archive.languages() == ["en"]
    assert archive.forms(["huelga"]) == {"huelga": ("huelga",)}
    for number, form in enumerate(("huelga", "huelgas"), 1):
        (folder / f"{number}.txt").write_text(
            f"Date: 2022-04-0{number}\nLanguage: es\n\nPuertos {number}\n\nLa {form}."
        )
    again(archive, folder)
    assert archive.languages() == ["en", "es"]
    assert archive.forms(["huelga"]) == {"huelga": ("huelga", "huelgas")}
    for language, expected in (("es", 2), ("en", 2), ("fr", 1), (None, 2)):
        assert archive.count(Query(tree=Word("huelga"), language=language)) == expected
    assert archive.forms(["price"], "es") == {"price": ("price",)}


def test_a_description_has_the_right_figures(shared: Archive) -> None:
    described = shared.describe()
    assert (described.articles, described.undated, described.files, described.problems) == (5, 1, 6, 1)
    assert dict(described.sources) == {"Herald": 2, "Post": 2}
    assert [os.path.basename(problem.path) for problem in shared.problems()] == ["f.txt"]


def test_what_takes_longer_than_a_time_limit_ends_and_the_archive_goes_on(archive: WritableArchive) -> None:
    everything = Query.parse("path:a")  # which reads every article
    with archive.time_limit(60), archive.snapshot():
        with pytest.raises(TooSlow), archive.time_limit(-1):
            sum(archive.count(everything) for _ in range(10_000))
        with archive.time_limit(120):
            assert archive.article_count() == len(REFS)
    assert archive.article_count() == len(REFS)


def test_an_archive_is_current_until_another_is_in_its_place(archive: WritableArchive, place: str) -> None:
    with open_archive(place) as reader:
        assert reader.is_current()
        archive.remove(ids_of("20220305-1"))
        assert reader.is_current()
        kind_of(archive).move_away(place)
        assert not reader.is_current()
        open_archive(place, write=True).close()
        assert not reader.is_current()


def test_a_snapshot_shows_one_moment(archive: WritableArchive, place: str) -> None:
    with open_archive(place) as reader, reader.snapshot():
        before = reader.count(Query())
        archive.remove(ids_of("20230102-1"))
        assert reader.count(Query()) == before
        reader.end_snapshot()
        assert reader.count(Query()) == before - 1


def test_a_failed_transaction_leaves_nothing(archive: WritableArchive) -> None:
    with pytest.raises(RuntimeError), archive.transaction():  # noqa: PT012 - the block itself raises
        archive.remove(ids_of("20230102-1"))
        raise RuntimeError
    assert refs(archive, "snow") == ["20230102-1"]


def test_a_removed_article_stays_removed_until_an_ingest_with_again(archive: WritableArchive, folder: Path) -> None:
    ids = ids_of("20230102-1")
    shown = archive.fingerprints(ids)
    assert archive.remove(ids, dict.fromkeys(ids, 0)).left == tuple(ids)
    assert archive.remove(ids, shown).removed == 1
    again(archive, folder)
    assert refs(archive, "snow") == []
    assert archive.count_removed() == archive.count_removed([str(folder)]) == 1
    assert [removed.ref for removed in archive.removed_articles()] == ["20230102-1"]
    again(archive, folder, again=True)
    assert refs(archive, "snow") == ["20230102-1"]


def test_an_ingest_follows_the_changes_in_a_folder(archive: WritableArchive, folder: Path) -> None:
    assert archive.has_files_below(str(folder))
    (folder / "a.txt").write_text(ARTICLES["a.txt"].replace("Sanctions", "Talks"))
    (folder / "d.txt").rename(folder / "z.txt")
    (folder / "b.txt").unlink()
    report = again(archive, folder, prune=True)
    assert (report.outcome["changed"], report.outcome["moved"], report.pruned) == (1, 1, (1, 1))
    assert refs(archive, "-zeppelin") == ["0-1", "20220305-1", "20220306-2", "20230102-1"]
    assert refs(archive, "talks") == ["20220305-1"]
    assert refs(archive, "sanctions") == []


def test_a_dry_run_reports_what_an_ingest_would_do_and_changes_nothing(
    archive: WritableArchive, place: str, folder: Path
) -> None:
    (folder / "new.txt").write_text("date 2022-03-07 Zeppelin over the port\n")
    with open_for_dry_run(place) as reader:
        report = ingest(reader, [str(folder)], IngestOptions(jobs=0, dry_run=True))
    assert report.outcome["new"] == 1
    assert refs(archive, "zeppelin") == []


def test_alerts_remember_what_was_shown(archive: WritableArchive) -> None:
    known, new = ids_of("20220305-1", "20220306-1")
    archive.save_alert("oil", "oil", [known])
    with pytest.raises(AlertExists):
        archive.save_alert("oil", "gas", [])
    alert = archive.alert("oil")
    assert archive.alerts() == [alert]
    assert archive.alert_answers(alert, [known, new]) == {known}
    archive.record_alert_run("oil", answers=[], shown=archive.fingerprints([new]).items(), gone=[known])
    assert archive.alert_answers(archive.alert("oil"), [known, new]) == {new}
    assert archive.alert("oil").last_run
    archive.delete_alert("oil")
    with pytest.raises(UnknownAlert):
        archive.alert("oil")


def test_a_comparison_is_only_saved_for_texts_that_have_not_changed(archive: WritableArchive) -> None:
    earlier, later = ids_of("20220305-1", "20220306-1")
    assert archive.compared_days() is None
    assert len(archive.uncompared()) == archive.count_uncompared() == len(REFS)
    days = archive.begin_comparison(7)
    prints = archive.fingerprints([earlier, later])
    pair = (Pair(later, earlier, 0.9), prints[later], prints[earlier])
    stale = (Pair(later, earlier, 0.9), prints[later], 0)
    assert archive.save_comparison(days, [], [stale])
    assert list(archive.pairs(0.5)) == []
    assert archive.save_comparison(days, list(prints.items()), [pair])
    assert list(archive.pairs(0.5)) == [Pair(later, earlier, 0.9)]
    assert list(archive.pairs(0.95)) == []
    assert list(archive.pairs(0.5, earlier)) == list(archive.pairs(0.5, later)) == [Pair(later, earlier, 0.9)]
    assert list(archive.pairs(0.5, earlier - 1)) == []
    assert archive.compared_days() == 7
    assert archive.count_uncompared() == len(REFS) - 2
    assert not archive.save_comparison(days + 1, [], [])
    assert [text.article for page in archive.texts(earlier, later) for text in page] == [earlier, later]


def test_an_intact_archive_passes_its_check_and_its_backup_is_the_same(
    archive: WritableArchive, tmp_path: Path
) -> None:
    archive.optimize()
    assert archive.check().is_intact
    copy = str(tmp_path / "copy.db")
    if is_on_server(archive.place):
        with pytest.raises(NotOnServer):
            archive.backup(copy)
        return
    assert archive.backup(copy) == os.path.getsize(copy)
    with open_archive(copy) as opened:
        assert refs(opened, "oil") == refs(archive, "oil")
        assert opened.articles(ids_of(*REFS)) == archive.articles(ids_of(*REFS))


def test_every_match_is_in_the_concordance_with_its_context(shared: Archive) -> None:
    query = Query.parse("oil")
    articles = shared.articles(ids_of("20220305-1", "20220306-2", "20220306-1"))
    concordance = shared.concordance(query, articles)
    assert set(concordance) == set(ids_of("20220305-1", "20220306-1"))
    for article in articles:
        for line in concordance.get(article.id, ()):
            text = article.title if line.column == "title" else article.body
            assert text[line.position :].startswith(line.match)
            assert f"{line.left}{line.match}{line.right}" in " ".join(text.split())
    assert [(line.column, line.match) for line in concordance[articles[0].id]] == [("title", "Oil"), ("body", "oil")]


def test_a_file_of_an_article_says_what_it_was_when_it_was_read(archive: Archive, folder: Path) -> None:
    (file,) = archive.files_of(ids_of("20220305-1")[0])
    status = (folder / "a.txt").stat()
    assert (file.size, file.mtime_ns) == (status.st_size, status.st_mtime_ns)
    assert (file.part, file.articles) == (0, 1)
