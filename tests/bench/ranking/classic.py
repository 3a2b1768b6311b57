"""The formats of the small test collections of the 1960s to 1980s, as they are still passed around.

SMART (Cranfield, CISI, CACM, MED, ADI): *.ALL, *.QRY, *.REL, or cacm.all, query.text, qrels.text.
TIME: TIME.ALL, TIME.QUE, TIME.REL. LISA: lisa.all.txt, lisa.queries.txt, lisa.relevance.txt.
NPL as Terrier has it: doc-text.trec, query-text.trec, qrels.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

Text = tuple[str, str, str]
"""The id of a document, its title, and its body: never empty if there is a title."""

Contents = tuple[list[Text], dict[str, str], list[tuple[str, str, int]]]
"""Documents, queries by id, and (query, document, grade)."""

_SMART_RECORD = re.compile(r"^\.I +(\d+)[ \t\r]*$", re.MULTILINE)
_SMART_FIELD = re.compile(r"^\.([A-Z])[ \t\r]*\n(.*?)(?=^\.[A-Z][ \t\r]*$|\Z)", re.MULTILINE | re.DOTALL)
_LISA_DOCUMENT = re.compile(r"\s*Document\s+(\d+)\s*\n(.*?)\n\s*\n(.*)", re.DOTALL)
_LISA_QUERY = re.compile(r"^\s*(\d+)\s*\n(.*?)#", re.MULTILINE | re.DOTALL)
_TREC_DOCUMENT = re.compile(r"<DOCNO>(\d+)</DOCNO>\s*\n(.*?)</DOC>", re.DOTALL)
_TREC_QUERY = re.compile(r"<num>(\d+)</num>\s*<title>(.*?)</title>", re.DOTALL)

_TIME_LAST_IN_ORDER = 372
"""The copies of TIME that are passed around lack two documents after this one; the judgments still count them."""


def read(folder: Path) -> Contents:
    """The collection in a folder. Exits with a message if its files are in no known format."""
    names = {path.name.lower(): path for path in folder.iterdir() if path.is_file()}
    for format_names, reader in _FORMATS:
        paths = [_first_with_end(names, end) for end in format_names]
        if all(paths):
            return reader(*(path.read_text(encoding="utf-8", errors="replace") for path in paths if path))
    raise SystemExit(f"{folder}: not a collection in a known format")


def _first_with_end(names: dict[str, Path], end: str) -> Path | None:
    return next((path for name, path in sorted(names.items()) if name.endswith(end)), None)


def _smart(documents: str, queries: str, judgments: str) -> Contents:
    texts = [_text(id_, fields["T"], fields["W"]) for id_, fields in _smart_records(documents)]
    judged = []
    for line in judgments.splitlines():
        if len(numbers := line.split()) >= 2:
            # MED has «query 0 document grade», the others «query document 0 0».
            document = numbers[2] if len(numbers) == 4 and numbers[3].isdigit() and numbers[3] != "0" else numbers[1]
            judged.append((str(int(numbers[0])), str(int(document)), 1))
    return texts, {id_: _one_line(fields["W"]) for id_, fields in _smart_records(queries)}, judged


def _smart_records(text: str) -> Iterator[tuple[str, dict[str, str]]]:
    """The id and the fields of each record; a field that it lacks is empty."""
    parts = _SMART_RECORD.split(text)
    for id_, record in zip(parts[1::2], parts[2::2], strict=True):
        fields = {"T": "", "W": ""}
        for field in _SMART_FIELD.finditer(record):
            fields[field[1]] = fields.get(field[1], "") + field[2]
        yield str(int(id_)), fields


def _time(documents: str, queries: str, judgments: str) -> Contents:
    texts = []
    for number, part in enumerate(documents.split("*TEXT")[1:], 1):
        id_ = number if number < _TIME_LAST_IN_ORDER else number + 2
        texts.append(_text(str(id_), "", part.partition("\n")[2].replace("*STOP", "")))
    asked = [part.partition("\n") for part in queries.split("*FIND")[1:]]
    lines = [line.split() for line in judgments.splitlines() if line.strip()]
    judged = [(query, document, 1) for query, *relevant in lines for document in relevant]
    return texts, {id_.strip(): _one_line(text.replace("*STOP", "")) for id_, _, text in asked}, judged


def _lisa(documents: str, queries: str, judgments: str) -> Contents:
    matches = filter(None, map(_LISA_DOCUMENT.match, documents.split("*" * 44)))
    texts = [_text(*match.groups()) for match in matches]
    numbers = iter(judgments.split())
    judged = [(query, next(numbers), 1) for query in numbers for _ in range(int(next(numbers)))]
    return texts, {match[1]: _one_line(match[2]) for match in _LISA_QUERY.finditer(queries)}, judged


def _trec(documents: str, queries: str, judgments: str) -> Contents:
    texts = [_text(match[1], "", match[2]) for match in _TREC_DOCUMENT.finditer(documents)]
    asked = {match[1]: _one_line(match[2]).lower() for match in _TREC_QUERY.finditer(queries)}
    lines = [line.split() for line in judgments.splitlines() if line.strip()]
    return texts, asked, [(query, document, int(grade)) for query, _, document, grade in lines]


def _text(id_: str, title: str, body: str) -> Text:
    """A document of which only the title is there has it as its body too: newsidx reads no file without a text."""
    return id_, _one_line(title), _one_line(body) or _one_line(title)


def _one_line(text: str) -> str:
    return " ".join(text.split())


_FORMATS: tuple[tuple[tuple[str, str, str], Callable[[str, str, str], Contents]], ...] = (
    (("time.all", "time.que", "time.rel"), _time),
    (("lisa.all.txt", "lisa.queries.txt", "lisa.relevance.txt"), _lisa),
    (("doc-text.trec", "query-text.trec", "qrels"), _trec),
    ((".all", ".qry", ".rel"), _smart),
    ((".all", "query.text", "qrels.text"), _smart),
)
"""The ends of the three file names of each format, in small letters, and what reads their contents."""
