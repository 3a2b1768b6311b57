"""The articles that a batch of files is about: as they are in the archive, and as the batch wants them to be.

A batch decides everything on these first. Then it writes: new articles with their words, copies for others, and last of
all it takes copies away. An article without copies is deleted. Each document is changed as it is at that moment, so
that what other machines write at the same time stays.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from newsidx.archive.opensearch.changes import kept_articles
from newsidx.archive.opensearch.documents import (
    Copy,
    article_document,
    copies_in,
    document_id,
    with_copies,
    with_words,
)
from newsidx.archive.opensearch.new_forms import NewForms
from newsidx.archive.opensearch.numbering import draw
from newsidx.archive.opensearch.store import Hit
from newsidx.archive.opensearch.writing import Reference, Source, WritableStore, Write
from newsidx.article import Article

Text: TypeAlias = "tuple[datetime.date | None, int]"
"""What an article is known by: its date, and the fingerprint of its text."""

Keep: TypeAlias = "Callable[[Sequence[tuple[HeldArticle, Write]]], None]"
"""Called with articles that are about to be changed, or deleted, and the changes."""

_FIELDS = ("id", "copies", "tags", "note")


@dataclass
class HeldArticle:
    """An article as a batch wants it to be. A new one has no document yet, and an `id` below 0 until it is numbered.

    `copies` are all places where it is to be, `touched` the files in which that has changed,
    `taken_from` the last one that lost it. `article` is what a file
    says that it is; with `is_rewritten` that takes the place of what is stored, as it does for a new one. The
    `given_tags` and the `given_note` come to its own. `is_replaced` says that another article goes on in its place,
    `has_given_id` that this one has its id, and `is_restored` that no file has held it since an undo brought it back.
    """

    date: datetime.date | None
    fingerprint: int
    id: int
    is_stored: bool = False
    article: Article | None = None
    is_rewritten: bool = False
    copies: list[Copy] = field(default_factory=list)
    touched: set[str] = field(default_factory=set)
    tags: tuple[str, ...] = ()
    note: str | None = None
    given_tags: set[str] = field(default_factory=set)
    given_note: str | None = None
    taken_from: str | None = None
    is_replaced: bool = False
    has_given_id: bool = False
    is_restored: bool = False

    @property
    def text(self) -> Text:
        """What it is known by."""
        return self.date, self.fingerprint

    @property
    def is_marked(self) -> bool:
        """Whether it has tags or a note."""
        return bool(self.tags or self.note)

    def is_only_in(self, file: str) -> bool:
        """Whether no other file than this one holds it."""
        return all(copy.file == file for copy in self.copies)

    def place(self, copy: Copy, article: Article) -> None:
        """Note that it is in a file, and what that says."""
        self.article = self.article or article
        if copy not in self.copies:
            self.copies.append(copy)
            self.touched.add(copy.file)

    def take(self, copy: Copy) -> None:
        """Note that it is no longer in one place."""
        if copy in self.copies:
            self.copies.remove(copy)
            self.touched.add(copy.file)
            self.taken_from = copy.file

    def give(self, tags: Iterable[str], note: str | None) -> None:
        """Note tags and a note that it is to have besides its own."""
        self.given_tags |= set(tags) - set(self.tags)
        if note and not self.note:
            self.given_note = self.given_note or note

    @property
    def is_changed(self) -> bool:
        """Whether its document has to be written."""
        return bool(self.is_rewritten or self.touched or self.given_tags or self.given_note)

    def document(self) -> Source:
        """The document of a new article."""
        if self.article is None:
            raise TypeError(self)
        tags, note = (*self.tags, *self.given_tags), self.note or self.given_note
        return article_document(self.article._replace(id=self.id, tags=tags, note=note), self.copies)

    def changed(self, source: Source) -> Source | None:
        """What becomes of the fields of its document; None if no file holds it any more."""
        copies = with_copies(copies_in(source), self.touched, self.copies)
        if not copies:
            return None
        tags, note = {*source.get("tags", ()), *self.given_tags}, source.get("note") or self.given_note
        if self.is_rewritten and self.article:
            article = self.article._replace(id=source["id"], tags=tuple(tags), note=note)
            changed = article_document(article, copies)
        else:
            changed = {**source, "copies": [copy._asdict() for copy in copies]}
            changed |= {"tags": sorted(tags)} if tags else {}
            changed |= {"note": note} if note else {}
        return source if changed == source else changed


class HeldArticles:
    """The articles of a batch. `forms` is where their words go. `is_any_kept` says that the archive keeps articles that
    were deleted, so that they have their ids again if they come back.
    """

    def __init__(self, store: WritableStore, forms: NewForms, *, is_any_kept: bool) -> None:
        self._is_any_kept = is_any_kept
        self._store = store
        self._forms = forms
        self._held: dict[Text, HeldArticle] = {}
        self._added = 0

    def load(self, texts: Iterable[Text]) -> None:
        """Look up which articles with these dates and texts the archive has, as they are now."""
        asked = {self.reference(*text): text for text in texts if text not in self._held}
        for hit in self._store.get_many(asked, _FIELDS):
            text, source = asked[hit["_index"], hit["_id"]], hit["_source"]
            self._held[text] = HeldArticle(
                *text,
                source["id"],
                is_stored=True,
                copies=copies_in(source),
                tags=tuple(source.get("tags", ())),
                note=source.get("note"),
            )

    def reference(self, date: datetime.date | None, fingerprint: int) -> Reference:
        """Where the document of an article with a date and a text is, or would be."""
        return self._store.names.articles_of(date), document_id(date, fingerprint)

    def find(self, date: datetime.date | None, fingerprint: int) -> HeldArticle | None:
        """The article with a date and a text: one that was looked up, or one that the batch has added."""
        return self._held.get((date, fingerprint))

    def of(self, article: Article) -> HeldArticle | None:
        """The article with the date and the text of one in a file."""
        return self._held.get((article.date, article.fingerprint))

    def add(self, article: Article, article_id: int | None = None) -> HeldArticle:
        """Add a new article: with an id that is free, or the next one of its day."""
        self._added += 1
        held = HeldArticle(article.date, article.fingerprint, article_id or -self._added, article=article)
        self._held[held.text] = held
        return held

    def forget(self) -> None:
        """Begin anew, without writing anything."""
        self._held.clear()

    def write(self, keep: Keep = lambda changes: None) -> int:
        """Write what is to be changed, and begin anew. Returns how many articles were written whole.

        Raises DayIsFull, or Refused for an article that the servers cannot store.
        """
        written = self._write([held for held in self._held.values() if held.copies or held.is_stored], keep)
        self._held.clear()
        return written

    def _write(self, wanted: Sequence[HeldArticle], keep: Keep) -> int:
        new = [held for held in wanted if not held.is_stored]
        rewritten = [held for held in wanted if held.is_stored and held.is_rewritten]
        self._number(new)
        documents = {self.reference(*held.text): with_words(held.document()) for held in new}
        self._forms.add([*documents.values(), *(with_words(held.document()) for held in rewritten)])
        writes = (Write(*reference, document) for reference, document in documents.items())
        conflicts = {(write.index, write.document) for write in self._store.write(writes)}
        for held in new:  # those that another program has added at the same moment only get their copies
            held.is_stored = self.reference(*held.text) in conflicts
        changed = {self.reference(*held.text): held for held in wanted if held.is_stored and held.is_changed}
        gone, rewritten_now = self._change(changed, keep)
        written = len(new) - len(conflicts) + rewritten_now
        return written + (self._write(gone, keep) if gone else 0)

    def _change(self, changed: Mapping[Reference, HeldArticle], keep: Keep) -> tuple[list[HeldArticle], int]:
        """Change documents. Returns those that another program has deleted meanwhile though files hold them, and how
        many were written anew.
        """
        gone = {reference: held for reference, held in changed.items() if held.copies and held.article}
        rewritten = 0

        def change(hit: Hit) -> Source | None:
            reference = (hit["_index"], hit["_id"])
            gone.pop(reference, None)
            held = changed[reference]
            source = held.changed(hit["_source"])
            if source and held.has_given_id:  # another program has come to hold its text meanwhile
                return {**source, "id": draw(self._store, {held.date: 1})[held.date]}
            return source

        def count(write: Write) -> None:
            nonlocal rewritten
            rewritten += changed[write.index, write.document].is_rewritten

        def keep_held(writes: Sequence[Write]) -> None:
            keep([(changed[write.index, write.document], write) for write in writes])

        # What loses its last copy comes last: whatever happens, no text is gone that a file has.
        in_order = sorted(changed, key=lambda reference: not changed[reference].copies)
        self._store.change(in_order, change, keep_held, count)
        for held in gone.values():
            held.is_stored, held.is_rewritten, held.id = False, False, -1
            held.copies = [copy for copy in held.copies if copy.file in held.touched]
        return list(gone.values()), rewritten

    def _number(self, new: Iterable[HeldArticle]) -> None:
        """Give new articles the ids that they had when they were deleted, or the next ones of their days."""
        unnumbered = {self.reference(*held.text): held for held in new if held.id < 0}
        if self._is_any_kept:
            for reference, kept in kept_articles(self._store, list(unnumbered)).items():
                held = unnumbered.pop(reference)
                held.id = kept.id
                held.give(kept.tags, kept.note)
        if not unnumbered:
            return
        next_ids = draw(self._store, Counter(held.date for held in unnumbered.values()))
        for held in unnumbered.values():
            held.id = next_ids[held.date]
            next_ids[held.date] += 1
