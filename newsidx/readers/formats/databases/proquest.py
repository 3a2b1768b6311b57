"""ProQuest: articles between lines of underscores, `Full text:` and other labels, the facts below the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from newsidx.dates.extract import DateReader
from newsidx.readers.draft import Draft
from newsidx.readers.formats.databases.facts import date_within, draft_of
from newsidx.readers.formats.databases.paragraphs import (
    Label,
    Paragraph,
    paragraphs_of,
    start_of_tail,
    with_unknown_labels,
    written,
)

_KEY_OF_LABEL = {
    "title": "title",
    "publicationtitle": "source",
    "publicationdate": "date",
    "publicationinfo": "publication_info",
    "source": "publication_info",
    "author": "byline",
    "author(s)": "byline",
    "authors": "byline",
    "section": "section",
    "column": "column",
    "dateline": "place",
    "languageofpublication": "language",
    "language": "language",
    "documenturl": "url",
    "proquestdocumentid": "document_id",
    "copyright": "copyright",
    "abstract": "abstract",
    "abstract(documentsummary)": "abstract",
    "fulltext": "text",
    "links": "links",
    "subject": "subjects",
    "subjects": "subjects",
    "subject(s)": "subjects",
    "businessindexingterm": "business_terms",
    "location": "locations",
    "locations": "locations",
    "people": "people",
    "company": "companies",
    "company/organization": "companies",
    "companies": "companies",
    "classification": "classification",
    "classificationcodes": "classification",
    "identifier/keyword": "keywords",
    "volume": "volume",
    "issue": "issue",
    "pages": "page",
    "firstpage": "page",
    "numberofpages": "pages",
    "startpage": "page",
    "publicationyear": "publication_year",
    "publisher": "published_by",
    "placeofpublication": "place_of_publication",
    "countryofpublication": "country_of_publication",
    "publicationsubject": "publication_subject",
    "issn": "issn",
    "e-issn": "eissn",
    "sourcetype": "source_type",
    "documenttype": "document_type",
    "documenttypes": "document_type",
    "documentfeature": "document_feature",
    "textwordcount": "length",
    "wordcount": "length",
    "lastupdated": "last_updated",
    "database": "database",
    "databases": "database",
}
"""Labels without blanks, as ProQuest sometimes loses one: `Placeof publication:`."""

_LABEL = re.compile(
    r"([A-Z][A-Za-z-]*(?:[ /]{1,3}[A-Za-z(][A-Za-z()-]*){0,3}(?:\([sS]\))?):(?:[ \xa0]|$)\s*(.*)", re.DOTALL
)
_RULE = re.compile(r"^[^\S\n]*_{20,}[^\S\n]*$", re.MULTILINE)
_NUMBER = re.compile(r"Document \d+ of \d+")
_LINK = re.compile(r"https?://\S+")
_BOILERPLATE = re.compile(
    r"(?:Contact us at\b|Contact ProQuest|Database copyright\b|Terms and Conditions\b|Back to top"
    r"|Report Information from|ProQuest document link|Document URL$|Find a copy|Email \d+ of \d+|Links?:"
    r"|All documents are reproduced)"
)
_NOT_ARTICLES = re.compile(r"(?:Search Strategy|Bibliography|Citation style|Table of contents|Report Information)\b")
_MONTH_FIRST = re.compile(r"([^\W\d_]{3,12}\.?)(\d{1,2}),(\d{4})")
_NONE = re.compile(r"(?:None ?available|(?:Full text )?not available|Unavailable)\.?", re.IGNORECASE)
_IN_PROSE = frozenset(("text", "abstract"))
_HEAD_ONLY = frozenset(("text", "abstract", "publication_info", "links"))
_TELLING = frozenset(("text", "abstract", "source", "date", "publication_info", "document_id"))
_DIVIDER = Paragraph("divider", "", "_" * 60)


def label_of(line: str) -> Label | None:
    """The label of ProQuest at the start of a line, if it is one that ProQuest uses."""
    if not "A" <= line[:1] <= "Z" or (match := _LABEL.match(line)) is None:
        return None
    key = _KEY_OF_LABEL.get("".join(match[1].split()).casefold())
    return Label(key, match[2]) if key else None


def read(text: str, dates: DateReader) -> Sequence[Draft]:
    """The articles of an export in plain text, or of its mail; none if it is no such export."""
    paragraphs: list[Paragraph] = []
    for number, part in enumerate(_RULE.split(text)):
        if number:
            paragraphs.append(_DIVIDER)
        paragraphs += paragraphs_of(part.split("\n"), label_of, prose=_IN_PROSE)
    paragraphs = with_unknown_labels(paragraphs, _is_fact)
    if sum(paragraph.key in _TELLING for paragraph in paragraphs) < 2:
        return ()
    return tuple(_draft(article, dates) for article in _articles(paragraphs))


def _articles(paragraphs: list[Paragraph]) -> Iterator[list[Paragraph]]:
    """The paragraphs of each article: up to the end of the facts that name its number in ProQuest.

    A divider ends one too, unless it stands in a text whose facts are still to come.
    """
    article: list[Paragraph] = []
    has_text = is_complete = False
    for index, paragraph in enumerate(paragraphs):
        if paragraph.key == "divider":
            if is_complete or not has_text or _begins_article(paragraphs, index + 1):
                yield from _kept(article)
                article, has_text, is_complete = [], False, False
            else:
                article.append(paragraph)
            continue
        is_fact = paragraph.key is not None and paragraph.key not in _HEAD_ONLY
        if is_complete and not is_fact and not _BOILERPLATE.match(paragraph.written):
            yield from _kept(article)
            article, has_text, is_complete = [], False, False
        article.append(paragraph)
        has_text = has_text or paragraph.key in _IN_PROSE
        is_complete = is_complete or (paragraph.key == "document_id" and has_text)
    yield from _kept(article)


def _begins_article(paragraphs: list[Paragraph], start: int) -> bool:
    """Whether the paragraphs from `start` on begin an article, or the last page of an export."""
    above = paragraphs[start : start + 12]
    for paragraph in above:
        if paragraph.key == "divider":
            return False
        if paragraph.key in _HEAD_ONLY or _NUMBER.fullmatch(paragraph.written):
            return True
        if _BOILERPLATE.match(paragraph.written) or _NOT_ARTICLES.match(paragraph.written):
            return True
        if paragraph.key is not None:
            return False
    return not above


def _kept(article: list[Paragraph]) -> Iterator[list[Paragraph]]:
    """The article, if it is one: a bibliography and the search strategy are none."""
    keys = {paragraph.key for paragraph in article}
    if len(keys & _TELLING) >= 2 or (keys & _TELLING and "title" in keys):
        yield article


def _draft(paragraphs: list[Paragraph], dates: DateReader) -> Draft:
    begin = next((index for index, paragraph in enumerate(paragraphs) if paragraph.key == "text"), None)
    head = paragraphs if begin is None else paragraphs[:begin]
    facts: list[tuple[str, str]] = []
    text = ""
    if begin is not None:
        tail = start_of_tail(paragraphs, begin + 1, _is_tail)
        below = [paragraph for paragraph in paragraphs[tail:] if paragraph.key]
        facts += [(paragraph.key or "", paragraph.text) for paragraph in below]
        lead = paragraphs[begin].text
        text = "\n\n".join(filter(None, (lead, written(paragraphs[begin + 1 : tail]))))
    above, abstract = _head(head)
    if _NONE.fullmatch(text):
        text = ""
    if not _NONE.fullmatch(abstract) and abstract:
        if text:
            above.append(("abstract", abstract))
        else:
            text = abstract
    return _dated(text, _fields([*facts, *above]), dates)


def _is_fact(key: str | None) -> bool:
    return key is not None and key not in _IN_PROSE and key != "divider"


def _is_tail(paragraph: Paragraph) -> bool:
    return _is_fact(paragraph.key) or (paragraph.key is None and _BOILERPLATE.match(paragraph.written) is not None)


def _head(paragraphs: list[Paragraph]) -> tuple[list[tuple[str, str]], str]:
    """The facts above a text, and the abstract. The title has no label there, and neither has the link."""
    facts: list[tuple[str, str]] = []
    title: str | None = None
    abstract: list[str] = []
    is_abstract = False
    for paragraph in paragraphs:
        if paragraph.key == "abstract":
            is_abstract = True
            abstract.append(paragraph.text)
        elif paragraph.key is not None:
            is_abstract = False
            facts.append((paragraph.key, paragraph.text))
        elif _NUMBER.fullmatch(paragraph.text) or _BOILERPLATE.match(paragraph.text):
            continue
        elif _LINK.fullmatch(paragraph.text):
            facts.append(("url", paragraph.text))
        elif is_abstract:
            abstract.append(paragraph.text)
        elif title is None or not facts:  # above a title in a mail stand greetings
            title = paragraph.text
    if title:
        facts.append(("title", title))
    return facts, "\n\n".join(filter(None, abstract))


def _fields(facts: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The facts that are worth keeping, each of them once."""
    seen: set[tuple[str, str]] = set()
    once: set[str] = set()
    for key, value in facts:
        value = " ".join(value.split())
        if key in ("links", "divider", "publication_year") or not value or (key, value) in seen:
            continue
        seen.add((key, value))
        if key in once:
            continue
        if key in ("title", "url"):
            once.add(key)
        if key == "source":  # `Toronto Star; Toronto, Ont.`
            value = value.partition(";")[0].strip()
        yield key, value


def _dated(text: str, fields: Iterator[tuple[str, str]], dates: DateReader) -> Draft:
    """The draft with the date that its facts name, or else the line that says where it was published."""
    facts = list(fields)
    for name in ("date", "publication_info"):
        for key, value in facts:
            if key == name and (found := date_within(value, dates) or date_within(_unbroken(value), dates)):
                rest = [fact for fact in facts if fact != (key, value) or key != "date"]
                return draft_of(text, rest, found, value, dates)
    return draft_of(text, facts, None, "", dates)


def _unbroken(date: str) -> str:
    """`Jan 11, 2 009` without the blanks that ProQuest sometimes puts into words."""
    return _MONTH_FIRST.sub(r"\1 \2, \3", "".join(date.split()))
