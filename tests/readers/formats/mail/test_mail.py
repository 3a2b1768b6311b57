import datetime
import time
from base64 import b64encode

import pytest

from newsidx.dates.extract import DateReader
from newsidx.readers.draft import Draft
from newsidx.readers.formats import registry
from newsidx.readers.formats.format import TextFormat
from newsidx.readers.problem import ProblemKind
from tests.readers.formats.news_samples import DATES, MAIL, article_of, articles_of, day, reading_of

HEADERS = (
    "From: Ada Quill <ada@example.org>\nSubject: Bridge\nDate: Sun, 6 Mar 2022 10:00:00 +0100\nMIME-Version: 1.0\n"
)


def mail(headers: str, body: str) -> str:
    return f"{HEADERS}{headers}\n\n{body}"


def test_a_newsgroup_article() -> None:
    article = article_of(MAIL, "12345")
    assert (article.date, article.date_from) == (day(1993, 4, 20), "header")
    assert (article.title, article.title_from) == ("Re: Café on the bridge", "header")
    assert (article.byline, article.section) == ("Ada Quill", "marrow.harbour")
    assert article.body == "The café was opened. Nobody crossed the bridge.\n\n-- \nAda"


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("Fri, 16 Apr 1993 14:05:29 +0100", day(1993, 4, 16)),
        ("23 Apr 93 21:24:30 GMT", day(1993, 4, 23)),
        ("Tue, 6 Apr 93 10:00:00 EDT", day(1993, 4, 6)),
        ("Mon, 1 Jan 103 10:00:00 +0000", day(2003, 1, 1)),
        ("Fri, 01 Mar 02 10:00:00 +0000", day(2002, 3, 1)),
        ("Wed Apr 21 12:00:00 1993", day(1993, 4, 21)),
        ("Fri, 31 Apr 93 10:00:00 GMT", None),
        ("Fri, 1 Jan 49 10:00:00 GMT", None),
        ("1/2/93", None),
        ("soon", None),
        ("", None),
    ],
)
def test_dates_of_mail(written: str, date: datetime.date | None) -> None:
    found = DATES.mail(written)
    assert (found and found.date) == date


def test_a_zone_that_nobody_knows_is_not_greenwich() -> None:
    found = DATES.mail("19 Apr 93 10:00:00 LCL")
    assert found is not None
    assert found.published == "1993-04-19T10:00:00"


@pytest.mark.parametrize(
    ("sender", "name"),
    [
        ("ada@example.org (Ada Quill)", "Ada Quill"),
        ('"Quill, Ada" <ada@example.org>', "Quill, Ada"),
        ("=?utf-8?b?w4VkYQ==?= <ada@example.org>", "Åda"),
        ("ada@example.org", "ada@example.org"),
        ("ada at example.org (Ada Quill)", "Ada Quill"),
    ],
)
def test_the_byline_is_the_name_of_the_sender(sender: str, name: str) -> None:
    assert article_of(HEADERS.replace("Ada Quill <ada@example.org>", sender) + "\nOpen.").byline == name


def test_of_plain_text_and_html_the_plain_text_counts() -> None:
    body = (
        "--x\nContent-Type: text/plain; charset=utf-8\n\nPlain café\n"
        "--x\nContent-Type: text/html\n\n<p>HTML</p>\n--x--\n"
    )
    assert article_of(mail('Content-Type: multipart/alternative; boundary="x"', body)).body == "Plain café"
    body = body.replace("Plain café", "")
    assert article_of(mail('Content-Type: multipart/alternative; boundary="x"', body)).body == "HTML"


def test_text_in_base64_in_its_charset() -> None:
    encoded = b64encode("Мост открыт.".encode("koi8-r")).decode()
    headers = "Content-Type: text/plain; charset=koi8-r\nContent-Transfer-Encoding: base64"
    assert article_of(mail(headers, encoded)).body == "Мост открыт."


