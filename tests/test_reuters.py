"""All of Reuters-21578, if it is available in the folder NEWSIDX_CORPORA: the figures of the documentation."""

from __future__ import annotations

import re
import tarfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsidx import Archive, Query
from newsidx.archive import open_archive
from newsidx.archive.sqlite.files import problems
from newsidx.archive.sqlite.statistics import describe
from newsidx.ingest.pipeline import IngestOptions, ingest
from tests.archive.checks import assert_whole
from tests.conftest import CORPORA
from tests.searching import search

PACKED = CORPORA / "reuters-21578.tar.xz"

pytestmark = pytest.mark.skipif(not PACKED.exists(), reason="Reuters-21578 is not available")


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpora")
    with tarfile.open(PACKED) as packed:
        packed.extractall(folder, filter="data")
    return folder / "reuters"


@pytest.fixture(scope="module")
def reuters(files: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with open_archive(str(tmp_path_factory.mktemp("reuters") / "news.db"), write=True) as archive:
        ingest(archive, [str(files)], IngestOptions(jobs=1))
        yield archive


def test_every_file_is_an_article_a_second_copy_or_a_named_problem(reuters: Archive) -> None:
    described = describe(reuters)
    assert (described.articles, described.files, described.problems) == (20_664, 21_578, 737)
    assert reuters.value("SELECT count(*) FROM copies") == 20_841
    assert {problem.problem for problem in problems(reuters)} == {"a date and no text"}
    assert_whole(reuters)


def test_every_date_is_right(reuters: Archive) -> None:
    rows = reuters.rows(
        "SELECT files.path, date, date_from FROM copies "
        "JOIN files ON files.id = file JOIN articles ON articles.id = article"
    )
    for path, date, date_from in rows:
        assert date_from == "seed"
        assert Path(path).read_text().split(maxsplit=2)[1] == date


def test_headlines_become_titles_and_are_not_in_the_body(reuters: Archive) -> None:
    with_headline = correct = 0
    for path, title, body in reuters.rows(
        "SELECT min(files.path), title, body FROM copies JOIN files ON files.id = file "
        "JOIN articles ON articles.id = article GROUP BY article"
    ):
        text = re.sub(r"^\s*date [\d-]+\s*", "", Path(path).read_text())
        headline, blank, below = text.partition("\n\n")
        if blank and below.strip() and "\n" not in headline:
            with_headline += 1
            correct += title == headline.strip() and not body.startswith(headline.strip())
    assert with_headline == 18_876
    assert correct >= 18_850


def test_a_second_ingest_finds_every_file_unchanged(reuters: Archive, files: Path) -> None:
    assert ingest(reuters, [str(files)]).outcome["unchanged"] == 21_578


def test_another_number_of_workers_gives_the_same_ids(reuters: Archive, files: Path, tmp_path: Path) -> None:
    sql = "SELECT path, article FROM copies JOIN files ON files.id = file ORDER BY path"
    with open_archive(str(tmp_path / "again.db"), write=True) as again:
        ingest(again, [str(files)], IngestOptions(jobs=3))
        assert list(again.rows(sql)) == list(reuters.rows(sql))


def test_a_search_finds_the_same_as_a_scan_of_the_files(reuters: Archive, files: Path) -> None:
    with_word = {str(path) for path in files.rglob("*.txt") if re.search(r"\bcocoas?\b", path.read_text(), re.I)}
    found = {path for hit in search(reuters, Query.parse("cocoa"), limit=None) for path in hit.article.files}
    assert found == with_word
