"""NewsBank: what is particular about its layout."""

from __future__ import annotations

from newsidx.readers.formats.databases import newsbank as reader
from tests.readers.formats.databases.exports import newsbank
from tests.readers.formats.databases.test_exports import DATES, TWO, read


def test_labels_on_one_line_are_taken_apart() -> None:
    article = read(newsbank(TWO)).articles[0]
    assert (article.byline, article.section) == (TWO[0].byline, TWO[0].section)
    assert article.meta["document_id"] == "16579C8C00000000"


def test_a_page_has_the_same_articles() -> None:
    lines = newsbank(TWO).split("\n")
    html = (
        "<html><head><title>NewsBank</title></head><body>"
        + "".join(f"<p>{line}</p>" for line in lines)
        + "</body></html>"
    )
    reading = read(html, "a.html")
    assert reading.reader == "newsbank-html"
    assert [(article.date, article.title) for article in reading.articles] == [(s.date, s.title) for s in TWO]


def test_a_bar_in_prose_begins_no_article() -> None:
    text = newsbank(TWO[:1]).replace("Nobody was hurt", "Scores: 3 | 4\nNobody was hurt")
    assert len(reader.read(text, DATES)) == 1
