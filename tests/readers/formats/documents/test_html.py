import datetime
import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsidx.readers import extras
from newsidx.readers.formats.documents import page_text
from newsidx.readers.problem import ProblemKind
from newsidx.readers.reading import read_source
from newsidx.readers.source import Document, Hints
from tests.readers.formats.documents.reads import DATES, article, problem, read
from tests.timing import assert_takes_less

DAY = datetime.date(2022, 3, 6)
TEXT = "".join(
    f"<p>Paragraph {number}: the ministers of nine countries met in Geneva and said little about the talks.</p>"
    for number in range(4)
)
NAVIGATION = "<nav><ul>" + "<li><a href='/x'>Elsewhere</a></li>" * 9 + "</ul></nav>"


def page(head: str = "", above: str = "", below: str = "", html: str = "<html lang='en'>") -> bytes:
    return (
        f"<!DOCTYPE html>{html}<head>{head}</head><body>{NAVIGATION}<article><h1>Talks go on</h1>{above}{TEXT}"
        f"</article>{below}</body></html>"
    ).encode()


def ld(value: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(value)}</script>'


NEWS = {"@type": "NewsArticle", "headline": "Talks go on", "datePublished": "2022-03-06T10:05:00+01:00"}


@pytest.mark.parametrize(
    "head",
    [
        ld(NEWS),
        ld([NEWS]),
        ld({"@graph": [{"@type": "WebPage", "datePublished": "2021-01-01"}, NEWS]}),
        ld({"@type": ["Article", "NewsArticle"], "datePublished": "2022-03-06"}),
        '<script type="application/ld+json"><!-- {"@type": "Article", "datePublished": "2022-03-06",} --></script>',
        ld({"@type": "WebPage", "datePublished": "2022-03-06"}),
        '<meta property="article:published_time" content="2022-03-06T10:05:00Z">',
        '<meta name="DC.date.issued" content="2022-03-06">',
        '<meta name="parsely-pub-date" content="2022-03-06T10:05:00Z">',
        '<meta name="sailthru.date" content="Sun, 06 Mar 2022 10:05:00 +0000">',
        '<meta name="citation_publication_date" content="2022/03/06">',
        '<meta itemprop="datePublished" content="20220306">',
        '<meta name="date" content="March 6, 2022">',
    ],
)
def test_a_page_is_dated_by_what_it_says_of_its_publication(head: str) -> None:
    read = article(page(head))
    assert (read.date, read.date_from, read.title) == (DAY, "page", "Talks go on")


@pytest.mark.parametrize(
    "above",
    [
        '<time datetime="2022-03-06T10:05" pubdate>yesterday</time>',
        '<time class="entry-date published" datetime="2022-03-06">6 March</time>',
        '<span itemprop="datePublished" content="2022-03-06">yesterday</span>',
        '<div class="meta"><time datetime="2022-03-06">6 March</time></div>',
    ],
)
def test_the_time_beside_the_headline_dates_a_page(above: str) -> None:
    assert article(page(above=above)).date == DAY


def test_the_news_article_goes_before_the_page_and_the_page_before_its_last_change() -> None:
    head = ld({"@type": "WebPage", "datePublished": "2021-01-01", "dateModified": "2023-01-01"}) + ld(NEWS)
    assert article(page(head)).date == DAY
    head = '<meta property="article:modified_time" content="2023-01-01"><meta name="pubdate" content="2022-03-06">'
    assert article(page(head)).date == DAY


def test_the_last_change_dates_a_page_that_nothing_else_dates() -> None:
    head = '<meta property="article:modified_time" content="2022-03-06">'
    assert article(page(head)).date == DAY
    assert article(page(head), "2022-02-01-talks.html").date == datetime.date(2022, 2, 1)
    assert article(page(head, above="<p>1 February 2022</p>")).date == datetime.date(2022, 2, 1)


def test_times_of_comments_and_other_articles_date_nothing() -> None:
    comments = "<div id='comments'><time class='published' datetime='2023-01-01'>x</time></div>"
    teasers = "<aside><time datetime='2023-02-01'>x</time></aside><li><time pubdate datetime='2023-02-02'>x</time></li>"
    assert article(page(below=comments + teasers)).date is None
    two = "<time datetime='2022-03-06'>x</time><time datetime='2022-03-05'>x</time>"
    assert article(page(above=two)).date is None


def test_several_news_articles_of_a_page_date_it_only_by_the_one_with_its_headline() -> None:
    other = {"@type": "NewsArticle", "headline": "Oil dearer", "datePublished": "2023-01-01"}
    assert article(page(ld([other, NEWS]))).date == DAY
    assert article(page(ld([other, {**other, "datePublished": "2023-01-02"}]))).date is None


