"""The files of a batch that have changed: which articles go on in which texts.

A text that the archive has is linked to its article, and an edit that keeps the date keeps the id. What a file no
longer has is taken from it last of all: see `newsidx.archive.opensearch.adding`.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice

from newsidx.archive.files import FileRead
from newsidx.archive.known_files import BEYOND_ALL_PARTS
from newsidx.archive.opensearch.batch import Batch, parts_of
from newsidx.archive.opensearch.file_documents import KnownFile
from newsidx.archive.opensearch.held_articles import HeldArticle, Text
from newsidx.archive.opensearch.old_articles import OldArticles, Texts, old_articles, text_of
from newsidx.archive.predecessors import SortedIds, is_edit, predecessors
from newsidx.archive.removals import RemovedPart
from newsidx.article import Article, date_of

_MOST_OLD = 5000
"""Articles of a file that are looked up together to be taken from it."""


class ChangedFiles:
    """Changes the articles of files in a batch. `known` is what the archive knows about them, by their paths.

    Small files are looked up, decided on and written together; large ones part by part.
    """

    def __init__(self, batch: Batch, known: Mapping[str, KnownFile]) -> None:
        self._batch = batch
        self._held = batch.held
        self._known = known
        self._old: dict[str, OldArticles] = {}

    def link(self, files: Sequence[FileRead]) -> dict[str, OldArticles]:
        """Let each file hold the articles that have its texts, in addition to its old ones.

        Returns the old articles of the files, by their paths, that hold other ones throughout: these are to be taken
        from them with `unlink`.
        """
        removals = self._batch.removals_in(files)
        linked: dict[str, OldArticles] = {}

        def link(file: FileRead) -> None:
            old = self._old[file.path]
            ids = self._ids(file)
            is_complete = bool(ids) and all(ids) and not any(id_ == old.id(part) for part, id_ in enumerate(ids))
            if is_complete and not removals[file.path]:
                linked[file.path] = old
            # Until it is changed, in this ingest or the next, it has the others in none of its parts.
            first = 0 if file.path in linked else BEYOND_ALL_PARTS
            for part, article in self._articles(file):
                held = self._held.of(article)
                if held and held.id != old.id(part):
                    held.place(self._batch.copy(file, first + part), article)

        self._each(files, link)
        return linked

    def unlink(self, files: Sequence[FileRead], old: Mapping[str, OldArticles]) -> None:
        """Take their old articles from files that were linked to others."""
        self._old.update(old)
        for file in files:
            self._unlink(file)
            self._batch.save_file(file, self._outcome(file), self._known[file.path])
        self._batch.write_articles()

    def change(self, files: Sequence[FileRead]) -> None:
        """Replace the articles of files."""
        self._look_up_old(files)
        held = {
            file.path: {part: fingerprint for part, _, fingerprint in self._old[file.path].in_parts()}
            for file in files
            if self._batch.is_any_removed and self._known[file.path].state.digest == file.digest
        }
        removals = self._batch.removals_in(files, held)
        self._each(files, lambda file: self._change(file, removals[file.path]))

    def _change(self, file: FileRead, removals: Mapping[int, RemovedPart]) -> None:
        old = self._old[file.path]
        existing = self._ids(file)
        still_used = SortedIds(existing)
        continued = predecessors(old.in_parts(), file.articles, existing, still_used)
        passed_over = dict(removals)
        is_any_placed = False

        def before(part: int, article: Article) -> Text | None:
            """The date and the text of the article that one of the file continues."""
            if not continued[part]:
                return None
            is_in_place = old.id(part) == continued[part]
            return date_of(continued[part]), old.fingerprint(part) if is_in_place else article.fingerprint

        for part, article in self._articles(file, before):
            text = before(part, article)
            predecessor = self._held.find(*text) if text else None
            if self._place(file, part, article, predecessor, still_used, is_removed=part in removals):
                is_any_placed = True
                passed_over.pop(part, None)
        self._unlink(file)
        is_passed_over = not is_any_placed and not old.is_any_in_parts
        outcome = "problem" if file.status != "read" else "passed_over" if is_passed_over else self._outcome(file)
        self._batch.pass_over(self._batch.save_file(file, outcome, self._known[file.path]), passed_over)

    def _outcome(self, file: FileRead) -> str:
        """New, if all that is known about a file is that a batch which was killed was to add it."""
        return "new" if self._known[file.path].is_unread else "changed"

    def _place(
        self,
        file: FileRead,
        part: int,
        article: Article,
        old: HeldArticle | None,
        still_used: SortedIds,
        *,
        is_removed: bool,
    ) -> bool:
        """Decide which article a text of a file is, and whether it is any: not if it was removed. `old` is the one that
        it continues; `still_used` are the ids of those that the file still has.
        """
        copy = self._batch.copy(file, part)
        if held := self._held.of(article):
            held.place(copy, article)
            held.is_rewritten |= held is old
            return True
        if is_removed:
            return False
        if old and old.is_marked and not self._is_edit(old, article):
            old = None
        if old and old.id not in still_used and not old.is_replaced and self._keeps_id(old, file, article):
            held = self._held.add(article, old.id)
        else:
            held = self._held.add(article)
        if old:
            self._batch.renumber(old, held)
        if old and old.id not in still_used:
            held.give(old.tags, old.note)
            old.is_replaced = True
        held.place(copy, article)
        return True

    def _keeps_id(self, old: HeldArticle, file: FileRead, article: Article) -> bool:
        """Whether a text can have the id of an article: it has this date, and no other file holds it."""
        return old.date == article.date and old.is_only_in(self._batch.key(file))

    def _is_edit(self, old: HeldArticle, article: Article) -> bool:
        hit = self._batch.store.get(*self._held.reference(*old.text))
        source = hit["_source"] if hit else {}
        return bool(hit) and is_edit(source["title"], source["body"], source.get("url"), article)

    def _unlink(self, file: FileRead) -> None:
        """Take from a file the articles that it does not hold any more. One whose id another of the file has by now, in
        this ingest or in one that was killed, has given it on.
        """
        now = Texts(file.articles)
        articles = () if self._is_large(file) else file.articles  # a large one's are written by now, and not in memory
        holders = {held.id: held for article in articles if (held := self._held.of(article))}
        old = iter(self._old[file.path])
        while some := list(islice(old, _MOST_OLD)):
            if self._is_large(file):
                self._batch.write_articles()
            self._held.load(text_of(*rest) for _, *rest in some)
            for part, *rest in some:
                held = self._held.find(*text_of(*rest))
                if held and held.text != now.at(part):
                    held.take(self._batch.copy(file, part))
                    held.has_given_id |= holders.get(held.id, held) is not held
                    held.is_restored |= part >= BEYOND_ALL_PARTS

    # Small files together, large ones in parts

    def _each(self, files: Sequence[FileRead], decide: Callable[[FileRead], None]) -> None:
        """Decide on each file, and write that: on small ones together, then on large ones one by one."""
        self._look_up_old(files)
        small = [file for file in files if not self._is_large(file)]
        self._held.load((article.date, article.fingerprint) for file in small for article in file.articles)
        self._held.load(text_of(*rest) for file in small for _, *rest in self._old[file.path])
        for file in small:
            decide(file)
        self._batch.write_articles()
        for file in files:
            if self._is_large(file):
                decide(file)
                self._batch.write_articles()

    def _look_up_old(self, files: Sequence[FileRead]) -> None:
        unknown = {self._batch.key(file): file.path for file in files if file.path not in self._old}
        if unknown:
            found = old_articles(self._batch.store, list(unknown))
            self._old.update((path, found[key]) for key, path in unknown.items())

    def _is_large(self, file: FileRead) -> bool:
        return not isinstance(file.articles, tuple) or len(self._old[file.path]) > _MOST_OLD

    def _ids(self, file: FileRead) -> array[int]:
        """The ids of the articles with the texts of a file, by their part; 0 if there is none."""
        ids = (held.id if (held := self._held.of(article)) else 0 for _, article in self._articles(file))
        return array("q", ids)

    def _articles(
        self, file: FileRead, before: Callable[[int, Article], Text | None] = lambda part, article: None
    ) -> Iterator[tuple[int, Article]]:
        """The articles of a file with their parts, each when it has been looked up, with the one `before` it.

        What was decided on the articles of the last part of a large file is written before the next one.
        """
        if not self._is_large(file):
            yield from enumerate(file.articles)
            return
        for part in parts_of(file):
            self._batch.write_articles()
            self._held.load((article.date, article.fingerprint) for _, article in part)
            self._held.load(text for place in part if (text := before(*place)))
            yield from part
