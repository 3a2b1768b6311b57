"""The interface of an archive, whatever it is stored in. The code above this package uses nothing else of it.

`newsidx.archive.open` returns an `Archive` or, if it is opened for writing, a `WritableArchive`. Every kind of archive
passes the same tests, tests/archive/test_contract.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from newsidx.query.sort import Sort

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from contextlib import AbstractContextManager
    from types import TracebackType

    from newsidx.archive.files import FileRead, FileToRead, FoundFile, MissingFiles, Removal, ScanRules
    from newsidx.archive.progress import OnProgress
    from newsidx.archive.records import (
        Alert,
        Change,
        ConcordanceLine,
        Description,
        Facets,
        Integrity,
        ListedFile,
        ListedStatus,
        Optimized,
        Pair,
        Problem,
        QueryPlan,
        RemovedArticle,
        SourceFile,
        Text,
        Undone,
    )
    from newsidx.archive.stored import StoredAlert, StoredArticle, StoredFile, StoredRemoval
    from newsidx.article import Article, Facet
    from newsidx.dates.periods import Period
    from newsidx.query import Query

AnyArchive = TypeVar("AnyArchive", bound="Archive")


class Archive(Protocol):
    """An archive open for reading. Use it as a context manager, or close it.

    `place` is the string it was opened with. `on_wait` is called once when a write has to wait for another program; if
    it is None, `patience` is the maximum number of seconds to wait.

    Any method raises ArchiveCorrupt if the archive holds values that newsidx never writes, and ArchiveBusy if another
    program has it locked.
    """

    on_wait: Callable[[], None] | None
    patience: float

    @property
    def place(self) -> str:
        """The string the archive was opened with: the path, if it is stored in a file."""

    @property
    def is_outdated(self) -> bool:
        """Whether an earlier newsidx made the index: until the archive is opened for writing, `=sanctions`, `sanction*`
        and `by:smith` are slow, no language but English has its forms, and similar spellings are not found.
        """

    @property
    def needs_migration(self) -> bool:
        """Whether an earlier newsidx made the archive, so that opening it for writing migrates it."""

    def close(self) -> None:
        """Close the archive. Everything written is already saved."""

    def __enter__(self: AnyArchive) -> AnyArchive: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def snapshot(self) -> AbstractContextManager[None]:
        """Everything read inside the block shows the archive at one moment, even while other programs write to it."""

    def end_snapshot(self) -> None:
        """End the snapshot early, so that a user who leaves the pager open does not keep it for hours."""

    def time_limit(self, seconds: float) -> AbstractContextManager[None]:
        """Inside the block, reading the archive ends with TooSlow as soon as it has taken so many seconds. Within
        another block the earlier end holds.
        """

    def is_current(self) -> bool:
        """Whether its place still has the archive that was opened, in the schema that it had then. If not, or if that
        cannot be known, it has to be opened again.
        """

    def own_files(self) -> frozenset[str]:
        """The absolute paths of the archive's own files, which an ingest skips."""

    # Queries

    def ids(
        self,
        query: Query,
        *,
        sort: Sort = Sort.RELEVANCE,
        limit: int | None = None,
        offset: int = 0,
        rerank: bool = True,
    ) -> Iterator[tuple[int, float | None]]:
        """The ids of the articles that match a query, in order, each with its score if it was ranked: higher is better.

        A limit of None returns all of them. Without `rerank` the order is that of the index, which is faster. Raises
        QueryTooLong.
        """

    def count(self, query: Query) -> int:
        """The exact number of articles that match a query."""

    def counts_with(self, query: Query, words: Iterable[str]) -> dict[str, int]:
        """For each word, in any of its forms, the exact number of articles that match a query and have it."""

    def sample(self, query: Query, most: int) -> list[int]:
        """The ids of at most so many of the articles that match a query, spread evenly over them, in order."""

    def histogram(self, query: Query, period: Period) -> list[tuple[str, int]]:
        """The number of dated articles that match in each day, week, month or year, such as ("1987-03", 41), oldest
        first. Periods without a match are left out.
        """

    def facets(self, query: Query, field: Facet, limit: int | None = None) -> Facets:
        """The values of a field in the articles that match, the most common first, each with its number of articles;
        with a limit, at most so many of them. Values with the same number of articles are sorted by their letters.
        """

    def facets_of(self, query: Query, fields: Sequence[Facet], limit: int | None = None) -> dict[Facet, Facets]:
        """The same for several fields at once, which takes much less time than one after the other."""

    def plan(self, query: Query) -> QueryPlan:
        """How the archive looks up a query."""

    # Articles

    def article_count(self) -> int:
        """The number of articles in the archive, without counting them one by one."""

    def articles(self, ids: Sequence[int]) -> list[Article]:
        """The articles with these ids, in the order given. Unknown ids are left out."""

    def named(self, name: str) -> list[Article]:
        """The articles with a ref or an id, in a range of ids (`20220306-1..20220306-9`), or in the file with a path.

        Raises UnknownArticle if there are none.
        """

    def fingerprints(self, ids: Sequence[int]) -> dict[int, int]:
        """The fingerprint of each article's text. Unknown ids are left out."""

    def files_of(self, article_id: int) -> list[SourceFile]:
        """Every file that holds a copy of an article; missing files come last."""

    def snippets(self, query: Query, articles: Sequence[Article]) -> dict[int, tuple[str, str]]:
        """The title of each article with a match, and the best excerpt of its body. Each match is between `MARK_START`
        and `MARK_END`.
        """

    def highlight(self, query: Query, articles: Sequence[Article]) -> dict[int, tuple[str, str]]:
        """The whole title and body of each article that has a match, marked in the same way."""

    def concordance(self, query: Query, articles: Sequence[Article]) -> dict[int, tuple[ConcordanceLine, ...]]:
        """Every match in each article that has one, in its context: those in the title, then those in the body. A title
        that was cut from the text has none of its own.
        """

    def problems(self) -> Iterator[Problem]:
        """Every file of which a part, or all, gave no article, with the reason, sorted by path."""

    def files(self, status: ListedStatus | None = None) -> Iterator[ListedFile]:
        """Every file that the archive knows, or those with a status, sorted by path."""

    def removed_articles(self) -> Iterator[RemovedArticle]:
        """Every removed article with each file that still holds it, the latest removal first."""

    def count_removed(self, roots: Sequence[str] | None = None) -> int:
        """The number of removed articles that files still hold; with `roots`, only of files at or below these paths."""

    def describe(self, most: int = 5) -> Description:
        """Statistics of the archive, with up to `most` busiest days, longest gaps and largest sources."""

    # Terms and languages

    def languages(self) -> list[str]:
        """The languages of the articles, by their ISO 639-1 codes, the most common first. Articles that do not say
        theirs count as English.
        """

    def analyze(self, texts: Sequence[str]) -> list[tuple[str, ...]]:
        """The terms that the index makes of each text, in order: `U.S. sanctions` gives u, s, sanctions."""

    def forms(self, terms: Iterable[str], language: str | None = None) -> dict[str, tuple[str, ...]]:
        """For each term all those that a query for it finds, itself first: the forms that its stem has in the archive,
        in all of its languages or in one.
        """

    def terms(self) -> list[str]:
        """Every term of the index that is a word, without those that have a digit. Terms of articles that were since
        removed may be among them.
        """

    def term_statistics(self, terms: Iterable[str], most: int | None = None) -> dict[str, int]:
        """The number of articles with each term in their title or body. Terms without articles are left out, and with
        `most` those in more articles.
        """

    def common_terms(self) -> dict[str, int]:
        """The terms that many articles have in their title or body, and how many. Those for which the archive keeps the
        number, so that nothing is counted; there may be none.
        """

    def term_counts(self, ids: Sequence[int]) -> dict[str, int]:
        """Every term in these articles, and how many of them have it."""

    def articles_by_term(self, ids: Sequence[int], terms: Iterable[str]) -> dict[str, set[int]]:
        """For each term, which of these articles have it."""

    def spellings(self, term: str) -> Counter[str]:
        """How a term is written in a sample of the articles that have it (`US`, `us`), and how often each occurs."""

    # Near-duplicates

    def compared_days(self) -> int | None:
        """The maximum number of days between near-duplicates in the last comparison; None before the first one."""

    def uncompared(self) -> list[int]:
        """The ids of the articles that have not been compared yet, in order."""

    def count_uncompared(self) -> int:
        """The number of articles that have not been compared yet."""

    def pairs(self, share: float, of: int | None = None) -> Iterator[Pair]:
        """Every pair of near-duplicates that share at least this much (0 to 1), sorted by the id of the later one; or
        only the pairs of an article, by its id.
        """

    def texts(self, first: int, last: int) -> Iterator[list[Text]]:
        """The texts of the articles from id `first` to id `last`, in order, in pages."""

    # Alerts

    def alerts(self) -> list[Alert]:
        """Every alert, sorted by name."""

    def alert(self, name: str) -> Alert:
        """The alert with a name. Raises UnknownAlert."""

    def alert_answers(self, alert: Alert, matches: Sequence[int]) -> set[int]:
        """The ids that matched when an alert was last run; `matches` are the ids that match now."""

    # Tags, notes and changes

    def tags(self) -> list[tuple[str, int]]:
        """Every tag with its number of articles, sorted by name. The tags and the note of an article come with it."""

    def changes(self) -> list[Change]:
        """Every change that can be taken back, the latest first."""

    def last_change_of(self, article_id: int) -> Change | None:
        """The last change of the tags or the note of an article that can be taken back; None if there is none."""

    # Files and maintenance

    def has_files_below(self, root: str) -> bool:
        """Whether the archive has a file at or below a path."""

    def scan(self) -> Scan:
        """An empty scan, for the files that are on the disk now."""

    def check(self, on_step: Callable[[str], None] = ..., on_progress: OnProgress = ...) -> Integrity:
        """Check the integrity of the whole archive. `on_step` is called with the name of each step."""

    def backup(self, target: str, on_progress: OnProgress = ...) -> int:
        """Copy the archive as it is at this moment to a new file. Returns the size of the copy in bytes, and calls
        `on_progress` with bytes.

        Raises CannotWrite.
        """

    # Copying the archive to another place

    def export_articles(self, ids: Sequence[int]) -> list[StoredArticle]:
        """The articles with these ids, in the order given, each with its copies. Unknown ids are left out."""

    def export_files(self) -> Iterator[StoredFile]:
        """Every file that the archive knows."""

    def export_removals(self) -> Iterator[StoredRemoval]:
        """Every removed article with each file that must not bring it back."""

    def export_alerts(self) -> Iterator[StoredAlert]:
        """Every alert, with the ids of the articles that matched when it was last run."""