def test_flowed_lines_are_one_paragraph() -> None:
    text = "The bridge was \nopened.\n\n> quoted \n> text\n\n-- \nAda"
    article = article_of(mail("Content-Type: text/plain; format=flowed", text))
    assert article.body == "The bridge was opened.\n\n> quoted \n> text\n\n-- \nAda"


def test_attachments_are_named() -> None:
    body = (
        "--x\n\nSee the map.\n--x\nContent-Type: application/pdf\n"
        'Content-Disposition: attachment; filename="map.pdf"\n\n%PDF\n--x--\n'
    )
    article = article_of(mail("Content-Type: multipart/mixed; boundary=x", body))
    assert (article.body, article.meta["attachments"]) == ("See the map.", ["map.pdf"])


def test_a_forwarded_mail_is_an_article_of_its_own() -> None:
    inner = MAIL.replace("\n", "\n")
    body = f"--x\n\nLook at this.\n--x\nContent-Type: message/rfc822\n\n{inner}\n--x--\n"
    outer, forwarded = articles_of(mail("Content-Type: multipart/mixed; boundary=x", body))
    assert (outer.date, outer.body) == (day(2022, 3, 6), "Look at this.")
    assert (forwarded.date, forwarded.title) == (day(1993, 4, 20), "Re: Café on the bridge")


def test_a_mail_without_a_text_is_an_article_with_its_subject() -> None:
    assert article_of(HEADERS + "\n").title == "Bridge"


def test_an_export_that_came_by_mail_is_the_export(monkeypatch: pytest.MonkeyPatch) -> None:
    def read(text: str, dates: DateReader) -> tuple[Draft, ...]:
        return tuple(map(Draft, text.split("____"))) if "____" in text else ()

    monkeypatch.setattr(registry, "_DATABASES_AS_TEXT", (TextFormat("database", read),))
    headers = "Content-Type: text/plain\nContent-Transfer-Encoding: quoted-printable"
    assert len(articles_of(mail(headers, "One article=\n.\n____\nTwo articles."))) == 2


@pytest.mark.parametrize(
    "text",
    [
        "From: Jane Smith\nDate: 2022-03-06\n\nText.",
        "Subject: Talks\nDate: 2022-03-06\n\nText.",
        "Date: 2022-03-06\nSubject: Talks\nSection: World\n\nText.",
        "From: the harbour\n\nText.",
        "Organization: Marrow\nSubject: Talks\n\nText.",
        "From: ada@example.org\nDate: 2022-03-06\nSection: World\n\nText.",
        "To: all at sea\nDate: 2022-03-06\n\nText.",
    ],
)
def test_a_header_that_is_no_mails_is_not_read_as_one(text: str) -> None:
    assert reading_of(text, "a.txt").reader != "mail"


@pytest.mark.parametrize(
    "headers",
    [
        "Subject: =?utf-8?q?=FF=FE?=\n",
        "Subject: =?nonsense?q?abc?=\n",
        "Subject: =?utf-8?b?!!!?=\n",
        "Subject: =?idna?q?=FF?=\n",
        "Subject: \x89PNG\xff\n",
        "Content-Type: text/plain; charset=idna\n",
        "Subject: caf\xe9\n",
        "Subject:\n",
        "From: <<<>>>@@@\n",
        "From: ;;;:::\n",
        "Date: Mon, 99 Foo 99999999999 99:99:99 +999999999\n",
        "Content-Type: multipart/mixed\n",
        "Content-Type: text/plain; charset=\x00\n",
        "Content-Type: text/plain; charset*=x'y'%\n",
        "Content-Type: ;;;\n",
        "Content-Transfer-Encoding: uuencode\n",
        "Content-Transfer-Encoding: base64\n",
        "Content-Disposition: attachment; filename*=x'y'%FF\nContent-Type: text/x\n",
        "No colon here\n",
    ],
)
def test_hostile_headers_do_no_harm(headers: str) -> None:
    text = f"Message-ID: <1>\nReceived: x\n{headers}From: a@b.c\n\nText of it.".encode("latin-1")
    reading = reading_of(text, "a.eml")
    assert "Content-" in headers or reading.articles[0].body.endswith("Text of it.")
    assert reading.articles or reading.problem


