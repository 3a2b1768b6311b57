"""A draft -> an article: the rules settle what its format left open."""

from __future__ import annotations

from newsidx.article import LARGEST, TOO_LARGE, Article
from newsidx.dates.extract import DateReader
from newsidx.languages import language_of, tag_of
from newsidx.languages.detect import language_of_text
from newsidx.readers.decode import clean
from newsidx.readers.draft import Draft
from newsidx.readers.problem import Problem, ProblemKind
from newsidx.readers.rules.byline import byline_at, byline_patterns
from newsidx.readers.rules.date import find_date
from newsidx.readers.rules.headline import take_title
from newsidx.readers.rules.settle import settle
from newsidx.readers.source import Document
from newsidx.text.fingerprint import fingerprint
from newsidx.text.word_count import word_count

_PIECE = 1_000_000
"""Characters whose words are counted in one go."""

_WIKI = (".wiki", ".wikitext", ".mediawiki")

_SHORT = 400
"""Characters of a text that is long enough to show its language without the title."""


def finish(draft: Draft, document: Document, dates: DateReader) -> Article | Problem:
    """The article that a draft from a document becomes, or the problem if there is no text in it."""
    if draft.date is None:
        find_date(draft, document, dates)
    if draft.is_ambiguous:
        settle(draft, document, dates)
    page = _page_name(document.name) if (document.member or document.path).endswith(_WIKI) else None
    take_title(draft, document.neighbours, dates, page)
    if not draft.text and not _is_title_alone(draft):
        return Problem(ProblemKind.NO_TEXT, "a date and no text" if draft.date else "no text below its header")
    if len(draft.text) > LARGEST:  # before its words are counted, which takes ten times as much memory again
        return Problem(ProblemKind.TOO_LARGE, TOO_LARGE)
    for name, value in document.options.fields:
        draft.fields.setdefault(name, value)
    for name, value in document.hints.meta:
        draft.meta.setdefault(name, value)
    return _article(draft, document.hints.url)


def _page_name(name: str) -> str:
    """The title of a wiki's page: the name of its file, in which blanks are `_`."""
    from urllib.parse import unquote

    return " ".join(clean(unquote(name.rpartition(".")[0])).replace("_", " ").split())


def _is_title_alone(draft: Draft) -> bool:
    """Whether a headline, or a title with a date, is all of the article."""
    is_title = draft.title_from == "line" or (draft.title_from == "header" and draft.date is not None)
    return is_title and bool(draft.title)


def _word_count(text: str) -> int:
    """The number of words in a text. The words of a large text are never in memory all at once."""
    if len(text) <= _PIECE:
        return word_count(text)
    count = 0
    for start in range(0, len(text), _PIECE):
        count += word_count(text[start : start + _PIECE])
        is_divided = start > 0 and not text[start - 1].isspace() and not text[start].isspace()
        count -= is_divided
    return count


def _language(draft: Draft) -> str | None:
    """The language that the text is in; the title helps where the text is short."""
    if draft.title_from == "text" or len(draft.text) > _SHORT:
        return language_of_text(draft.text)
    return language_of_text(f"{draft.title}\n{draft.text}")


def _take_byline(draft: Draft, language: str) -> None:
    """Take the byline at the top of a text in another language than English: `Por Ana López`.

    Only its own language's words begin one: `De Klerk resigns` is no byline, and `De Klerk` may be one in French.
    """
    record = language_of(language)
    byline = byline_at(draft.text, 0, byline_patterns((record,))) if record and record.bylines.by else None
    if byline and draft.text[byline.end :].strip():
        draft.fields["byline"] = byline.names
        draft.text = draft.text[byline.end :].strip()


def _article(draft: Draft, url: str | None) -> Article:
    field = draft.fields.get
    language = tag_of(declared) if (declared := field("language")) else _language(draft)
    if language is not None and language != "en" and "byline" not in draft.fields:
        _take_byline(draft, language)
    title, body = draft.title or "", draft.text
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
        language=language,
        words=_word_count(body) + (0 if draft.title_from == "text" else word_count(title)),
        meta=draft.meta,
        date_from=draft.date_from,
        title_from=draft.title_from or "text",
        fingerprint=fingerprint(title, body),
        tags=draft.tags,
        note=draft.note,
    )