def test_the_address_dates_a_page() -> None:
    for address in ("2022/03/06/talks", "world/2022/mar/06/talks", "news-2022-03-06", "a/20220306-talks.html"):
        read = article(page(f'<link rel="canonical" href="https://example.org/{address}">'))
        assert (read.date, read.date_from, read.url) == (DAY, "path", f"https://example.org/{address}")
    assert article(page('<link rel="canonical" href="https://example.org/2022/03/talks-12345678">')).date is None


def test_the_address_that_a_container_knows_is_used_where_the_page_names_none() -> None:
    hints = Hints(url="https://example.org/2022/03/06/talks")
    file = Document("/a.warc", lambda: io.BytesIO(page()), "talks.html", hints)
    read = read_source(file, DATES).articles[0]
    assert (read.date, read.url) == (DAY, hints.url)


def test_the_day_is_that_of_the_place_where_a_page_tells_both() -> None:
    head = ld({**NEWS, "datePublished": "2022-03-07T03:55:00Z"})
    assert article(page(head)).date == datetime.date(2022, 3, 7)
    local = '<meta name="pubdate" content="2022-03-06T22:55:00-05:00">'
    assert article(page(head + local)).date == DAY
    naive = '<meta name="pubdate" content="2022-03-06 22:55:00">'
    assert article(page(head + naive)).date == DAY
    other = '<meta name="pubdate" content="2022-03-06T21:10:00-05:00">'
    assert article(page(head + other)).date == datetime.date(2022, 3, 7)


def test_title_author_site_section_language_and_keywords_are_taken() -> None:
    head = ld({**NEWS, "author": [{"name": "Ann &amp; Lee"}, {"name": "Bo Ek"}], "articleSection": "World"})
    head += '<meta property="og:site_name" content="The Herald"><meta name="keywords" content="Geneva, talks">'
    read = article(page(head, html="<html lang='en-GB'>"))
    assert (read.byline, read.source, read.section, read.language) == (
        "Ann & Lee, Bo Ek",
        "The Herald",
        "World",
        "en-GB",
    )
    assert read.meta["keywords"] == "Geneva, talks"


def test_a_title_loses_the_name_of_the_site() -> None:
    site = '<meta property="og:site_name" content="The Herald">'
    assert (
        article(page(f'{site}<meta property="og:title" content="Oil – a story | The Herald">')).title == "Oil – a story"
    )
    assert article(page("<title>Talks go on - The Herald</title>")).title == "Talks go on"


def test_navigation_and_comments_are_no_text_and_the_title_stands_only_once() -> None:
    body = article(page(below="<div id='comments'><p>First comment ever, says a reader of this page.</p></div>")).body
    assert body.startswith("Paragraph 0")
    assert "\n\nParagraph 3" in body
    assert "Elsewhere" not in body
    assert "comment" not in body


@pytest.mark.parametrize(
    ("declared", "encoding", "text"),
    [
        ("windows-1251", "cp1251", "Министры девяти стран встретились в Женеве."),
        ("shift_jis", "cp932", "九か国の大臣がジュネーブで会談した。"),
        ("gb2312", "gb18030", "九国部长在日内瓦会晤。"),
        ("iso-8859-2", "iso8859-2", "Ministrowie dziewięciu państw spotkali się w środę."),
        ("iso-8859-1", "cp1252", "Les ministres de neuf pays – réunis à Genève – l’ont dit."),
        ("utf-8", "cp1252", "Les ministres de neuf pays réunis à Genève."),
        ("windows-1252", "utf-8", "Les ministres – réunis à Genève – l’ont dit."),
    ],
)
def test_a_page_is_read_in_the_encoding_that_it_names_unless_its_bytes_tell_better(
    declared: str, encoding: str, text: str
) -> None:
    source = f"<html><head><meta http-equiv='Content-Type' content='text/html; charset={declared}'></head><body>"
    raw = f"{source}<article><h1>{text[:12]}</h1>{f'<p>{text}</p>' * 3}{f'<p>{text * 4}</p>'}</article></body></html>"
    assert text in article(raw.encode(encoding)).body


@pytest.mark.parametrize(
    "before", [b"\xef\xbb\xbf", b"\n\n ", b"<!-- saved from url=(0014)about -->\n", b'<?xml version="1.0"?>\n']
)
def test_a_page_is_known_by_how_it_begins(before: bytes) -> None:
    assert read(before + page(), "noname").reader == "html"
    assert read(page().decode().encode("utf-16"), "noname").reader == "html"


def test_a_piece_of_html_is_a_page() -> None:
    assert article(f"<h2>Talks go on</h2>{TEXT}".encode(), "noname").body.startswith("Paragraph 0")


def test_nothing_is_lost_of_an_article_that_is_a_piece_of_html() -> None:
    piece = f"<hr/><h3>Talks go on</h3>{TEXT}<p>A list:</p><ul><li>One.</li><li><a href='/x'>Two.</a></li></ul>"
    read = article(piece.encode(), "noname.txt")
    assert read.title == "Talks go on"
    assert read.body.endswith("A list:\n\nOne.\nTwo.")


