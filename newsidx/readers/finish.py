"""A draft -> an article: the rules settle what its format left open."""

from __future__ import annotations

from newsidx.article import LARGEST, TOO_LARGE, Article
from newsidx.dates.extract import DateReader
from newsidx.readers.draft import Draft
from newsidx.readers.problem import Problem, ProblemKind
from newsidx.readers.rules.date import find_date
from newsidx.readers.rules.headline import take_title
from newsidx.readers.source import Document
from newsidx.text.fingerprint import fingerprint

_PIECE = 1_000_000
"""Characters whose words are counted in one go."""


def finish(draft: Draft, document: Document, dates: DateReader) -> Article | Problem:
    """The article that a draft from a document becomes, or the problem if there is no text in it."""
    if draft.date is None:
        find_date(draft, document, dates)
    take_title(draft)
    if not draft.text and draft.title_from != "line":
        return Problem(ProblemKind.NO_TEXT, "a date and no text" if draft.date else "no text below its header")
    if len(draft.text) > LARGEST:  # before its words are counted, which takes ten times as much memory again
        return Problem(ProblemKind.TOO_LARGE, TOO_LARGE)
    return _article(draft, document.hints.url)


def _word_count(text: str) -> int:
    """The number of words in a text. The words of a large text are never in memory all at once."""
    if len(text) <= _PIECE:
        return len(text.split())
    count = 0
    for start in range(0, len(text), _PIECE):
        count += len(text[start : start + _PIECE].split())
        is_divided = start > 0 and not text[start - 1].isspace() and not text[start].isspace()
        count -= is_divided
    return count


def _article(draft: Draft, url: str | None) -> Article:
    title, body = draft.title or "", draft.text
    field = draft.fields.get
    return Article(
        id=0,
        date=draft.date,
        published=draft.published,
        title=title,
        body=body,
        byline=field("byline"),
        source=field("source"),
        section=field("section"),
        place=field("place"),
        url=field("url", url),
        language=field("language"),
        words=_word_count(body) + (0 if draft.title_from == "text" else len(title.split())),
        meta=draft.meta,
        date_from=draft.date_from,
        title_from=draft.title_from or "text",
        fingerprint=fingerprint(title, body),
    )
