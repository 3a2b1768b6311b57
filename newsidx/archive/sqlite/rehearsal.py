"""A temporary archive for the dry run of an ingest into an archive on servers.

It has no texts and no index. What an ingest needs to know is copied from the servers a batch at a time, before the
batch is added here: so a dry run reads no more than the ingest would, however large the archive is.
"""

from __future__ import annotations

import os
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from newsidx.archive.files import FileRead
from newsidx.archive.sqlite.add import SqliteAddition
from newsidx.archive.sqlite.dry_run import WITHOUT_TEXT
from newsidx.archive.sqlite.ledger import FileFields, save_files
from newsidx.archive.sqlite.writable import WritableSqliteArchive


class KnownArticle(NamedTuple):
    """An article that the servers have: `copies` are the (path, part) of the files that hold it."""

    id: int
    date: str | None
    fingerprint: int
    copies: Sequence[tuple[str, int]]


class RemovedRow(NamedTuple):
    """A removed article in a file, as a row of the table `removed`."""

    digest: bytes
    part: int
    path: str
    article: int | None
    title: str | None
    removed: str | None
    fingerprint: int | None


class Rehearsal(WritableSqliteArchive):
    """The temporary archive. `before_adding` is called with the files of each batch, to copy what is known of them."""

    before_adding: Callable[[Sequence[FileRead]], None] = staticmethod(lambda files: None)

    def adding(self, now: str, *, again: bool = False, reread: bool = False) -> SqliteAddition:
        """The additions of one ingest, before each batch of which `before_adding` is called."""
        return _Addition(self, now, again, reread)

    def set_article_count(self, count: int) -> None:
        """Note how many articles the archive on the servers has."""
        with self.transaction() as connection:
            connection.execute("INSERT OR REPLACE INTO days (date, articles) VALUES ('', ?)", [count])

    def copy_files(self, files: Iterable[FileFields]) -> None:
        """Copy files that it does not have yet."""
        with self.transaction() as connection:
            save_files(connection, files)

    def copy_articles(self, articles: Iterable[KnownArticle]) -> None:
        """Copy articles that it does not have yet; their files must be here."""
        with self.transaction() as connection:
            for article in articles:
                connection.execute(_INSERT_ARTICLE, article[:3])
                rows = ((part, article.id, path) for path, part in article.copies)
                connection.executemany(_INSERT_COPY, rows)

    def copy_removed(self, rows: Iterable[RemovedRow]) -> None:
        """Copy what is known of removed articles."""
        with self.transaction() as connection:
            connection.executemany(_INSERT_REMOVED, rows)


class _Addition(SqliteAddition):
    """An addition that asks first for what is known of its files."""

    def __init__(self, archive: Rehearsal, now: str, again: bool, reread: bool) -> None:
        super().__init__(archive, now, again, reread)
        self._archive = archive

    def add(self, files: Sequence[FileRead]) -> Counter[str]:
        self._archive.before_adding(files)
        return super().add(files)


_INSERT_ARTICLE = """
INSERT OR IGNORE INTO articles (id, date, fingerprint, title, words, title_from, meta, body)
VALUES (?, ?, ?, '', 0, '', '{}', '')
"""
_INSERT_COPY = "INSERT OR IGNORE INTO copies (part, article, file) SELECT ?, ?, id FROM files WHERE path = ?"
_INSERT_REMOVED = """
INSERT OR IGNORE INTO removed (digest, part, path, article, title, removed, fingerprint) VALUES (?, ?, ?, ?, ?, ?, ?)
"""


@contextmanager
def rehearsal() -> Iterator[Rehearsal]:
    """An empty temporary archive, which is deleted after the block."""
    with (
        tempfile.TemporaryDirectory() as folder,
        Rehearsal.open(os.path.join(folder, "dry.db"), write=True) as temporary,
    ):
        with temporary.transaction() as connection:
            for statement in WITHOUT_TEXT:
                connection.execute(statement)
        yield temporary
