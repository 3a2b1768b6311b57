"""One batch of files on their way into the archive: the rows they become, and the ids their articles get.

New articles are gathered, sorted by id, and loaded in bulk, the table first and then the index: with triggers
it takes 2.6 times as long, and unsorted 2.3 times. Changed files are rare, and dealt with one by one.
"""

from __future__ import annotations

import datetime
import json
import sqlite3
from collections import Counter
from dataclasses import dataclass
from typing import Any, NamedTuple

from newsidx.archive.files import FileRead
from newsidx.archive.sqlite.alerts import keep_answers
from newsidx.archive.sqlite.checksums import note_checksums
from newsidx.archive.sqlite.remove import forget_comparison, remove_copies, remove_from_index
from newsidx.archive.sqlite.removed import emptied_files, note_move, note_passed_over, removed_parts
from newsidx.article import FIRST_DATED_ID, Article, first_id, last_id, ref_of
from newsidx.disk.paths import is_gone


class DayIsFull(Exception):
    """A day has all the articles its ids have room for."""


class KnownFile(NamedTuple):
    """What the archive knows of a file; with no `digest`, it is to count as changed."""

    id: int
    digest: bytes | None
    ambiguous: str | None
    undated: int
    status: str
    read_again: str | None


@dataclass
class _Day:
    """The highest id of a day so far, the highest it has room for, and whether it had no article before the batch."""

    highest: int
    room: int
    is_new: bool


