import pytest

from newsidx.readers.problem import ProblemKind
from tests.readers.formats.documents.reads import article, problem, read
from tests.readers.formats.documents.test_html import page


@pytest.mark.parametrize(
    ("text", "name", "what"),
    [
        ('<?xml version="1.0"?>\n<inventory><item/></inventory>', "a.xml", "XML (root element <inventory>)"),
        ("<!-- x -->\n<!DOCTYPE inventory>\n<inventory></inventory>", "a", "XML (root element <inventory>)"),
        ("<svg width='1'></svg>", "a", "XML (root element <svg>)"),
        ("<records>\n<r>1</r>\n</records>\n", "a.txt", "XML or SGML (root element <records>)"),
        ('["a", "b"]', "a", "JSON"),
        ("% draft\n\\documentclass{article}\n\\begin{document}", "a.txt", "LaTeX"),
        ("%!PS-Adobe-3.0\n", "a", "PostScript"),
        ('.\\" a comment\n.TH LS 1\n.SH NAME\n', "a.1", "a manual page (troff)"),
        ("BEGIN:VCALENDAR\nVERSION:2.0\n", "a.ics", "a calendar (iCalendar)"),
        ("BEGIN:VCARD\nFN:Ann Lee\n", "a.vcf", "an address book (vCard)"),
        ("body { color: red }", "a.css", "a style sheet (CSS)"),
        ("let a = 1;", "a.js", "JavaScript"),
    ],
)
def test_markup_without_an_article_is_named(text: str, name: str, what: str) -> None:
    for raw in (text.encode(), text.encode("utf-8-sig")):
        assert problem(raw, name) == (ProblemKind.MARKUP, f"{what}, in which newsidx finds no article")


@pytest.mark.parametrize(
    "text",
    [
        "<DATE>6 March 2022\n\nTalks go on, the ministers said.",
        "<b>GENEVA</b>",
        "<em>Talks go on</em>, the ministers said. <em>They will.</em>",
        "< 5 per cent of them came",
        "<3 from Geneva",
        "{Talks} go on, the ministers said.",
        '{"Talks go on," the ministers said.}',
        "[The following is a statement.]\n\nTalks go on.",
        '["Talks go on"] the ministers said',
        "[[Geneva]] is a city.",
        "% of votes: 34",
        ".5 per cent more, the ministers said.",
        "BEGIN: the talks",
        '{"title": "Talks go on"}\n\nThe ministers of nine countries met.',
    ],
)
def test_text_that_begins_like_markup_is_text(text: str) -> None:
    found = read(text.encode(), "a.txt")
    assert found.problem is None
    assert found.reader in ("plain", "json-front-matter")


def saved_page(html: bytes, url: str = "https://example.org/2022/03/06/talks") -> bytes:
    return (
        b"From: <Saved by Blink>\r\nSnapshot-Content-Location: "
        + url.encode()
        + b"\r\nDate: Fri, 1 Mar 2024 10:00:00 -0000"
        b'\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html"; boundary="b"\r\n\r\n--b\r\n'
        b"Content-Type: text/html\r\nContent-Transfer-Encoding: 8bit\r\n\r\n" + html + b"\r\n--b\r\n"
        b"Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\nAAAA\r\n--b--\r\n"
    )


def test_a_page_that_a_browser_saved_is_read_and_not_dated_by_when_it_was_saved() -> None:
    read = article(saved_page(page()), "talks.mhtml")
    assert (str(read.date), read.title, read.url) == (
        "2022-03-06",
        "Talks go on",
        "https://example.org/2022/03/06/talks",
    )
    assert article(saved_page(page(), "https://example.org/talks")).date is None
    assert (
        problem(saved_page(b"").replace(b"text/html\r\nContent-T", b"text/css\r\nContent-T")).kind
        is ProblemKind.NO_TEXT
    )
