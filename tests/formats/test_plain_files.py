"""An ingest of a folder of exported plain files makes the same archive again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from hypothesis import given

from newsidx import Archive, Query
from newsidx.archive import open_archive
from newsidx.formats.files import to_folder
from newsidx.formats.plain_files import article_file
from newsidx.formats.registry import output_format
from newsidx.ingest.pipeline import Report, ingest
from newsidx.readers.reading import DateReader, read_file
from tests.conftest import SEEDS
from tests.readers.test_read_file import RAW, TODAY
from tests.searching import search

Add = Callable[..., Report]

FILES = {
    "a.txt": "date 2022-03-06 Oil rose in London.",
    "b.txt": "date 2022-03-06 Oil fell\n\nIt fell a long way, in two paragraphs.\n\nThis is the second.",
    "c.md": "---\ntitle: Gas\ndate: 2022-03-06T10:30:00+01:00\nauthor: Ann Smith\ntags: [a, b]\nsource: Herald\n"
    "---\n\nText.",
    "d.txt": "Date: 2022-03-07\nTitle: A header\nBy: Bob\nDesk: foreign\n\nThe text below it.",
    "e.txt": "No date at all.\n",
    "f.txt": "A headline without a date\n\nAnd its text.",
    "2022-03-08-g.txt": "Dated by its name, naïve café 漢字.",
    "h.txt": "March 9, 2022\n\nDated by its first line.\n\ndate 2022-01-01 is what its second says.",
    "i.txt": "Ferry runs aground\n\nMARROWPORT, February 26, 2024 (Coastline Press) - A ferry ran aground.",
}


def every_article(archive: Archive) -> list[tuple[object, ...]]:
    found = (hit.article for hit in search(archive, Query(), "oldest", None))
    return [article._replace(files=(), date_from=None, title_from="")[:] for article in found]


def test_an_ingest_of_an_exported_folder_makes_the_same_archive(archive: Archive, add: Add, tmp_path: Path) -> None:
    add({**FILES, "seed.txt": next(SEEDS.glob("*.txt")).read_bytes()})
    articles = (hit.article for hit in search(archive, Query(), "oldest", None))
    done = to_folder(articles, str(tmp_path / "plain"), output_format("files"))
    assert (done.articles, done.differ) == (10, 0)
    with open_archive(str(tmp_path / "again.db"), write=True) as again:
        ingest(again, [str(tmp_path / "plain")])
        assert every_article(again) == every_article(archive)
    assert (tmp_path / "plain/2022/03/2022-03-06-000001.txt").read_text() == FILES["a.txt"] + "\n"
    assert (tmp_path / "plain/2022/03/2022-03-06-000002.txt").read_text() == FILES["b.txt"] + "\n"


@given(RAW)
def test_an_article_reads_back_the_same_or_is_reported(raw: bytes) -> None:
    for article in read_file(raw, "a.txt", DateReader(False, TODAY)).articles:
        file = article_file(article._replace(id=20220306000001))
        if file.reads_back:
            (again,) = read_file(file.text.encode(), file.path, DateReader(False, TODAY)).articles
            assert (again.title, again.body, again.date) == (article.title, article.body, article.date)
            assert again.fingerprint == article.fingerprint
