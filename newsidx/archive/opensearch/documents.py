"""Articles as documents of an index, and documents as articles.

The `_id` of an article is its day and the fingerprint of its text: whoever sends the same article again, from whatever
machine, writes the same document. Its number, which people type, is the next one of its day.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from newsidx.archive.matching.forms import language_code
from newsidx.archive.matching.tokenizer import spaced
from newsidx.archive.opensearch.schema import LONGEST_TERM, START
from newsidx.article import Article, day_number

_OPTIONAL = ("published", "byline", "source", "section", "place", "url", "language", "date_from")
_METADATA = ("byline", "source", "section", "place", "language")


class Copy(NamedTuple):
    """Where a copy of an article is: number `part`, from 0, of the file with the key `file` at `path`."""

    file: str
    path: str
    part: int


def document_id(date: datetime.date | None, fingerprint: int) -> str:
    """The `_id` of the article with a date and a text: 20220306-1f3a… ."""
    return f"{day_number(date)}-{fingerprint & 0xFFFF_FFFF_FFFF_FFFF:016x}"


def article_document(article: Article, copies: Iterable[Copy]) -> dict[str, Any]:
    """An article with its id, tags and note as a document, without the words that are indexed."""
    document: dict[str, Any] = {
        "id": article.id,
        "title": article.title,
        "body": article.body,
        "words": article.words,
        "title_from": article.title_from,
        "fingerprint": article.fingerprint,
        "language_code": language_code(article.language),
        "copies": [copy._asdict() for copy in copies],
    }
    if article.date:
        document["date"] = article.date.isoformat()
        document["month_day"] = article.date.month * 100 + article.date.day
    document.update({name: value for name in _OPTIONAL if (value := getattr(article, name))})
    if article.meta:
        document["meta"] = article.meta
    if article.tags:
        document["tags"] = sorted(set(article.tags))
    if article.note:
        document["note"] = article.note
    return document


def with_words(document: Mapping[str, Any]) -> dict[str, Any]:
    """A document with what only the index has of it: its words as terms, and what is compared without case.

    A title that was cut from the text counts once, as body.
    """
    title = "" if document["title_from"] == "text" else document["title"]
    indexed = {
        "title_words": _terms(title),
        "body_words": _terms(document["body"]),
        **{f"{field}_words": _terms(document[field]) for field in (*_METADATA, "note") if field in document},
        "folded_paths": sorted({copy["path"].casefold() for copy in document["copies"]}),
    }
    if document["copies"]:
        indexed["first_file"] = document["copies"][0]["file"]
    if "language" in document:
        indexed["language_words"] = f"{START} {indexed['language_words']}"
    if "url" in document:
        indexed["folded_url"] = document["url"].casefold()
    return {**document, **indexed}


def _terms(text: str) -> str:
    """The terms of a text with spaces between them."""
    terms = spaced(text)
    return terms if len(text) <= LONGEST_TERM else " ".join(term[:LONGEST_TERM] for term in terms.split())


def copies_in(source: Mapping[str, Any]) -> list[Copy]:
    """The copies of the article in a document."""
    return [Copy(copy["file"], copy["path"], copy["part"]) for copy in source.get("copies", ())]


def with_copies(copies: Sequence[Copy], files: Collection[str], wanted: Iterable[Copy]) -> list[Copy]:
    """The copies of an article, those in some files replaced by those that are wanted there.

    The copies in one file stand together, in the order in which the files came to the article.
    """
    of_files: dict[str, set[Copy]] = {copy.file: set() for copy in copies}
    for copy in copies:
        if copy.file not in files:
            of_files[copy.file].add(copy)
    for copy in wanted:
        if copy.file in files:
            of_files.setdefault(copy.file, set()).add(copy)
    return [copy for in_file in of_files.values() for copy in sorted(in_file, key=lambda copy: copy.part)]


def article_in(source: Mapping[str, Any], paths: Sequence[str] = ()) -> Article:
    """The article in a document. `paths` are those of its files, as they are to be shown."""
    date = source.get("date")
    return Article(
        id=source["id"],
        date=datetime.date.fromisoformat(date) if date else None,
        published=source.get("published"),
        title=source["title"],
        body=source["body"],
        byline=source.get("byline"),
        source=source.get("source"),
        section=source.get("section"),
        place=source.get("place"),
        url=source.get("url"),
        language=source.get("language"),
        words=source["words"],
        meta=source.get("meta", {}),
        date_from=source.get("date_from"),
        title_from=source["title_from"],
        fingerprint=source["fingerprint"],
        files=tuple(paths),
        tags=tuple(source.get("tags", ())),
        note=source.get("note"),
    )