class Batch:
    """The rows of one batch, gathered until they are loaded."""

    def __init__(self, connection: sqlite3.Connection, now: str) -> None:
        self.connection = connection
        self.now = now
        self._left: set[int] = set()
        self.outcome: Counter[str] = Counter()
        self._articles: list[tuple[Any, ...]] = []
        self._files: list[tuple[Any, ...]] = []
        self._copies: list[tuple[int, int, int]] = []
        self._gathered: dict[tuple[datetime.date | None, int], int] = {}
        self._days: dict[datetime.date | None, _Day] = {}
        self._next_file = self._one("SELECT coalesce(max(id), 0) + 1 FROM files")
        self._is_any_removed = bool(self._one("SELECT EXISTS (SELECT 1 FROM removed)"))

    def known_files(self, paths: list[str]) -> dict[str, KnownFile]:
        """What the archive knows of these paths."""
        rows = self.connection.execute(
            """
            SELECT path, id, CASE WHEN ctime_ns <> -1 THEN digest END, ambiguous, undated, status, read_again FROM files
            WHERE path IN (SELECT value FROM json_each(?))
            """,
            [json.dumps(paths)],
        )
        return {path: KnownFile(*rest) for path, *rest in rows}

    def add(self, file: FileRead, known: KnownFile | None) -> None:
        """Add one file, and say in `outcome` what became of it."""
        if known is None:
            outcome = self._add_new(file)
        elif file.status == "unreadable":
            self._keep_unread(file, known)
            outcome = "problem"
        elif not self.is_changed(file, known):
            self._update_file(known.id, file)
            outcome = "unchanged"
        else:
            outcome = self._add_changed(file, known)
        self._count(file, outcome)

    def is_changed(self, file: FileRead, known: KnownFile | None) -> bool:
        """Whether a file was known, could be read now, and is not as it was when it was last read."""
        if known is None or file.status == "unreadable":
            return False
        is_same = known[1:4] == (file.digest, file.ambiguous, file.undated)
        is_same = is_same and known.read_again in (file.read_again, None)
        return not (is_same and known.status in (file.status, "unreadable"))

    def link(self, file: FileRead, known: KnownFile) -> bool:
        """Link a changed file to the articles that have its texts, and say whether these are all it needs.

        Where they are not, it holds them beside what it held, so that nobody takes them for texts that are gone.
        """
        old = self._held(known.id)
        found = [self._find(article) for article in file.articles]
        is_whole = bool(found) and all(found) and not any(id_ == old.get(part) for part, id_ in enumerate(found))
        is_whole = is_whole and not self._removed_parts(file)
        if is_whole:
            self.connection.execute("DELETE FROM copies WHERE file = ?", [known.id])
            self._left.update(old.values())
            self._update_file(known.id, file)
            self._count(file, "changed")
        copies = ((part if is_whole else part + _FOR_NOW, id_) for part, id_ in enumerate(found) if id_)
        sql = "INSERT OR REPLACE INTO copies (file, part, article) VALUES (?, ?, ?)"
        self.connection.executemany(sql, ((known.id, part, id_) for part, id_ in copies))
        return is_whole

    def _held(self, file_id: int) -> dict[int, int]:
        """The ids of the articles in a file as the archive knows it, by their part."""
        sql = "SELECT part, article FROM copies WHERE file = ? AND part < ?"
        return dict(self.connection.execute(sql, (file_id, _FOR_NOW)).fetchall())

    def _count(self, file: FileRead, outcome: str) -> None:
        self.outcome[outcome] += 1
        if outcome not in ("unchanged", "passed_over"):
            self.outcome["undated"] += file.undated
            self.outcome["ambiguous"] += file.ambiguous is not None

    def finish(self) -> None:
        """Write what was gathered, and remove the articles that no file holds any more."""
        self._load()
        remove_copies(self.connection, [], self._left)

    def _load(self) -> None:
        """Write what was gathered, the articles in the order of their ids."""
        self._articles.sort()
        self.connection.executemany(_INSERT_ARTICLE, self._articles)
        note_checksums(self.connection, self._articles)
        self.connection.execute(_INDEX_ARTICLES, [json.dumps([row[0] for row in self._articles])])
        self.connection.executemany(_UNLISTED_ARTICLE, ((row[0],) for row in self._articles))
        self.connection.executemany(_INSERT_FILE, self._files)
        self.connection.executemany("INSERT INTO copies (file, part, article) VALUES (?, ?, ?)", self._copies)
        self.outcome["articles"] += len(self._articles)
        self._articles.clear()
        self._files.clear()
        self._copies.clear()
        self._gathered.clear()
        self._days.clear()

    def _add_new(self, file: FileRead) -> str:
        removed = self._removed_parts(file)
        placed: dict[int, tuple[int, bool]] = {}
        for part, article in enumerate(file.articles):
            if place := self._place(article, is_removed=part in removed):
                placed[part] = place
        is_second = bool(placed) and not any(is_new for _, is_new in placed.values())
        is_passed_over = bool(file.articles) and not placed
        if is_second and self._move(file, self._files_with(next(iter(placed.values()))[0], file.digest)):
            return "moved"
        if is_passed_over and self._move(file, emptied_files(self.connection, file.digest)):
            return "moved"
        file_id = self._next_file
        self._next_file += 1
        self._files.append(_file_row(file_id, file, self.now))
        self._copies += ((file_id, part, article_id) for part, (article_id, _) in placed.items())
        for part in removed - placed.keys():
            note_passed_over(self.connection, file.digest, part, file.path)
        if file.status != "read":
            return "problem"
        if is_passed_over:
            return "passed_over"
        return "duplicate" if is_second else "new"

    def _removed_parts(self, file: FileRead) -> frozenset[int]:
        """The places in a file whose articles were removed, and are not to come back."""
        return removed_parts(self.connection, file.digest) if self._is_any_removed else frozenset()

    def _place(self, article: Article, is_removed: bool) -> tuple[int, bool] | None:
        """The id of an article, and whether it is new to the archive; if so, it is gathered, or passed over (None)
        because it was removed.
        """
        if found := self._find(article):
            return found, False
        if is_removed:
            return None
        article_id = self._number(article.date)
        self._gathered[article.date, article.fingerprint] = article_id
        self._articles.append(_row(article_id, article))
        return article_id, True

    def _find(self, article: Article) -> int | None:
        """The id of the article that has the same date and text, if there is one."""
        if found := self._gathered.get((article.date, article.fingerprint)):
            return found
        if self._day(article.date).is_new:
            return None
        row = self.connection.execute(
            "SELECT id FROM articles WHERE date IS ? AND fingerprint = ?", (_iso(article.date), article.fingerprint)
        ).fetchone()
        return row[0] if row else None

    def _number(self, date: datetime.date | None) -> int:
        """The next id of a day. Raises DayIsFull."""
        day = self._day(date)
        if day.highest == day.room:
            raise DayIsFull(f"{date or 'undated'} has no ids left (the highest is {ref_of(day.room)})")
        day.highest += 1
        return day.highest

    def _day(self, date: datetime.date | None) -> _Day:
        """What this batch knows of a day."""
        if (day := self._days.get(date)) is None:
            first, last = (first_id(date), last_id(date)) if date else (0, FIRST_DATED_ID - 1)
            highest = self._one("SELECT max(id) FROM articles WHERE id BETWEEN ? AND ?", first, last)
            day = self._days[date] = _Day(first if highest is None else highest, last, is_new=highest is None)
        return day

    def _files_with(self, article_id: int, digest: bytes | None) -> list[tuple[int, str]]:
        """The (id, path) of the files of these bytes that hold an article."""
        return self.connection.execute(
            """
            SELECT files.id, files.path FROM copies JOIN files ON files.id = copies.file
            WHERE copies.article = ? AND files.digest = ? ORDER BY files.path
            """,
            (article_id, digest),
        ).fetchall()

    def _move(self, file: FileRead, others: list[tuple[int, str]]) -> bool:
        """If the same bytes were known under a path where nothing lies any more, the file was moved here."""
        for file_id, path in others:
            if is_gone(path):
                self.connection.execute("UPDATE files SET path = ? WHERE id = ?", (file.path, file_id))
                if self._is_any_removed:
                    note_move(self.connection, file.digest, path, file.path)
                self._update_file(file_id, file)
                return True
        return False

    def _add_changed(self, file: FileRead, known: KnownFile) -> str:
        """Put what a file says now in the place of what it said. An edit that keeps the date keeps the id."""
        self._load()  # what was gathered must be there to be found
        old = self._held(known.id)
        removed = self._removed_parts(file)
        if file.digest == known.digest:
            removed -= old.keys()  # bytes of which only the article in another file was removed
        stays = {self._find(article) for article in file.articles}
        self.connection.execute("DELETE FROM copies WHERE file = ?", [known.id])
        passed_over = 0
        for part, article in enumerate(file.articles):
            article_id = self._place_changed(article, old.get(part), stays, is_removed=part in removed)
            if article_id is None:
                passed_over += 1
                note_passed_over(self.connection, file.digest, part, file.path)
            else:
                self.connection.execute("INSERT INTO copies VALUES (?, ?, ?)", (known.id, part, article_id))
        self._left.update(old.values())
        self._update_file(known.id, file)
        if file.status != "read":
            return "problem"
        return "passed_over" if passed_over == len(file.articles) and not old else "changed"

    def _place_changed(self, article: Article, old: int | None, stays: set[int | None], is_removed: bool) -> int | None:
        """The id for an article of a changed file, or None if it was removed and is passed over; `old` is the one that
        stood there, now without this copy, and `stays` are those that have the text of any of its articles.
        """
        found = self._find(article)
        if found and found != old:
            return found
        if is_removed and not found:
            return None
        if old is not None and (found == old or (old not in stays and self._can_rewrite(old, article.date))):
            remove_from_index(self.connection, old)
            forget_comparison(self.connection, old)
            self.connection.execute("DELETE FROM articles WHERE id = ?", [old])
            article_id = old
        else:
            article_id = self._number(article.date)
            if old is not None:
                keep_answers(self.connection, old, article_id, article.fingerprint)
        row = _row(article_id, article)
        self.connection.execute(_INSERT_ARTICLE, row)
        note_checksums(self.connection, [row])
        self.connection.execute(_INDEX_ARTICLE, (row[0], row[3], row[-1]))
        self.connection.execute(_UNLISTED_ARTICLE, (row[0],))
        self._days.pop(article.date, None)  # it has an article now that was not gathered
        self.outcome["articles"] += 1
        return article_id

    def _can_rewrite(self, article_id: int, date: datetime.date | None) -> bool:
        """Whether an article is of this date, and no other file holds it as it was."""
        row = self.connection.execute(
            """
            SELECT 1 FROM articles
            WHERE id = ? AND date IS ? AND NOT EXISTS (SELECT 1 FROM copies WHERE article = articles.id)
            """,
            (article_id, _iso(date)),
        ).fetchone()
        return row is not None

    def _keep_unread(self, file: FileRead, known: KnownFile) -> None:
        """Note that a file cannot be read now; what it held when it could be read stays in the archive."""
        self.connection.execute(
            "UPDATE files SET status = ?, problem = ?, missing_since = NULL WHERE id = ?",
            (file.status, file.problem, known.id),
        )

    def _update_file(self, file_id: int, file: FileRead) -> None:
        self.connection.execute(
            """
            UPDATE files SET
              size = ?, mtime_ns = ?, ctime_ns = ?, digest = ?, reader = ?, encoding = ?, status = ?, problem = ?,
              ambiguous = ?, undated = ?, last_read = ?, missing_since = NULL, read_again = ?
            WHERE id = ?
            """,
            (*file[1:11], self.now, file.read_again, file_id),
        )

    def _one(self, sql: str, *parameters: object) -> Any:
        return self.connection.execute(sql, parameters).fetchone()[0]