class WritableArchive(Archive, Protocol):
    """An archive open for writing. Any method here also raises CannotWrite if the disk is full."""

    def transaction(self) -> AbstractContextManager[Any]:
        """Everything written inside the block is saved, or nothing. A nested block is part of the outer one."""

    def adding(self, now: str, *, again: bool = False, reread: bool = False) -> Addition:
        """The additions of one ingest. `now` is the UTC time to record; `again` restores removed articles; `reread`
        takes what was read anew even from files whose bytes are the same.
        """

    def refresh_terms(self, on_progress: OnProgress = ..., *, with_frequencies: bool = True) -> None:
        """Add the words of new and changed articles to `terms`, and how often they have the common ones, by which
        queries are ranked and counted fast. That is left out without `with_frequencies`: it can take a minute.
        `on_progress` is called with how many articles are done, and of how many.
        """

    def remove(
        self, ids: Iterable[int], as_shown: Mapping[int, int] | None = None, on_progress: OnProgress = ...
    ) -> Removal:
        """Remove articles. Later ingests skip them until their files change.

        `as_shown` has the fingerprint of each article as it was shown to the user: an article that has changed since is
        not removed.
        """

    def change_tags(
        self, ids: Sequence[int], add: Sequence[str] = (), remove: Sequence[str] = (), on_progress: OnProgress = ...
    ) -> int:
        """Add tags to articles, and remove others. Returns how many articles were changed. Tags are names of
        `newsidx.text.tag_names`.
        """

    def change_note(self, article_id: int, note: str, before: str = "") -> bool:
        """Write the note of an article; an empty one deletes it. `before` is the note that the user saw, empty if there
        was none: returns False, and writes nothing, if the article has another one by now, or is gone.
        """

    def undo(self, change_id: int | None = None, on_progress: OnProgress = ...) -> Undone:
        """Take back the last change, or the one with an id. `on_progress` counts the articles that it deleted, or else
        the tags or answers that it changed. Raises NothingToUndo and CannotUndo.
        """

    def find_missing(self, roots: Iterable[str]) -> MissingFiles:
        """The files at and below `roots` that are marked as missing and still do not exist."""

    def prune(self, gone: MissingFiles, on_progress: OnProgress = ...) -> tuple[int, int]:
        """Delete missing files, and the articles that no other file holds. Returns how many files and articles."""

    def begin_comparison(self, days: int) -> int:
        """Prepare to compare articles up to `days` days apart. Returns the number of days to use: that of the earlier
        comparison, if it was larger.
        """

    def save_comparison(
        self, days: int, compared: Iterable[tuple[int, int]], pairs: Iterable[tuple[Pair, int, int]]
    ) -> bool:
        """Save which articles, as (id, fingerprint), were compared, and the pairs, each with its two fingerprints.

        Returns False, and saves nothing, if another program has since begun a comparison with other days.
        """

    def save_alert(self, name: str, query_text: str, answers: Iterable[int]) -> Alert:
        """Save a query as an alert, with the ids that match it now. Raises AlertExists."""

    def delete_alert(self, name: str) -> None:
        """Delete an alert. Raises UnknownAlert."""

    def record_alert_run(
        self, name: str, *, answers: Iterable[int], shown: Iterable[tuple[int, int]], gone: Iterable[int]
    ) -> None:
        """Record a run of an alert: the ids that match, the articles shown as new, as (id, fingerprint), and the ids
        that no longer match.
        """

    def optimize(self, on_step: Callable[[str], None] = ..., on_progress: OnProgress = ...) -> Optimized:
        """Optimize the archive after large changes. `on_step` is called with the name of each step."""

    def import_articles(self, stored: Sequence[StoredArticle]) -> list[int]:
        """Add articles with their ids, tags, notes and copies; their files follow. Returns the ids of those that are
        left out because another article has the id, or the same text of the same day.
        """

    def import_files(self, stored: Iterable[StoredFile]) -> int:
        """Add files. Until then an ingest would read those whose articles were added. Files that are there are left as
        they are. Returns how many were added.
        """

    def import_removals(self, stored: Iterable[StoredRemoval]) -> None:
        """Add the records of removed articles, except those that are there."""

    def import_alert(self, stored: StoredAlert) -> bool:
        """Add an alert. Returns False, and writes nothing, if there is one with its name."""


