"""ProQuest: what is particular about its layouts."""

from __future__ import annotations

import datetime

from newsidx.readers.markup import text_of_html
from tests.readers.formats.databases.exports import Story, proquest
from tests.readers.formats.databases.test_exports import TWO, read


def test_document_1_of_873_gives_873_articles() -> None:
    story = Story("Ferry", "The Herald", datetime.date(2022, 3, 6), "Ann Reed", "News", ("One.", "Two."))
    articles = read(proquest([story._replace(title=f"Ferry {number}") for number in range(873)])).articles
    assert [article.title for article in articles] == [f"Ferry {number}" for number in range(873)]


def test_a_line_of_underscores_in_a_text_divides_no_article() -> None:
    text = proquest(TWO).replace("Nobody was hurt", f"{'_' * 40}\n\nNobody was hurt")
    articles = read(text).articles
    assert [article.title for article in articles] == [story.title for story in TWO]
    assert "Nobody was hurt" in articles[0].body


def test_labels_and_dates_with_lost_or_added_blanks_are_read() -> None:
    text = proquest(TWO).replace("Publication date: Mar 6, 2022", "Publicationdate: Ma r 6, 2 022")
    assert read(text).articles[0].date == datetime.date(2022, 3, 6)


def test_without_a_full_text_the_abstract_is_the_text() -> None:
    text = proquest(TWO[:1]).replace("None available.", "A wall fell.\n\nNobody was hurt.")
    start, end = text.index("Full text:"), text.index("Subject:")
    (article,) = read(text[:start] + text[end:]).articles
    assert article.body == "A wall fell.\n\nNobody was hurt."


def test_the_older_line_with_source_and_date_dates_an_article() -> None:
    text = (
        proquest(TWO[:1])
        .replace("Publication date: Mar 6, 2022\n\n", "")
        .replace("Abstract:", "Publication info: The Herald ; Marrowport [Marrowport]06 Mar 2022: A.1.\n\nAbstract:")
    )
    assert read(text).articles[0].date == datetime.date(2022, 3, 6)


def _page() -> str:
    """Both articles as a page, as it is saved and sent by mail."""
    parts = ["<html><head><title>ProQuest Export</title></head><body><p>Ann Lee sent you the following:</p>"]
    for number, story in enumerate(TWO, 1):
        text = "".join(f"<p>{paragraph}</p>" for paragraph in story.paragraphs)
        day = f"{story.date:%b} {story.date.day}, {story.date.year}"
        parts.append(
            f"""<div><a name="DocID_MSTAR_{number}"></a><p></p><p>{story.title}</p>
<p><strong>Author:  </strong>{story.byline}</p>
<p><a href="https://example.org/1">ProQuest document link</a></p>
<p><strong>Full text: </strong><text wordcount="9">{text}</text></p>
<p><strong>Publication title: </strong>{story.source}; Marrowport</p>
<p><strong>Publication date: </strong>{day}</p><p><strong>column: </strong>HARBOUR</p>
<p><strong>ProQuest document ID: </strong>{number}</p><p><strong>Database: </strong>Coast News</p></div>"""
        )
    parts.append(
        "<p>Contact ProQuest</p><p>Database copyright © 2020 ProQuest LLC. All rights reserved.</p></body></html>"
    )
    return "\n".join(parts)


def test_a_page_and_a_mail_of_it_have_the_same_articles() -> None:
    for reading in (read(_page(), "a.html"), read(text_of_html(_page()))):
        assert [(article.date, article.title) for article in reading.articles] == [
            (story.date, story.title) for story in TWO
        ]
        assert [article.body.split("\n\n") for article in reading.articles] == [[*story.paragraphs] for story in TWO]
