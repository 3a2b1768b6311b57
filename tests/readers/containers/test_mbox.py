import io
import tracemalloc
from functools import partial

import pytest

from newsidx.readers.containers import mbox
from newsidx.readers.reading import read_source
from newsidx.readers.source import Document
from tests.readers.formats.news_samples import DATES, MBOX, articles_of, day, reading_of


def test_every_mail_is_an_article() -> None:
    articles = articles_of(MBOX, "inbox")
    assert [article.title for article in articles] == ["Mail 1", "Mail 2", "Mail 3"]
    assert articles[0].body == "Text 1.\nFrom here on it is quiet."


def test_three_hundred_mails_are_three_hundred() -> None:
    assert len(articles_of(MBOX * 100, "inbox.mbox")) == 300


def test_a_line_that_begins_with_from_in_a_text_begins_no_mail() -> None:
    text = MBOX.replace(">From here on it is quiet.", "\nFrom the bridge, nothing.\n\nFrom here: silence.")
    assert len(articles_of(text, "inbox")) == 3


@pytest.mark.parametrize(
    "line",
    [
        "From ada@example.org Sun Mar  6 10:00:00 2022",
        "From 1726300000000000000@xxx Sun Mar 06 09:00:00 +0000 2022",
        "From ada at example.org  Sun Mar  6 10:00:00 2022",
        "From - Sun Mar 06 10:00:00 2022",
    ],
)
def test_the_line_above_a_mail_dates_one_that_has_no_date(line: str) -> None:
    (article,) = articles_of(f"{line}\nFrom: ada@example.org\nSubject: Bridge\n\nOpen.\n", "inbox")
    assert (article.date, article.date_from) == (day(2022, 3, 6), "container")


def test_a_text_that_begins_with_from_is_no_mailbox() -> None:
    assert reading_of("From the bridge, nothing.\n\nNobody crossed it.", "a.txt").reader == "plain"


def test_the_mail_servers_own_mail_is_no_article() -> None:
    own = (
        "From MAILER-DAEMON Sun Mar  6 10:00:00 2022\nFrom: Mail System <root@example.org>\n"
        "Subject: DON'T DELETE THIS MESSAGE -- FOLDER INTERNAL DATA\nX-IMAP: 1 2\n\nThis text is internal.\n\n"
    )
    assert len(articles_of(own + MBOX, "inbox")) == 3


def test_mails_with_the_line_ends_of_windows() -> None:
    assert len(articles_of(MBOX.replace("\n", "\r\n"), "inbox")) == 3


def test_a_mail_that_is_too_large_is_a_problem_and_the_others_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mbox, "_IN_MEMORY", 1000)
    large = MBOX.replace("Text 2.", "Text 2.\n" * 1000).encode()
    file = Document("inbox", partial(io.BytesIO, large))
    reading = read_source(file, DATES, largest=2000)
    assert [article.title for article in reading.articles] == ["Mail 1", "Mail 3"]
    assert reading.problem is not None
    assert reading.problem.message.startswith("2.eml: larger than")
    assert len(read_source(file, DATES).articles) == 3


def test_a_large_mailbox_takes_little_memory() -> None:
    raw = MBOX.replace("Text 2.", "Text 2.\n" * 5_000).encode() * 20
    file = Document("inbox", partial(io.BytesIO, raw))
    tracemalloc.start()
    count = sum(1 for mail in mbox.documents(file) if mail.open().read(10))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 60
    assert peak < 1_000_000


def test_a_mail_with_a_header_that_few_mails_begin_with_is_one() -> None:
    article = articles_of(
        "From ada@example.org Sun Mar  6 10:00:00 2022\nComments: none\nSubject: Bridge\n\nIt opened.\n", "box"
    )[0]
    assert (article.title, article.date, article.body) == ("Bridge", day(2022, 3, 6), "It opened.")


@pytest.mark.parametrize("next_line", ["Note: nobody crosses it.", "Chapter 1: The bridge"])
def test_a_story_that_begins_with_from_is_no_mailbox(next_line: str) -> None:
    text = f"From here on it is quiet.\n{next_line}\n\nText.\n\nFrom there on it rained.\n{next_line}\n\nMore text."
    reading = reading_of(text, "a.txt")
    assert len(reading.articles) == 1
    assert "From there on it rained." in reading.articles[0].body


def test_a_sentence_in_a_mail_begins_no_other_mail() -> None:
    text = MBOX.replace(">From here on it is quiet.", "\nFrom here on it is quiet\nNote: nobody crosses it.")
    assert len(reading_of(text).articles) == len(reading_of(MBOX).articles)