class Scan(Protocol):
    """The files that one ingest found on the disk: which are new, changed or missing."""

    def add(self, files: Iterable[FoundFile], root: str | None, settled: ScanRules) -> int:
        """Add the files found below a root. Returns how many are unchanged: 0 without a root."""

    def totals(self) -> tuple[int, int]:
        """The number of files to read, and their size in bytes."""

    def to_read(self) -> Iterator[FileToRead]:
        """The files to read, sorted by path."""

    def mark_missing(self, now: str) -> int:
        """Mark missing files and unmark those that are back. Returns how many are newly missing."""


class Addition(Protocol):
    """The additions of one ingest: first `add` every batch, then `link` once, then `change` the rest in batches.

    Each returns how many files are new, changed, unchanged, moved, duplicate, problem or passed_over, and how many
    articles were added, are undated or ambiguous. `waiting` is the number and size of the files that still have to be
    linked or changed.
    """

    waiting: tuple[int, int]

    def __enter__(self) -> Addition: ...

    def __exit__(self, *error: object) -> None: ...

    def add(self, files: Sequence[FileRead]) -> Counter[str]:
        """Add the new files of a batch, in one transaction. Changed files are stored for later."""

    def link(self) -> Counter[str]:
        """Link each changed file to its articles, if the archive already has all of their texts."""

    def changed(self) -> Iterator[FileRead]:
        """The changed files that could not be linked."""

    def change(self, files: Sequence[FileRead]) -> Counter[str]:
        """Replace the articles of a batch of changed files, in one transaction."""
