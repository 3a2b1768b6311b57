"""Feeds, news markup and mail that were cut off, garbled or made to do harm raise nothing and lose nothing."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsidx.readers.reading import read_file
from tests.readers.formats.news_samples import DATES, GIGAWORD, MAIL, MBOX, REUTERS, SAMPLES, TREC
from tests.timing import assert_linear, repeated

_PIECES = st.sampled_from(
    [
        "<",
        ">",
        "</",
        "&",
        "&#3;",
        "<!--",
        "-->",
        "<![CDATA[",
        "]]>",
        "\x00",
        "\n\n",
        "\nFrom ",
        "--x",
        "=\n",
        "é",
        "<DOC>",
    ]
)


def read(text: str | bytes) -> None:
    raw = text if isinstance(text, bytes) else text.encode("utf-8", "replace")
    reading = read_file(raw, "a.txt", DATES)
    assert reading.articles or reading.problem


@pytest.mark.parametrize("name", SAMPLES)
@given(st.data())
@settings(max_examples=15, deadline=None)
def test_a_sample_that_is_cut_off_or_garbled_raises_nothing(name: str, data: st.DataObject) -> None:
    text = SAMPLES[name]
    for _ in range(data.draw(st.integers(0, 4))):
        begin = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(begin, min(len(text), begin + 40)))
        text = text[:begin] + data.draw(_PIECES | st.text(max_size=5)) + text[end:]
    read(text[: data.draw(st.integers(1, max(1, len(text))))])


@pytest.mark.parametrize("begin", ["<rss>", "<nitf>", "<NewsML>", "<REUTERS>", "<DOC><DOCNO>", "From: a@b\nDate: 1\n"])
@given(st.binary(max_size=300))
@settings(max_examples=20, deadline=None)
def test_any_bytes_after_the_beginning_of_a_format_raise_nothing(begin: str, rest: bytes) -> None:
    read(begin.encode() + rest)


def words(text: str) -> list[str]:
    return re.findall(r"[a-z]+", text)


@pytest.mark.parametrize(
    ("text", "marker"),
    [(REUTERS, "<BODY>"), (TREC, "<TEXT>"), (GIGAWORD, "<TEXT>"), (MAIL, "\n\n"), (MBOX, "0100\n\n")],
)
@given(st.data())
@settings(max_examples=20, deadline=None)
def test_no_word_above_the_cut_is_lost(text: str, marker: str, data: st.DataObject) -> None:
    text = text.replace("quoted-printable", "8bit")
    begin = text.index(marker) + len(marker)
    body = text[begin : re.compile(r"</(?:BODY|TEXT)>|\nFrom |\Z").search(text, begin).start()]  # type: ignore[union-attr]
    cut = data.draw(st.integers(1, len(body)))
    reading = read_file((text[:begin] + body[:cut]).encode(), "a.txt", DATES)
    article = reading.articles[0]
    assert words(re.sub(r"<[^<>]*>?|&\w*;?", "", body[:cut])) == words(re.sub(r"&\w*", "", article.body))


HOSTILE: dict[str, Callable[[int], str]] = {
    "REUTERS elements that open": repeated("<REUTERS>"),
    "fields that open": repeated("<A><B>", "<DOC><DOCNO> 1 </DOCNO>", "</DOC>"),
    "fields of a name each": lambda size: "<DOC><DOCNO>1</DOCNO>" + "".join(f"<A{n}>" for n in range(size // 7)),
    "tags that never end": repeated("<A ", "<DOC><DOCNO> 1 </DOCNO>"),
    "quotes in a tag": repeated("a='", "<REUTERS ", "><TEXT>x</TEXT></REUTERS>"),
    "attributes": repeated("a ", "<DOC id=1><TEXT>x</TEXT></DOC><DOC ", ">x</DOC>"),
    "indented lines": repeated("a\n   b\n", "<DOC><DOCNO> 1 </DOCNO><TEXT>", "</TEXT></DOC>"),
    "blanks in a title": repeated(" ", "<REUTERS><TEXT><TITLE>a", "b</TITLE>c</TEXT></REUTERS>"),
    "a dateline of blanks": repeated(" ,", "<REUTERS><TEXT><DATELINE>A", "b</DATELINE>c</TEXT></REUTERS>"),
    "a mail of boundaries": repeated("boundary=a\n--a\n", "From: a@b\nDate: 1\n\n"),
    "a mail of references": repeated("<a@b> ", "From: a@b\nReferences: ", "\n\nx"),
    "a subject of encoded words": repeated("=?utf-8?q?a?= ", "From: a@b\nSubject: ", "\n\nx"),
    "a subject that begins words": repeated("=?utf-8?q?", "From: a@b\nSubject: ", "\n\nx"),
    "a sender of comments": repeated("(", "Date: 1\nFrom: a@b ", "\n\nx"),
    "a sender of quotes": repeated('"\\', "Date: 1\nFrom: a@b ", "\n\nx"),
    "a date of blanks": repeated(" ", "From: a@b\nDate: 1", "2\n\nx"),
    "a type of parameters": repeated(";a*0*=b", "From: a@b\nContent-Type: text/plain", "\n\nx"),
    "header lines": repeated("a: b\n", "From: a@b\nDate: 1\n", "\n\nx"),
    "continued lines": repeated(" b\n", "From: a@b\nDate: 1\n", "\n\nx"),
    "flowed lines": repeated("a \n", "From: a@b\nContent-Type: text/plain; format=flowed\n\n"),
    "lines above mails": repeated("From a@b Sun Mar  6 10:00:00 2022\na: b\n\n"),
    "From and times": repeated("From 1:", "From a@b Sun Mar  6 10:00:00 2022\na: b\n\n"),
    "a From of months": repeated("Mar 6 ", "From ", "\na: b\n\nx"),
    "heads of MUC": repeated("DEV-MUC3-0001\n"),
    "a MUC dateline": repeated("A,", "DEV-MUC3-0001\n", " 3 JAN 90 x"),
    "heads of star text": repeated("*TEXT 1 01/01/63 PAGE 1\n"),
    "XML elements": repeated("<nitf>a</nitf>", "<r>", "</r>"),
    "references in XML": repeated("&amp;", "<nitf><body><body.content>", "</body.content></body></nitf>"),
    "comments in XML": repeated("<!--a-->", "<nitf>", "</nitf>"),
    "shortcodes": repeated("[caption", '<rss xmlns:w="http://wordpress.org/export/"><item><content:encoded>'),
}


@pytest.mark.parametrize("made", HOSTILE.values(), ids=HOSTILE)
def test_the_time_grows_with_the_length_only(made: Callable[[int], str]) -> None:
    assert_linear(lambda text: read_file(text.encode(), "a.txt", DATES), made)
