"""The articles that the benchmark makes: always the same ones, and with metadata that newsidx reads."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from newsidx import Query
from newsidx.archive import open_archive
from newsidx.ingest.pipeline import ingest
from newsidx.query.sort import Sort
from tests.bench import large
from tests.bench.metadata import PLACES, SECTIONS, SOURCES

MATERIAL = large.Sentences(
    headlines=["OIL PRICES RISE", "COCOA TALKS: NO DEAL", "STEEL STRIKE ENDS"],
    sentences=["Oil rose.", "The ministers met in Geneva.", "Nobody won.", "It rained for days, they said."],
    lengths=[3, 5, 8],
)


def test_the_same_seed_makes_the_same_articles_in_the_layout_of_the_seed() -> None:
    made = [article.text for article in large.articles(MATERIAL, 50, seed=7)]
    assert made == [article.text for article in large.articles(MATERIAL, 50, seed=7)]
    assert made != [article.text for article in large.articles(MATERIAL, 50, seed=8)]
    assert all(re.match(r" date \d{4}-\d\d-\d\d [A-Z: ]+\n\n\w", text) for text in made)


def test_metadata_leaves_date_headline_and_text_as_they_are() -> None:
    plain = large.articles(MATERIAL, 50, seed=7)
    with_metadata = list(large.articles(MATERIAL, 50, seed=7, with_metadata=True))
    assert [article[:3] for article in plain] == [article[:3] for article in with_metadata]
    assert with_metadata[0].text.startswith(f"Title: {with_metadata[0].headline}\nDate: {with_metadata[0].date}\n")


@pytest.mark.parametrize("packed", [False, True])
def test_newsidx_reads_every_article_and_its_metadata(packed: bool, tmp_path: Path) -> None:
    made = list(large.articles(MATERIAL, 300, seed=1, with_metadata=True))
    large.write(made, tmp_path / "files", packed=packed)
    with open_archive(str(tmp_path / "news.db"), write=True) as archive:
        assert ingest(archive, [str(tmp_path / "files")]).outcome["problem"] == 0
        ids = [article_id for article_id, _ in archive.ids(Query(), sort=Sort.OLDEST)]
        read = {
            (article.date, article.title, article.body, article.source, article.section, article.place, article.byline)
            for article in archive.articles(ids)
        }
    assert read == {
        (one.date, one.headline, one.body, *map(one.header.get, ("Source", "Section", "Place", "By"))) for one in made
    }


def test_values_are_about_as_frequent_as_they_should_be() -> None:
    headers = [article.header for article in large.articles(MATERIAL, 20_000, seed=1, with_metadata=True)]
    assert 0.22 < sum(header["Source"] == "Reuters" for header in headers) / len(headers) < 0.28
    assert 0.003 < sum(header.get("By", "").endswith(" Smith") for header in headers) / len(headers) < 0.007
    assert 0.08 < sum("By" not in header for header in headers) / len(headers) < 0.12
    assert {header["Section"] for header in headers} == set(SECTIONS)
    assert {header["Source"] for header in headers} == set(SOURCES)
    assert {header["Place"] for header in headers} == set(PLACES)