_FOR_NOW = 1_000_000_000
"""Added to the part of a copy that a changed file holds until it is read as a whole, in the same ingest or the next."""

# What may be NULL comes as an empty string: Python takes ten times as long to bind None, or bytes, as a string, which
# for all the columns of an article is a quarter of its insertion.
_INSERT_ARTICLE = """
INSERT INTO articles (
  id, date, published, title, byline, source, section, place, url, language,
  words, meta, date_from, title_from, fingerprint, body
) VALUES (
  ?, nullif(?, ''), nullif(?, ''), ?, nullif(?, ''), nullif(?, ''), nullif(?, ''), nullif(?, ''), nullif(?, ''),
  nullif(?, ''), ?, ?, nullif(?, ''), ?, ?, ?
)
"""
_INDEX_ARTICLE = "INSERT INTO articles_fts (rowid, title, body) VALUES (?, ?, ?)"
_INDEX_ARTICLES = """
INSERT INTO articles_fts (rowid, title, body)
SELECT articles.id, title, body FROM json_each(?) AS added CROSS JOIN articles ON articles.id = added.value
"""
_UNLISTED_ARTICLE = "INSERT OR IGNORE INTO unlisted (article) VALUES (?)"
_INSERT_FILE = """
INSERT INTO files (
  id, path, size, mtime_ns, ctime_ns, digest, reader, encoding, status, problem, ambiguous, undated,
  first_seen, last_read, read_again
) VALUES (?, ?, ?, ?, ?, ?, nullif(?, ''), nullif(?, ''), ?, nullif(?, ''), nullif(?, ''), ?, ?, ?, nullif(?, ''))
"""


def _row(article_id: int, article: Article) -> tuple[Any, ...]:
    """An article as the columns of `_INSERT_ARTICLE`."""
    return (
        article_id,
        article.date.isoformat() if article.date else "",
        article.published or "",
        article.title,
        article.byline or "",
        article.source or "",
        article.section or "",
        article.place or "",
        article.url or "",
        article.language or "",
        article.words,
        json.dumps(article.meta, ensure_ascii=False) if article.meta else "{}",
        article.date_from or "",
        article.title_from,
        article.fingerprint,
        article.body,
    )


def _file_row(file_id: int, file: FileRead, now: str) -> tuple[Any, ...]:
    """A file as the columns of `_INSERT_FILE`."""
    path, size, mtime_ns, ctime_ns, digest, reader, encoding, status, problem, ambiguous, undated, _, read_again = file
    return (
        file_id,
        path,
        size,
        mtime_ns,
        ctime_ns,
        digest and bytearray(digest),
        reader or "",
        encoding or "",
        status,
        problem or "",
        ambiguous or "",
        undated,
        now,
        now,
        read_again or "",
    )


def _iso(date: datetime.date | None) -> str | None:
    return date.isoformat() if date else None
