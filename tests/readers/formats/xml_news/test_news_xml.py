import pytest

from newsidx.readers.problem import ProblemKind
from tests.readers.formats.news_samples import (
    NEWSML,
    NEWSML_G2,
    NITF,
    RCV1,
    article_of,
    articles_of,
    day,
    reading_of,
)

TEXT = "The bridge was opened.\n\nNobody crossed it."


def test_nitf_as_the_new_york_times_archive_has_it() -> None:
    article = article_of(NITF)
    assert (article.date, article.published, article.date_from) == (day(1987, 1, 12), None, "record")
    assert (article.title, article.byline) == ("BRIDGE OPENS & NOBODY CROSSES", "ADA QUILL")
    assert (article.source, article.section, article.place) == ("The Marrow Times", "Metropolitan Desk", "MARROWPORT")
    assert (article.url, article.language) == ("http://example.org/1987/bridge.html", "en")
    assert article.meta["keywords"] == ["Bridges"]
    assert article.body == TEXT


@pytest.mark.parametrize(
    ("pubdata", "date"),
    [
        ("", day(1987, 1, 12)),  # its three meta elements
        ('<pubdata date.publication="20050102T101500-0500"/>', day(2005, 1, 2)),
        ('<docdata><date.issue norm="2005-01-03T10:15:00Z"/></docdata>', day(2005, 1, 3)),
        ('<docdata><date.release norm="20050104"/></docdata>', day(2005, 1, 4)),
    ],
)
def test_the_dates_of_nitf(pubdata: str, date: object) -> None:
    begin, end = NITF.index("<pubdata"), NITF.index("</head>")
    assert article_of(NITF[:begin] + pubdata + NITF[end:]).date == date


def test_newsml() -> None:
    article = article_of(NEWSML)
    assert (article.date, article.published) == (day(2019, 4, 11), "2019-04-11T17:01:15+02:00")
    assert (article.title, article.byline, article.source) == ("Bridge opens", "Ada Quill", "MPA")
    assert (article.place, article.language, article.body) == ("Marrowport", "en", TEXT)


def test_newsml_with_nitf_in_it() -> None:
    begin, end = NEWSML.index("<p>"), NEWSML.index("</DataContent>")
    article = article_of(NEWSML[:begin] + NITF[NITF.index("<nitf") :] + NEWSML[end:])
    assert (article.date, article.title, article.body) == (day(2019, 4, 11), "Bridge opens", TEXT)
    assert article.source == "The Marrow Times"


def test_newsml_g2() -> None:
    article = article_of(NEWSML_G2)
    assert (article.date, article.title) == (day(2015, 7, 1), "Bridge opens")
    assert (article.byline, article.source, article.place) == ("Ada Quill", "MPA", "Marrowport")
    assert (article.language, article.body) == ("en-GB", TEXT)


def test_rcv1() -> None:
    article = article_of(RCV1)
    assert (article.date, article.title, article.byline) == (day(1996, 8, 20), "Bridge opens.", "Ada Quill")
    assert (article.place, article.source, article.language) == ("MARROWPORT", "Reuters", "en")
    assert article.meta["topics"] == ["C11"]
    assert article.body == 'The bridge was opened.\n\n"Nobody crossed it," said a clerk.'


@pytest.mark.parametrize("text", [NITF, NEWSML, NEWSML_G2, RCV1])
def test_a_file_that_is_cut_off_is_damaged(text: str) -> None:
    reading = reading_of(text[:-20])
    assert reading.problem is not None
    assert reading.problem.kind is ProblemKind.DAMAGED


def test_items_before_the_break_stay() -> None:
    item = NEWSML[NEWSML.index("<NewsItem>") : NEWSML.index("</NewsML>")]
    reading = reading_of(f"<NewsML>{item}{item.replace('opened', 'closed')}{item[:300]}")
    assert len(reading.articles) == 2
    assert reading.problem is not None


def test_several_items_are_several_articles() -> None:
    item = NEWSML[NEWSML.index("<NewsItem>") : NEWSML.index("</NewsML>")]
    assert len(articles_of(f"<NewsML>{item * 20}</NewsML>")) == 20


def test_the_lines_of_a_byline_are_apart() -> None:
    byline = "<byline>By ADA QUILL<byttl>Coastline Writer</byttl></byline>"
    begin, end = NITF.index("<byline"), NITF.rindex("</byline>") + len("</byline>")
    assert article_of(NITF[:begin] + byline + NITF[end:]).byline == "ADA QUILL Coastline Writer"


def test_the_header_of_a_page_in_newsml_g2_is_not_its_text() -> None:
    header = "<header><ul><li>Marrowport</li></ul><time>1.7.2015</time><h1>Bridge opens</h1></header>"
    page = f"<html><head><title>x</title></head><body>{header}<p>The bridge was opened.</p></body></html>"
    begin = NEWSML_G2.index(">", NEWSML_G2.index("<inlineXML")) + 1
    text = NEWSML_G2[:begin] + page + NEWSML_G2[NEWSML_G2.index("</inlineXML>") :]
    assert article_of(text).body == "The bridge was opened."
    assert article_of(text.replace("<p>The bridge was opened.</p>", "")).body.startswith("Marrowport")


def test_the_style_sheet_of_a_newsml_item_is_not_its_text() -> None:
    style = '<ContentItem><MimeType FormalName="text/css"/><DataContent>.b {color: red}</DataContent></ContentItem>'
    begin = NEWSML.index("<ContentItem")
    assert article_of(NEWSML[:begin] + style + NEWSML[begin:]).body == TEXT
