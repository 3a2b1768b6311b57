"""Tables: every row with a text is an article, whatever its columns are called and however its cells are written."""

from __future__ import annotations

import csv
import datetime
import io
import tracemalloc
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsidx.readers.problem import ProblemKind
from newsidx.readers.reading import read_source
from newsidx.readers.source import Document
from tests.readers.formats.records.records import ARTICLES, DATES, read

PROSE = "The ministers met again in Geneva on Monday, and will meet again in a week. " * 4


def test_each_row_is_an_article_with_its_fields_and_the_rest_in_meta() -> None:
    reading = read(
        'Published,Headline,Author,Newspaper,Page,Text\n2022-03-06,Talks,By Ann Lee,The Herald,4,"They go on.\n\n'
        'No ""end""."\n2022-03-07,Snow,,The Herald,,It snowed.\n',
        "news.csv",
    )
    talks, snow = reading.articles
    assert (reading.reader, reading.problem) == ("table", None)
    assert (talks.date, talks.date_from) == (datetime.date(2022, 3, 6), "record")
    assert (talks.title, talks.title_from, talks.byline, talks.source) == ("Talks", "header", "Ann Lee", "The Herald")
    assert (talks.body, talks.meta) == ('They go on.\n\nNo "end".', {"Page": "4"})
    assert (snow.title, snow.byline, snow.meta) == ("Snow", None, {})