@pytest.mark.parametrize(
    "text",
    [
        "<b>GENEVA</b> - The ministers met.\n\nThey went on.",
        "<Title>Talks go on\n<Date>6 March 2022\n\nThe ministers met.",
        "<div class='photo'><img src='a.jpg'></div>\n\n# Talks go on\n\nThe ministers met.\n\n<div>x</div>\n\nMore.",
        "<p>One line in a tag</p>\n\nand text below it, much of it.\n\nMore <b>text</b>.\n\nAnd </i> more </i> of it.",
    ],
)
def test_text_with_some_tags_is_text(text: str) -> None:
    assert read(text.encode(), "a.md").reader == "plain"


def test_a_page_of_links_is_no_article() -> None:
    links = "<html><body><ul>" + "<li><a href='/x'>Talks go on</a></li>" * 30 + "</ul></body></html>"
    assert problem(b"<html><body></body></html>").kind is ProblemKind.NO_TEXT
    assert problem(links.encode()).kind is ProblemKind.NO_TEXT


def test_without_the_library_the_problem_names_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(extras, "import_module", missing)
    assert problem(page()) == (
        ProblemKind.MISSING_EXTRA,
        "a web page needs an extra: pip install 'newsidx[html]'",
    )


@pytest.mark.parametrize(
    "raw",
    [
        b"<html>" + b"<div>" * 50_000 + TEXT.encode(),
        b"<html><p>" + b"<span>x y</span> " * 20_000,
        b"<html><p " + b" ".join(b"a%d=1" % number for number in range(30_000)) + b">" + TEXT.encode(),
        b"<html><table><tr><td>" * 300 + TEXT.encode(),
        b"<html>" + b"<!--" * 30_000,
        page('<script type="application/ld+json">' + "[" * 50_000 + "</script>"),
        page(ld([NEWS] * 3000)),
    ],
    ids=["deep", "spans", "attributes", "tables", "comments", "deep JSON", "many articles"],
)
def test_hostile_pages_take_bounded_time(raw: bytes) -> None:
    assert_takes_less(4, lambda: read(raw))


def test_a_page_of_many_megabytes_is_a_problem_and_its_pictures_are_none() -> None:
    assert problem(b"<html>" + TEXT.encode() * 30_000).kind is ProblemKind.TOO_LARGE
    assert article(page(above=f"<img src='data:image/png;base64,{'A' * 11_000_000}'>")).title == "Talks go on"


@settings(max_examples=30, deadline=None)
@given(st.data())
def test_a_broken_page_raises_nothing(data: st.DataObject) -> None:
    raw = bytearray(page(ld(NEWS), above="<time datetime='2022-03-06'>x</time>"))
    for _ in range(data.draw(st.integers(0, 8))):
        place = data.draw(st.integers(0, len(raw) - 1))
        raw[place : place + data.draw(st.integers(0, 40))] = data.draw(st.binary(max_size=6))
    read(bytes(raw[: data.draw(st.integers(0, len(raw)))]), "a.html")


def test_a_page_that_says_only_when_it_changed_is_dated_by_that_as_a_page() -> None:
    read = article(page('<meta property="article:modified_time" content="2022-03-06T10:05:00Z">'))
    assert (read.date, read.date_from, read.meta["modified"]) == (DAY, "page", "2022-03-06T10:05:00Z")


@pytest.mark.parametrize("behind", ["--Politics--The Herald", " | Politics | The Herald", " - The Herald of Geneva"])
def test_sections_behind_the_headline_are_no_part_of_the_title(behind: str) -> None:
    assert article(page(f'<meta property="og:title" content="Talks go on{behind}">')).title == "Talks go on"
    assert article(page('<meta property="og:title" content="Talks go on and on">')).title == "Talks go on and on"


@pytest.mark.parametrize(
    ("quick", "careful", "taken"),
    [
        ("", TEXT, "careful"),
        (TEXT[:120], TEXT, "careful"),
        (TEXT, TEXT * 2, "quick"),
        (TEXT[:120], "<p>Cookies.</p>", "quick"),
    ],
)
def test_a_text_that_lacks_most_paragraphs_of_the_page_is_looked_for_more_closely(
    monkeypatch: pytest.MonkeyPatch, quick: str, careful: str, taken: str
) -> None:
    def found(tree: object, *, fast: bool) -> str:
        return "quick " + quick if fast else "careful " + careful

    monkeypatch.setattr(page_text, "_by_trafilatura", found)
    long = page().decode().replace(TEXT, TEXT.replace("little about", "little, as they had agreed before, about"))
    assert page_text.article_text(long, page_text.tree_of(long)).startswith(taken)


def test_the_number_of_an_author_is_no_byline() -> None:
    head = '<meta name="author" content="105092"><meta name="dc.creator" content="Ann Lee">'
    assert article(page(head)).byline == "Ann Lee"
    assert article(page(head.replace("Ann Lee", "https://example.org/ann"))).byline is None
