from newsidx.readers.problem import ProblemKind
from tests.readers.formats.news_samples import REUTERS, articles_of, day, reading_of


def test_every_element_is_an_article_with_its_date_title_and_place() -> None:
    ferry, *_ = articles_of(REUTERS, "reut2-000.sgm")
    assert (ferry.date, ferry.date_from, ferry.published) == (day(1987, 2, 26), "record", "1987-02-26T15:01:01.790000")
    assert (ferry.title, ferry.title_from) == ("FERRY LINES <FLM> RAISE FARES", "header")
    assert (ferry.place, ferry.byline, ferry.source) == ("MARROWPORT", "Ada Quill, Reuters", "Reuters")
    assert ferry.meta["topics"] == ["ferry", "tin"]
    assert ferry.body == (
        "Two ferry lines raised their fares\non Thursday, the second rise this year.\n\n"
        "Passengers on the night boat said\nthey had not been told.\n Reuter"
    )


def test_a_brief_is_an_article_that_has_only_a_title() -> None:
    brief = articles_of(REUTERS)[1]
    assert (brief.date, brief.title, brief.body) == (day(1987, 4, 1), "TIN COUNCIL SUSPENDS TALKS", "")


def test_an_unprocessed_text_is_kept_and_its_impossible_time_is_not() -> None:
    table = articles_of(REUTERS)[2]
    assert (table.date, table.published, table.title) == (day(1987, 3, 31), None, "MARROW MINING CO 4TH QTR")
    assert "Net 1.2 mln vs 0.9 mln" in table.body


def test_three_hundred_articles_are_three_hundred() -> None:
    one = REUTERS[REUTERS.index("<REUTERS") : REUTERS.index("<REUTERS", 100)]
    assert len(articles_of(one * 300)) == 300


def test_what_was_read_before_a_file_is_cut_off_stays() -> None:
    reading = reading_of(REUTERS[: REUTERS.index("Passengers on")])
    assert reading.problem is not None
    assert reading.problem.kind is ProblemKind.DAMAGED
    assert [article.body for article in reading.articles] == [
        "Two ferry lines raised their fares\non Thursday, the second rise this year."
    ]


def test_text_between_articles_is_a_problem_and_not_lost_silently() -> None:
    reading = reading_of(REUTERS.replace("</REUTERS>\n<REUTERS", "</REUTERS>\nWho reads this?\n<REUTERS", 1))
    assert reading.problem is not None
    assert "text between its articles" in reading.problem.message
    assert len(reading.articles) == 3


def test_an_article_without_an_end_ends_where_the_next_begins() -> None:
    assert len(articles_of(REUTERS.replace("</REUTERS>\n<REUTERS", "<REUTERS", 1))) == 3


def test_something_above_the_articles_is_a_problem_and_they_are_read() -> None:
    reading = reading_of(f"Bundesbank{REUTERS}", "reut2-000.sgm")
    assert len(reading.articles) == len(articles_of(REUTERS, "reut2-000.sgm"))
    assert reading.problem is not None
    assert reading.problem.kind is ProblemKind.DAMAGED
