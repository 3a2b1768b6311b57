"""RIS: what citation managers and newsidx itself write is read."""

from __future__ import annotations

import datetime

from newsidx.formats.ris import write_articles
from newsidx.readers.problem import ProblemKind
from tests.readers.formats.databases.exports import ris
from tests.readers.formats.databases.test_exports import TWO, read


def test_what_newsidx_exports_comes_back_with_date_title_source_and_author() -> None:
    articles = read(ris(TWO)).articles
    again = read("\n".join(write_articles(articles)), "a.ris").articles
    for article, story in zip(again, TWO, strict=True):
        assert (article.date, article.title, article.source) == (story.date, story.title, story.source)
        assert (article.byline, article.section) == (story.byline, story.section)


def test_a_record_without_a_text_is_an_article_if_it_has_a_date() -> None:
    reading = read("TY  - NEWS\nTI  - Ferry\nDA  - 2022/03/06/\nER  - \nTY  - NEWS\nTI  - No day\nPY  - 2022\nER  - \n")
    assert [(article.title, article.date) for article in reading.articles] == [("Ferry", datetime.date(2022, 3, 6))]
    assert reading.problem is not None
    assert reading.problem.message.startswith("article 2: ")


def test_a_year_is_no_day() -> None:
    (article,) = read("TY  - NEWS\nTI  - Ferry\nPY  - 2022\nAB  - It ran aground.\nER  - \n").articles
    assert article.date is None


def test_authors_are_written_as_they_are_spoken() -> None:
    names = "AU  - Lee, Ann\nAU  - Jones, Bob, Jr.\nAU  - Reuters\n"
    (article,) = read(f"TY  - NEWS\nTI  - Ferry\nDA  - 2022/03/06\n{names}AB  - It ran aground.\nER  - \n").articles
    assert article.byline == "Ann Lee, Bob Jones Jr., Reuters"


def test_a_record_that_is_no_article_is_a_problem_and_never_text() -> None:
    record = "TY  - JOUR\nAU  - Lee, Ann\nPY  - 1948/07//\nTI  - Ferries\nER  - \n"
    for text in (record, f"\n1.\n{record}"):
        reading = read(text)
        assert not reading.articles
        assert reading.problem is not None
        assert reading.problem.kind is ProblemKind.NO_TEXT
    (article,) = read(f"Lines of RIS look like this:\n\n{record}\nThey are short.\n").articles
    assert "They are short." in article.body
