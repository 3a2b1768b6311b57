import datetime
import io
import tracemalloc
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsidx.readers.problem import ProblemKind
from tests.readers.formats.documents import made
from tests.readers.formats.documents.reads import article, problem, read
from tests.timing import assert_takes_less

DAY = datetime.date(2022, 3, 6)
PARAGRAPHS = [
    "Talks go on in Geneva",
    "6 March 2022",
    "The ministers of nine countries met in Geneva on Sunday.",
    "“They will go on,” said Nicolás Maduro.",
]
BODY = "\n\n".join(PARAGRAPHS[2:])
LONG = "<p>The ministers of nine countries met.</p>" * 9

DOCUMENTS = {
    "docx": made.docx(PARAGRAPHS),
    "odt": made.odt("".join(f"<text:p>{paragraph}</text:p>" for paragraph in PARAGRAPHS)),
    "rtf": made.rtf([*PARAGRAPHS[:3], r"\ldblquote They will go on,\rdblquote  said Nicol\'e1s Maduro."]),
}


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_an_office_document_is_read_as_its_text_would_be(kind: str) -> None:
    read = article(DOCUMENTS[kind])
    assert (read.date, read.date_from, read.title, read.title_from) == (DAY, "line", PARAGRAPHS[0], "line")
    assert read.body == BODY


def test_a_header_in_a_document_is_a_header() -> None:
    read = article(made.docx(["Title: Talks go on", "Date: 2022-03-06", "By: Ann Lee", "The ministers met."]))
    assert (read.title, read.date, read.date_from, read.byline) == ("Talks go on", DAY, "header", "Ann Lee")
    assert read.body == "The ministers met."


def test_when_a_document_was_made_dates_nothing_and_its_template_titles_nothing() -> None:
    for raw in (made.docx(PARAGRAPHS[2:], "Microsoft Word - a.doc"), made.pdf(PARAGRAPHS[2:3], "untitled")):
        read = article(raw)
        assert read.date is None
        assert read.title == PARAGRAPHS[2]
        assert read.meta["document_created"].startswith(("2024-01-01", "D:2024"))
        assert read.meta["document_title"] in ("Microsoft Word - a.doc", "untitled")


def test_the_title_of_a_document_is_believed_if_its_text_begins_with_it() -> None:
    for raw in (
        made.docx(["The Herald", "TALKS GO ON", "The ministers met in Geneva."], "Talks go on"),
        made.pdf(["The Herald", "TALKS GO ON", "The ministers met in Geneva."], "Talks go on"),
    ):
        assert article(raw).title == "TALKS GO ON"


def test_tables_tabs_breaks_and_text_boxes_of_a_docx_are_text_and_what_is_deleted_is_not() -> None:
    cell = "<w:tc>{}</w:tc>".format
    row = f"<w:tr>{cell(made.word_paragraph('Cocoa'))}{cell(made.word_paragraph('2,400'))}</w:tr>"
    body = f"""<w:tbl>{row}</w:tbl><w:p><w:r><w:t>one</w:t><w:tab/><w:t>two</w:t><w:br/><w:t>three</w:t></w:r>
        <w:del><w:r><w:delText>gone</w:delText></w:r></w:del></w:p>
        <w:p><w:r><w:txbxContent><w:p><w:r><w:t>boxed</w:t></w:r></w:p></w:txbxContent>
        <w:Fallback><w:r><w:t>boxed</w:t></w:r></w:Fallback></w:r></w:p>"""
    raw = made.docx(["first", ""], body=body)
    read_article = article(raw)
    assert (read_article.title, read_article.body) == ("first", "Cocoa\t2,400\none\ttwo\nthree\n\nboxed")


def test_spans_blanks_and_breaks_of_an_odt_are_text_and_notes_are_not() -> None:
    content = """<text:tracked-changes><text:p>gone</text:p></text:tracked-changes><text:h>Talks go on</text:h>
        <text:p>The min<text:span>isters</text:span> met<text:s text:c="2"/>in<text:line-break/>Geneva<text:note>
        <text:p>1</text:p></text:note>.</text:p><table:table><table:table-row><table:table-cell><text:p>a</text:p>
        </table:table-cell><table:table-cell><text:p>b</text:p></table:table-cell></table:table-row></table:table>"""
    assert article(made.odt(content)).body == "The ministers met  in\nGeneva.\n\na\tb"


def test_a_part_that_a_book_names_many_times_is_read_once() -> None:
    book = made.epub([LONG])
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    members["OPS/book.opf"] = members["OPS/book.opf"].replace(b'<itemref idref="p0"/>', b'<itemref idref="p0"/>' * 99)
    assert len(read(made.zipped(members)).articles) == 1


def test_a_book_whose_parts_together_expand_too_far_is_a_problem() -> None:
    members = {f"OPS/part {number}.xhtml": b" " * 2_000_000 for number in range(9)}
    with zipfile.ZipFile(io.BytesIO(made.epub([LONG] * 9))) as archive:
        bomb = made.zipped({name: archive.read(name) for name in archive.namelist()} | members)
    assert problem(bomb).kind is ProblemKind.SUSPICIOUS


def test_each_part_of_a_magazine_is_an_article_of_its_day() -> None:
    reading = read(
        made.epub(
            [
                "<h1>The Herald</h1>",
                "<ul><li><a href='a'>Talks go on, as the ministers of nine countries say in Geneva</a></li></ul>" * 9,
                f"<h2>Talks <i>go</i> on</h2>{LONG}",
                f"<h2>Oil dearer</h2>{LONG}",
            ]
        )
    )
    assert [(found.date, found.title, found.source, found.language) for found in reading.articles] == [
        (DAY, "Talks go on", "The Herald", "en"),
        (DAY, "Oil dearer", "The Herald", "en"),
    ]
    assert reading.articles[0].body.count("ministers") == 9
    assert reading.problem is None


