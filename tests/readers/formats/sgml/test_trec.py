import datetime
import tracemalloc

import pytest

from newsidx.readers.problem import ProblemKind
from tests.readers.formats.news_samples import GIGAWORD, TREC, article_of, articles_of, day, reading_of


def test_the_fields_of_a_news_agency_and_of_a_newspaper() -> None:
    agency, newspaper = articles_of(TREC, "AP880212")
    assert (agency.date, agency.title, agency.byline) == (day(1988, 2, 12), "Ferry Fares Will Go Higher", "ADA QUILL")
    assert agency.place == "MARROWPORT"
    assert agency.body.endswith("the lines said Friday.\n\n``Nobody told us,'' said a passenger at AT&T.")
    assert (newspaper.date, newspaper.title) == (day(1991, 5, 14), "The tin that went under")
    assert (newspaper.source, newspaper.meta["docno"]) == ("The Financial Times", "FT911-3")


def test_the_layout_of_the_ldc() -> None:
    article = article_of(GIGAWORD)
    assert (article.date, article.place, article.meta["type"]) == (day(1994, 7, 1), "MARROWPORT", "story")
    assert article.body == "The bridge was opened\non Friday.\n\nNobody crossed it."


def document(number: str, fields: str, text: str = "<TEXT>Tin fell.</TEXT>") -> str:
    return f"<DOC>\n<DOCNO> {number} </DOCNO>\n{fields}\n{text}\n</DOC>\n"


@pytest.mark.parametrize(
    ("number", "fields", "date"),
    [
        ("WSJ870324-0001", "<DD> 03/24/87</DD>", day(1987, 3, 24)),
        ("WSJ891102-0161", "<DD> = 891102 </DD>", day(1989, 11, 2)),
        ("LA042990-0001", "<DATE>\n<P>\nApril 29, 1990, Sunday, Home Edition\n</P>\n</DATE>", day(1990, 4, 29)),
        ("LA020589-0014", "<DATE><P>Correction Appended</P></DATE>", day(1989, 2, 5)),
        ("FBIS3-21777", "<HEADER>\n<AU> JPRS-94 </AU>\n<DATE1>  7 March 1994 </DATE1>\n</HEADER>", day(1994, 3, 7)),
        ("SJMN91-06001001", "<PUBDATE> 910101</PUBDATE>", day(1991, 1, 1)),
        ("APW19980213.1310", "<DATE_TIME> 02/13/1998 14:26:00 </DATE_TIME>", day(1998, 2, 13)),
        ("APW19980403.1310", "<DATE_TIME> 04/03/1998 14:26:00 </DATE_TIME>", day(1998, 4, 3)),
        ("GH950103-000000", "", day(1995, 1, 3)),
        ("XIE19960101.0001", "", day(1996, 1, 1)),
    ],
)
def test_dates_as_the_collections_write_them(number: str, fields: str, date: datetime.date) -> None:
    article = article_of(document(number, fields))
    assert (article.date, article.date_from) == (date, "record")
    assert "date_or" not in article.meta


@pytest.mark.parametrize("number", ["FT911-3", "XX880212-0001", "AP881332-0001", "GX000-00-0000000", "DOC-12345678"])
def test_a_number_that_tells_no_day_dates_nothing(number: str) -> None:
    assert article_of(document(number, ""), "a.txt").date is None


def test_a_correction_without_a_text_element_is_its_own_text() -> None:
    article = article_of(document("LA020589-0014", "<CORRECTION><P>It was a harbour.</P></CORRECTION>", ""))
    assert article.body == "It was a harbour." or article.title == "It was a harbour."


def test_documents_in_a_wrapping_element_with_a_declaration() -> None:
    assert len(articles_of(f'<?xml version="1.0"?>\n<DOCS>\n{TREC}</DOCS>\n')) == 2


def test_a_page_that_speaks_of_such_elements_is_not_read_as_one() -> None:
    page = f"<html><body><p>A sample:</p><pre>{TREC}</pre></body></html>"
    assert reading_of(page, "a.html").reader != "trec"


def test_an_element_without_an_end_does_not_take_the_text_with_it() -> None:
    article = article_of("<DOC>\n<DOCNO> AP880212-0001\n<HEAD>Tin\n<TEXT>\nTin fell.\n</TEXT>\n</DOC>\n")
    assert (article.date, article.title, article.body) == (day(1988, 2, 12), "Tin", "Tin fell.")


def test_what_stands_in_the_header_of_a_wire_service_is_no_text() -> None:
    fields = "<HEADER>\nA5843 taf-z BC-TIN 06-01 0100\n<DATE1> 7 March 1994 </DATE1>\n</HEADER>"
    article = article_of(document("FBIS3-21777", fields))
    assert (article.date, article.body) == (day(1994, 3, 7), "Tin fell.")
    assert article.meta["header"] == "A5843 taf-z BC-TIN 06-01 0100"


def test_the_body_around_a_text_element_is_text() -> None:
    text = "<BODY>\n<HEADLINE> Tin </HEADLINE>\nc.1998 Coastline Press\n<TEXT>\n<P>\nTin fell.\n</P>\n</TEXT>\n</BODY>"
    article = article_of(document("NYT19980601.0001", "", text))
    assert (article.title, article.body) == ("Tin", "c.1998 Coastline Press\n\nTin fell.")


def test_the_paragraphs_of_the_san_jose_mercury_news() -> None:
    fields = "<LEADPARA>  Tin fell.  </LEADPARA>\n<PUBDATE>  910703 </PUBDATE>\n<DATELINE>  Wednesday, July 3, 1991\n"
    fields += "00184003,SJ1 </DATELINE>"
    text = "<TEXT>     Nobody bought it.;   It fell; then it rose.\n  </TEXT>"
    article = article_of(document("SJMN91-06184003", fields, text))
    assert article.body == "Tin fell.\n\nNobody bought it.\n\nIt fell; then it rose."
    assert (article.date, article.place) == (day(1991, 7, 3), None)


def test_an_article_of_a_million_elements_is_refused_before_it_fills_the_memory() -> None:
    text = document("AP880212-0001", "") + document("AP880212-0002", "", "<TEXT>" + "<P>" * 1_000_000)
    tracemalloc.start()
    reading = reading_of(text)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(reading.articles) == 1
    assert reading.problem is not None
    assert reading.problem.kind is ProblemKind.SUSPICIOUS
    assert peak < 60_000_000
