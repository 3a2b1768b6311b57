"""One batch of files to add to the archive.

New articles are collected, sorted by id, and inserted in bulk, first into the table and then into the index: triggers
would take 2.6 times as long, and unsorted articles 2.3 times. The articles of a large file are collected and inserted
in parts. Changed files are rare, and handled one by one.
"""

from __future__ import annotations

import datetime
import json
import operator
import sqlite3
from array import array
from collections import Counter
from collections.abc import Iterable
from typing import Any, NamedTuple

from newsidx.archive.files import FileRead
from newsidx.archive.known_files import (
    BEYOND_ALL_PARTS,
    FileState,
    ambiguous_count,
    is_changed,
    outcome_of_new,
    stays_as_it_was,
)
from newsidx.archive.predecessors import SortedIds
from newsidx.archive.removals import RemovedPart
from newsidx.archive.sqlite.alerts import copy_answers
from newsidx.archive.sqlite.changes import (
    LostArticles,
    follow,
    give_back,
    is_any_kept,
    is_marked,
    kept_id,
)
from newsidx.archive.sqlite.checksums import ROW, save_checksums
from newsidx.archive.sqlite.counts import ArticleCounts
from newsidx.archive.sqlite.frequencies.deleting import DeletedArticles
from newsidx.archive.sqlite.fts5.index import add_to_index, remove_from_index
from newsidx.archive.sqlite.notes import add_note, copy_note
from newsidx.archive.sqlite.numbering import Numbering
from newsidx.archive.sqlite.predecessors import is_edited, predecessors
from newsidx.archive.sqlite.remove import delete_comparison, remove_copies
from newsidx.archive.sqlite.removed import emptied_files, record_copy, record_move, removals_in
from newsidx.archive.sqlite.rows import (
    INSERT_COPY,
    INSERT_UNLISTED,
    article_row,
    file_row,
    insert_articles,
    insert_files,
    unlisted_row,
)
from newsidx.archive.sqlite.tags import add_tags, copy_tags
from newsidx.article import Article
from newsidx.disk.paths import is_gone


class KnownFile(NamedTuple):
    """What the archive knows about a file."""

    id: int
    state: FileState


