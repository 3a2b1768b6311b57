"""An article as a plain file that an ingest reads back as the same: in the seed's layout, or with front matter.

The seed's layout, `date 2022-03-06` and the text, has no room for a byline or a source, and not every text reads back
from it as it was. So each rendering is read back by newsidx's own readers before it is chosen.
"""

from __future__ import annotations

import datetime
from typing import Any, NamedTuple

from newsidx.article import PER_DAY, Article
from newsidx.readers.reading import DateReader, read_file

_SAME = (
    "date", "published", "title", "body", "byline", "source", "section", "place", "url", "language", "meta",
)  # fmt: skip
_FRONT_MATTER = {
    "byline": "author", "source": "source", "section": "section", "place": "place", "url": "url",
    "language": "language",
}  # fmt: skip


class Rendered(NamedTuple):
    """A file to write: its path within a folder, its text, and whether it reads back as the same article."""

    path: str
    text: str
    is_same: bool = True


def place_of(article: Article) -> str:
    """The path of an article's file without an ending: in the order of the ids, so that an ingest numbers it alike."""
    number = f"{article.id % PER_DAY:06}"
    if article.date is None:
        return f"undated/{article.id:09}"
    return f"{article.date:%Y/%m}/{article.date.isoformat()}-{number}"


def rendered(article: Article) -> Rendered:
    """The file of an article in the seed's layout, or with front matter if that is needed to read back the same."""
    path = f"{place_of(article)}.txt"
    choices = [_seed(article), _with_front_matter(article)] if article.date else [article.body + "\n"]
    choices += [] if article.date else [_with_headline(article), _with_front_matter(article)]
    for text in choices:
        if _reads_back(text, path, article):
            return Rendered(path, text)
    return Rendered(path, choices[-1], is_same=False)


def _seed(article: Article) -> str:
    """The layout of the sample in seeds/: the date, and the text going on along the same line."""
    headline = "" if article.title_from == "text" else f"{article.title}\n\n"
    return f"date {article.date} {headline}{article.body}\n"


def _with_headline(article: Article) -> str:
    return f"{article.title}\n\n{article.body}\n"


def _with_front_matter(article: Article) -> str:
    import yaml

    fields: dict[str, Any] = {}
    written = article.meta.get("date_text")  # as the article had it, where a reader kept that
    if article.date:
        fields["date"] = written if isinstance(written, str) else article.published or str(article.date)
    if article.title_from != "text":
        fields["title"] = article.title
    fields.update({key: getattr(article, name) for name, key in _FRONT_MATTER.items() if getattr(article, name)})
    fields.update(
        {key: value for key, value in article.meta.items() if key not in fields and value != fields.get("date")}
    )
    block = yaml.safe_dump(fields, allow_unicode=True, sort_keys=False, width=10_000)
    return f"---\n{block}---\n\n{article.body}\n"


def _reads_back(text: str, path: str, article: Article) -> bool:
    reading = read_file(text.encode(), path, DateReader(False, datetime.date.today()))
    if len(reading.articles) != 1:
        return False
    return all(getattr(reading.articles[0], name) == getattr(article, name) for name in _SAME)
