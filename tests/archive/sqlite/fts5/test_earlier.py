"""Archives of earlier schemas, whose index has English stems, answer queries before their index is made anew."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from newsidx import Archive, Query
from newsidx.analysis.keywords import keywords
from newsidx.analysis.related import related
from newsidx.archive import open_archive
from newsidx.dates.periods import Period
from newsidx.errors import ArchiveBusy
from newsidx.ingest.pipeline import ingest
from newsidx.query.sort import Sort
from newsidx.text.marks import MARK_END, MARK_START
from tests.archive.old_schemas import downgrade

ARTICLES = {
    "oil": "Date: 2022-03-01\nTitle: Oil prices rise\nBy: Ann Smith\nSource: The Herald\nSection: Markets\n"
    "Place: London\n\nThe price of oil rose. Sanctions on the company were discussed by two companies in Geneva.",
    "gas": "Date: 2022-03-02\nTitle: Gas embargo\nBy: Bo Jones\nSource: Daily News\nLanguage: en\n\n"
    "An embargo on gas was sanctioned. The happiness of eying investors, eyes open, did not last. Café prices fell.",
    "grain": "Date: 2023-05-06\nTitle: Grain and oil\nBy: Ann-Marie Smithers\nSource: The Herald\n\n"
    "Embargoes on the oil trade, and a sanction. U.S. grain sales to Geneva went on; a grain company sold oil again.",
    "seed": "date 2022-03-04 Snow fell in the north. The company closed its oil wells. Happy people waited.",
    "tokyo": "Date: 2022-04-01\nTitle: 東京の株価\nBy: 田中ゆき\nLanguage: ja\n\n東京都で株価が上がった。石油も。",
    "kiev": "Date: 2022-04-02\nTitle: Цены на нефть\nLanguage: ru\n\nЦены на нефть растут, ёлка стоит.",
}  # fmt: skip
ALIKE = (
    *("oil", "oil price", "embargo", "company", "Sanctions", "oil OR gas", "oil -gas", "-oil", "U.S.", "cafe"),
    *('"oil trade"', '"grain company"', '"oil prices"', '"companies in Geneva"', "title:oil", "title:embargo"),
    *("body:oil", 'body:"price of oil"', "=company", "=companies", "=sanction", '="grain sales"', "-=company", "=U.S."),
    *("sanction*", "compan*", "happi*", "happy*", "ey*", "eyi*", "eye*", "s*", "title:em*", "-compan*", "gra*", "caf*"),
    *("by:smith", "by:ann", 'by:"ann smith"', "by:smithers", "-by:smith", "by:smith oil", "by:jones OR company"),
    *("source:herald", "source:news", "section:markets", "place:london", "lang:en", "lang:ja", "lang:ru", "lang:fr"),
    *("path:seed", "oil date:2022", "oil since:2023", "date:2022-03 -gas", "oil path:grain", "by:smith date:2023"),
    *('"oil company"~9', '"company oil"~3', '"price oil"~2', '"oil price embargo"~40', '-"oil company"~9'),
    *("東京", "東京都", "株", "石油", "-東京", "東京 OR oil", '"東京の株価"', "=石油", "石*", "by:田中", "東 by:田中"),
    *("нефть", "цены нефть", "=нефть", "неф*", '"цены на нефть"', "(oil OR 石油) -by:smith", "zebra", "by:zebra"),
)  # fmt: skip
"""Queries that an index of stems answers like one of words: the stems of Porter and of Snowball agree."""


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[int, Path]]:
    """An archive of the present schema, and one of each earlier schema with the same articles."""
    folder = tmp_path_factory.mktemp("earlier")
    (folder / "articles").mkdir()
    for name, text in ARTICLES.items():
        (folder / "articles" / f"{name}.txt").write_text(text, encoding="utf-8")
    paths = {version: folder / f"{version}.db" for version in range(1, 10)}
    for version, path in paths.items():
        with open_archive(str(path), write=True) as archive:
            ingest(archive, [str(folder / "articles")])
        if version < 9:
            downgrade(path, version)
    return paths.pop(9), paths


@pytest.fixture
def present(places: tuple[Path, dict[int, Path]]) -> Iterator[Archive]:
    with open_archive(str(places[0])) as archive:
        yield archive


@pytest.fixture(params=range(1, 9))
def earlier(places: tuple[Path, dict[int, Path]], request: pytest.FixtureRequest) -> Iterator[Archive]:
    with open_archive(str(places[1][request.param])) as archive:
        yield archive


def answers(archive: Archive, text: str) -> list[int]:
    return [article_id for article_id, _ in archive.ids(Query.parse(text), sort=Sort.OLDEST)]


def test_only_archives_of_earlier_schemas_are_outdated(earlier: Archive, present: Archive) -> None:
    assert earlier.is_outdated
    assert not present.is_outdated


def test_an_index_of_stems_answers_like_one_of_words(earlier: Archive, present: Archive) -> None:
    for text in ALIKE:
        expected = answers(present, text)
        assert answers(earlier, text) == expected, text
        assert earlier.count(Query.parse(text)) == len(expected), text
        assert {article_id for article_id, _ in earlier.ids(Query.parse(text))} == set(expected), text


def test_a_word_is_found_in_the_forms_that_share_its_porter_stem(earlier: Archive) -> None:
    assert len(answers(earlier, "sanctioning")) == 3
    assert len(answers(earlier, "=sanctioned")) == 1


@pytest.mark.parametrize("text", ["company", "sanction embargo", '"oil price"', "compan*", '"oil company"~9', "東京"])
def test_highlights_and_snippets_mark_the_same_words(earlier: Archive, present: Archive, text: str) -> None:
    query = Query.parse(text)
    for show in ("highlight", "snippets"):
        shown = [getattr(a, show)(query, a.articles(answers(a, text))) for a in (earlier, present)]
        assert shown[0] == shown[1]
        assert any(MARK_START in part for parts in shown[0].values() for part in parts)


def test_a_form_that_was_not_typed_is_highlighted(earlier: Archive) -> None:
    query = Query.parse("company")
    (_, body) = earlier.highlight(query, earlier.named("20220301-1"))[20220301000001]
    assert f"two {MARK_START}companies{MARK_END} in Geneva" in body


def test_matches_are_ranked_by_all_their_forms(earlier: Archive, present: Archive) -> None:
    for text in ("company", "oil company", "embargo sanction", '"oil trade"'):
        ranked = list(present.ids(Query.parse(text)))
        assert list(earlier.ids(Query.parse(text))) == [
            (article_id, pytest.approx(score, rel=0.1)) for article_id, score in ranked
        ], text


def test_languages_are_counted_in_the_articles(earlier: Archive, present: Archive) -> None:
    assert earlier.languages() == present.languages() == ["en", "ja", "ru"]


def test_keywords_are_shown_once_however_many_forms_they_have(earlier: Archive) -> None:
    found = keywords(earlier, Query.parse("date:2022"))
    assert len({word.word.casefold().rstrip("s") for word in found.words}) == len(found.words)


def test_related_articles_facets_and_histograms_work(earlier: Archive, present: Archive) -> None:
    for archive in (earlier, present):
        (article,) = archive.named("20230506-1")
        assert "20220301-1" in {hit.article.ref for hit in related(archive, article)}
        assert archive.facets(Query.parse("oil"), "source").values == (("The Herald", 2),)
        assert archive.facets(Query.parse("by:smith OR by:smithers"), "source").values == (("The Herald", 2),)
    query = Query.parse("=company")
    assert earlier.histogram(query, Period.MONTH) == present.histogram(query, Period.MONTH)


def test_a_plan_says_whether_the_index_alone_answers(earlier: Archive) -> None:
    assert earlier.plan(Query.parse("oil")).is_complete
    assert not earlier.plan(Query.parse("=oil")).is_complete
    assert earlier.plan(Query.parse("by:smith")).expression is None


def test_an_archive_that_another_program_upgrades_has_to_be_opened_again(
    places: tuple[Path, dict[int, Path]], tmp_path: Path
) -> None:
    path = tmp_path / "news.db"
    path.write_bytes(places[1][8].read_bytes())
    with open_archive(str(path)) as reader:
        assert answers(reader, "company")
        open_archive(str(path), write=True).close()
        with pytest.raises(ArchiveBusy, match="changed while it was read"):
            answers(reader, "company")
    with open_archive(str(path)) as reader:
        assert not reader.is_outdated
