"""The archive in a SQLite file, open for reading. Its methods are documented in `newsidx.archive.contract`.

Modules that only some commands need are imported by the methods that need them, to keep searches fast.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from newsidx.archive.open_files import ENDINGS
from newsidx.archive.progress import OnProgress, nothing
from newsidx.archive.sqlite import articles
from newsidx.archive.sqlite.database import Database
from newsidx.query.sort import Sort

if TYPE_CHECKING:
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
    from newsidx.archive.sqlite.scan import SqliteScan
    from newsidx.archive.stored import StoredAlert, StoredArticle, StoredFile, StoredRemoval
    from newsidx.article import Article, Facet
    from newsidx.dates.periods import Period
    from newsidx.query import Query


class SqliteArchive(Database):
    """An archive in a SQLite file, open for reading."""

    @property
    def place(self) -> str:
        return self.path

    def own_files(self) -> frozenset[str]:
        return frozenset(os.path.abspath(self.path) + ending for ending in ENDINGS)

    def ids(
        self,
        query: Query,
        *,
        sort: Sort = Sort.RELEVANCE,
        limit: int | None = None,
        offset: int = 0,
        rerank: bool = True,
    ) -> Iterator[tuple[int, float | None]]:
        if query.tree is None:
            from newsidx.archive.sqlite import by_date

            return by_date.ids(self, query, sort, limit, offset)
        from newsidx.archive.sqlite import lookup

        return lookup.ids(self, query, sort, limit, offset, rerank)

    def count(self, query: Query) -> int:
        from newsidx.archive.sqlite import lookup

        return lookup.count(self, query)

    def histogram(self, query: Query, period: Period) -> list[tuple[str, int]]:
        from newsidx.archive.sqlite import lookup

        return lookup.histogram(self, query, period)

    def facets(self, query: Query, field: Facet, limit: int | None = None) -> Facets:
        return self.facets_of(query, [field], limit)[field]

    def facets_of(self, query: Query, fields: Sequence[Facet], limit: int | None = None) -> dict[Facet, Facets]:
        from newsidx.archive.sqlite.facets import facets

        return facets(self, query, fields, limit)

    def counts_with(self, query: Query, words: Iterable[str]) -> dict[str, int]:
        from newsidx.archive.sqlite.cooccurrence import counts_with

        return counts_with(self, query, words)

    def sample(self, query: Query, most: int) -> list[int]:
        from newsidx.archive.sqlite.sampling import sample

        return sample(self, query, most)

    def plan(self, query: Query) -> QueryPlan:
        from newsidx.archive.sqlite.plan import plan

        return plan(self, query)

    def article_count(self) -> int:
        from newsidx.archive.sqlite.fts5 import texts

        return texts.averages(self).articles

    def articles(self, ids: Sequence[int]) -> list[Article]:
        return articles.articles(self, ids)

    def named(self, name: str) -> list[Article]:
        return articles.named(self, name)

    def fingerprints(self, ids: Sequence[int]) -> dict[int, int]:
        return articles.fingerprints(self, ids)

    def files_of(self, article_id: int) -> list[SourceFile]:
        from newsidx.archive.sqlite.files import files_of

        return files_of(self, article_id)

    def snippets(self, query: Query, articles: Sequence[Article]) -> dict[int, tuple[str, str]]:
        from newsidx.archive.matching.highlight import snippets_of
        from newsidx.archive.sqlite.fts5.expansions import expansion_of

        return snippets_of(expansion_of(self, query), query, articles)

    def highlight(self, query: Query, articles: Sequence[Article]) -> dict[int, tuple[str, str]]:
        from newsidx.archive.matching.highlight import highlighted_texts
        from newsidx.archive.sqlite.fts5.expansions import expansion_of

        return highlighted_texts(expansion_of(self, query), query, articles)

    def concordance(self, query: Query, articles: Sequence[Article]) -> dict[int, tuple[ConcordanceLine, ...]]:
        from newsidx.archive.matching.concordance import concordance_of
        from newsidx.archive.sqlite.fts5.expansions import expansion_of

        return concordance_of(expansion_of(self, query), query, articles)

    def files(self, status: ListedStatus | None = None) -> Iterator[ListedFile]:
        from newsidx.archive.sqlite.files import listed

        return listed(self, status)

    def problems(self) -> Iterator[Problem]:
        from newsidx.archive.sqlite.files import problems

        return problems(self)

    def removed_articles(self) -> Iterator[RemovedArticle]:
        from newsidx.archive.sqlite.removed import removed_articles

        return removed_articles(self)

    def count_removed(self, roots: Sequence[str] | None = None) -> int:
        from newsidx.archive.sqlite.removed import count_removed

        return count_removed(self, roots)

    def describe(self, most: int = 5) -> Description:
        from newsidx.archive.sqlite.statistics import describe

        return describe(self, most)

    def languages(self) -> list[str]:
        if self.is_outdated:
            from newsidx.archive.sqlite.fts5 import earlier

            return earlier.languages(self)
        from newsidx.archive.sqlite.fts5 import forms

        return forms.languages(self)

    def analyze(self, texts: Sequence[str]) -> list[tuple[str, ...]]:
        from newsidx.archive.matching.tokenizer import tokenized

        return [tuple(tokenized(text)) for text in texts]

    def forms(self, terms: Iterable[str], language: str | None = None) -> dict[str, tuple[str, ...]]:
        if self.is_outdated:
            from newsidx.archive.sqlite.fts5 import earlier

            terms = list(terms)
            return earlier.forms_among(terms, terms)
        from newsidx.archive.matching.forms import forms_of
        from newsidx.archive.sqlite.fts5.forms import SqliteForms

        return forms_of(SqliteForms(self), terms, language)

    def terms(self) -> list[str]:
        from newsidx.archive.sqlite.fts5 import forms

        return forms.terms(self)

    def term_statistics(self, terms: Iterable[str], most: int | None = None) -> dict[str, int]:
        from newsidx.archive.sqlite.frequencies.document_frequencies import articles_with

        return articles_with(self, terms, most)

    def common_terms(self) -> dict[str, int]:
        from newsidx.archive.sqlite.frequencies.document_frequencies import common_terms

        return common_terms(self)

    def term_counts(self, ids: Sequence[int]) -> dict[str, int]:
        from newsidx.archive.sqlite.fts5 import texts

        return texts.article_counts(self, ids)

    def articles_by_term(self, ids: Sequence[int], terms: Iterable[str]) -> dict[str, set[int]]:
        from newsidx.archive.sqlite.fts5 import texts

        return texts.articles_by_term(self, ids, terms)

    def spellings(self, term: str) -> Counter[str]:
        from newsidx.archive.sqlite.fts5 import texts

        return texts.spellings(self, term)

    def compared_days(self) -> int | None:
        from newsidx.archive.sqlite.near_duplicates import compared_days

        return compared_days(self)

    def uncompared(self) -> list[int]:
        from newsidx.archive.sqlite.near_duplicates import uncompared

        return uncompared(self)

    def count_uncompared(self) -> int:
        from newsidx.archive.sqlite.near_duplicates import count_uncompared

        return count_uncompared(self)

    def pairs(self, share: float, of: int | None = None) -> Iterator[Pair]:
        from newsidx.archive.sqlite.near_duplicates import pairs

        return pairs(self, share, of)

    def texts(self, first: int, last: int) -> Iterator[list[Text]]:
        from newsidx.archive.sqlite.near_duplicates import texts

        return texts(self, first, last)

    def alerts(self) -> list[Alert]:
        from newsidx.archive.sqlite.alerts import alerts

        return alerts(self)

    def alert(self, name: str) -> Alert:
        from newsidx.archive.sqlite.alerts import alert

        return alert(self, name)

    def alert_answers(self, alert: Alert, matches: Sequence[int]) -> set[int]:
        from newsidx.archive.sqlite.alerts import last_answers

        return last_answers(self, alert, matches)

    def tags(self) -> list[tuple[str, int]]:
        from newsidx.archive.sqlite.tags import all_tags

        return all_tags(self)

    def changes(self) -> list[Change]:
        from newsidx.archive.sqlite.changes import changes

        return changes(self)

    def last_change_of(self, article_id: int) -> Change | None:
        from newsidx.archive.sqlite.changes import last_change_of

        return last_change_of(self, article_id)

    def export_articles(self, ids: Sequence[int]) -> list[StoredArticle]:
        from newsidx.archive.sqlite.copying import export_articles

        return export_articles(self, ids)

    def export_files(self) -> Iterator[StoredFile]:
        from newsidx.archive.sqlite.copying import export_files

        return export_files(self)

    def export_removals(self) -> Iterator[StoredRemoval]:
        from newsidx.archive.sqlite.copying import export_removals

        return export_removals(self)

    def export_alerts(self) -> Iterator[StoredAlert]:
        from newsidx.archive.sqlite.copying import export_alerts

        return export_alerts(self)

    def has_files_below(self, root: str) -> bool:
        from newsidx.archive.sqlite.scan import has_files_below

        return has_files_below(self, root)

    def scan(self) -> SqliteScan:
        from newsidx.archive.sqlite.scan import SqliteScan

        return SqliteScan(self)

    def check(
        self,
        on_step: Callable[[str], None] = lambda step: None,
        on_progress: OnProgress = nothing,
    ) -> Integrity:
        from newsidx.archive.sqlite.upkeep.check import check

        return check(self, on_step, on_progress)

    def backup(self, target: str, on_progress: OnProgress = nothing) -> int:
        from newsidx.archive.sqlite.upkeep.backup import backup

        return backup(self, target, on_progress)