@pytest.mark.parametrize(
    ("delimiter", "name"), [(",", "a.csv"), (";", "a.csv"), ("\t", "a.tsv"), ("\t", "a.txt"), ("|", "a.csv")]
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_any_delimiter_and_any_encoding_is_read(delimiter: str, name: str, encoding: str) -> None:
    rows = [("Datum", "Titel", "Text"), ("06.03.2022", "Gespräche", "Es wird geredet, in Genf; weiter so.")]
    if encoding == "utf-16" and name == "a.txt":
        pytest.skip("the first bytes of UTF-16 name no columns")
    table = io.StringIO()
    csv.writer(table, delimiter=delimiter).writerows(rows)
    (article,) = read(table.getvalue().encode(encoding), name).articles
    assert (article.date, article.title) == (datetime.date(2022, 3, 6), "Gespräche")
    assert article.body == rows[1][2]


@pytest.mark.parametrize(
    ("written", "published"),
    [
        ("6 March 2022", None),
        ("2022-03-06T10:30:00Z", "2022-03-06T10:30:00+00:00"),
        ("2022-03-06 10:30:00+0100", "2022-03-06T10:30:00+01:00"),
        ("2022-03-06 10:30", "2022-03-06T10:30:00"),
        ("20220306T103000Z", "2022-03-06T10:30:00+00:00"),
        ("1646562600", "2022-03-06T10:30:00+00:00"),
        ("1646562600000", "2022-03-06T10:30:00+00:00"),
        ("1646562600.0", "2022-03-06T10:30:00+00:00"),
        ("2022-03-06 25:71:00", None),
        ("2022年3月6日", None),
    ],
)
def test_a_date_is_read_in_every_form_that_databases_write(written: str, published: str | None) -> None:
    if "年" in written and not DATES.whole(written):
        pytest.skip("newsidx does not read such dates yet")
    (article,) = read(f"date,title,text\n{written},Talks,They go on.\n", "a.csv").articles
    assert (article.date, article.published) == (datetime.date(2022, 3, 6), published)


def test_year_month_and_day_may_have_columns_of_their_own() -> None:
    reading = read("year,month,day,title,text\n2022,3,6,A,x\n2022,March,7,B,x\n2022,2,30,C,x\n", "a.csv")
    assert [article.date for article in reading.articles] == [
        datetime.date(2022, 3, 6),
        datetime.date(2022, 3, 7),
        None,
    ]
    assert reading.articles[2].meta == {"year": "2022", "month": "2", "day": "30"}


def test_the_date_of_publication_goes_before_that_of_a_change() -> None:
    (article,) = read("updated,title,text,created,published\n2022-03-08,A,x,2022-03-01,2022-03-06\n", "a.csv").articles
    assert article.date == datetime.date(2022, 3, 6)
    assert article.meta == {"updated": "2022-03-08", "created": "2022-03-01"}
    (article,) = read("updated,title,text,created\n2022-03-08,A,x,2022-03-01\n", "a.csv").articles
    assert article.date == datetime.date(2022, 3, 1)


def test_dates_that_can_be_read_only_one_way_settle_the_others_of_the_column() -> None:
    reading = read("date,title,text\n03/04/2021,A,x\n13/04/2021,B,x\n", "a.csv")
    assert [str(article.date) for article in reading.articles] == ["2021-04-03", "2021-04-13"]
    assert reading.ambiguous == 0
    assert read("date,title,text\n03/04/2021,A,x\n05/04/2021,B,x\n", "a.csv").ambiguous == 2
    assert read("date,title,text\n03/04/2021,A,x\n13/04/2021,B,x\n04/13/2021,C,x\n", "a.csv").ambiguous == 1


def test_the_user_names_columns_that_newsidx_does_not_know() -> None:
    columns = (("date", "Tag der Ausgabe"), ("title", "Kopf"), ("body", "Inhalt 2"))
    (article,) = read("Tag der Ausgabe,Kopf,Inhalt 2,text\n06.03.2022,A,Hallo,x\n", "a.csv", columns=columns).articles
    assert (article.date, article.title, article.body) == (datetime.date(2022, 3, 6), "A", "Hallo")


def test_a_column_that_is_not_there_is_a_problem_that_names_those_that_are() -> None:
    reading = read("when,title,text\n2022-03-06,A,x\n", "a.csv", columns=(("date", "Tag"),))
    assert reading.problem == (
        ProblemKind.MARKUP,
        "no column “Tag”, which --columns names; there are: when, title, text",
    )


def test_a_table_among_others_may_have_the_column_that_newsidx_knows_itself() -> None:
    (article,) = read("date,title,text\n2022-03-06,A,x\n", "a.csv", columns=(("date", "Tag"),)).articles
    assert article.date == datetime.date(2022, 3, 6)


def test_the_column_with_prose_is_the_text_if_none_is_called_so() -> None:
    rows = "".join(f"{number},{PROSE}\n" for number in range(3)).replace(PROSE, f'"{PROSE}"')
    reading = read(f"x,y\n{rows}", "a.csv")
    assert [article.meta for article in reading.articles] == [{"x": "0"}, {"x": "1"}, {"x": "2"}]
    assert reading.articles[0].body == PROSE.strip()


def test_a_title_with_a_date_is_an_article_and_an_empty_row_is_none() -> None:
    reading = read("date,title,text\n2022-03-06,Talks,\n\n,,\n2022-03-07,Snow,It snowed.\n", "a.csv")
    assert [(article.title, article.body) for article in reading.articles] == [("Talks", ""), ("Snow", "It snowed.")]
    assert reading.problem is None


def test_rows_that_are_no_articles_are_counted_in_the_problem() -> None:
    reading = read("date,title,text\n2022-03-06,Talks,They go on.\n,Snow,\n2022-03-07,,\n", "a.csv")
    assert len(reading.articles) == 1
    assert reading.problem is not None
    assert reading.problem.message.endswith("2 of 3 records have neither text nor a title with a date")


def test_rows_with_more_or_fewer_cells_are_kept_as_far_as_they_go() -> None:
    reading = read("date,title,text,page\n2022-03-06,A,x\n2022-03-07,B,x,4,5\n", "a.csv")
    assert [article.meta for article in reading.articles] == [{}, {"page": "4", "column 5": "5"}]
    (article,) = read("date,title,text\n2022-03-06,A,one, two, three\n", "a.csv").articles
    assert article.body == "one, two, three"


@pytest.mark.parametrize(
    "text",
    [
        "id,date,open,close\n1,2022-03-06,3,4\n2,2022-03-07,3,4\n",
        "name,price\nApples,3\nPears,4\n",
        "1,2,3\n4,5,6\n",
        "date,description,amount\n2022-03-06,CARD 1234,-3.00\n",
        "title,text\n1,2\n3,4\n",
    ],
)
def test_a_table_of_figures_is_a_problem_and_no_text_of_commas(text: str) -> None:
    reading = read(text, "a.csv")
    assert (reading.articles, reading.problem and reading.problem.kind) == ((), ProblemKind.MARKUP)
    assert reading.problem is not None
    assert text.partition("\n")[0].replace(",", ", ") in reading.problem.message


@pytest.mark.parametrize(
    ("text", "path"),
    [
        (PROSE, "a.csv"),
        (f"Talks, again, in Geneva\n\n{PROSE}\n\n{PROSE}", "a.csv"),
        ("date 2022-03-06 Officials, ministers, and others met.\n\nMore, and more.", "a.txt"),
        ("Date, title\n\nText", "a.txt"),
        ("| Date | Title | Text |\n|---|---|---|\n| 2022-03-06 | a | b |\n", "a.txt"),
        ("Title: Talks, snow\nDate: 2022-03-06\n\nText", "a.txt"),
    ],
)
def test_prose_is_no_table(text: str, path: str) -> None:
    reading = read(text, path)
    assert reading.reader != "table"
    assert len(reading.articles) == 1


def test_html_in_cells_is_read_as_html() -> None:
    (article,) = read("date,title,text\n2022-03-06,A &amp; B,<p>One &amp; two.</p><p>Three.</p>\n", "a.csv").articles
    assert (article.title, article.body) == ("A & B", "One & two.\n\nThree.")


def test_quotation_marks_may_be_escaped_or_mean_nothing() -> None:
    (article,) = read('date,title,text\n2022-03-06,A,"He said \\"no\\", twice."\n', "a.csv").articles
    assert article.body == 'He said "no", twice.'
    first, second = read('date\ttitle\ttext\n2022-03-06\tA\t"No" is a word\n2022-03-07\t"B\tx\n', "a.tsv").articles
    assert (first.body, second.title) == ('"No" is a word', '"B')


def test_what_stands_below_a_quotation_mark_without_end_is_not_lost() -> None:
    reading = read('date,title,text\n2022-03-06,A,x\n2022-03-07,B,"never\n2022-03-08,C,y\n', "a.csv")
    assert [article.body for article in reading.articles] == ["x", "never\n2022-03-08,C,y"]
    assert reading.problem is not None
    assert reading.problem.kind == ProblemKind.DAMAGED


def test_a_large_cell_is_read_and_the_limit_of_other_programs_stays() -> None:
    before = csv.field_size_limit()
    body = "Talks go on. " * 50_000
    (article,) = read(f'date,title,text\n2022-03-06,A,"{body}"\n', "a.csv").articles
    assert len(article.body) == len(body.strip())
    assert csv.field_size_limit() == before


def test_a_table_larger_than_memory_is_read_row_by_row(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    with path.open("w") as file:
        file.write("date,title,text\n")
        for number in range(700):
            file.write(f'2022-03-06,Story {number},"{PROSE * 20}"\n')
    document = Document(str(path), partial(path.open, "rb"))
    read("date,title,text\n2022-03-06,A,x\n", "a.csv")  # what is imported for the first time is no part of the measure
    from newsidx.readers.formats.records import table

    tracemalloc.start()
    try:
        assert sum(1 for _ in table.read(document, DATES).drafts) == 700
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert path.stat().st_size > 4_000_000
    assert peak < 2_500_000
    assert len(read_source(document, DATES, largest=1000).articles) == 700


@given(ARTICLES, st.sampled_from(",;\t|"), st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]))
def test_a_table_that_is_written_is_read_back(
    articles: list[tuple[datetime.date, str, str]], delimiter: str, quoting: int
) -> None:
    table = io.StringIO()
    writer = csv.writer(table, delimiter=delimiter, quoting=quoting)  # type: ignore[arg-type]
    writer.writerow(["date", "title", "text"])
    writer.writerows((day.isoformat(), title, body) for day, title, body in articles)
    reading = read(table.getvalue(), "a.csv")
    assert [(a.date, a.title, a.body) for a in reading.articles] == [(d, t, b.strip()) for d, t, b in articles]


TABLE = 'date,title,text\n2022-03-06,Talks,"They go on.\n\nMore."\n2022-03-07,"Snow, again",It snowed.\n'


@settings(max_examples=40)
@given(st.binary(max_size=200), st.integers(0, len(TABLE)), st.integers(0, 20))
def test_a_table_that_is_cut_off_or_changed_anywhere_raises_nothing(junk: bytes, at: int, length: int) -> None:
    raw = TABLE.encode()
    for damaged in (raw[:at], raw[:at] + junk + raw[at + length :], raw[:at] + b'"' + raw[at:]):
        for path in ("a.csv", "a.tsv", "a.txt"):
            reading = read(damaged, path)
            assert reading.articles or reading.problem
