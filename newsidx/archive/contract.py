"""What any archive answers, whatever keeps it. Everything above this border asks an Archive, and nothing below it.

`newsidx.archive.open` gives one: an `Archive` to read or, where it was opened for writing, a `WritableArchive`.
Every kind of archive passes the same tests, tests/archive/test_contract.py.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from enum import Enum
from types import TracebackType
from typing import Any, Literal, Protocol, TypeVar

from newsidx.archive.files import FileRead, FileToRead, FoundFile, Gone, Removal, Settled
from newsidx.archive.records import (
    Alert,
    Description,
    Optimized,
    Pair,
    PassedOver,
    Problem,
    QueryPlan,
    Soundness,
    SourceFile,
    Text,
)
from newsidx.article import Article
from newsidx.dates.periods import Period
from newsidx.query import Query

AnyArchive = TypeVar("AnyArchive", bound="Archive")
Facet = Literal["byline", "source", "section", "place", "language"]


class Sort(str, Enum):
    """The order of an answer: best first, or by date."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"

    def __str__(self) -> str:
        return self.value


class Archive(Protocol):
    """An archive open for reading. Use it as a context manager, or close it.

    `place` is what it was opened by. `on_wait` is called when another program writes to the archive and this one has
    to wait for it; where it is None, `patience` is how many seconds to wait at most.

    Any method raises ArchiveCorrupt where the archive holds what newsidx never wrote, and ArchiveBusy where another
    program keeps it from being read.
    """

    on_wait: Callable[[], None] | None
    patience: float

    @property
    def place(self) -> str:
        """What the archive was opened by: for one in a file, its path."""

    def close(self) -> None:
        """Close the archive. What was written is safe already."""

    def __enter__(self: AnyArchive) -> AnyArchive: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def snapshot(self) -> AbstractContextManager[None]:
        """One moment of the archive for all that is read, whatever others write meanwhile."""

    def end_snapshot(self) -> None:
        """End the snapshot early, so that someone who reads a page for an hour does not hold on to it."""

    def own_files(self) -> frozenset[str]:
        """The absolute paths of the files that are the archive, which an ingest does not read."""

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
        """The ids that answer a query, in order, each with its score where it was ranked: higher is better.

        A limit of None is all of them. Without `rerank` the order is that of the index alone, which costs less.
        Raises QueryTooLong.
        """

    def count(self, query: Query) -> int:
        """How many articles answer a query, exactly."""

    def histogram(self, query: Query, period: Period) -> list[tuple[str, int]]:
        """How many dated articles answer in each day, week, month or year that has any: ("1987-03", 41), oldest
        first.
        """

    def facets(self, query: Query, field: Facet, limit: int = 10) -> list[tuple[str, int]]:
        """The commonest values of a field among the articles that answer, and how many have each."""

    def plan(self, query: Query) -> QueryPlan:
        """How a query is looked up."""

    # Articles

    def article_count(self) -> int:
        """How many articles the archive has, without counting them."""

    def articles(self, ids: Sequence[int]) -> list[Article]:
        """The articles of some ids, in the order given. Ids that the archive does not have are left out."""

    def named(self, name: str) -> list[Article]:
        """The articles that a ref, an id or the path of a file names. Raises UnknownArticle if there is none."""

    def fingerprints(self, ids: Sequence[int]) -> dict[int, int]:
        """The fingerprint of the text of each article. Ids that the archive does not have are left out."""

    def files_of(self, article_id: int) -> list[SourceFile]:
        """Every file that holds a copy of an article, those still there first."""

    def snippets(self, query: Query, articles: Sequence[Article]) -> dict[int, tuple[str, str]]:
        """The title, and the part of the body that shows best why it was found, of the articles that hold a match;
        with `MARK_START` and `MARK_END` around each match.
        """

    def highlight(self, query: Query, articles: Sequence[Article]) -> dict[int, tuple[str, str]]:
        """The whole title and body of the articles that hold a match, marked in the same way."""

    def problems(self) -> Iterator[Problem]:
        """Every file that has no article, with the reason, by path."""

    def passed_over(self) -> Iterator[PassedOver]:
        """Every removed article with each file that holds it, the last removed first."""

    def count_passed_over(self, roots: Sequence[str] | None = None) -> int:
        """How many removed articles are in files that are there, at and below `roots` if these are given."""

    def describe(self, most: int = 5) -> Description:
        """The figures of the archive, with at most `most` busiest days, longest gaps and largest sources."""

    # Terms

    def analyze(self, texts: Sequence[str]) -> list[tuple[str, ...]]:
        """The terms that the index has for each text, in order: `U.S. sanctions` is u, s, sanction."""

    def terms(self) -> list[str]:
        """Every term of the index, sorted; some may be in no article any more."""

    def term_statistics(self, terms: Iterable[str]) -> dict[str, int]:
        """How many articles have each term. Those that are in none are left out."""

    def term_counts(self, ids: Sequence[int]) -> dict[str, int]:
        """Every term of some articles, and how many of these have it."""

    def articles_by_term(self, ids: Sequence[int], terms: Iterable[str]) -> dict[str, set[int]]:
        """For each of some terms, which of some articles have it."""

    def word_of(self, term: str) -> str | None:
        """A word by which a query finds a term; None if there is none."""

    def word_forms(self, term: str) -> Counter[str]:
        """The forms in which a term is written in some articles that have it, and how often each."""

    # Near-duplicates

    def compared_days(self) -> int | None:
        """How many days apart near-duplicates were looked for; None if never."""

    def uncompared(self) -> list[int]:
        """The ids of the articles not yet compared with others, in order."""

    def count_uncompared(self) -> int:
        """How many articles were not yet compared."""

    def pairs(self, share: float) -> Iterator[Pair]:
        """Every pair of near-duplicates with at least this share (0 to 1) in common, by the id of the later."""

    def texts(self, first: int, last: int) -> Iterator[list[Text]]:
        """The texts of the articles from one id to another, in order, some at a time."""

    # Alerts

    def alerts(self) -> list[Alert]:
        """Every alert, by name."""

    def alert(self, name: str) -> Alert:
        """The alert of a name. Raises UnknownAlert."""

    def alert_answers(self, alert: Alert, matches: Sequence[int]) -> set[int]:
        """The ids that matched when an alert was last run; `matches` are those that match now."""

    # Files, and looking after the archive

    def knows_below(self, root: str) -> bool:
        """Whether the archive knows a file at or below a path."""

    def scan(self) -> Scan:
        """An empty scan, to be filled with the files that are on the disk now."""

    def dry_run(self, scan: Scan) -> AbstractContextManager[tuple[WritableArchive, Scan]]:
        """A stand-in for the archive on which an ingest can be tried, and the scan beside it. Both vanish."""

    def check(self, on_step: Callable[[str], None] = ...) -> Soundness:
        """Look at the whole archive for damage. `on_step` is told what is looked at next."""

    def backup(self, target: str) -> int:
        """Copy the archive as it is at this moment to a file that is not there yet; its size in bytes.

        Raises CannotWrite.
        """


