import io
import time
import tracemalloc
from functools import partial

import pytest

from newsidx.readers.problem import CannotRead, ProblemKind
from newsidx.readers.source import Document
from newsidx.readers.xml import elements, line_of, root_of, text_of_element


def document(raw: bytes | str) -> Document:
    return Document("a.xml", partial(io.BytesIO, raw if isinstance(raw, bytes) else raw.encode()))


def lines(raw: bytes | str, name: str = "a") -> list[str]:
    return [line_of(element) for element in elements(document(raw), {name})]


def problem_of(raw: bytes | str, name: str = "a") -> ProblemKind:
    with pytest.raises(CannotRead) as caught:
        lines(raw, name)
    return caught.value.problem.kind


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "iso-8859-1", "cp1252"])
def test_any_encoding_with_or_without_a_declaration_that_fits(encoding: str) -> None:
    declared = {"utf-8-sig": "utf-8", "cp1252": "windows-1252"}.get(encoding, encoding)
    assert lines(f'<?xml version="1.0" encoding="{declared}"?><a>café</a>'.encode(encoding)) == ["café"]


@pytest.mark.parametrize("encoding", ["shift_jis", "euc-kr", "gb2312"])
def test_encodings_of_several_bytes(encoding: str) -> None:
    assert lines(f'<?xml version="1.0" encoding="{encoding}"?><a>一二</a>'.encode(encoding)) == ["一二"]


@pytest.mark.parametrize(
    "raw",
    [
        '<?xml version="1.0" encoding="iso-8859-1"?><a>café</a>'.encode(),
        '<?xml version="1.0" encoding="utf-8"?><a>café</a>'.encode("latin-1"),
        '<?xml version="1.0" encoding="utf-16"?><a>café</a>'.encode(),
        '<?xml version="1.0" encoding="idna"?><a>café</a>'.encode(),
        '<?xml version="1.0" encoding="nonsense"?><a>café</a>'.encode(),
        '\n \n<?xml version="1.0"?><a>café</a>'.encode(),
    ],
)
def test_a_declaration_that_is_wrong_or_late_does_no_harm(raw: bytes) -> None:
    assert lines(raw) == ["café"]


@pytest.mark.parametrize("doctype", ["", "<!DOCTYPE a SYSTEM 'a.dtd'>"])
def test_references_of_html_are_known(doctype: str) -> None:
    assert lines(f"{doctype}<a>x&nbsp;&eacute;&amp;&lt;&#233;</a>") == ["x é&<é"]


def test_characters_that_xml_forbids_are_left_out() -> None:
    assert lines("<a>x\x01\x0c&#3;&#x1F;&#11;\ufffey&#10;z</a>") == ["xy z"]


@pytest.mark.parametrize("size", range(65_520, 65_540))
def test_a_reference_across_two_blocks_is_read(size: int) -> None:
    assert lines(f"<r>{' ' * size}<a>x&#3;y&nbsp;z</a></r>") == ["xy z"]


def test_the_text_of_an_element_has_its_paragraphs() -> None:
    (element,) = elements(document("<a><p>One <b>two</b>.</p><table><tr><td>3</td><td>4</td></tr></table>5</a>"), {"a"})
    assert text_of_element(element) == "One two.\n\n3\t4\n\n5"


def test_a_line_break_ends_a_line_and_no_paragraph() -> None:
    (element,) = elements(document("<a><p>One<br/>two<br/><br/>three</p></a>"), {"a"})
    assert text_of_element(element) == "One\ntwo\n\nthree"


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


@pytest.mark.parametrize(
    "raw",
    [
        f'<!DOCTYPE a [<!ENTITY l0 "ha">{LAUGHS}]><a>&l9;</a>',
        f'<!DOCTYPE a [<!ENTITY q "{"q" * 100_000}">]><a>{"&q;" * 100_000}</a>',
        '<!DOCTYPE a [<!ENTITY f SYSTEM "file:///etc/passwd">]><a>&f;</a>',
        '<!DOCTYPE a [<!ENTITY % p SYSTEM "http://example.org/p.dtd"> %p;]><a>x</a>',
        "<a>" * 1_000_000,
        "<a>" + "<b/>" * 110_000,
    ],
)
def test_a_bomb_is_named_at_once_and_takes_little_memory(raw: str) -> None:
    file, began = document(raw), time.process_time()
    tracemalloc.start()
    with pytest.raises(CannotRead) as caught:
        list(elements(file, {"a"}))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert caught.value.problem.kind is ProblemKind.SUSPICIOUS
    assert peak < 50_000_000
    assert time.process_time() - began < 3


def test_a_document_of_many_elements_takes_little_memory() -> None:
    file = document("<r>" + ("<a>" + "x" * 1000 + "</a>") * 2_000 + "</r>")
    tracemalloc.start()
    count = sum(1 for _ in elements(file, {"a"}))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 2_000
    assert peak < 1_000_000


def test_an_element_too_large_for_memory_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsidx.readers.xml.LARGEST_ELEMENT", 200_000)
    assert problem_of(f"<a>{'x' * 300_000}</a>") is ProblemKind.TOO_LARGE


def test_what_comes_before_a_break_is_given() -> None:
    given = elements(document("<r><a>1</a><a>2</a><a>3</b></r>"), {"a"})
    assert [line_of(next(given)), line_of(next(given))] == ["1", "2"]
    with pytest.raises(CannotRead) as caught:
        next(given)
    assert caught.value.problem.kind is ProblemKind.DAMAGED


@pytest.mark.parametrize(
    ("start", "name"),
    [
        (b"<rss version='2.0'>", "rss"),
        (
            b'\xef\xbb\xbf\n<?xml version="1.0"?><!-- <a> -->\n<!DOCTYPE nitf SYSTEM "x>y" [<!ELEMENT a ANY>]><nitf>',
            "nitf",
        ),
        ("<?xml version='1.0'?><rdf:RDF>".encode("utf-16"), "rdf"),
        (b"<!DOCTYPE rss [<!ENTITY a '" + b"a" * 5000, "rss"),
        (b"text <rss>", None),
        (b"<!-- never closed <rss>", None),
        (b"", None),
    ],
)
def test_the_first_element_of_a_document(start: bytes, name: str | None) -> None:
    root = root_of(start)
    assert (root and root.name) == name
