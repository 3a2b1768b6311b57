"""Articles like another: by their telling words, before, after or around its date."""

from __future__ import annotations

from collections.abc import Callable

from newsidx import Archive
from newsidx.analysis.related import related, telling_words
from newsidx.archive.sqlite.articles import named
from newsidx.dates import parse_range
from newsidx.ingest.pipeline import Report

Add = Callable[..., Report]

FILES = {
    "a.txt": "date 2022-03-06 The cocoa board of Ghana bought cocoa beans, it said, for the season.",
    "b.txt": "date 2022-03-01 Cocoa beans from Ghana were bought before the season.",
    "c.txt": "date 2022-03-09 In Ghana the board said nothing about beans.",
    "d.txt": "date 2022-03-06 Oil rose, it said, and the market did with it.",
    **{f"e{number}.txt": f"date 2022-03-05 The market said {number} things about gas." for number in range(30)},
}


def found(archive: Archive, ref: str, dates: str = "") -> list[str]:
    (article,) = named(archive, ref)
    return [one.article.ref for one in related(archive, article, parse_range(dates) if dates else parse_range("2022"))]


def test_the_most_alike_come_first_and_the_article_itself_does_not(archive: Archive, add: Add) -> None:
    add(FILES)
    assert found(archive, "20220306-1")[:2] == ["20220301-1", "20220309-1"]
    assert "20220306-1" not in found(archive, "20220306-1")
    assert found(archive, "20220306-1", "2022-03-07..")[:1] == ["20220309-1"]


def test_the_words_in_common_are_told(archive: Archive, add: Add) -> None:
    add(FILES)
    (article,) = named(archive, "20220306-1")
    best = related(archive, article, limit=1)[0]
    assert {"cocoa", "Ghana", "beans"} <= set(best.words)
    assert not {"the", "it", "said"} & {word.casefold() for word in best.words}


def test_a_word_that_only_the_article_has_tells_of_no_other(archive: Archive, add: Add) -> None:
    add(FILES)
    (article,) = named(archive, "20220306-2")
    assert "oil" not in telling_words(archive, article)


def test_an_article_without_a_word_to_go_by_has_none_like_it(archive: Archive, add: Add) -> None:
    add({**FILES, "n.txt": "date 2022-03-08 77777 88888."})
    (article,) = named(archive, "20220308-1")
    assert related(archive, article) == []
