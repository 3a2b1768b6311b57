"""What files of one folder, or articles of one file, tell about each other."""

import datetime
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsidx.article import Article
from newsidx.dates.extract import DateReader
from newsidx.readers.neighbours import (
    Settled,
    letterheads_of,
    proven_order,
    settle_by_neighbours,
    two_digit_order,
)
from newsidx.readers.options import KnownNeighbours, Neighbours
from newsidx.readers.reading import Reading, read_file
from newsidx.readers.source import Document

TODAY = datetime.date(2022, 3, 9)
DATES = DateReader(today=TODAY)


def neighbours_of(names: list[str], beginnings: list[tuple[str, str]], dates: DateReader) -> KnownNeighbours:
    texts = [text for _, text in beginnings]
    order = proven_order((*names, *texts))
    return KnownNeighbours(frozenset(letterheads_of(texts)), order, two_digit_order(beginnings, dates))


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("13-04-2021.txt 03-04-2021.txt 25-04-2021.txt", "day-first"),
        ("04/13/2021, 04/14/2021", "month-first"),
        ("13-04-2021 14-04-2021 04-15-2021", None),
        ("13-04-2021 13-04-2021", None),
        ("13.04.2021 14.04.2021", None),
        ("03-04-2021 05-06-2021", None),
        ("32-04-2021 33-04-2021 13-13-2021", None),
        ("2021-04-13 2021-04-14", None),
        ("113-04-20211 114-04-2021", None),
        ("", None),
    ],
)
def test_an_order_is_proven_by_dates_that_have_no_other_if_none_has_the_other(text: str, order: str | None) -> None:
    assert proven_order([text], 2) == order


def test_names_and_first_lines_prove_an_order_together() -> None:
    assert neighbours_of(["13-04-2021.txt"], [("a.txt", "Talks\n14/04/2021\n")], DATES).order == "day-first"
    assert neighbours_of(["13-04-2021.txt"], [("a.txt", "Talks\n04/14/2021\n")], DATES).order is None


def test_letterheads_are_lines_that_several_files_begin_with() -> None:
    texts = [f"HARBOUR COUNCIL\n\nMedia Release No. {n}\nBridge {'abcdefghijklmnop'[n]}\n{n}\n" for n in range(12)]
    found = neighbours_of([], [("a.txt", text) for text in texts], DATES).letterheads
    assert found == {"harbour council", "media release no"}
    assert neighbours_of([], [("a.txt", text) for text in texts[:2]], DATES).letterheads == frozenset()
    others = [("a.txt", f"Talks {chr(0x4E00 + n)}\n") for n in range(40)]
    few = [("a.txt", "MEDIA RELEASE\n")] * 3
    assert neighbours_of([], [*others, *few], DATES).letterheads == frozenset()


def test_a_line_far_below_the_top_is_no_letterhead() -> None:
    texts = [("a.txt", "".join(f"{chr(0x4E00 + 20 * n + line)}\n" for line in range(12)) + "Ends\n") for n in range(5)]
    assert neighbours_of([], texts, DATES).letterheads == frozenset()


def dated(numbers: str, written: str) -> tuple[str, str]:
    return f"{numbers}.txt", f"Talks\n{written}\n"


AGREEING = [
    dated("21-09-05", "21 September 2005"),
    dated("22-09-05", "22 September 2005"),
    dated("23-10-05", "23 October 2005"),
    dated("24-10-06", "24 October 2006"),
    dated("25-10-06", "25 October 2006"),
]


def test_two_digit_years_are_proven_by_dates_in_full_that_never_disagree() -> None:
    assert neighbours_of([], AGREEING, DATES).two_digit_years == "dmy"
    assert neighbours_of([], [*AGREEING, ("26-10-06.txt", "No date.")], DATES).two_digit_years == "dmy"
    assert neighbours_of([], AGREEING[1:], DATES).two_digit_years is None
    assert neighbours_of([], [*AGREEING, dated("26-10-06", "1 May 2007")], DATES).two_digit_years is None
    assert neighbours_of([], [dated("05-05-05", "5 May 2005")] * 9, DATES).two_digit_years is None


@given(st.lists(st.tuples(st.text(max_size=12), st.text(max_size=60)), max_size=8))
def test_any_folder_is_read(files: list[tuple[str, str]]) -> None:
    assert neighbours_of([name for name, _ in files], files, DATES).order in (None, "day-first", "month-first")


def read(text: str, neighbours: Neighbours, *, dayfirst: bool = False) -> Reading:
    return read_file(text.encode(), "a.txt", DateReader(dayfirst, TODAY), neighbours=neighbours)


@pytest.mark.parametrize("dayfirst", [False, True])
def test_the_folder_settles_a_date_that_can_be_read_two_ways(dayfirst: bool) -> None:
    reading = read(
        "Date: 03/04/2021 10:30\nTitle: Talks\n\nText.", KnownNeighbours(order="day-first"), dayfirst=dayfirst
    )
    (article,) = reading.articles
    assert (article.date, article.published) == (datetime.date(2021, 4, 3), "2021-04-03T10:30:00")
    assert (article.meta.get("date_or"), article.meta["date_settled_by"]) == (None, "folder")
    assert (reading.ambiguous, reading.read_as) == (0, "day-first")


def test_without_proof_it_stays_ambiguous_and_says_how_it_was_read() -> None:
    reading = read("Talks\n03/04/2021\n\nText.", KnownNeighbours())
    assert (reading.ambiguous, reading.read_as) == (1, "month-first")
    assert "date_settled_by" not in reading.articles[0].meta


class Untold(KnownNeighbours):
    @property
    def order(self) -> None:  # type: ignore[override]
        raise AssertionError("looked around")

    @order.setter
    def order(self, order: None) -> None:
        """What a dataclass sets."""


def test_the_folder_is_not_looked_at_for_a_date_with_one_reading() -> None:
    text = "Date: 13/04/2021\nTitle: Talks\n\nText."
    (article,) = read_file(text.encode(), "a.txt", DATES, neighbours=Untold()).articles
    assert article.date == datetime.date(2021, 4, 13)


def article(written: str) -> Article:
    text = f"Title: Talks\nDate: {written}\n\nText."
    return read_file(text.encode(), "a.txt", DATES).articles[0]


def settled(*written: str) -> Settled:
    document = Document("a.csv", BytesIO, neighbours=KnownNeighbours(order="month-first"))
    return settle_by_neighbours([article(one) for one in written], document, DATES)


def test_articles_of_one_file_settle_each_others_dates_before_the_folder_is_asked() -> None:
    articles, ambiguous, read_as = settled("03/04/2021", "13/04/2021", "05/04/2021")
    assert [str(one.date) for one in articles] == ["2021-04-03", "2021-04-13", "2021-04-05"]
    assert [one.meta.get("date_settled_by") for one in articles] == ["file", None, "file"]
    assert (ambiguous, read_as) == (0, None)


def test_articles_of_one_file_that_disagree_settle_nothing() -> None:
    articles, ambiguous, _ = settled("03/04/2021", "13/04/2021", "04/13/2021")
    assert articles[0].meta["date_settled_by"] == "folder"
    assert ambiguous == 0


def test_what_short_texts_end_with_is_no_letterhead() -> None:
    texts = [f"Tin falls {chr(0x4E00 + n)}\n\nTin fell.\n Reuter\n" for n in range(9)]
    assert "reuter" not in set(letterheads_of(texts))
