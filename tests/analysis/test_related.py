"""Related articles have keywords in common, and can be limited to some dates."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from newsidx import Archive, Query
from newsidx.analysis.related import keywords_of, related
from newsidx.archive.sqlite.articles import named
from newsidx.dates.ranges import parse_range
from newsidx.ingest.pipeline import Report
from newsidx.languages import languages
from tests.languages.esperanto import ESPERANTO

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
    return [similar.article.ref for similar in related(archive, article, Query(dates=parse_range(dates)))]


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
    assert "Oil" not in [keyword.word for keyword in keywords_of(archive, article)]
    assert "market" in [keyword.word for keyword in keywords_of(archive, article)]


def test_an_article_without_keywords_has_no_related_articles(archive: Archive, add: Add) -> None:
    add({**FILES, "n.txt": "date 2022-03-08 77777 88888."})
    (article,) = named(archive, "20220308-1")
    assert related(archive, article) == []


def test_another_form_of_a_keyword_is_found(archive: Archive, add: Add) -> None:
    files = {f"s{number}.txt": f"date 2022-05-{number:02} The sanctions stay." for number in range(1, 4)}
    add({**FILES, **files, "one.txt": "date 2022-05-09 A sanction ends."})
    assert set(related_refs(archive, "20220509-1")) == {"20220501-1", "20220502-1", "20220503-1"}


def test_articles_in_a_script_without_spaces_have_related_articles(archive: Archive, add: Add) -> None:
    add(
        {
            **FILES,
            "j1.txt": "date 2022-05-01 鉄道のストライキは続く。",
            "j2.txt": "date 2022-05-02 ストライキが終わった。",
        }
    )
    add({f"t{number}.txt": f"date 2022-06-{number:02} 東京で会議が始まった。" for number in range(1, 9)})
    (article,) = named(archive, "20220501-1")
    (similar,) = related(archive, article)
    assert (similar.article.ref, similar.words) == ("20220502-1", ("ストライキ",))


def test_the_common_words_of_the_language_of_an_article_are_not_keywords(
    archive: Archive, add: Add, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(languages, "eo", ESPERANTO)
    words = "La nafto kaj la maro, diris, en Bulonjo."
    add({**FILES, "a.eo.txt": f"Date: 2022-05-01\nLanguage: eo\n\n{words}", "b.eo.txt": f"Date: 2022-05-02\n\n{words}"})
    article, unmarked = (named(archive, ref)[0] for ref in ("20220501-1", "20220502-1"))
    assert {keyword.word for keyword in keywords_of(archive, article)} == {"nafto", "maro", "Bulonjo"}
    assert {"La", "kaj", "diris"} <= {keyword.word for keyword in keywords_of(archive, unmarked)}
