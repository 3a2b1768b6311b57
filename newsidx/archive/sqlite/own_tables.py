"""Checks that the tables of an archive are really tables, and not views or generated columns from a forged file.

A view in place of a table could run forever, or return anything.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator

from newsidx.archive.sqlite.schema import EARLIER_TABLES, TABLES, index_texts
from newsidx.archive.sqlite.sqlite_errors import corrupt

_OBJECTS = "SELECT name, type, rootpage, sql FROM main.sqlite_master WHERE name NOT LIKE 'sqlite_%'"
_GENERATED = "SELECT 1 FROM pragma_table_xinfo(?, 'main') WHERE hidden > 0 AND name <> 'ref'"
_AS = re.compile(r"\bas\b", re.IGNORECASE)
_SHADOWS = ("articles_fts_data", "articles_fts_idx", "articles_fts_docsize", "articles_fts_config")


def require_own_tables(connection: sqlite3.Connection, path: str, version: int) -> None:
    """Raise ArchiveCorrupt unless every table of this schema version exists and is a real table."""
    objects = {name: rest for name, *rest in connection.execute(_OBJECTS)}
    if _index_text(objects) not in index_texts(version):
        raise corrupt(path, "newsidx did not create its full-text index")
    for name in _tables(version):
        kind, root, text = objects.get(name, ("", 0, ""))
        if kind != "table" or not root:
            raise corrupt(path, f"{name} is not a table")
        # Listing the columns takes a while, and most tables do not contain the keyword of a generated column.
        if _AS.search(str(text)) and connection.execute(_GENERATED, [name]).fetchone():
            raise corrupt(path, f"{name} has a column that newsidx did not create")


def _tables(version: int) -> Iterator[str]:
    """The names of the tables of a schema version."""
    yield from (table for table, since in TABLES.items() if since <= version)
    yield from (table for table, versions in EARLIER_TABLES.items() if version in versions)
    yield from _SHADOWS


def _index_text(objects: dict[str, list[object]]) -> object:
    kind, root, text = objects.get("articles_fts", ("", 0, ""))
    return text if (kind, root) == ("table", 0) else None
