"""The term frequencies of an archive are read once, and anew when it has changed."""

from __future__ import annotations

import pytest

from newsidx import Query
from newsidx.archive import open_archive
from newsidx.archive.sqlite.frequencies import reading
from newsidx.archive.sqlite.frequencies.reading import frequencies_of
from newsidx.errors import ArchiveCorrupt
from newsidx.ingest import IngestOptions, ingest
from tests.archive.sqlite.frequencies.conftest import Counted

ARTICLES = {f"2022-03-{day:02} 1": f"oil gas {'snow ' * (day % 3)} n{day}" for day in range(1, 13)}


def test_the_frequencies_are_read_anew_after_another_program_has_changed_the_archive(counted: Counted) -> None:
    archive = counted(ARTICLES)
    with open_archive(archive.place) as reader:
        before = frequencies_of(reader)
        assert (reader.count(Query.parse("oil")), reader.count(Query.parse("snow"))) == (12, 8)
        assert frequencies_of(reader) is before
        archive.remove([20220301000001, 20220303000001])
        assert (reader.count(Query.parse("oil")), reader.count(Query.parse("snow"))) == (10, 7)
        assert frequencies_of(reader) is not before


@pytest.mark.parametrize("table", ["unlisted", "uncounted"])
def test_frequencies_that_are_not_yet_those_of_all_articles_are_not_used(counted: Counted, table: str) -> None:
    archive = counted(ARTICLES)
    with archive.transaction() as connection:
        connection.execute(f"INSERT INTO {table} (article) VALUES (20220301000001)")
    assert frequencies_of(archive) is None
    assert archive.count(Query.parse("oil OR snow")) == 12
    ingest(archive, [], IngestOptions(jobs=0))
    assert frequencies_of(archive) is not None


def test_vectors_are_not_kept_without_limit(counted: Counted, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = counted(ARTICLES)
    expected = [list(archive.ids(Query.parse(text))) for text in ("oil", "oil gas", "snow OR =oil", "s*")]
    with open_archive(archive.place) as reader:
        monkeypatch.setattr(reading, "_MOST_KEPT", 9)
        found = [list(reader.ids(Query.parse(text))) for text in ("oil", "oil gas", "snow OR =oil", "s*")]
        assert found == expected
        frequencies = frequencies_of(reader)
        assert frequencies is not None
        assert sum(len(vector) for vectors in frequencies._vectors.values() for vector in vectors if vector) <= 9


@pytest.mark.parametrize("text", ["gas", "oil gas", "gas*", "-gas", "oil OR gas", '"oil gas"'])
@pytest.mark.parametrize("blob", [b"", b"x", b"d\xff\xff", bytes(100), "text"])
def test_damaged_frequencies_are_reported_as_a_corrupt_archive(counted: Counted, text: str, blob: object) -> None:
    archive = counted(ARTICLES)
    with archive.transaction() as connection:
        connection.execute("UPDATE frequencies SET body = CAST(? AS BLOB) WHERE body IS NOT NULL", [blob])
    with pytest.raises(ArchiveCorrupt, match="term frequencies"):
        list(archive.ids(Query.parse(text)))
