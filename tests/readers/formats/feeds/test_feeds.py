import sys
import time

import pytest

from newsidx.readers.problem import ProblemKind
from tests.readers.formats.news_samples import (
    ATOM,
    BLOGGER,
    RSS,
    RSS_1,
    WORDPRESS,
    article_of,
    articles_of,
    day,
    reading_of,
)


def test_rss_2() -> None:
    bridge, tin = articles_of(RSS)
    assert (bridge.date, bridge.published) == (day(2022, 3, 6), "2022-03-06T23:30:00-05:00")
    assert (bridge.title, bridge.byline, bridge.source) == ("Bridge & ferry", "Ada Quill", "The Marrow Times")
    assert (bridge.section, bridge.url, bridge.language) == ("Transport", "https://example.org/bridge", "en-GB")
    assert bridge.body == "The bridge was opened.\n\nNobody\xa0crossed it."
    assert bridge.meta["summary"] == "What nobody saw."
    assert (tin.date, tin.body) == (day(2022, 3, 5), "Tin fell again.")


def test_rss_1_is_dated_by_dublin_core() -> None:
    article = article_of(RSS_1, "news.rdf")
    assert (article.date, article.byline) == (day(2004, 5, 6), "Ada Quill")


def test_atom_is_dated_by_its_publication_and_not_by_its_update() -> None:
    article = article_of(ATOM)
    assert (article.date, article.title, article.language) == (day(2021, 12, 31), "Die Brücke", "de")
    assert (article.url, article.body) == ("https://example.org/bruecke", "Die Brücke ist offen.\n\nKeiner kam.")


def test_an_entry_of_atom_may_stand_by_itself() -> None:
    entry = ATOM[ATOM.index("<entry>") : ATOM.index("</entry>") + len("</entry>")]
    article = article_of(entry.replace("<entry>", '<entry xmlns="http://www.w3.org/2005/Atom">'))
    assert (article.date, article.title) == (day(2021, 12, 31), "Die Brücke")
    assert article.body == "Die Brücke ist offen.\n\nKeiner kam."


def test_atom_without_a_publication_date_is_dated_by_its_update() -> None:
    text = ATOM.replace("<published>2021-12-31T23:59:00+01:00</published>", "")
    assert article_of(text).date == day(2022, 3, 1)


def test_the_date_of_a_feed_does_not_date_its_entries() -> None:
    text = RSS.replace("<pubDate>5 Mar 22 10:00 GMT</pubDate>", "").replace("Sun, 06 Mar 2022 23:30:00 -0500", "soon")
    assert [article.date for article in articles_of(text)] == [None, None]


def test_a_feed_that_is_cut_off_keeps_its_entries_and_is_damaged() -> None:
    reading = reading_of(RSS[: RSS.index("<item><title>Tin")])
    assert [article.title for article in reading.articles] == ["Bridge & ferry"]
    assert reading.problem is not None
    assert reading.problem.kind is ProblemKind.DAMAGED


def test_a_feed_with_an_undeclared_reference_is_read_whole() -> None:
    _, tin = articles_of(RSS.replace("again.", "again&nbsp;today."))
    assert tin.body == "Tin fell again\xa0today."


def test_a_feed_without_the_library_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "feedparser", None)
    problem = reading_of(RSS).problem
    assert problem is not None
    assert problem.kind is ProblemKind.MISSING_EXTRA
    assert "newsidx[feeds]" in problem.message


def test_wordpress_posts_and_pages_are_articles_and_the_rest_is_not() -> None:
    bridge, about = articles_of(WORDPRESS)
    assert (bridge.date, bridge.title, bridge.byline) == (day(2020, 12, 31), "Bridge opens", "ada")
    assert (bridge.source, bridge.section, bridge.url) == ("Marrow Blog", "News", "https://example.org/bridge/")
    assert bridge.meta["tags"] == ["Tin"]
    assert bridge.body == "The bridge was opened.\n\nNobody crossed it.\nThe bridge"
    assert (about.title, about.body) == ("About", "About us.")
    assert (about.meta["post_type"], about.meta["status"]) == ("page", "private")


