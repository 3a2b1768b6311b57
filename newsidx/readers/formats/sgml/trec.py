"""SGML in the manner of TREC and the LDC: `<DOC><DOCNO> AP880212-0001 </DOCNO> … <TEXT> … </TEXT></DOC>`."""

from __future__ import annotations

import re

from newsidx.dates.extract import DateReader, WrittenDate
from newsidx.readers.draft import Draft
from newsidx.readers.formats.format import Contents
from newsidx.readers.formats.prescribed_dates import compact, of_20th_century, place_of
from newsidx.readers.formats.sgml.elements import Field, articles_of, attributes_of, flat_fields_of, text_of_sgml
from newsidx.readers.lines import lines_of
from newsidx.readers.source import Document

_FIRST = re.compile(
    r"<DOC(?:\s[^<>]*)?>\s*<DOC(?:NO|ID)>|<DOC\s+(?:doc)?id\s*=\s*[^<>]+>\s*<(?:HEADLINE|DATELINE|TEXT|BODY|DATE)\b",
    re.IGNORECASE,
)
_GROUPS = frozenset(("header", "h1", "h2", "h3", "h4", "body"))
"""Elements that hold others."""

_TITLES = ("headline", "head", "hl", "ttl", "title", "ti")
_TEXTS = frozenset(("", "lp", "leadpara", "text", "p", *_GROUPS)) - {"header"}
"""Elements with text. What a wire service writes into its header is none."""

_DATES = ("date", "dd", "date1", "pubdate", "date_time", "datetime")
_FIELD_OF = {
    "byline": "byline",
    "author": "byline",
    "pub": "source",
    "source": "source",
    "so": "source",
    "name": "source",
    "section": "section",
    "category": "section",
    "dateline": "place",
    "city": "place",
    "language": "language",
}
_DAY_IN_NUMBER = re.compile(r"[A-Za-z]{2,}(?:_[A-Za-z]{3})?[_.-]?((?:19|20)\d{6})[.-]\d+")
_SHORT_DAY_IN_NUMBER = re.compile(r"(AP|WSJ|FR|GH|SDA\.|ATS\.|LA)(\d\d)(\d\d)(\d\d)[.-][\d-]+")
_PARAGRAPH_OF_SJMN = re.compile(r"(?<=\S); {2,}(?=\S)")
"""What the San Jose Mercury News has between two paragraphs."""

_SHORT_DAY = re.compile(r"=?\s*(\d\d)(\d\d)(\d\d)")
_SLASHES = re.compile(r"(\d\d?)/(\d\d?)/(\d\d)")
_FT_DATE = re.compile(r"FT +\d{1,2} [A-Z]{3} \d\d / +")


def claims(document: Document, start: bytes) -> bool:
    """Whether a document begins with such an article, in a wrapping element or not."""
    text = start.decode("latin-1")
    first = _FIRST.search(text)
    return first is not None and not re.sub(r"<[^<>]*>", "", text[: first.start()]).strip(" \t\r\n\ufeffï»¿")


def read(document: Document, dates: DateReader) -> Contents:
    """A draft for every `DOC` element."""
    encoding, lines = lines_of(document)
    return Contents((_draft(article, dates) for article in articles_of(lines, "DOC")), encoding)


def _draft(article: Field, dates: DateReader) -> Draft:
    draft = Draft("", meta=dict(attributes_of(article.attributes)))
    texts: list[str] = []
    written: list[str] = []
    titles: dict[str, str] = {}
    others: dict[str, str] = {}
    for field in flat_fields_of(article.content, _GROUPS):
        text = text_of_sgml(field.content)
        line = " ".join(text.split())
        if not line:
            continue
        if field.name in _TEXTS:
            texts.append(_PARAGRAPH_OF_SJMN.sub("\n\n", text))
        elif field.name in _TITLES and field.name not in titles:
            titles[field.name] = line
        elif field.name in _DATES:
            written.append(line)
        elif not _take_field(draft, field.name, line):
            others[field.name] = f"{others[field.name]}\n\n{text}" if field.name in others else text
    _take_date(draft, written, others.get("docno") or draft.meta.get("id", ""), dates)
    _take_texts(draft, texts, titles, others)
    return draft


def _take_field(draft: Draft, name: str, line: str) -> bool:
    """Set a field of the draft from an element on one line; False if the element is none, or a second one."""
    field = _FIELD_OF.get(name)
    if field is None or field in draft.fields:
        return False
    if field == "place":
        if not (line := place_of(line)):
            return False
    elif field == "byline":
        line = re.sub("^by ", "", line, flags=re.IGNORECASE)
    draft.fields[field] = line
    return True


def _take_date(draft: Draft, written: list[str], number: str, dates: DateReader) -> None:
    """Date an article by its elements, or by its number if that tells the day and they do not, or leave it open."""
    by_number = _day_in_number(number, dates)
    for text in written:
        found = _prescribed(text, dates) or dates.find(text)
        if found and (by_number is None or found.other is None or found.date == by_number.date):
            draft.take_date(found._replace(other=None) if by_number else found, "record", text)
            return
    if by_number:
        draft.take_date(by_number, "record", number)


def _prescribed(text: str, dates: DateReader) -> WrittenDate | None:
    """The date of `910514`, of `03/24/87`, which these collections write month first, or of `19980601`."""
    if short := _SHORT_DAY.fullmatch(text):
        return of_20th_century(short[1], short[2], short[3], dates)
    if slashes := _SLASHES.fullmatch(text):
        return of_20th_century(slashes[3], slashes[1], slashes[2], dates)
    return compact(text, dates)


def _day_in_number(number: str, dates: DateReader) -> WrittenDate | None:
    """The day in the number of an article: `AP880212-0001`, `LA042990-0001` (month first), `NYT_ENG_19940701.0001`."""
    if long := _DAY_IN_NUMBER.fullmatch(number):
        return compact(long[1], dates)
    if short := _SHORT_DAY_IN_NUMBER.fullmatch(number):
        name, first, second, third = short.groups()
        year, month, day = (third, first, second) if name == "LA" else (first, second, third)
        return of_20th_century(year, month, day, dates)
    return None


def _take_texts(draft: Draft, texts: list[str], titles: dict[str, str], others: dict[str, str]) -> None:
    """Set title and text. Other elements are the text of an article that has neither, such as a correction."""
    names = [name for name in _TITLES if name in titles]
    if names:
        draft.title, draft.title_from = _FT_DATE.sub("", titles[names[0]]), "header"
    draft.meta.update({name: titles[name] for name in names[1:]})
    is_meta = {name: bool(texts or names) or name in ("docno", "docid") for name in others}
    draft.meta.update({name: text for name, text in others.items() if is_meta[name]})
    draft.text = "\n\n".join(texts or [text for name, text in others.items() if not is_meta[name]])
    draft.use_title_as_text()
