"""The keys that headers and front matter use, and which field of an article each one means."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from newsidx.dates.extract import DateReader
from newsidx.languages import Language, known_languages
from newsidx.languages.patterns import either
from newsidx.readers.decode import clean
from newsidx.readers.draft import Draft

_KEYS = {
    "date": "date published pubdate pub_date publication_date publish_date published_date date_published"
    " published_at published_on publishedat posted posted_on issued datetime dc_date",
    "title": "title headline head hed subject",
    "byline": "author authors byline by from creator writer reporter",
    "source": "source publication newspaper publisher outlet journal site site_name",
    "section": "section category desk",
    "place": "place location dateline city",
    "url": "url link permalink canonical canonical_url",
    "language": "language lang",
}
FIELD_OF = {key: name for name, keys in _KEYS.items() for key in keys.split()}
"""Normalised key -> the Article field it fills."""


@lru_cache(maxsize=8)
def _by(languages: tuple[Language, ...]) -> re.Pattern[str]:
    """The word before an author, as in `By Jane Smith`."""
    return re.compile(
        rf"\A{either(word for language in languages for word in language.bylines.by)}:?\s+", re.IGNORECASE
    )


def normalise_key(key: str) -> str:
    """A key as `FIELD_OF` has it: `Publication Date` and `publication-date` are `publication_date`."""
    return "_".join(key.casefold().replace("-", " ").replace(".", " ").replace("_", " ").split())


def take_fields(draft: Draft, pairs: Iterable[tuple[str, Any]], dates: DateReader, date_from: str) -> None:
    """Fill a draft from (key, value) pairs. A pair that fits no field goes to `meta` under its own key.

    If several keys name the same field, the first one with a valid value wins and the others go to `meta`, where the
    values of a repeated key are a list.
    """
    for key, value in pairs:
        if value in ("", "~", "null", [], {}):
            continue
        name = FIELD_OF.get(normalise_key(key))
        text = _as_text(value)
        if not text:
            continue
        if name == "date" and draft.date is None and (found := dates.whole(text)):
            draft.take_date(found, date_from, text)
        elif name == "title" and draft.title is None:
            draft.title, draft.title_from = text, "header"
        elif name not in (None, "date", "title") and name not in draft.fields:
            draft.fields[name] = _by(known_languages()).sub("", text) if name == "byline" else text
        else:
            _keep(draft.meta, clean(key), _as_json(value))


def _keep(meta: dict[str, Any], key: str, value: Any) -> None:
    if key in meta:
        earlier = meta[key]
        value = [*earlier, value] if isinstance(earlier, list) else [earlier, value]
    meta[key] = value


def _as_text(value: Any) -> str:
    """A value on one line; a list is joined by commas, as two authors are."""
    if isinstance(value, dict):  # `author: {name: Ann Lee, email: …}`
        return _as_text(value.get("name") or list(value.values()))
    if isinstance(value, list):
        return ", ".join(_as_text(item) for item in value)
    return " ".join(clean(str(value)).split())


def _as_json(value: Any) -> Any:
    """A string of a header, or the nested lists and mappings of front matter, with every string clean."""
    if isinstance(value, dict):
        return {clean(str(key)): _as_json(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_as_json(item) for item in value]
    return clean(str(value))