def test_the_text_of_a_pdf_is_read_and_words_cut_at_the_end_of_a_line_are_joined() -> None:
    raw = made.pdf(["Talks go on in Geneva", "6 March 2022", "The ministers met in Gen-", "eva and in Paris."])
    read = article(raw)
    assert (read.date, read.title) == (DAY, "Talks go on in Geneva")
    assert read.body == "The ministers met in Geneva and in Paris."


def test_pages_that_were_scanned_are_called_so() -> None:
    assert problem(made.pdf([])) == (
        ProblemKind.TEXT_IN_PICTURES,
        "a PDF of scanned pages, without text: run OCR on it first",
    )


def test_damaged_and_encrypted_documents_are_called_so() -> None:
    assert problem(b"%PDF-1.7\nnothing").kind is ProblemKind.DAMAGED
    assert problem(DOCUMENTS["docx"][:200], "a.docx").kind is ProblemKind.DAMAGED
    assert problem(made.docx([], body="<w:p>")).kind is ProblemKind.DAMAGED
    locked = made.pdf(PARAGRAPHS[:1]).replace(
        b"/Size 7", b"/Size 7 /Encrypt << /Filter /Standard /V 9 /R 9 /O (x) /U (x) /P 1 >>"
    )
    assert problem(locked).kind is ProblemKind.ENCRYPTED
    raw = bytearray(made.zipped({"word/document.xml": "<a/>"}))
    raw[6] |= 1
    raw[raw.find(b"PK\x01\x02") + 8] |= 1
    assert problem(bytes(raw)).kind is ProblemKind.ENCRYPTED


def test_bombs_are_called_so_and_take_no_memory() -> None:
    bomb = made.zipped({"word/document.xml": b" " * 40_000_000})
    entities = '<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;&b;">]><a>&c;</a>'
    tracemalloc.start()
    try:
        assert problem(bomb).kind is ProblemKind.SUSPICIOUS
        assert problem(made.zipped({"word/document.xml": entities})).kind is ProblemKind.SUSPICIOUS
        assert tracemalloc.get_traced_memory()[1] < 20_000_000
    finally:
        tracemalloc.stop()


def test_a_document_of_very_many_members_takes_no_memory() -> None:
    raw = made.of_many_members("word/document.xml", 200_000)
    tracemalloc.start()
    try:
        assert problem(raw, "a.docx") == (ProblemKind.SUSPICIOUS, "more than 20,000 files inside")
        assert tracemalloc.get_traced_memory()[1] < 20_000_000
    finally:
        tracemalloc.stop()


def test_an_old_word_document_is_told_to_be_saved_anew() -> None:
    found = problem(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "a.doc")
    assert found.kind is ProblemKind.NOT_TEXT
    assert ".docx" in found.message


def test_a_zip_archive_of_other_things_is_none_of_these() -> None:
    assert read(made.zipped({"a.txt": "word"})).reader == "plain"


FORGED = {
    "rtf fonts": lambda n: b"{\\rtf1 {\\fonttbl" + b"\\f1\\fcharset0 x" * n,
    "rtf open fonts": lambda n: b"{\\rtf1 {\\fonttbl" + b"{\\f1 " * n,
    "rtf links": lambda n: b"{\\rtf1 " + b'{\\field{\\*\\fldinst{HYPERLINK "a"' * n,
    "docx runs": lambda n: made.docx([], body="<w:p>" + "<w:r>" * n + "</w:r>" * n + "</w:p>"),
    "docx tables": lambda n: made.docx([], body="<w:tbl><w:tr><w:tc>" * n + "</w:tc></w:tr></w:tbl>" * n),
    "odt spans": lambda n: made.odt("<text:p>" + "<text:span>a" * n + "</text:span>b" * n + "</text:p>"),
    "epub links": lambda n: made.epub(["<a href=x>" * n]),
    "epub headings": lambda n: made.epub(["<h1>" * n + "word " * 50]),
}


@pytest.mark.parametrize("kind", FORGED)
def test_forged_documents_take_bounded_time(kind: str) -> None:
    raw = FORGED[kind](20_000)
    assert_takes_less(3, lambda: read(raw))


@pytest.mark.parametrize(
    "raw",
    [*DOCUMENTS.values(), made.pdf(PARAGRAPHS[:3]), made.epub([f"<h1>x</h1>{LONG}"])],
    ids=[*DOCUMENTS, "pdf", "epub"],
)
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_a_broken_document_raises_nothing(raw: bytes, data: st.DataObject) -> None:
    broken = bytearray(raw)
    for _ in range(data.draw(st.integers(0, 6))):
        place = data.draw(st.integers(4, len(broken) - 1))
        broken[place : place + data.draw(st.integers(0, 20))] = data.draw(st.binary(max_size=6))
    read(bytes(broken[: data.draw(st.integers(5, len(broken)))]))


@pytest.mark.parametrize(
    "start", [b"%PDF-1.4\n", b"{\\rtf1", b"PK\x03\x04word/", b"<html>", b"<?xml ", b"{", b"From: <Saved by x>\n"]
)
@settings(max_examples=25, deadline=None)
@given(rest=st.binary(max_size=300))
def test_any_bytes_below_a_signature_raise_nothing(start: bytes, rest: bytes) -> None:
    read(start + rest)
