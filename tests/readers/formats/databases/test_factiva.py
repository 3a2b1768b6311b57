"""Factiva: what is particular about its layouts."""

from __future__ import annotations

from newsidx.readers.markup import text_of_html
from newsidx.readers.problem import ProblemKind
from tests.readers.formats.databases.exports import factiva_html, factiva_table, factiva_text, factiva_xml
from tests.readers.formats.databases.test_exports import TWO, read


def test_text_without_labels_is_read_by_the_place_of_its_lines() -> None:
    reading = read(text_of_html(factiva_html(TWO)))
    assert reading.reader == "factiva"
    for article, story in zip(reading.articles, TWO, strict=True):
        assert (article.date, article.title, article.source) == (story.date, story.title, story.source)
        assert (article.byline, article.section, article.language) == (story.byline, story.section, "en")
        assert article.body.split("\n\n") == [*story.paragraphs]


def test_the_summary_of_the_search_is_no_text() -> None:
    for text in (factiva_text(TWO), factiva_html(TWO)):
        assert "Search" not in read(text).articles[-1].body


def test_the_time_of_day_is_kept() -> None:
    text = factiva_table(TWO).replace(
        '<tr><td class="index"><b>SN</b>', "<tr><td><b>ET</b></td><td>15:32</td></tr><tr><td><b>SN</b>"
    )
    assert read(text).articles[0].published == "2022-03-06T15:32:00"


def test_codes_stay_in_meta() -> None:
    article = read(factiva_table(TWO)).articles[0]
    assert article.meta["subjects"] == "gcat : Political/General News"
    assert article.meta["document_id"] == "LANT000020220306ei3600000"


def test_xml_that_breaks_off_is_a_problem_and_what_stands_above_stays() -> None:
    text = factiva_xml(TWO)
    reading = read(text[: text.index("They met")], "a.xml")
    assert [article.title for article in reading.articles] == [TWO[0].title]
    assert reading.problem is not None
    assert reading.problem.kind is ProblemKind.DAMAGED
