"""Factiva as HTML: an element of the class `article enArticle` for each article, with a table of labels or without."""

from __future__ import annotations

import re
from collections.abc import Sequence

from newsidx.dates.extract import DateReader
from newsidx.readers.draft import Draft
from newsidx.readers.formats.databases import factiva
from newsidx.readers.formats.databases.facts import date_at_start, is_copyright
from newsidx.readers.formats.databases.html import Block, blocks_of, export_contents, holds, pieces_of
from newsidx.readers.formats.format import Contents
from newsidx.readers.lines import text_of
from newsidx.readers.source import Document

_ARTICLE = re.compile(r"""<div[^<>]{0,200}\bclass=["']?article [a-z]{2,6}Article\b""")
_ARTICLE_BYTES = re.compile(_ARTICLE.pattern.encode())
_AFTER_LAST = re.compile(r"""<div[^<>]{0,200}\bid=["']?pageFooter\b""")
_COUNTED = re.compile(r"^\d+\) ")


def claims(document: Document, start: bytes) -> bool:
    """Whether a page is an export of Factiva. Its title is often below a long script."""
    small = start.lower()
    may_be = b"factiva" in small or b"dow jones" in small or (b"<title" not in small and b"<html" in small)
    return (may_be or b"articlereports" in small) and holds(document, _ARTICLE_BYTES)


def read(document: Document, dates: DateReader) -> Contents:
    """The articles of an export."""
    html, encoding = text_of(document)
    footer = _AFTER_LAST.search(html)
    drafts = [_draft(piece, dates) for piece in pieces_of(html[: footer.start()] if footer else html, _ARTICLE)]
    return export_contents(drafts, encoding, "Factiva")


def _draft(piece: str, dates: DateReader) -> Draft:
    blocks = blocks_of(piece, ("td", "articleparagraph", "hd", "author", "counted"))
    last = next((index for index, block in enumerate(blocks) if factiva.IDENTIFIER.fullmatch(block.text)), len(blocks))
    blocks = blocks[: last + 1]  # below the last article stands a summary of the search
    return _of_table(blocks, dates) if any("td" in block.marks for block in blocks) else _of_lines(blocks, dates)


def _of_table(blocks: Sequence[Block], dates: DateReader) -> Draft:
    """An article whose facts are the rows of a table."""
    fields: list[tuple[str, list[str]]] = []
    for block in blocks:
        if "td" in block.marks and "articleparagraph" not in block.marks and block.text in factiva.CODES:
            fields.append((block.text, []))
        elif fields:
            fields[-1][1].append(block.text)
    return factiva.draft_of_fields(((code, "\n\n".join(texts)) for code, texts in fields), dates)


def _of_lines(blocks: Sequence[Block], dates: DateReader) -> Draft:
    """An article whose facts are lines around its paragraphs, without labels but for the headline and the author."""
    paragraphs = [index for index, block in enumerate(blocks) if "articleparagraph" in block.marks]
    begin = paragraphs[0] if paragraphs else len(blocks)
    last = paragraphs[-1] if paragraphs else len(blocks) - 1
    facts: list[tuple[str, str]] = []
    lines: list[str] = []
    written = time = ""
    titles = [block for block in blocks[:begin] if "hd" in block.marks]
    if titles:
        title = " ".join(block.text for block in titles)
        facts.append(("title", _COUNTED.sub("", title) if any("counted" in block.marks for block in titles) else title))
    has_title = has_length = False
    for block in blocks[:begin]:
        if "hd" in block.marks:
            has_title = True
        elif "author" in block.marks:
            facts.append(("byline", block.text))
        elif not has_length and factiva.LENGTH.fullmatch(block.text):
            facts.append(("length", block.text))
            has_length = True
        elif not has_title:
            facts.append(("section", block.text))
        elif not has_length and not date_at_start(block.text, dates):
            facts.append(("credit", block.text))
        else:
            lines.append(block.text)
            has_length = True
    if lines:
        written = lines[0]
        time = lines[1] if len(lines) > 1 and factiva.TIME.fullmatch(lines[1]) else ""
        facts += factiva.head_facts(lines)
    text = [block.text for block in blocks[begin : last + 1]]
    for block in blocks[last + 1 :]:
        if match := factiva.IDENTIFIER.fullmatch(block.text):
            facts.append(("document_id", match[1]))
        elif len(block.text) < 200:
            facts.append(("copyright" if is_copyright(block.text) else "published_by", block.text))
        else:
            text.append(block.text)
    return factiva.dated_draft("\n\n".join(text), facts, written, time, dates)
