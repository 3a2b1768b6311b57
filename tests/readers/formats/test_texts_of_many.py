import pytest

from tests.readers.formats.news_samples import MUC, STAR_TEXT, articles_of, day, reading_of


def test_the_messages_of_muc() -> None:
    first, second = articles_of(MUC, "dev-muc3-0001-0100")
    assert (first.date, first.date_from, first.place) == (day(1990, 1, 3), "record", "MARROWPORT")
    assert (first.source, first.meta["docno"]) == ("HARBOUR RADIO", "DEV-MUC3-0001")
    assert first.body == "THE HARBOUR COMMAND HAS\nREPORTED THAT 50 CRATES WERE TAKEN."
    assert (second.date, second.meta["kind"], second.body) == (day(1989, 10, 17), ["REPORT"], "THE MAYOR SPOKE.")


def test_texts_below_star_text_are_dated_month_first_in_the_last_century() -> None:
    first, second = articles_of(STAR_TEXT, "TIME.ALL")
    assert (first.date, second.date) == (day(1963, 1, 4), day(1963, 1, 11))
    assert (first.meta["number"], first.meta["page"]) == ("017", "020")
    assert first.body == "THE FERRY AFTER THE STORM\nTIN FELL AGAIN ."


@pytest.mark.parametrize("text", [MUC, STAR_TEXT])
def test_a_text_that_only_quotes_such_a_head_stays_whole(text: str) -> None:
    reading = reading_of("A note on the collection.\n\n" + text, "a.txt")
    assert (len(reading.articles), reading.reader) == (1, "plain")
