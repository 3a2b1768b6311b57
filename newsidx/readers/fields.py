"""A draft's fields, from the keys and values of a header, of front matter, or of a record."""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any

from newsidx.dates.extract import DateReader, WrittenDate
from newsidx.languages import Language, known_languages
from newsidx.languages.patterns import either
from newsidx.readers.decode import clean
from newsidx.readers.draft import Draft
from newsidx.readers.keys import CHANGED, FIELD_OF, LAST_RESORT, normalise_key

__all__ = ["FIELD_OF", "normalise_key", "read_date_of_change", "take_fields"]

_INNER = frozenset(("article", "extra", "front_matter", "meta", "metadata", "page", "params", "taxonomies"))
"""Keys of mappings that say more of the article itself, and not of its picture or its author."""

_OWN_PATHS = frozenset(("path", "permalink", "slug", "url"))
"""Keys of an article's own address, in which a site may keep its date: `path = "2022/03/06/talks"`."""

_DATED_PATH = re.compile(r"(?:^|/)(\d{4})([/-])(\d\d)\2(\d\d)(?=[/-])")
_DEEPEST = 50
"""Levels of lists and mappings in a value that are looked into."""

_EMPTY = frozenset(("", "~", "null"))
_HTML = re.compile(r"\s*<(?:!doctype|html|body|article|section|div|p|h\d|span)\b", re.IGNORECASE)


@lru_cache(maxsize=8)
def _by(languages: tuple[Language, ...]) -> re.Pattern[str]:
    """The word before an author, as in `By Jane Smith`."""
    return re.compile(
        rf"\A{either(word for language in languages for word in language.bylines.by)}:?\s+", re.IGNORECASE
    )


def take_fields(
    draft: Draft,
    pairs: Iterable[tuple[str, Any]],
    dates: DateReader,
    date_from: str,
    read_date: Callable[[str], WrittenDate | None] | None = None,
) -> None:
    """Fill a draft from (key, value) pairs. A pair that fits no field goes to `meta` under its own key.

    If several keys name the same field, the first one with a valid value wins and the others go to `meta`, where the
    values of a repeated key are a list. Keys of the last resort (a mail's subject for the title, a summary for the
    text) count only if no other fills their field. The text that the draft has already stays. `read_date` reads the
    date's value where it is not written as in an article.
    """
    read_date = read_date or dates.whole
    pairs = list(pairs)
    later: list[tuple[str, str, Any]] = []
    inner: list[tuple[str, Any]] = []
    for key, value in pairs:
        normal = normalise_key(key)
        name = FIELD_OF.get(normal)
        if normal in LAST_RESORT and name:
            later.append((name, key, value))
        elif not _take(draft, name, value, read_date, date_from):
            _keep(draft.meta, key, value)
        if isinstance(value, dict) and normal in _INNER:
            inner.extend(value.items())
    for name, key, value in later:
        if not _take(draft, name, value, read_date, date_from):
            _keep(draft.meta, key, value)
    for key, value in inner:
        if (name := FIELD_OF.get(normalise_key(str(key)))) and name != "body":
            _take(draft, name, value, read_date, date_from)
    if draft.date is None and date_from == "front-matter":
        _read_own_path(draft, pairs, dates)


def _take(
    draft: Draft, name: str | None, value: Any, read_date: Callable[[str], WrittenDate | None], date_from: str
) -> bool:
    """Whether a value was taken for the field of that name, which was empty, or is itself empty and says nothing."""
    if name is None:
        return False
    if name == "body":
        return not draft.text.strip() and _take_body(draft, value)
    text = _as_text(value)
    if text in _EMPTY:
        return True
    if name == "date" and draft.date is None and (found := read_date(text)):
        draft.take_date(found, date_from, text)
    elif name == "title" and draft.title is None:
        draft.title, draft.title_from = text, "header"
    elif name not in ("date", "title") and name not in draft.fields:
        draft.fields[name] = _by(known_languages()).sub("", text) if name == "byline" else text
    else:
        return False
    return True


def _take_body(draft: Draft, value: Any) -> bool:
    """Whether a value is a text, or a list of paragraphs, that the draft can have."""
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        value = "\n\n".join(value)
    if not isinstance(value, str):
        return not value
    text = clean(value)
    if _HTML.match(text):
        from newsidx.readers.markup import text_of_html

        text = text_of_html(text)
    if text.strip() not in _EMPTY:
        draft.text = text
    return True


def _read_own_path(draft: Draft, pairs: Iterable[tuple[str, Any]], dates: DateReader) -> None:
    """Date a page by its own address, as its front matter states it: `path = "2022/03/06/talks"`."""
    for key, value in pairs:
        path = normalise_key(key) in _OWN_PATHS and isinstance(value, str) and _DATED_PATH.search(value)
        if path and (day := dates.iso(f"{path[1]}-{path[3]}-{path[4]}")):
            draft.date, draft.date_from = day, "front-matter"
            draft.meta["date_text"] = path[0].strip("/")
            return


def read_date_of_change(draft: Draft, dates: DateReader) -> None:
    """Take the date from a key such as `lastmod`, which says when an article changed, not when it appeared."""
    for key, value in draft.meta.items():
        if normalise_key(key) in CHANGED and isinstance(value, str) and (found := dates.whole(value)):
            draft.take_date(found, "header", value)
            return


def _keep(meta: dict[str, Any], key: str, value: Any) -> None:
    key, value = clean(key), _as_json(value)
    if value is None or value == [] or value == {} or (isinstance(value, str) and value in _EMPTY):
        return
    if key in meta:
        earlier = meta[key]
        value = [*earlier, value] if isinstance(earlier, list) else [earlier, value]
    meta[key] = value


def _as_text(value: Any, level: int = 0) -> str:
    """A value on one line; a list is joined by commas, as two authors are."""
    if value is None or level > _DEEPEST:
        return ""
    if isinstance(value, dict):  # `author: {name: Ann Lee, email: …}`
        return _as_text(value.get("name") or list(value.values()), level + 1)
    if isinstance(value, list):
        return ", ".join(text for item in value if (text := _as_text(item, level + 1)))
    return " ".join(clean(str(value)).split())


def _as_json(value: Any, level: int = 0) -> Any:
    """What a header, front matter or a record says, with every string in it clean; dates and times as ISO 8601."""
    if level > _DEEPEST:
        return None
    if isinstance(value, dict):
        return {clean(str(key)): _as_json(item, level + 1) for key, item in value.items()}
    if isinstance(value, list):
        return [_as_json(item, level + 1) for item in value]
    if value is None or isinstance(value, (bool, int)) or (isinstance(value, float) and math.isfinite(value)):
        return value
    if isinstance(value, (datetime.date, datetime.time)):
        return value.isoformat()
    return clean(str(value))