class Batch:
    """The rows of one batch, collected until `finish` writes them. With `reread`, known files count as changed."""

    def __init__(self, connection: sqlite3.Connection, now: str, reread: bool = False) -> None:
        self.connection = connection
        self.now = now
        self._reread = reread
        self._option_ids: dict[str, int] = {}
        self._unlinked: dict[int, int] = {}
        self._renewed: set[int] = set()
        self._restored: set[int] = set()
        self.outcome: Counter[str] = Counter()
        self._articles: list[tuple[Any, ...]] = []
        self._counts = ArticleCounts()
        self._deleted = DeletedArticles()
        self._size = 0
        self._files: list[tuple[Any, ...]] = []
        self._copies: list[tuple[int, Iterable[int]]] = []
        self._new_ids: dict[tuple[datetime.date | None, int], int] = {}
        self._numbering = Numbering(connection)
        self._next_file = self._value("SELECT coalesce(max(id), 0) + 1 FROM files")
        self._is_any_removed = bool(self._value("SELECT EXISTS (SELECT 1 FROM removed)"))
        self._is_any_kept = is_any_kept(connection)
        self._returned: list[int] = []
        self._annotated: list[tuple[int, tuple[str, ...], str | None]] = []

    def known_files(self, paths: list[str]) -> dict[str, KnownFile]:
        """What the archive knows about the files at these paths."""
        rows = self.connection.execute(
            """
            SELECT path, id, CASE WHEN ctime_ns <> -1 THEN digest END, ambiguous, undated, status, read_again,
              (SELECT options FROM reading_options WHERE id = files.options)
            FROM files
            WHERE path IN (SELECT value FROM json_each(?))
            """,
            [json.dumps(paths)],
        )
        return {path: KnownFile(file_id, FileState(*rest)) for path, file_id, *rest in rows}

    def add(self, file: FileRead, known: KnownFile | None) -> None:
        """Add a file, and count in `outcome` what happened to it."""
        if known is None:
            outcome = self._add_new(file)
        elif stays_as_it_was(file, known.state):
            self._mark_unreadable(file, known)
            outcome = "problem"
        elif not self.is_changed(file, known):
            outcome = "unchanged"
            self._update_file(known.id, file, outcome)
        else:
            outcome = self._add_changed(file, known)
        self._count(file, outcome)

    def is_changed(self, file: FileRead, known: KnownFile | None) -> bool:
        """Whether the archive knows a file and has other articles of it."""
        return known is not None and is_changed(file, known.state, reread=self._reread)

    def link(self, file: FileRead, known: KnownFile) -> bool:
        """Link a changed file to the articles that have its texts. Returns whether the archive has all of its texts.

        If not, the file holds these articles in addition to its old ones, so that they are not removed as unused.
        """
        old, _ = self._articles_in(known.id, len(file.articles))
        ids = self._ids(file)
        is_complete = bool(ids) and all(ids) and not any(map(operator.eq, ids, old))
        is_complete = is_complete and not self._removals_in(file)
        if is_complete:
            self._unlink(known.id)
            self._update_file(known.id, file, "changed")
            self._count(file, "changed")
        first = 0 if is_complete else BEYOND_ALL_PARTS  # until it is added, in this ingest or the next
        copies = ((known.id, first + part, id_) for part, id_ in enumerate(ids) if id_ and id_ != old[part])
        self.connection.executemany("INSERT OR REPLACE INTO copies (file, part, article) VALUES (?, ?, ?)", copies)
        return is_complete

    def _articles_in(self, file_id: int, count: int) -> tuple[array[int], bool]:
        """The ids of the articles that the archive has for a file: those of its first `count` parts, 0 if a part has
        none; and whether there are more.
        """
        ids, has_more = array("q", bytes(8 * count)), False
        sql = "SELECT part, article FROM copies WHERE file = ? AND part < ?"
        for part, article_id in self.connection.execute(sql, (file_id, BEYOND_ALL_PARTS)):
            if part < count:
                ids[part] = article_id
            else:
                has_more = True
        return ids, has_more

    def _unlink(self, file_id: int) -> None:
        """Take its articles from a file. Those that no file has at the end of the batch are removed."""
        for part, article_id in self.connection.execute("SELECT part, article FROM copies WHERE file = ?", [file_id]):
            self._unlinked[article_id] = file_id
            if part >= BEYOND_ALL_PARTS:
                self._restored.add(article_id)
        self.connection.execute("DELETE FROM copies WHERE file = ?", [file_id])

    def _ids(self, file: FileRead) -> array[int]:
        """The ids of the articles with the texts of a file, by their part; 0 if there is none."""
        return array("q", (self._find(article) or 0 for article in file.articles))

    def _fingerprints_in(self, file_id: int) -> dict[int, int]:
        """The fingerprints of the articles that the archive has for a file, by their part."""
        sql = """
            SELECT part, fingerprint FROM copies JOIN articles ON articles.id = copies.article
            WHERE file = ? AND part < ?
        """
        return dict(self.connection.execute(sql, (file_id, BEYOND_ALL_PARTS)).fetchall())

    def _count(self, file: FileRead, outcome: str) -> None:
        self.outcome[outcome] += 1
        if outcome not in ("unchanged", "passed_over"):
            self.outcome["undated"] += file.undated
            self.outcome["ambiguous"] += ambiguous_count(file)

    def finish(self) -> None:
        """Write the collected rows, and remove the articles that no file holds any more."""
        self._write()
        self._counts.save(self.connection)
        self._deleted.save(self.connection)
        lost = LostArticles(self.connection, self._unlinked, self._renewed, self._restored)
        remove_copies(self.connection, [], self._unlinked, lost)
        if lost.count:
            self.outcome["annotated_lost"] += lost.count

    def _write(self) -> None:
        """Write the collected rows, the articles in the order of their ids."""
        self._articles.sort()
        insert_articles(self.connection, self._articles)
        save_checksums(self.connection, self._articles)
        add_to_index(self.connection, self._articles)
        self.connection.executemany(INSERT_UNLISTED, map(unlisted_row, self._articles))
        insert_files(self.connection, self._files)
        self.connection.executemany(
            INSERT_COPY,
            ((file_id, part, id_) for file_id, ids in self._copies for part, id_ in enumerate(ids) if id_),
        )
        self._counts.add(self._articles)
        if self._counts.is_large:
            self._counts.save(self.connection)
        for article_id in self._returned:
            give_back(self.connection, article_id)
        for article_id, tags, note in self._annotated:
            add_tags(self.connection, article_id, tags)
            if note:
                add_note(self.connection, article_id, note)
        self.outcome["articles"] += len(self._articles)
        self._returned.clear()
        self._annotated.clear()
        self._articles.clear()
        self._size = 0
        self._files.clear()
        self._copies.clear()
        self._new_ids.clear()
        self._numbering.clear()

    def _add_new(self, file: FileRead) -> str:
        removed = self._removals_in(file)
        ids = array("q")
        is_any_new = False
        for part, article in enumerate(file.articles):
            article_id, is_new = self._place(article, is_removed=part in removed)
            ids.append(article_id)
            is_any_new = is_any_new or is_new
            if article_id and (article.tags or article.note):
                self._annotated.append((article_id, article.tags, article.note))
        first = next(filter(None, ids), 0)
        is_duplicate = first > 0 and not is_any_new
        is_skipped = bool(ids) and not first
        if is_duplicate and self._move(file, self._files_with(first, file.digest)):
            return "moved"
        if is_skipped and self._move(file, emptied_files(self.connection, file.digest)):
            return "moved"
        outcome = outcome_of_new(file, is_skipped=is_skipped, is_duplicate=is_duplicate)
        file_id = self._next_file
        self._next_file += 1
        self._files.append(file_row(file_id, file, self.now, outcome, self._options_id(file.options)))
        self._copies.append((file_id, ids))
        for part, removal in removed.items():
            if part >= len(ids) or not ids[part]:
                record_copy(self.connection, file, part, removal)
        return outcome

    def _options_id(self, options: str | None) -> int:
        """The id of reading options, which are stored once; 0 for none."""
        if options is None:
            return 0
        if options not in self._option_ids:
            self.connection.execute("INSERT OR IGNORE INTO reading_options (options) VALUES (?)", [options])
            row = self.connection.execute("SELECT id FROM reading_options WHERE options = ?", [options]).fetchone()
            self._option_ids[options] = row[0]
        return self._option_ids[options]

    def _removals_in(self, file: FileRead, known: KnownFile | None = None) -> dict[int, RemovedPart]:
        """The parts of a file whose articles were removed, and must not be added again."""
        if not self._is_any_removed:
            return {}
        held = self._fingerprints_in(known.id) if known and known.state.digest == file.digest else {}
        return removals_in(self.connection, file, held)

    def _place(self, article: Article, is_removed: bool) -> tuple[int, bool]:
        """The id of an article, and whether it is new to the archive. A new article is collected for insertion; the id
        is 0 if it was removed, and so is skipped.
        """
        if existing := self._find(article):
            return existing, False
        if is_removed:
            return 0, False
        if self._size > _MOST_COLLECTED:
            self._write()
        article_id = self._new_id(article)
        self._new_ids[article.date, article.fingerprint] = article_id
        self._articles.append(article_row(article_id, article))
        self._size += len(article.body)
        return article_id, True

    def _new_id(self, article: Article) -> int:
        """The next id of an article's day, or the one that the same text had when it was deleted."""
        if self._is_any_kept and (kept := kept_id(self.connection, _iso(article.date), article.fingerprint)):
            self._returned.append(kept)
            return kept
        return self._numbering.next_id(article.date)

    def _find(self, article: Article) -> int | None:
        """The id of the article with the same date and text, or None."""
        if new_id := self._new_ids.get((article.date, article.fingerprint)):
            return new_id
        if self._numbering.is_new(article.date):
            return None
        row = self.connection.execute(
            "SELECT id FROM articles WHERE date IS ? AND fingerprint = ?", (_iso(article.date), article.fingerprint)
        ).fetchone()
        return row[0] if row else None

    def _files_with(self, article_id: int, digest: bytes | None) -> list[tuple[int, str]]:
        """The (id, path) of the files with a digest that hold an article."""
        return self.connection.execute(
            """
            SELECT files.id, files.path FROM copies JOIN files ON files.id = copies.file
            WHERE copies.article = ? AND files.digest = ? ORDER BY files.path
            """,
            (article_id, digest),
        ).fetchall()

    def _move(self, file: FileRead, others: list[tuple[int, str]]) -> bool:
        """Record a move if another file with the same bytes no longer exists. Returns whether it was a move."""
        for file_id, path in others:
            if is_gone(path):
                self.connection.execute("UPDATE files SET path = ? WHERE id = ?", (file.path, file_id))
                if self._is_any_removed:
                    record_move(self.connection, file.digest, path, file.path)
                self._update_file(file_id, file, "moved")
                return True
        return False

    def _add_changed(self, file: FileRead, known: KnownFile) -> str:
        """Replace the articles of a changed file. An edit that keeps the date keeps the id."""
        self._write()  # so that `_find` sees the collected articles
        old, has_more = self._articles_in(known.id, len(file.articles))
        removed = self._removals_in(file, known)
        existing = self._ids(file)
        still_used = SortedIds(existing)
        continued = predecessors(self.connection, known.id, file.articles, existing, still_used)
        self._unlink(known.id)
        is_any_placed = False
        for part, article in enumerate(file.articles):
            article_id = self._place_changed(article, existing[part], continued[part], still_used, part in removed)
            if article_id:
                is_any_placed = True
                self.connection.execute(INSERT_COPY, (known.id, part, article_id))
            else:
                record_copy(self.connection, file, part, removed[part])
        is_skipped = not is_any_placed and not any(old) and not has_more
        outcome = "problem" if file.status != "read" else "passed_over" if is_skipped else "changed"
        self._update_file(known.id, file, outcome)
        return outcome

    def _place_changed(self, article: Article, existing: int, old: int, still_used: SortedIds, is_removed: bool) -> int:
        """The id for an article of a changed file, or 0 if it was removed, and so is skipped. `existing` is the id that
        the archive had for it, and `old` that of the article of the file that it continues, 0 if there is none;
        `still_used` are the ids of the articles that the file still has.
        """
        existing = existing or self._find(article) or 0  # the text may be in the file twice
        if existing and existing != old:
            return existing
        if is_removed and not existing:
            return 0
        if old and not existing and is_marked(self.connection, old) and not is_edited(self.connection, old, article):
            old = 0
        if old and (existing == old or (old not in still_used and self._can_rewrite(old, article.date))):
            article_id = old
        else:
            article_id = self._new_id(article)
            if old:
                copy_answers(self.connection, old, article_id, article.fingerprint)
            if old and old not in still_used:
                copy_tags(self.connection, old, article_id)
                copy_note(self.connection, old, article_id)
                follow(self.connection, old, article_id)
                self._renewed.add(old)
        row = article_row(article_id, article)
        if existing == article_id and self._has(row):
            return article_id
        if old == article_id:
            self._counts.remove(self.connection, old)
            self._deleted.add(self.connection, old)
            remove_from_index(self.connection, old)
            delete_comparison(self.connection, old)
            self.connection.execute("DELETE FROM articles WHERE id = ?", [old])
        insert_articles(self.connection, [row])
        save_checksums(self.connection, [row])
        add_to_index(self.connection, [row])
        self.connection.execute(INSERT_UNLISTED, unlisted_row(row))
        self._counts.add([row])
        self._numbering.forget(article.date)  # this article was not collected, but inserted at once
        self.outcome["articles"] += 1
        return article_id

    def _has(self, row: tuple[Any, ...]) -> bool:
        """Whether the archive has an article exactly as it is in this row."""
        stored = self.connection.execute(ROW, row[:1]).fetchone()
        return stored is not None and tuple("" if value is None else value for value in stored) == row

    def _can_rewrite(self, article_id: int, date: datetime.date | None) -> bool:
        """Whether an article has this date, and no other file holds it."""
        row = self.connection.execute(
            """
            SELECT 1 FROM articles
            WHERE id = ? AND date IS ? AND NOT EXISTS (SELECT 1 FROM copies WHERE article = articles.id)
            """,
            (article_id, _iso(date)),
        ).fetchone()
        return row is not None

    def _mark_unreadable(self, file: FileRead, known: KnownFile) -> None:
        """Mark a file as unreadable. Its articles stay in the archive."""
        self.connection.execute(
            "UPDATE files SET status = ?, problem = ?, problem_kind = ?, missing_since = NULL WHERE id = ?",
            ("unreadable", file.problem, file.problem_kind, known.id),
        )

    def _update_file(self, file_id: int, file: FileRead, outcome: str) -> None:
        self.connection.execute(
            """
            UPDATE files SET
              size = ?, mtime_ns = ?, ctime_ns = ?, digest = ?, reader = ?, encoding = ?, status = ?, problem = ?,
              ambiguous = ?, undated = ?, last_read = ?, missing_since = NULL, read_again = ?, problem_kind = ?,
              outcome = ?, options = nullif(?, 0)
            WHERE id = ?
            """,
            (
                *file[1:11],
                self.now,
                file.read_again,
                file.problem_kind,
                outcome,
                self._options_id(file.options),
                file_id,
            ),
        )

    def _value(self, sql: str) -> Any:
        return self.connection.execute(sql).fetchone()[0]


_MOST_COLLECTED = 8_000_000
"""Characters of the collected articles before more are collected: the articles of one file may be more than memory."""


def _iso(date: datetime.date | None) -> str | None:
    return date.isoformat() if date else None