class WritableArchive(Archive, Protocol):
    """An archive open for writing. Besides, any method here raises CannotWrite where the disk is full."""

    def transaction(self) -> AbstractContextManager[Any]:
        """All that is written within it is written, or nothing. One within another is a part of that one."""

    def adding(self, now: str, *, again: bool = False) -> Addition:
        """The additions of one ingest. `now` is the UTC time to record; `again` brings back what was removed."""

    def refresh_terms(self) -> None:
        """Add to `terms` those of the articles that were added or changed since the last time."""

    def remove(self, ids: Iterable[int], as_shown: Mapping[int, int] | None = None) -> Removal:
        """Remove articles. Later ingests pass them over until their files change.

        `as_shown` has the fingerprint of each as it was shown: an article that has another by now is left.
        """

    def find_gone(self, roots: Iterable[str]) -> Gone:
        """The files at and below `roots` that are marked as missing, and are still not there."""

    def prune(self, gone: Gone) -> tuple[int, int]:
        """Delete files that are gone, and the articles that no other file holds; how many files and articles."""

    def begin_comparison(self, days: int) -> int:
        """Be ready to compare articles up to so many days apart; returns the days that will be used, which are those
        of earlier comparisons if these are more.
        """

    def save_comparison(
        self, days: int, compared: Iterable[tuple[int, int]], pairs: Iterable[tuple[Pair, int, int]]
    ) -> bool:
        """Save which articles, (id, fingerprint), were compared, and the pairs, each with its two fingerprints.

        False, and nothing is saved, if another program has begun with other days meanwhile.
        """

    def save_alert(self, name: str, question: str, answers: Iterable[int]) -> Alert:
        """Save a query under a name, with the ids that match it now. Raises AlertExists."""

    def delete_alert(self, name: str) -> None:
        """Delete an alert. Raises UnknownAlert."""

    def note_alert_run(
        self, name: str, *, answers: Iterable[int], shown: Iterable[tuple[int, int]], gone: Iterable[int]
    ) -> None:
        """Note that an alert was run: ids that match it, articles (id, fingerprint) shown as new, ids that match no
        more.
        """

    def optimize(self, on_step: Callable[[str], None] = ...) -> Optimized:
        """Put the archive in order after large changes. `on_step` is told what is done next."""


class Scan(Protocol):
    """What one ingest found on the disk: which files are new, changed or gone."""

    def add(self, files: Iterable[FoundFile], root: str | None, settled: Settled) -> int:
        """Take in the files found below a root; how many of them are unchanged. With no root none counts as that."""

    def totals(self) -> tuple[int, int]:
        """How many files are to be read, and how many bytes they have."""

    def to_read(self) -> Iterator[FileToRead]:
        """The files to be read, in path order."""

    def mark_missing(self, now: str) -> int:
        """Mark the files that are gone; how many newly are. One that is back loses its mark."""


class Addition(Protocol):
    """The additions of one ingest: first `add` every batch, then `link` once, then `change` what is left in batches.

    Each returns how many files are new, changed, unchanged, moved, duplicate, problem or passed_over, and how many
    articles were added, are undated or ambiguous. `waiting` counts the files, and their bytes, that wait to be linked
    or changed.
    """

    waiting: tuple[int, int]

    def __enter__(self) -> Addition: ...

    def __exit__(self, *error: object) -> None: ...

    def add(self, files: Sequence[FileRead]) -> Counter[str]:
        """Add the new files of a batch, in one transaction; those that changed wait."""

    def link(self) -> Counter[str]:
        """Link each changed file whose texts the archive has, from whichever file, to these."""

    def changed(self) -> Iterator[FileRead]:
        """The changed files that could not be linked."""

    def change(self, files: Sequence[FileRead]) -> Counter[str]:
        """Put what a batch of files says now in the place of what they said, in one transaction."""
