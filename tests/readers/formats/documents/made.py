"""Small real documents of every kind, made by hand."""

import io
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_DC = 'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'


def zipped(members: dict[str, str | bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, data in members.items():
            method = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(name), data, method)
    return file.getvalue()


def word_paragraph(text: str) -> str:
    return f"<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr><w:r><w:t>{escape(text)}</w:t></w:r></w:p>"


def docx(paragraphs: Sequence[str], title: str = "", body: str = "") -> bytes:
    text = "".join(map(word_paragraph, paragraphs))
    created = "<dcterms:created>2024-01-01T00:00:00Z</dcterms:created>"
    core = f"<c:p xmlns:c='c' {_DC}><dc:title>{title}</dc:title>{created}</c:p>"
    return zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "docProps/core.xml": core,
            "word/document.xml": f'<w:document xmlns:w="{_WORD}"><w:body>{text}{body}</w:body></w:document>',
        }
    )


def odt(content: str) -> bytes:
    office = "urn:oasis:names:tc:opendocument:xmlns"
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f'<o:d xmlns:o="{office}:office:1.0" xmlns:text="{office}:text:1.0"'
            f' xmlns:table="{office}:table:1.0"><o:body><o:text>{content}</o:text></o:body></o:d>',
            "meta.xml": f"<m {_DC}><dc:title>Template 4</dc:title></m>",
        }
    )


def epub(parts: Sequence[str], date: str = "2022-03-06") -> bytes:
    items = "".join(f'<item id="p{number}" href="part%20{number}.xhtml"/>' for number in range(len(parts)))
    spine = "".join(f'<itemref idref="p{number}"/>' for number in range(len(parts)))
    package = f"""<package {_DC}><metadata><dc:title>The Herald</dc:title><dc:date>{date}</dc:date>
        <dc:language>en</dc:language></metadata><manifest>{items}</manifest><spine>{spine}</spine></package>"""
    return zipped(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": '<c><rootfiles><rootfile full-path="OPS/book.opf"/></rootfiles></c>',
            "OPS/book.opf": package,
            **{f"OPS/part {number}.xhtml": f"<html><body>{part}</body></html>" for number, part in enumerate(parts)},
        }
    )


def pdf(lines: Sequence[str], title: str = "") -> bytes:
    shown = "\n".join(f"({line}) Tj T*" for line in lines)
    content = f"BT /F1 12 Tf 14 TL 72 720 Td\n{shown}\nET"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R"
        " /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        f"<< /Title ({title}) /CreationDate (D:20240101120000Z) >>",
    ]
    out, places = "%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    trailer = f"trailer\n<< /Size {size} /Root 1 0 R /Info 6 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"
    return f"{out}xref\n0 {size}\n0000000000 65535 f \n{table}{trailer}".encode("latin-1")


def rtf(paragraphs: Sequence[str]) -> bytes:
    return (
        r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}{\info{\title Template}}" + "\\par\n".join(paragraphs) + "}"
    ).encode("cp1252")