def test_parts_nested_too_deep_are_refused_at_once() -> None:
    parts = "".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(20_000))
    began = time.process_time()
    problem = reading_of(HEADERS + parts, "a.eml").problem
    assert problem is not None
    assert problem.kind is ProblemKind.SUSPICIOUS
    assert time.process_time() - began < 1


@pytest.mark.parametrize(
    "first",
    ["Return-Path: <a@b>", "Received: from x by y", "Path: a!b", "X-Mailer: x", "from: ada@example.org", "Xref: a b:1"],
)
def test_a_mail_is_recognised_by_any_first_header(first: str) -> None:
    assert (
        reading_of(f"{first}\nFrom: ada@example.org\nMessage-ID: <1>\nSubject: x\n\nOpen.", "1646560000.M1:2,S").reader
        == "mail"
    )


def test_a_newsgroup_article_with_little_more_than_its_sender() -> None:
    article = article_of("From: ada@example.org (Ada Quill)\nSubject: Bridge\nLines: 1\n\nOpen.\n", "54321")
    assert (article.title, article.byline, article.date) == ("Bridge", "Ada Quill", None)


@pytest.mark.parametrize(
    ("charset", "written", "text"),
    [
        ("windows-1251", "Новая уха в порту".encode("cp1251"), "Новая уха в порту"),
        ("windows-1251", "Café Orla".encode(), "Café Orla"),
        ("iso-8859-1", "Café Orla".encode("latin-1"), "Café Orla"),
        ("gb2312", "港口".encode("gb2312"), "港口"),
        ("gb2312", "联通".encode("gb2312"), "联通"),  # which is UTF-8 by chance
        ("gb2312", "渡轮在港口外搁浅".encode(), "渡轮在港口外搁浅"),
    ],
)
def test_a_mail_that_names_another_charset_than_its_own_is_read_as_utf_8(
    charset: str, written: bytes, text: str
) -> None:
    raw = mail(f"Content-Type: text/plain; charset={charset}\nContent-Transfer-Encoding: 8bit", "").encode()
    assert article_of(raw + b"Here: " + written).body == f"Here: {text}"


@pytest.mark.parametrize("written", ["港口".encode("gb2312"), "港口".encode()])
def test_a_subject_in_the_charset_of_the_mail(written: bytes) -> None:
    raw = mail("Content-Type: text/plain; charset=gb2312", "Text.").encode().replace(b"Bridge", written)
    assert article_of(raw).title == "港口"


def test_a_mail_without_a_date_is_dated_by_its_delivery() -> None:
    received = "Received: from mail.example.org by mx.example.org (Postfix);\n\tMon, 7 Mar 2022 10:00:01 +0100"
    article = article_of(f"{received}\nFrom: Ada Quill <ada@example.org>\nSubject: Bridge\n\nIt opened.\n")
    assert (article.date, article.date_from) == (day(2022, 3, 7), "header")


def test_html_without_a_content_type_is_html() -> None:
    assert article_of(f"{HEADERS}\n<p>It <b>opened</b>.</p><p>Nobody came.</p>\n").body == "It opened.\n\nNobody came."


def test_headers_of_mail_servers_alone_are_those_of_a_mail() -> None:
    first = "Received: from a.example.org\nAuthentication-Results: mx.example.org; spf=None\n"
    padding = "".join(f"X-Padding-{number}: {'=' * 70}\n" for number in range(60))
    article = article_of(f"{first}{padding}Subject: Bridge\nDate: Sun, 6 Mar 2022 10:00:00 +0100\n\nIt opened.\n")
    assert (article.title, article.date) == ("Bridge", day(2022, 3, 6))


def test_a_file_with_the_name_of_a_mail_needs_one_header() -> None:
    assert article_of("Subject: =?utf-8?Q?Caf=C3=A9?=\n\nIt opened.\n", "1.eml").title == "Café"
