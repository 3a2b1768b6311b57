"""What users have said of articles, as it comes with them: their tags and notes.

Every command that shows articles reads them here; what changes them is in `tags` and `notes`.
"""

from __future__ import annotations

from newsidx.archive.sqlite import values
from newsidx.archive.sqlite.columns import NUMBER, TEXT
from newsidx.archive.sqlite.database import Database


def tags_of(database: Database, id_list: str) -> dict[int, tuple[str, ...]]:
    """The tags of each article that has some, sorted; the ids are a JSON array."""
    sql = """
        SELECT article, tag FROM article_tags
        WHERE article IN (SELECT value FROM json_each(?)) ORDER BY article, tag
    """
    by_article: dict[int, tuple[str, ...]] = {}
    for article, tag in database.rows(sql, [id_list]):
        by_article[article] = (*by_article.get(article, ()), tag)
    return by_article


def notes_of(database: Database, id_list: str) -> dict[int, str]:
    """The note of each article that has one; the ids are a JSON array."""
    sql = "SELECT article, note FROM article_notes WHERE article IN (SELECT value FROM json_each(?))"
    return dict(values.typed(database.path, row, NUMBER, TEXT) for row in database.rows(sql, [id_list]))
