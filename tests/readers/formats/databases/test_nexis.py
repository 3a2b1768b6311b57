"""Nexis and LexisNexis: what is particular about their layouts."""

from __future__ import annotations

import datetime

from newsidx.readers.markup import text_of_html
from tests.readers.formats.databases.exports import nexis, nexis_uni
from tests.readers.formats.databases.test_exports import TWO, read


def test_the_day_of_loading_is_not_the_day_of_publication() -> None:
    for layout in (nexis, nexis_uni):
        article = read(layout(TWO)).articles[0]
        assert article.date == datetime.date(2022, 3, 6)
        assert article.meta["load_date"] == "January 1, 2001"


def test_what_is_no_text_leaves_the_body_and_stays_in_meta() -> None:
    article = read(nexis(TWO)).articles[1]
    assert article.meta["copyright"] == "Copyright 2010 Lantern Press Ltd. All Rights Reserved"
    assert article.meta["length"] == "355 words"
    assert article.language == "en"


def test_cover_and_list_of_documents_are_no_articles() -> None:
    assert [article.title for article in read(nexis_uni(TWO)).articles] == [story.title for story in TWO]


def test_labels_in_german_and_their_order_below_the_text() -> None:
    text = """
                               1 von 1 DOKUMENTEN

                                 Küstenbote

                    6. März 2022 Sonntag 9:50 PM GMT+1

Mauer stürzt ein

AUTOR: Anna Ried

RUBRIK: LOKALES; S. 3

LÄNGE: 12 Wörter

Die Mauer fiel am Sonntag.

GRAFIK: Die Mauer, als sie noch stand

UPDATE: 7. März 2022

SPRACHE: GERMAN; DEUTSCH

ZEITUNGS-CODE: kub

                       Copyright 2022 Küstenbote GmbH
                           Alle Rechte vorbehalten
"""
    (article,) = read(text).articles
    assert article.date == datetime.date(2022, 3, 6)
    assert (article.title, article.byline, article.section) == ("Mauer stürzt ein", "Anna Ried", "LOKALES; S. 3")
    assert article.body == "Die Mauer fiel am Sonntag.\n\nGRAFIK: Die Mauer, als sie noch stand"
    assert article.language == "de"


def test_older_exports_have_labels_for_title_and_text_and_the_copyright_on_top() -> None:
    text = """
                               1 of 1 DOCUMENT

                   Copyright 1995 Lantern Press Ltd.
                             The Herald

               March 6, 1995, Monday, Late Edition - Final

SECTION: Section A; Page 1
LENGTH: 12 words
HEADLINE: Wall falls
BYLINE: By ANN REED
DATELINE: MARROWPORT, March 5

BODY:
The wall fell on Sunday.

LOAD-DATE: March 6, 1995
"""
    (article,) = read(text).articles
    assert (article.title, article.source, article.byline) == ("Wall falls", "The Herald", "ANN REED")
    assert (article.date, article.place) == (datetime.date(1995, 3, 6), "MARROWPORT")
    assert article.body == "The wall fell on Sunday."


def test_a_correction_stays_in_the_text() -> None:
    text = nexis(TWO[:1]).replace("LANGUAGE: ENGLISH", "LANGUAGE: ENGLISH\n\nCORRECTION: \n\nThe wall fell on Monday.")
    body = read(text).articles[0].body
    assert body.endswith("The wall fell on Monday.")
    assert "LANGUAGE" not in body


def test_a_paragraph_a_line_as_in_a_word_document_is_enough() -> None:
    lines = [line for line in nexis(TWO).split("\n") if line.strip()]
    for text in ("\n".join(lines), "\n".join(line for line in nexis_uni(TWO).split("\n") if line.strip())):
        articles = read(text).articles
        assert [(article.date, article.title) for article in articles] == [(story.date, story.title) for story in TWO]
        assert articles[1].body.split("\n")[-1] == TWO[1].paragraphs[-1]


def test_html_says_what_text_says() -> None:
    html = """<HTML><HEAD><!-- LXNComment 1:2 --><TITLE>&nbsp;</TITLE></HEAD><BODY>
<A NAME="DOC_ID_0_0"></A><!-- Hide XML section from browser
<DOC NUMBER=1>
<DOCFULL> -->
<BR><DIV CLASS="c0"><P CLASS="c1"><SPAN CLASS="c2">1 of 1 DOCUMENTS</SPAN></P></DIV>
<BR><DIV CLASS="c3"><P CLASS="c1"><SPAN CLASS="c2">The Herald</SPAN></P></DIV>
<BR><DIV CLASS="c3"><P CLASS="c1"><SPAN CLASS="c4">March</SPAN><SPAN CLASS="c2"> 6, 2022 Sunday</SPAN></P></DIV>
<BR><DIV CLASS="c5"><P CLASS="c6"><SPAN CLASS="c7">Wall falls;<BR>Nobody hurt</SPAN></P></DIV>
<BR><DIV CLASS="c5"><P CLASS="c6"><SPAN CLASS="c8">LENGTH: </SPAN><SPAN CLASS="c2">12 words</SPAN></P></DIV>
<BR><DIV CLASS="c5"><P CLASS="c9"><SPAN CLASS="c2">The wall fell.</SPAN></P></DIV>
<BR><DIV CLASS="c5"><P CLASS="c6"><SPAN CLASS="c8">LOAD-DATE: </SPAN><SPAN CLASS="c2">March 7, 2022</SPAN></P></DIV>
</BODY></HTML>"""
    reading = read(html, "a.html")
    assert reading.reader == "nexis-html"
    (article,) = reading.articles
    assert (article.date, article.source) == (datetime.date(2022, 3, 6), "The Herald")
    assert (article.title, article.body) == ("Wall falls; Nobody hurt", "The wall fell.")
    assert read(text_of_html(html)).articles[0].body == article.body


def test_an_article_whose_date_is_missing_keeps_title_and_source() -> None:
    text = nexis_uni(TWO).replace("March 6, 2022 Sunday, Late Edition\n", "")
    article = read(text).articles[0]
    assert (article.date, article.title, article.source) == (None, TWO[0].title, TWO[0].source)


def test_a_name_that_ends_like_a_word_for_by_stays_whole() -> None:
    text = nexis_uni(TWO).replace("Ann Reed", "By Mattha Busby (now)")
    assert read(text).articles[0].byline == "Mattha Busby (now)"