def test_blogger_posts_are_articles_and_comments_and_templates_are_not() -> None:
    article = article_of(BLOGGER)
    assert (article.date, article.title, article.source) == (day(2011, 5, 6), "Bridge opens", "Marrow Blog")
    assert (article.section, article.byline) == ("Harbour", "Ada Quill")
    assert article.body == "The bridge was opened.\nNobody crossed it."


def test_blogger_as_takeout_has_it() -> None:
    text = """<feed xmlns='http://www.w3.org/2005/Atom' xmlns:blogger='http://schemas.google.com/blogger/2018'>
    <title>Marrow Blog</title>
    <entry><blogger:type>POST</blogger:type><blogger:status>LIVE</blogger:status><title>Bridge</title>
    <content type='html'>&lt;p&gt;Open.&lt;/p&gt;</content><published>2020-02-03T10:00:00Z</published></entry>
    <entry><blogger:type>COMMENT</blogger:type><blogger:status>LIVE</blogger:status><title/>
    <content type='html'>Nice</content><published>2020-02-03T10:00:00Z</published></entry></feed>"""
    article = article_of(text)
    assert (article.date, article.title, article.body) == (day(2020, 2, 3), "Bridge", "Open.")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_feed_that_declares_entities_is_refused(encoding: str) -> None:
    bomb = '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + RSS.partition("\n")[2]
    problem = reading_of(bomb.encode(encoding)).problem
    assert problem is not None
    assert problem.kind is ProblemKind.SUSPICIOUS


def test_a_feed_with_thousands_of_attributes_is_refused_before_they_take_time() -> None:
    attributes = " ".join(f'a{number}="b"' for number in range(20_000))
    began = time.process_time()
    problem = reading_of(RSS.replace("<item>", f"<item {attributes}>", 1)).problem
    assert problem is not None
    assert problem.kind is ProblemKind.SUSPICIOUS
    assert time.process_time() - began < 2


def test_a_feed_without_entries_is_a_problem() -> None:
    problem = reading_of(RSS[: RSS.index("<item>")] + "</channel></rss>").problem
    assert problem is not None
    assert problem.kind is ProblemKind.NO_TEXT


def test_titles_and_tags_that_are_escaped_twice() -> None:
    entry = (
        "<entry><blogger:type>POST</blogger:type><published>2024-02-26T10:00:00Z</published>"
        "<title>Ferries &amp;amp; men &amp;#39;aground&amp;#39;: List&amp;lt;T&amp;gt;</title>"
        "<content type='html'>It ran.</content></entry>"
    )
    feed = "<feed xmlns='http://www.w3.org/2005/Atom' xmlns:blogger='http://schemas.google.com/blogger/2018'>"
    assert article_of(f"{feed}{entry}</feed>").title == "Ferries & men 'aground': List<T>"
    assert article_of(WORDPRESS_ONE.replace("TAG", "Ferries &amp;amp; men")).meta["tags"] == ["Ferries & men"]


WORDPRESS_ONE = (
    '<rss xmlns:wp="http://wordpress.org/export/1.2/" xmlns:content="http://purl.org/rss/1.0/modules/content/">'
    "<channel><title>The Herald</title><item><title>Aground</title><wp:post_type>post</wp:post_type>"
    "<wp:status>publish</wp:status><wp:post_date>2024-02-26 10:00:00</wp:post_date>"
    '<category domain="post_tag">TAG</category><content:encoded>It ran.</content:encoded></item></channel></rss>'
)


def test_the_marks_of_plugins_around_a_text_are_not_the_text() -> None:
    text = '[vc_row width="1"][dropcap]T[/dropcap]he ferry [sic] ran [1] aground.[/vc_row]'
    assert article_of(WORDPRESS_ONE.replace("It ran.", text)).body == "The ferry [sic] ran [1] aground."
