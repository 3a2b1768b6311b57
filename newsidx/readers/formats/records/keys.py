"""What the columns of a table and the keys of a JSON object mean, in the words of those who export articles."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from newsidx.readers.keys import CHANGED, CREATED, FIELD_OF, SUMMARY, normalise_key

PUBLISHED, ENTERED, MODIFIED = "date", "created", "modified"
"""When an article appeared, was entered, and was changed. The first of them that a record has dates it; a date of the
last kind only if it has no other."""

DATES = (PUBLISHED, ENTERED, MODIFIED)

DATE_PARTS = ("year", "month", "day")

BODY, HTML, LEAD = "body", "html", "lead"
"""The text of an article; the same as HTML; the sentences that stand for it where there is no more."""

FIELDS = ("byline", "source", "section", "place", "url", "language")

_KEYS = {
    "year": "year año jahr année ano anno год rok yıl 年",
    "month": "month mes monat mois mês mese месяц miesiąc ay 月",
    "day": "day día tag jour dia giorno день dzień gün 日",
    HTML: "html body_html body_xhtml content_html",
}
_RECORD_KEYS = {
    PUBLISHED: "seendate time",
    BODY: "bodies fields_body_text",
    LEAD: "fields_trail_text",
    "source": "domain infosource feed 新聞 신문",
}
"""Words that mean this in a record, and in a header something else or nothing."""

_MEANING_OF: Mapping[str, str] = {
    **FIELD_OF,
    **dict.fromkeys(SUMMARY, LEAD),
    **dict.fromkeys(CREATED, ENTERED),
    **dict.fromkeys(CHANGED, MODIFIED),
    **{normalise_key(key): name for name, keys in (*_KEYS.items(), *_RECORD_KEYS.items()) for key in keys.split()},
}
_SECOND_BEST = frozenset(
    """
    subject uri domain story article timestamp time seendate feed versioncreated abstract snippet excerpt teaser
    """.split()  # noqa: SIM905 - easier to read than a list of strings
)
"""Keys that mean what they seem to only if no other key means it."""


_OF_RIGHTS = re.compile(r"copyright|rights|usage|licen[cs]e|disclaimer|terms", re.IGNORECASE)
_OF_COLLECTION = re.compile(
    r"(?:date_?)?(?:scraped|crawled|fetched|retrieved|downloaded|inserted|imported|indexed|ingested)"
    r"(?:[_ ]?(?:at|on|date|time|timestamp)|$)",
    re.IGNORECASE,
)


@lru_cache(maxsize=10_000)
def meaning_of(key: str) -> str | None:
    """What a key means: a field of an article, or another of the names above; None if nothing that newsidx knows."""
    return _MEANING_OF.get(normalise_key(key[:100]))


def is_of_rights(key: str) -> bool:
    """Whether a key has what one may do with an article, which is prose too, and the same with all of them."""
    return _OF_RIGHTS.search(key[:100]) is not None


def is_of_collection(key: str) -> bool:
    """Whether a key has what a program notes of a page or row when it fetches or stores it: `scraped_at`."""
    return _OF_COLLECTION.match(key[:100]) is not None


def is_second_best(key: str) -> bool:
    """Whether another key with the same meaning goes first: `subject` is a title only where there is no `title`."""
    return normalise_key(key) in _SECOND_BEST
