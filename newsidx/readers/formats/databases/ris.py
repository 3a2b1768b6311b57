"""RIS: records of lines `TI  - Title`, from `TY` to `ER`, as citation managers and databases write them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from newsidx.dates.extract import DateReader, WrittenDate
from newsidx.readers.draft import Draft
from newsidx.readers.formats.databases.facts import draft_of

_LINE = re.compile(r"([A-Z][A-Z0-9]) {1,2}-(?: (.*)|)")
_BEGINS = re.compile(r"\s*(?:\d{1,6}\.\s{1,9})?TY {1,2}- ")
_DATE_TAGS = ("DA", "Y1", "PY", "Y2")
_SLASHED = re.compile(r"(\d{4})/(\d{1,2})/(\d{1,2})(?:/.*)?")
_INVERTED = re.compile(r"([^,]+), ([^,]+)(?:, ([^,]+))?")
_TEXT_TAGS = ("AB", "N2")
_AUTHOR_TAGS = frozenset(("AU", "A1"))
_TITLES = ("TI", "T1", "CT", "BT")
_SOURCES = ("T2", "JO", "JF", "JA", "J2", "PB")
_KEYS = {
    "SE": "section",
    "CY": "place",
    "LA": "language",
    "UR": "url",
    "SP": "page",
    "EP": "last_page",
    "KW": "keywords",
    "VL": "volume",
    "IS": "issue",
    "SN": "issn",
    "AN": "document_id",
    "DB": "database",
    "DP": "database_provider",
    "N1": "notes",
    "ID": "id",
    "TY": "type",
}


def read(text: str, dates: DateReader) -> Sequence[Draft]:
    """The articles of an export; none if the text is no RIS.

    A record that is no article gives a draft without a text, so that it is not passed over in silence.
    """
    drafts = tuple(_draft(record, dates) for record in _records(text))
    is_ris = _BEGINS.match(text) or any(draft.text for draft in drafts)
    return drafts if is_ris else ()


def _records(text: str) -> Iterator[list[tuple[str, str]]]:
    """The records, each a list of tags and values. A line without a tag goes on with the value above it."""
    record: list[tuple[str, list[str]]] = []
    for line in text.split("\n"):
        match = _LINE.fullmatch(line.strip() if line[:1].isspace() or line[-1:].isspace() else line)
        tag = match[1] if match else None
        if tag == "TY":
            yield from _told(record)
            record = [("TY", [match[2] or ""])] if match else []
        elif not record:
            continue
        elif tag == "ER":
            yield from _told(record)
            record = []
        elif match and tag:
            record.append((tag, [match[2] or ""]))
        else:
            record[-1][1].append(line)
    yield from _told(record)


def _told(record: list[tuple[str, list[str]]]) -> Iterator[list[tuple[str, str]]]:
    if len(record) > 1:
        yield [(tag, "\n".join(lines).strip()) for tag, lines in record]


def _draft(record: list[tuple[str, str]], dates: DateReader) -> Draft:
    """The article of a record. A record without a text is one if it has a title and a date, else its draft is empty."""
    values: dict[str, list[str]] = {}
    for tag, value in record:
        if value:
            values.setdefault(tag, []).append(value)
    found, written = _date(values, dates)
    text = "\n\n".join(next((values[tag] for tag in _TEXT_TAGS if tag in values), []))
    title = next((values[tag][0] for tag in _TITLES if tag in values), None)
    if not text and (title is None or found is None):
        return Draft("")
    facts = [("title", title)] if title else []
    if authors := [_in_order(author) for tag, author in record if tag in _AUTHOR_TAGS and author]:
        facts.append(("byline", ", ".join(authors)))
    used = {"AB", "N2", *_DATE_TAGS, *_AUTHOR_TAGS} if text else {*_DATE_TAGS, *_AUTHOR_TAGS}
    used.add(next((tag for tag in _TITLES if tag in values), ""))
    if source := next((tag for tag in _SOURCES if tag in values), None):
        facts.append(("source", values[source][0]))
        used.add(source)
    facts += [
        (_KEYS.get(tag, tag), "; ".join(dict.fromkeys(several))) for tag, several in values.items() if tag not in used
    ]
    return draft_of(text, facts, found, written, dates)


def _date(values: dict[str, list[str]], dates: DateReader) -> tuple[WrittenDate | None, str]:
    """The day that a record names; a year alone is none."""
    for tag in _DATE_TAGS[:3]:
        for value in values.get(tag, ()):
            day = _SLASHED.fullmatch(value)
            written = f"{day[1]}-{int(day[2]):02}-{int(day[3]):02}" if day else value
            if found := dates.whole(written):
                return found, written
    return None, ""


def _in_order(author: str) -> str:
    """`Lee, Ann` as `Ann Lee`, and `Jones, Bob, Jr.` as `Bob Jones Jr.`"""
    inverted = _INVERTED.fullmatch(author)
    return " ".join(part for part in (inverted[2], inverted[1], inverted[3]) if part) if inverted else author
