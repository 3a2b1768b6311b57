"""Europresse (Eureka) as HTML: an `<article>` with `DocPublicationName` and `DocHeader`, or the older tables."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from newsidx.dates.extract import DateReader
from newsidx.languages import Language, known_languages
from newsidx.readers.draft import Draft
from newsidx.readers.formats.databases.facts import date_within, draft_of, is_copyright
from newsidx.readers.formats.databases.html import Block, blocks_of, export_contents, holds, pieces_of
from newsidx.readers.formats.format import Contents
from newsidx.readers.lines import text_of
from newsidx.readers.source import Document

_NAME = re.compile(rb"""class=["']?DocPublicationName\b""")
_ARTICLE = re.compile(r"<article\b", re.IGNORECASE)
_OLD_ARTICLE = re.compile(r"""<(?:span|td|div)\b[^<>]{0,100}\bclass=["']?DocPublicationName\b""", re.IGNORECASE)
_MARKS = """
    header section aside footer docpublicationname docheader doctitresoussection titrearticle titrearticlevisu
    docauthors sm-margin-bottomnews sm-margin-topnews doctext dococurrcontainer txtcertificat
""".split()  # noqa: SIM905 - easier to read than a list of strings
_NUMBER = re.compile(r"(?:Numéro de document|Document number|Nº de documento)\s*:\s*(\S+)", re.IGNORECASE)
_ISSUE = re.compile(r"(?:^|[\s,])\s*(?:no|nº|n°)\.?\s*(\d\S{0,20})$", re.IGNORECASE)
_PAGE = re.compile(r"(?:^|,)\s*p(?:p|g)?\.\s*([^,]{1,20})$")
_EMPTY_LABEL = re.compile(r"[^:]{1,40}:")
_LONGEST_AUTHOR = 120
_LONGEST_HEADER = 500
_CERTIFICATE = re.compile(
    r"(?:Ce certificat est émis|Date d'émission|This certificate is issued|Issue Date|Le présent document est protégé"
    r"|This document is protected|news[·.]\d{8}[·.]|Tous droits réservés$)",
    re.IGNORECASE,
)


def claims(document: Document, start: bytes) -> bool:
    """Whether a page is an export of Europresse."""
    return any(word in start for word in (b"DocPublicationName", b"europresse", b"cedrom-sni", b"eureka.cc")) and holds(
        document, _NAME
    )


def read(document: Document, dates: DateReader) -> Contents:
    """The articles of an export."""
    html, encoding = text_of(document)
    pieces = [piece for piece in pieces_of(html, _ARTICLE) if _OLD_ARTICLE.search(piece)]
    drafts = [_draft(blocks_of(piece, _MARKS), dates) for piece in pieces or pieces_of(html, _OLD_ARTICLE)]
    return export_contents(drafts, encoding, "Europresse")


def _draft(blocks: Sequence[Block], dates: DateReader) -> Draft:
    facts: list[tuple[str, str]] = []
    header = " ".join(block.text for block in blocks if block.marks & {"docheader", "doctitresoussection"})
    title_end = max((index for index, block in enumerate(blocks) if "titrearticlevisu" in block.marks), default=-1)
    names: list[str] = []
    title: list[str] = []
    authors: list[str] = []
    text: list[str] = []
    is_over = False
    for index, block in enumerate(blocks):
        marks = block.marks
        if "docpublicationname" in marks:
            names.append(block.text)
        elif marks & {"docheader", "doctitresoussection"}:
            continue
        elif "titrearticlevisu" in marks:
            title.append(block.text)
        elif marks & {"docauthors", "sm-margin-bottomnews"}:
            authors.append(block.text)
        elif (match := _NUMBER.search(block.text)) and "section" not in marks:
            facts.append(("document_id", match[1]))
            is_over = True
        elif is_over or "footer" in marks or "txtcertificat" in marks or _CERTIFICATE.match(block.text):
            if is_copyright(block.text):
                facts.append(("copyright", block.text))
        elif "section" not in marks and is_copyright(block.text):
            facts.append(("copyright", block.text))
        elif "header" in marks and index < title_end:
            facts.append(("kicker", block.text))
        elif index < title_end:
            facts.append(("subtitle" if names else "kicker", block.text))
        elif not authors and not text and _is_author(block, marks):
            authors.append(block.text)
        elif not ("aside" in marks and _EMPTY_LABEL.fullmatch(block.text)):
            text.append(block.text)
    if title:
        facts.append(("title", " ".join(title)))
    if authors:
        facts.append(("byline", " ".join(authors)))
    return _dated("\n\n".join(text), facts + _source(names), header, dates)


def _is_author(block: Block, marks: frozenset[str]) -> bool:
    """Whether a line below the title, outside of the text, names the author."""
    is_short = len(block.text) <= _LONGEST_AUTHOR and len(block.text.split()) <= 10 and block.text[-1] not in ".!?…»"
    return is_short and not marks & {"section", "doctext", "dococurrcontainer", "aside"}


def _source(names: list[str]) -> list[tuple[str, str]]:
    """The name of the publication, and the issue that may follow it: `Le Journal, no. 5968`."""
    name = names[0] if names else ""
    issue = _ISSUE.search(name)
    facts = [("source", name[: issue.start()].rstrip(" ,") if issue else name)]
    return [*facts, ("issue", issue[1])] if issue else facts


def _dated(text: str, facts: list[tuple[str, str]], header: str, dates: DateReader) -> Draft:
    """The draft with what its header says: `Politique, mardi 14 mars 2006, p. 12`."""
    header = " ".join(header[:_LONGEST_HEADER].split())
    if page := _PAGE.search(header):
        facts.append(("page", page[1].strip()))
    found = date_within(header, dates)
    if found is None:
        facts.append(("date_text", header))
        return draft_of(text, facts, None, "", dates)
    above = _without_weekday(header[: found.start].strip(" ,"))
    if issue := _ISSUE.search(above):
        facts.append(("issue", issue[1]))
        above = above[: issue.start()].strip(" ,")
    source = next((value for key, value in facts if key == "source"), "")
    if above and above != source:
        facts.append(("section", above))
    return draft_of(text, facts, found, header[found.start : found.end], dates)


def _without_weekday(above: str) -> str:
    """What stands above a date, without the weekday that is a part of it."""
    rest, _, last = above.rpartition(" ")
    return rest.strip(" ,") if last.casefold() in _weekdays(known_languages()) else above


@lru_cache(maxsize=8)
def _weekdays(languages: tuple[Language, ...]) -> frozenset[str]:
    return frozenset(name.casefold() for language in languages for names in language.dates.weekdays for name in names)
