"""Related articles have keywords in common, and can be limited to some dates."""

from __future__ import annotations

from collections.abc import Callable

from newsidx import Archive
from newsidx.analysis.related import keywords_of, related
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


def related_refs(archive: Archive, ref: str, dates: str = "2022") -> list[str]:
    (article,) = named(archive, ref)
    return [similar.article.ref for similar in related(archive, article, parse_range(dates))]


def test_the_most_similar_come_first_without_the_article_itself(archive: Archive, add: Add) -> None:
    add(FILES)
    assert related_refs(archive, "20220306-1")[:2] == ["20220301-1", "20220309-1"]
    assert "20220306-1" not in related_refs(archive, "20220306-1")
    assert related_refs(archive, "20220306-1", "2022-03-07..")[:1] == ["20220309-1"]


def test_a_related_article_says_which_keywords_both_have(archive: Archive, add: Add) -> None:
    add(FILES)
    (article,) = named(archive, "20220306-1")
    best = related(archive, article, limit=1)[0]
    assert {"cocoa", "Ghana", "beans"} <= set(best.words)
    assert not {"the", "it", "said"} & {word.casefold() for word in best.words}


def test_a_word_that_no_other_article_has_is_not_a_keyword(archive: Archive, add: Add) -> None:
    add(FILES)
    (article,) = named(archive, "20220306-2")
    assert "oil" not in keywords_of(archive, article)


def test_an_article_without_keywords_has_no_related_articles(archive: Archive, add: Add) -> None:
    add({**FILES, "n.txt": "date 2022-03-08 77777 88888."})
    (article,) = named(archive, "20220308-1")
    assert related(archive, article) == []
