"""Reading articles: by id, by ref, or by the path of a file."""

from __future__ import annotations

import os
from collections.abc import Sequence

from newsidx.archive.sqlite import values
from newsidx.archive.sqlite.annotations import notes_of, tags_of
from newsidx.archive.sqlite.columns import FIELD_COLUMNS
from newsidx.archive.sqlite.database import Database
from newsidx.archive.unknown_article import unknown_article
from newsidx.article import Article, id_range_of
from newsidx.disk.paths import path_text

_ARTICLES = f"SELECT {FIELD_COLUMNS} FROM articles WHERE id IN (SELECT value FROM json_each(?))"


def articles(database: Database, ids: Sequence[int]) -> list[Article]:
    """The articles with these ids, in the order given. Unknown ids are left out."""
    id_list = values.json_array(ids)
    rows = {row[0]: row for row in database.rows(_ARTICLES, [id_list])}
    paths: dict[int, list[str]] = {}
    for article_id, path in database.rows(
        """
        SELECT copies.article, files.path FROM copies JOIN files ON files.id = copies.file
        WHERE copies.article IN (SELECT value FROM json_each(?))
        ORDER BY files.missing_since IS NOT NULL, files.path
        """,
        [id_list],
    ):
        paths.setdefault(article_id, []).append(path)
    tags, notes = tags_of(database, id_list), notes_of(database, id_list)
    return [
        values.article(
            database.path,
            rows[article_id],
            paths.get(article_id, ()),
            tags.get(article_id, ()),
            notes.get(article_id),
        )
        for article_id in ids
        if article_id in rows
    ]


def fingerprints(database: Database, ids: Sequence[int]) -> dict[int, int]:
    """The fingerprint of each article's text. Unknown ids are left out."""
    sql = "SELECT id, fingerprint FROM articles WHERE id IN (SELECT value FROM json_each(?))"
    return dict(database.rows(sql, [values.json_array(ids)]))


def named(database: Database, name: str) -> list[Article]:
    """The article with a ref or an id, all those in a range of ids, or all in the file with a path.

    Raises UnknownArticle if there are none.
    """
    ids_named = id_range_of(name)
    ids = _ids_between(database, *ids_named) if ids_named else ids_in_file(database, os.path.abspath(name))
    if named_articles := articles(database, ids):
        return named_articles
    raise unknown_article(name)


def _ids_between(database: Database, first: int, last: int) -> list[int]:
    """The ids from one to another, in order. They are read from the index's short rows of lengths."""
    rows = database.rows("SELECT id FROM articles_fts_docsize WHERE id BETWEEN ? AND ? ORDER BY id", [first, last])
    return [values.number(database.path, article_id) for (article_id,) in rows]


def ids_in_file(database: Database, path: str) -> list[int]:
    """The ids of the articles in the file at an absolute path, in the order of the file."""
    rows = database.rows(
        """
        SELECT copies.article FROM files JOIN copies ON copies.file = files.id
        WHERE files.path = ? ORDER BY copies.part
        """,
        [path_text(path)],
    )
    return [values.number(database.path, article_id) for (article_id,) in rows]
