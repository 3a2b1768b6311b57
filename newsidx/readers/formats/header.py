"""The header layout: `Key: value` lines at the top of the file, ended by a blank line."""

from __future__ import annotations

import re

from newsidx.dates.extract import DateReader
from newsidx.readers.draft import Draft
from newsidx.readers.fields import FIELD_OF, normalise_key, take_fields
from newsidx.readers.formats.format import TextFormat

_KEY = r"(?:\*\*)?([^\W\d_][\w .’'()/-]{0,39})(?::\*\*|(?:\*\*)?[:：])"
"""A key and its colon, that of Chinese and Japanese too; in Markdown both may be bold."""

_LINE = re.compile(rf"{_KEY}(?:(?:[ \t]+|(?<=：))(.*)|[ \t]*)")
_UNSPACED_LINE = re.compile(rf"{_KEY}(.*)")
_END = re.compile(r"\n[ \t]*(?:(?=\n|\Z)|(?:-{3,}|={3,})[ \t]*(?=\n|\Z))")
_MOST_LINES = 100
_TOP = 1000
_LONGEST_KEY = 50
_MAIL = frozenset(("from", "date", "subject"))


def read(text: str, dates: DateReader) -> tuple[Draft, ...]:
    """One draft, if the text begins with a header block. A rule (`---`) may end it, as a blank line does.

    It must have a date or a title, or two other keys that newsidx knows: `City: a portrait` is a headline.
    """
    top = text[:_TOP].lstrip()[:_LONGEST_KEY]
    if ":" not in top and "：" not in top:
        return ()  # most texts
    start = len(text) - len(text.lstrip())
    if not _UNSPACED_LINE.match(text, start):
        return ()
    end = _END.search(text, start)
    pairs = header_pairs(text[start : end.start()] if end else text[start:])
    if pairs is None:
        return ()
    keys = [normalise_key(key) for key, _ in pairs]
    fields = [FIELD_OF.get(key) for key in keys]
    if not _is_header(fields):
        return ()
    draft = Draft(text[end.end() :] if end else "")
    take_fields(draft, pairs, dates, "header", dates.mail if _is_mail(keys) else None)
    if draft.date is None and len(pairs) == 1 and fields == ["date"]:
        return ()  # `Date: 2022-03-06 and the text goes on` is the seed's layout, not a header
    return (draft,)


def header_pairs(block: str) -> list[tuple[str, str]] | None:
    """The (key, value) pairs of a block in which every line is `Key: value` or continues the one above.

    None if any line is neither, or if there are too many lines for a header.
    """
    lines = block.split("\n", _MOST_LINES + 1)
    if len(lines) > _MOST_LINES:
        return None
    pairs: list[tuple[str, list[str]]] = []
    for line in lines:
        if line[:1] in (" ", "\t") and line.strip() and pairs:
            pairs[-1][1].append(line.strip())
        elif match := _LINE.fullmatch(line) or _known(line):
            pairs.append((match[1].strip(), [(match[2] or "").strip()]))
        else:
            return None
    return [(key, " ".join(values).strip()) for key, values in pairs]


def _known(line: str) -> re.Match[str] | None:
    """A line `Title:War`: without the space it belongs to a header only if newsidx knows the key."""
    match = _UNSPACED_LINE.fullmatch(line)
    return match if match and normalise_key(match[1]) in FIELD_OF else None


def _is_header(fields: list[str | None]) -> bool:
    known = sum(field not in (None, "body") for field in fields)
    return "date" in fields or "title" in fields or known >= 2


def _is_mail(keys: list[str]) -> bool:
    """Whether a header is a mail's or a newsgroup article's, in whose date alone a year may have two digits."""
    return "newsgroups" in keys or _MAIL.issubset(keys)


FORMAT = TextFormat("header", read)
