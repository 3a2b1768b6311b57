"""WARC files: pages are documents, and what a crawler saves besides is not."""

from __future__ import annotations

import gzip
import zlib

import pytest

from newsidx.readers.problem import ProblemKind
from tests.readers.containers.packing import one, read, titles

TEXT = b"date 2022-03-06 Oil rises\n\nThe price of oil rose.\n"


def record(body: bytes, url: str = "http://a.example/oil.txt", kind: str = "response", media: str = "") -> bytes:
    media = media or "application/http; msgtype=response"
    headers = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2023-04-05T06:07:08Z\r\n"
        f"Content-Type: {media}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return headers.encode() + body + b"\r\n\r\n"


def answer(body: bytes, media: str = "text/plain", status: str = "200 OK", headers: str = "") -> bytes:
    return f"HTTP/1.1 {status}\r\nContent-Type: {media}\r\n{headers}\r\n".encode() + body


def chunked(body: bytes) -> bytes:
    pieces = [body[start : start + 10] for start in range(0, len(body), 10)]
    return b"".join(b"%x;a=b\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"


INFO = record(b"software: a crawler\r\n", kind="warcinfo", media="application/warc-fields")


def test_a_page_is_an_article_with_its_address() -> None:
    article = one(read(INFO + record(answer(TEXT))))
    assert (article.title, article.url, article.date_from) == ("Oil rises", "http://a.example/oil.txt", "seed")


def test_the_day_of_the_crawl_is_kept_and_dates_nothing() -> None:
    article = one(read(record(answer(b"Oil rises.\n\nOil."))))
    assert (article.date, article.meta) == (None, {"crawled": "2023-04-05T06:07:08Z"})


def test_an_address_dates_its_page() -> None:
    article = one(read(record(answer(b"Oil rises\n\nOil."), "https://a.example/2022/03/06/oil?page=1#top")))
    assert (str(article.date), article.date_from) == ("2022-03-06", "path")


def test_what_is_no_page_is_neither_an_article_nor_a_problem() -> None:
    others = [
        record(answer(TEXT, status="404 Not Found")),
        record(answer(TEXT, status="301 Moved")),
        record(answer(b"\x89PNG", "image/png")),
        record(answer(b"<svg/>", "image/svg+xml")),
        record(answer(b"a {}", "text/css")),
        record(answer(b"var a", "application/javascript")),
        record(answer(b"Disallow: /", "text/plain"), "http://a.example/robots.txt"),
        record(b"GET / HTTP/1.1\r\n\r\n", kind="request"),
        record(answer(b""), kind="revisit"),
        record(b"fetchTimeMs: 3", kind="metadata", media="application/warc-fields"),
        record(b"not HTTP at all"),
        record(b"example.com", "dns:a.example", "response", "text/dns"),
    ]
    reading = read(INFO + b"".join(others) + record(answer(TEXT)))
    assert (titles(reading), reading.problem) == (["Oil rises"], None)


@pytest.mark.parametrize("kind", ["resource", "conversion"])
def test_a_text_that_was_no_answer_of_a_server_is_read(kind: str) -> None:
    assert one(read(record(TEXT, kind=kind, media="text/plain"))).title == "Oil rises"


@pytest.mark.parametrize("is_zipped", [False, True])
@pytest.mark.parametrize("is_chunked", [False, True])
@pytest.mark.parametrize("is_saved_so", [False, True])
def test_the_way_a_page_was_sent_is_undone_if_it_was_saved_so(
    is_zipped: bool, is_chunked: bool, is_saved_so: bool
) -> None:
    headers = "Content-Encoding: gzip\r\n" * is_zipped + "Transfer-Encoding: chunked\r\n" * is_chunked
    body = gzip.compress(TEXT) if is_zipped and is_saved_so else TEXT
    body = chunked(body) if is_chunked and is_saved_so else body
    assert one(read(record(answer(body, headers=headers)))).body == "The price of oil rose."


def test_the_server_s_encoding_is_used() -> None:
    body = "date 2022-03-06 Цена\n\nНефть.".encode("koi8-r")
    assert one(read(record(answer(body, 'text/plain; Charset="KOI8-R"')))).body == "Нефть."


def test_a_compressed_warc_file_is_read() -> None:
    raw = gzip.compress(INFO) + gzip.compress(record(answer(TEXT))) + gzip.compress(record(answer(TEXT + b"More.")))
    assert titles(read(raw, "/crawl.warc.gz")) == ["Oil rises", "Oil rises"]


def test_a_record_that_is_cut_off_is_damage_and_what_is_there_is_read() -> None:
    raw = record(answer(TEXT)) + record(answer(TEXT + b"More and more."))
    reading = read(raw[:-20])
    assert len(reading.articles) == 2
    assert reading.problem
    assert reading.problem.kind is ProblemKind.DAMAGED


@pytest.mark.parametrize(
    ("old", "new"), [(b"WARC/1.0", b"XXXX/1.0"), (b"Content-Length: ", b"Content-Length: -"), (b"Content-Length", b"X")]
)
def test_what_comes_before_a_broken_record_stays(old: bytes, new: bytes) -> None:
    reading = read(record(answer(TEXT)) + record(answer(TEXT)).replace(old, new, 1))
    assert titles(reading) == ["Oil rises"]
    assert reading.problem
    assert reading.problem.kind is ProblemKind.DAMAGED


def test_a_page_that_expands_beyond_measure_is_suspicious_and_the_others_are_read() -> None:
    bomb = zlib.compressobj(9, zlib.DEFLATED, 31)
    raw = b"".join(bomb.compress(bytes(1_000_000)) for _ in range(40)) + bomb.flush()
    pages = record(answer(raw, headers="Content-Encoding: gzip\r\n")) + record(answer(TEXT))
    reading = read(pages)
    assert titles(reading) == ["Oil rises"]
    assert reading.problem
    assert reading.problem.kind is ProblemKind.SUSPICIOUS


def test_the_notes_of_a_crawler_are_no_articles() -> None:
    notes = record(b"--warc-file=a", "metadata://gnu.org/software/wget/warc/args.txt", "resource", "text/plain")
    assert titles(read(record(answer(TEXT)) + notes)) == ["Oil rises"]


def test_an_arc_file_is_called_so() -> None:
    arc = b"filedesc://a.arc 127.0.0.1 20140216050221 text/plain 75\n1 0 Crawler\nURL IP-address Archive-date\n\n"
    for raw in (arc, gzip.compress(arc)):
        problem = read(raw).problem
        assert problem is not None
        assert problem.kind is ProblemKind.NOT_TEXT
        assert "convert it to WARC" in problem.message
