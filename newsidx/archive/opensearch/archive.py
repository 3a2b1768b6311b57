"""The archive in OpenSearch, open for reading. Its methods are documented in `newsidx.archive.contract`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from newsidx.archive.matching.concordance import concordance_of
from newsidx.archive.matching.forms import forms_of
from newsidx.archive.matching.highlight import highlighted_texts, snippets_of
from newsidx.archive.matching.tokenizer import tokenized
from newsidx.archive.open_files import ENDINGS
from newsidx.archive.opensearch import articles as reading
from newsidx.archive.opensearch import changes as undoable
from newsidx.archive.opensearch import facets as counting
from newsidx.archive.opensearch import files as listing
from newsidx.archive.opensearch import forms as vocabulary
from newsidx.archive.opensearch import lookup, removed
from newsidx.archive.opensearch import terms as counted_terms
from newsidx.archive.opensearch.dsl import EVERYTHING
from newsidx.archive.opensearch.store import Store
from newsidx.query.sort import Sort

if TYPE_CHECKING:
    from newsidx.archive.opensearch.scan import OpenSearchScan
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
        Pair,
        Problem,
        QueryPlan,
        RemovedArticle,
        SourceFile,
        Text,
    )
    from newsidx.archive.sqlite.ledger import Ledger
    from newsidx.archive.stored import StoredAlert, StoredArticle, StoredFile, StoredRemoval
    from newsidx.article import Article, Facet
    from newsidx.dates.periods import Period
    from newsidx.query import Query


class OpenSearchArchive(Store):
    """An archive in OpenSearch, open for reading."""

    @cached_property
    def ledger(self) -> Ledger:
        """What this machine has sent to the archive."""
        from newsidx.archive.opensearch.scan import opened_ledger

        return opened_ledger(self)

    def close(self) -> None:
        if "ledger" in self.__dict__:
            self.ledger.close()
        super().close()

    def own_files(self) -> frozenset[str]:
        return frozenset(self.ledger.path + ending for ending in ENDINGS)

    def has_files_below(self, root: str) -> bool:
        from newsidx.archive.opensearch.scan import has_files_below

        return has_files_below(self, root)

    def scan(self) -> OpenSearchScan:
        from newsidx.archive.opensearch.scan import OpenSearchScan

        return OpenSearchScan(self, self.ledger)

    def files_of(self, article_id: int) -> list[SourceFile]:
        return listing.files_of(self, article_id)

    def problems(self) -> Iterator[Problem]:
        return listing.problems(self)

    def files(self, status: ListedStatus | None = None) -> Iterator[ListedFile]:
        return listing.listed(self, status)

    def changes(self) -> list[Change]:
        return undoable.changes(self)

    def last_change_of(self, article_id: int) -> Change | None:
        return undoable.last_change_of(self, article_id)

    def removed_articles(self) -> Iterator[RemovedArticle]:
        return removed.removed_articles(self)

    def count_removed(self, roots: Sequence[str] | None = None) -> int:
        return removed.count_removed(self, roots)

    @property
    def is_outdated(self) -> bool:
        return False

    @property
    def needs_migration(self) -> bool:
        return False

    def ids(
        self,
        query: Query,
        *,
        sort: Sort = Sort.RELEVANCE,
        limit: int | None = None,
        offset: int = 0,
        rerank: bool = True,
    ) -> Iterator[tuple[int, float | None]]:
        return lookup.ids(self, query, sort, limit, offset)

    def count(self, query: Query) -> int:
        return lookup.count(self, query)

    def counts_with(self, query: Query, words: Iterable[str]) -> dict[str, int]:
        return lookup.counts_with(self, query, words)

    def sample(self, query: Query, most: int) -> list[int]:
        return lookup.sample(self, query, most)

    def histogram(self, query: Query, period: Period) -> list[tuple[str, int]]:
        return lookup.histogram(self, query, period)

    def facets(self, query: Query, field: Facet, limit: int | None = None) -> Facets:
        return self.facets_of(query, [field], limit)[field]

    def facets_of(self, query: Query, fields: Sequence[Facet], limit: int | None = None) -> dict[Facet, Facets]:
        return counting.facets(self, query, fields, limit)

    def plan(self, query: Query) -> QueryPlan:
        return lookup.plan(self, query)

    def article_count(self) -> int:
        return lookup.count_of(self, EVERYTHING)

    def articles(self, ids: Sequence[int]) -> list[Article]:
        return reading.articles(self, ids)

    def named(self, name: str) -> list[Article]:
        return reading.named(self, name)

    def fingerprints(self, ids: Sequence[int]) -> dict[int, int]:
        return reading.fingerprints(self, ids)

    def snippets(self, query: Query, articles: Sequence[Article]) -> dict[int, tuple[str, str]]:
        return snippets_of(lookup.expansion_of(self, query), query, articles)

    def highlight(self, query: Query, articles: Sequence[Article]) -> dict[int, tuple[str, str]]:
        return highlighted_texts(lookup.expansion_of(self, query), query, articles)

    def concordance(self, query: Query, articles: Sequence[Article]) -> dict[int, tuple[ConcordanceLine, ...]]:
        return concordance_of(lookup.expansion_of(self, query), query, articles)

    def languages(self) -> list[str]:
        return vocabulary.languages(self)

    def analyze(self, texts: Sequence[str]) -> list[tuple[str, ...]]:
        return [tuple(tokenized(text)) for text in texts]

    def forms(self, terms: Iterable[str], language: str | None = None) -> dict[str, tuple[str, ...]]:
        return forms_of(vocabulary.OpenSearchForms(self), terms, language)

    def terms(self) -> list[str]:
        return vocabulary.terms(self)

    def term_statistics(self, terms: Iterable[str], most: int | None = None) -> dict[str, int]:
        return counted_terms.term_statistics(self, terms, most)

    def common_terms(self) -> dict[str, int]:
        return {}

    def term_counts(self, ids: Sequence[int]) -> dict[str, int]:
        return counted_terms.term_counts(self, ids)

    def articles_by_term(self, ids: Sequence[int], terms: Iterable[str]) -> dict[str, set[int]]:
        return counted_terms.articles_by_term(self, ids, terms)

    def spellings(self, term: str) -> Counter[str]:
        return counted_terms.spellings(self, term)

    def tags(self) -> list[tuple[str, int]]:
        return counting.tags(self)

    def describe(self, most: int = 5) -> Description:
        from newsidx.archive.opensearch.statistics import describe

        return describe(self, self.count_removed(), most)

    def compared_days(self) -> int | None:
        from newsidx.archive.opensearch.near_duplicates import compared_days

        return compared_days(self)

    def uncompared(self) -> list[int]:
        from newsidx.archive.opensearch.near_duplicates import uncompared

        return uncompared(self)

    def count_uncompared(self) -> int:
        from newsidx.archive.opensearch.near_duplicates import count_uncompared

        return count_uncompared(self)

    def pairs(self, share: float, of: int | None = None) -> Iterator[Pair]:
        from newsidx.archive.opensearch.near_duplicates import pairs

        return pairs(self, share, of)

    def texts(self, first: int, last: int) -> Iterator[list[Text]]:
        from newsidx.archive.opensearch.near_duplicates import texts

        return texts(self, first, last)

    def alerts(self) -> list[Alert]:
        from newsidx.archive.opensearch.alerts import alerts

        return alerts(self)

    def alert(self, name: str) -> Alert:
        from newsidx.archive.opensearch.alerts import alert

        return alert(self, name)

    def alert_answers(self, alert: Alert, matches: Sequence[int]) -> set[int]:
        from newsidx.archive.opensearch.alerts import last_answers

        return last_answers(self, alert)

    def export_articles(self, ids: Sequence[int]) -> list[StoredArticle]:
        from newsidx.archive.opensearch.copying import export_articles

        return export_articles(self, ids)

    def export_files(self) -> Iterator[StoredFile]:
        from newsidx.archive.opensearch.copying import export_files

        return export_files(self)

    def export_removals(self) -> Iterator[StoredRemoval]:
        from newsidx.archive.opensearch.copying import export_removals

        return export_removals(self)

    def export_alerts(self) -> Iterator[StoredAlert]:
        from newsidx.archive.opensearch.copying import export_alerts

        return export_alerts(self)

    def check(
        self,
        on_step: Callable[[str], None] = lambda step: None,
        on_progress: OnProgress = lambda done, total: None,
    ) -> Integrity:
        from newsidx.archive.opensearch.upkeep import check

        return check(self, on_step, on_progress)

    def backup(self, target: str, on_progress: OnProgress = lambda done, total: None) -> int:
        from newsidx.archive.opensearch.upkeep import no_backup

        raise no_backup(self)
