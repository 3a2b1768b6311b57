"""Articles can be read by each of their names, exactly as they were saved."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from newsidx import Archive
from newsidx.archive.sqlite.articles import articles, named
from newsidx.archive.sqlite.files import files_of
from newsidx.errors import UnknownArticle
from newsidx.ingest.pipeline import Report

Add = Callable[..., Report]

FULL = """---
date: 2022-03-06 14:30 EST
title: Oil rises
author: [Ann Lee, Bob Roe]
source: The Herald
section: Business
place: Caracas
url: https://example.org/oil
lang: en
tags: [oil, venezuela]
---
The price of oil rose.

“Sharply”, they said — 5 %.
"""


def test_an_article_comes_back_as_it_was_read(archive: Archive, add: Add, folder: Path) -> None:
    add({"oil.md": FULL})
    (article,) = named(archive, "20220306-1")
    assert (str(article.date), article.published, article.date_from) == (
        "2022-03-06",
        "2022-03-06T14:30:00-05:00",
        "front-matter",
    )
    assert (article.title, article.title_from) == ("Oil rises", "header")
    assert article.body == "The price of oil rose.\n\n“Sharply”, they said — 5 %."
    assert (article.byline, article.source, article.section) == ("Ann Lee, Bob Roe", "The Herald", "Business")
    assert (article.place, article.url, article.language) == ("Caracas", "https://example.org/oil", "en")
    assert article.meta["tags"] == ["oil", "venezuela"]
    assert article.files == (str(folder / "oil.md"),)
    assert article.words == 13


def test_a_ref_an_id_and_a_path_name_the_same_article(
    archive: Archive, add: Add, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add({"oil.md": FULL})
    monkeypatch.chdir(folder)
    names = ("20220306-1", "20220306000001", str(folder / "oil.md"), "oil.md", "./oil.md")
    assert {named(archive, name)[0].id for name in names} == {20220306000001}


@pytest.mark.parametrize("name", ["20220306-2", "20220306000002", "nothere.txt", "", "0-1", "9" * 18, "99999999-9"])
def test_an_unknown_name_is_an_error_with_a_remedy(archive: Archive, add: Add, name: str) -> None:
    add({"oil.md": FULL})
    with pytest.raises(UnknownArticle) as caught:
        named(archive, name)
    assert "newsidx" in caught.value.remedy


def test_articles_come_in_the_order_of_the_ids(archive: Archive, add: Add) -> None:
    add({f"{number}.txt": f"date 2022-03-0{number} Text {number}." for number in range(1, 5)})
    ids = [20220304000001, 20220301000001, 5, 20220303000001]
    assert [article.id for article in articles(archive, ids)] == [ids[0], ids[1], ids[3]]


def test_missing_files_come_last(archive: Archive, add: Add, folder: Path) -> None:
    add({"a.txt": FULL, "b.txt": FULL})
    (folder / "a.txt").unlink()
    add()
    assert [Path(file.path).name for file in files_of(archive, 20220306000001)] == ["b.txt", "a.txt"]
    assert named(archive, "20220306-1")[0].files[0].endswith("b.txt")
