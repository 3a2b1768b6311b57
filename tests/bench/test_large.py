"""The articles that the benchmark makes: always the same ones, and with metadata that newsidx reads."""

from __future__ import annotations

from pathlib import Path

from newsidx import Query
from newsidx.archive import open_archive
from newsidx.ingest.pipeline import ingest
from tests.bench import large
from tests.bench.metadata import PLACES, SECTIONS, SOURCES

MATERIAL = large.Sentences(
    headlines=["OIL PRICES RISE", "COCOA TALKS: NO DEAL", "STEEL STRIKE ENDS"],
    sentences=["Oil rose.", "The ministers met in Geneva.", "Nobody won.", "It rained for days, they said."],
    lengths=[3, 5, 8],
)


def test_metadata_leaves_date_headline_and_text_as_they_are() -> None:
    plain = list(large.articles(MATERIAL, 50, seed=7))
    with_metadata = list(large.articles(MATERIAL, 50, seed=7, with_metadata=True))
    for (date, text), (other_date, other_text) in zip(plain, with_metadata, strict=True):
        headline, _, body = text.removeprefix(f" date {date} ").partition("\n\n")
        head, _, other_body = other_text.partition("\n\n")
        assert (other_date, other_body) == (date, body)
        assert head.startswith(f"Title: {headline}\nDate: {date}\n")


def test_newsidx_reads_the_metadata(tmp_path: Path) -> None:
    large.write(MATERIAL, tmp_path / "files", 300, seed=1, with_metadata=True)
    with open_archive(str(tmp_path / "news.db"), write=True) as archive:
        report = ingest(archive, [str(tmp_path / "files")])
        assert report.outcome["problem"] == 0
        by_source = archive.facets(Query(), "source")
        assert by_source.without == 0
        assert by_source.values[0][0] == "Reuters"
        assert {value for value, _ in by_source.values} <= set(SOURCES)
        assert {value for value, _ in archive.facets(Query(), "section").values} == set(SECTIONS)
        assert {value for value, _ in archive.facets(Query(), "place").values} <= set(PLACES)
        assert 10 <= archive.facets(Query(), "byline").without <= 60
