"""Factiva as text: labels of two letters (`HD`, `WC`, `PD` …), or lines whose place says what they are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from newsidx.dates.extract import DateReader
from newsidx.readers.draft import Draft
from newsidx.readers.formats.databases.facts import date_at_start, draft_of, is_copyright

_KEY_OF_CODE = {
    "HD": "title",
    "SE": "section",
    "CLM": "column",
    "BY": "byline",
    "CR": "credit",
    "WC": "length",
    "PD": "date",
    "ET": "time",
    "SN": "source",
    "SC": "source_code",
    "ED": "edition",
    "PG": "page",
    "VOL": "volume",
    "LA": "language",
    "CY": "copyright",
    "DLN": "place",
    "LP": "text",
    "TD": "text",
    "ART": "text",
    "CX": "text",
    "CT": "contact",
    "RF": "reference",
    "CO": "companies",
    "IN": "industries",
    "NS": "subjects",
    "RE": "regions",
    "NGC": "source_family",
    "GC": "source_group",
    "IPC": "information_provider_codes",
    "IPD": "information_provider_descriptors",
    "PUB": "published_by",
    "AN": "document_id",
    "RST": "restrictor_codes",
}
CODES = frozenset(_KEY_OF_CODE)
"""The labels of Factiva."""

_ABOVE_TEXT = frozenset(
    ("HD", "SE", "CLM", "BY", "CR", "WC", "PD", "ET", "SN", "SC", "ED", "PG", "VOL", "LA", "CY", "LP")
)
_LABEL = re.compile(rf"^[^\S\n]*({'|'.join(CODES)})(?:[^\S\n]*$|[^\S\n]*\t[^\S\n]*|[^\S\n]{{2,}})", re.MULTILINE)
_IDENTIFIER = r"[A-Za-z]{2,8}\d{0,12}(?:19|20)\d{6}[a-z][a-z0-9]{8}"
_END = re.compile(rf"^[^\S\n]*(?:AN[^\S\n]{{1,9}})?(?:\S{{2,12}}[ \xa0])?({_IDENTIFIER})[^\S\n]*$", re.MULTILINE)
IDENTIFIER = re.compile(rf"(?:.{{0,12}}\s)?({_IDENTIFIER})")
"""The line that ends an article: `Document` in some language, and its number in Factiva."""

LENGTH = re.compile(
    r"\d[\d,. \xa0]*(?:words?|Wörter|Wort|mots?|palabras?|parole|woorden|palavras|ord|слов\w*|字|語|단어|słów|sana\w*)"
)
"""The line that says how long an article is."""

TIME = re.compile(r"\d{1,2}[:.]\d{2}(?::\d\d)?(?: ?[AP]M)?(?: [A-Z]{2,4})?")
CODE = re.compile(r"[A-Z][A-Z0-9]{1,9}")
_FOOTER = re.compile(
    r"^(?:\s*Search Summary\s*$|©? ?\d{4} Factiva, Inc|© \d{4} Dow Jones|Page \d+ (?:of \d+ )?© )", re.MULTILINE
)


def read(text: str, dates: DateReader) -> Sequence[Draft]:
    """The articles of an export in plain text; none if it is no such export."""
    articles: list[tuple[Draft, list[str]]] = []
    start = 0
    for end in _END.finditer(text):
        _add(articles, text[start : end.end()], dates)
        start = end.end()
    rest = _without_footer(text[start:])
    if rest.strip() and (articles or _is_labelled(rest)):  # the last article of an export that was cut off
        _add(articles, rest, dates)
    for draft, more in articles:
        draft.text = "\n\n".join([draft.text, *more])
    return tuple(draft for draft, _ in articles)


def _add(articles: list[tuple[Draft, list[str]]], piece: str, dates: DateReader) -> None:
    """Add the article that a piece of text is. A piece that is none goes on with the text above it."""
    if draft := _labelled(piece, dates) or _unlabelled(piece, dates):
        articles.append((draft, []))
    elif articles and (more := piece.strip()):
        articles[-1][1].append(more)


def _without_footer(text: str) -> str:
    footer = _FOOTER.search(text)
    return text[: footer.start()] if footer else text


def _is_labelled(article: str) -> bool:
    codes = {label[1] for label in _LABEL.finditer(article)}
    return bool(codes & {"HD"} and codes & {"PD", "SN"} and codes & {"LP", "TD", "WC", "AN", "LA"})


def _labelled(article: str, dates: DateReader) -> Draft | None:
    """An article with labels, if it has the most important ones."""
    if not _is_labelled(article):
        return None
    labels: list[re.Match[str]] = []
    is_text = False
    for label in _LABEL.finditer(article):
        if not (is_text and label[1] in _ABOVE_TEXT):  # a word of the text may look like a label
            labels.append(label)
        is_text = is_text or label[1] in ("LP", "TD")
    ends = [*(label.start() for label in labels[1:]), len(article)]
    return draft_of_fields(
        ((label[1], article[label.end() : end]) for label, end in zip(labels, ends, strict=True)), dates
    )


def draft_of_fields(fields: Iterable[tuple[str, str]], dates: DateReader) -> Draft:
    """The draft of an article by its fields, each with the code that Factiva gives it."""
    text: list[str] = []
    facts: list[tuple[str, str]] = []
    written = time = ""
    for code, value in fields:
        key = _KEY_OF_CODE.get(code, code.lower())
        value = "\n".join(line.strip() for line in value.strip().split("\n"))
        if key == "text":
            text.append(re.sub(r"\n{3,}", "\n\n", value))
        elif key == "date":
            written = written or value
        elif key == "time":
            time = time or value
        elif key == "document_id":
            facts.append((key, IDENTIFIER.sub(r"\1", value)))
        else:
            facts.append((key, value))
    return dated_draft("\n\n".join(filter(None, text)), facts, written, time, dates)


def dated_draft(text: str, facts: list[tuple[str, str]], written: str, time: str, dates: DateReader) -> Draft:
    """The draft of an article with the day and the time of day that Factiva names."""
    for together in (f"{written} {time}".strip(), written):
        if found := date_at_start(together, dates):
            return draft_of(text, facts, found, together, dates)
    if written:
        facts = [*facts, ("date_text", written)]
    return draft_of(text, facts, None, "", dates)


def _unlabelled(article: str, dates: DateReader) -> Draft | None:
    """An article without labels: the line with its length and the date below it say where the others are."""
    lines = [line.strip() for line in article.split("\n")]
    length = next((index for index, line in enumerate(lines[:40]) if LENGTH.fullmatch(line)), None)
    if length is None:
        return None
    below = [index for index in range(length + 1, min(length + 30, len(lines))) if lines[index]]
    if not below or not date_at_start(lines[below[0]], dates):
        return None
    head, end = _head_below(lines, below)
    above = [line for line in lines[:length] if line]
    identifier = next((match for line in reversed(lines) if line and (match := IDENTIFIER.fullmatch(line))), None)
    last = len(lines) if identifier is None else max(i for i, line in enumerate(lines) if line)
    text = re.sub(r"\n{3,}", "\n\n", "\n".join(lines[end:last])).strip()
    facts = [*_above_length(above), ("length", lines[length]), *head_facts(head)]
    if identifier:
        facts.append(("document_id", identifier[1]))
        text, publisher = _without_publisher(text, " ".join(head))
        facts += publisher
    written, time = head[0], head[1] if len(head) > 1 and TIME.fullmatch(head[1]) else ""
    return dated_draft(text, facts, written, time, dates)


def _without_publisher(text: str, head: str) -> tuple[str, list[tuple[str, str]]]:
    """A text without its last line, if that only names the publisher, as the copyright does."""
    above, _, last = text.rpartition("\n")
    if above and len(last) > 2 and last.casefold() in head.casefold():
        return above.rstrip(), [("published_by", last)]
    return text, []


def _head_below(lines: list[str], below: list[int]) -> tuple[list[str], int]:
    """The lines from the date to the copyright, or as far as they can be recognised, and where the text begins."""
    for count, index in enumerate(below, 1):
        if is_copyright(lines[index]):
            return [lines[above] for above in below[:count]], index + 1
    blank = next((index for index in range(below[0], below[-1] + 1) if not lines[index]), below[0] + 2)
    head = [index for index in below if index < blank]
    return [lines[index] for index in head], blank


def _above_length(above: list[str]) -> Iterator[tuple[str, str]]:
    """What stands above the length: the headline, a short section above it, the author below it."""
    lines = above[-4:]
    if len(lines) > 1 and len(lines[-1]) <= 60 and len(lines[-2]) > len(lines[-1]) / 2:
        yield "byline", lines.pop()
    if lines:
        yield "title", lines.pop()
    if lines:
        yield "section", lines.pop()


def head_facts(head: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The facts in the lines from the date on: time, source, its code, edition and pages, language, copyright."""
    rest = [line for line in head[1:] if not TIME.fullmatch(line)]
    if rest and is_copyright(rest[-1]):
        yield "copyright", rest.pop()
    if rest:
        yield "source", rest.pop(0)
    if rest and CODE.fullmatch(rest[0]):
        yield "source_code", rest.pop(0)
    if rest:
        yield "language", rest.pop()
    for line in rest:
        yield ("page" if line.isdigit() else "edition"), line
