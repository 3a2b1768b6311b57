"""The columns of the table `articles`, listed once: every statement about whole articles is made from them."""

from __future__ import annotations

from newsidx.article import Article

TEXT, MAYBE_TEXT, NUMBER, MAYBE_NUMBER = (str,), (str, type(None)), (int,), (int, type(None))
"""The types of a column's values."""

ARTICLE_COLUMNS: dict[str, tuple[type, ...]] = {
    "id": NUMBER,
    "date": MAYBE_TEXT,
    "published": MAYBE_TEXT,
    "title": TEXT,
    "byline": MAYBE_TEXT,
    "source": MAYBE_TEXT,
    "section": MAYBE_TEXT,
    "place": MAYBE_TEXT,
    "url": MAYBE_TEXT,
    "language": MAYBE_TEXT,
    "words": NUMBER,
    "meta": TEXT,
    "date_from": MAYBE_TEXT,
    "title_from": TEXT,
    "fingerprint": NUMBER,
    "body": TEXT,
}
"""Each column and the types of its values, in the order of the table. The body is last, behind all short columns."""

COLUMNS = ", ".join(ARTICLE_COLUMNS)
COLUMNS_BEFORE_BODY = ", ".join(tuple(ARTICLE_COLUMNS)[:-1])
PLACEHOLDERS = ", ".join("?" for _ in ARTICLE_COLUMNS)
FIELDS = tuple(name for name in Article._fields if name in ARTICLE_COLUMNS)
FIELD_COLUMNS = ", ".join(FIELDS)
"""The columns in the order of the fields of Article."""

FIELD_TYPES = tuple(ARTICLE_COLUMNS[name] for name in FIELDS)
