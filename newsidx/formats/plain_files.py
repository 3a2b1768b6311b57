"""`files`: an article as a plain file that an ingest reads back as the same article.

The layout of the sample in seeds/, `date 2022-03-06` and the text, has no place for a byline or a source, and some
texts do not read back from it as they were. So each layout is tried with newsidx's own readers before one is chosen.
"""

from __future__ import annotations

import datetime
from typing import Any

from newsidx.article import PER_DAY, Article
from newsidx.formats.article_fields import FIELDS
from newsidx.formats.writers import ArticleFile, Writers
from newsidx.readers.formats.front_matter import OWN_NOTE, OWN_TAGS
from newsidx.readers.reading import DateReader, read_file

_CONTENT = (*(field.name for field in FIELDS if field.is_content), "tags", "note")
_FRONT_MATTER = {field.name: field.front_matter for field in FIELDS if field.front_matter}


def path_stem(article: Article) -> str:
    """The path of an article's file without its ending. Paths sort as ids do, so that an ingest gives the same ids."""
    number = f"{article.id % PER_DAY:06}"
    if article.date is None:
        return f"undated/{article.id:09}"
    return f"{article.date:%Y/%m}/{article.date.isoformat()}-{number}"


def article_file(article: Article) -> ArticleFile:
    """The file of an article in the simplest layout that reads back as the same article."""
    path = f"{path_stem(article)}.txt"
    if article.tags or article.note:  # which only front matter has a place for
        layouts = [_front_matter(article, _date_as_written(article)), _front_matter(article)]
    elif article.date:
        layouts = [_date_prefix(article), _front_matter(article, _date_as_written(article)), _front_matter(article)]
    else:
        layouts = [f"{article.body}\n", _headline(article), _front_matter(article)]
    for text in layouts:
        if _reads_back(text, path, article):
            return ArticleFile(path, text)
    return ArticleFile(path, layouts[-1], reads_back=False)


def _date_prefix(article: Article) -> str:
    headline = "" if article.title_from == "text" else f"{article.title}\n\n"
    return f"date {article.date} {headline}{article.body}\n"


def _headline(article: Article) -> str:
    return f"{article.title}\n\n{article.body}\n"


def _date_as_written(article: Article) -> str | None:
    """The date as it was written, where a reader noted that. In a dateline a place and an agency stand beside it."""
    written = article.meta.get("date_text")
    return written if isinstance(written, str) else None


def _front_matter(article: Article, date: str | None = None) -> str:
    import yaml

    fields: dict[str, Any] = {}
    if article.date:
        fields["date"] = date or article.published or str(article.date)
    if article.title_from != "text":
        fields["title"] = article.title
    fields.update({key: getattr(article, name) for name, key in _FRONT_MATTER.items() if getattr(article, name)})
    fields.update(
        {key: value for key, value in article.meta.items() if key not in fields and value != fields.get("date")}
    )
    if article.tags:
        fields[OWN_TAGS] = list(article.tags)
    if article.note:
        fields[OWN_NOTE] = article.note
    block = yaml.safe_dump(fields, allow_unicode=True, sort_keys=False, width=10_000)
    return f"---\n{block}---\n\n{article.body}\n"


def _reads_back(text: str, path: str, article: Article) -> bool:
    articles = tuple(read_file(text.encode(), path, DateReader(False, datetime.date.today())).articles)
    if len(articles) != 1:
        return False
    return all(getattr(articles[0], name) == getattr(article, name) for name in _CONTENT)


WRITERS = Writers(files=article_file)
