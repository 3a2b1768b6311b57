"""The indices of an archive, by their names: `news.articles-1987`, `news.files` and so on.

The articles of each year have an index of their own, so that a range of dates is looked up only in its years, and the
policies that administrators have for indices by date (moving old ones to slower disks) fit them. A query asks the
alias `news`, which has them all.
"""

from __future__ import annotations

import datetime
from typing import NamedTuple

from newsidx.article import FIRST_DATED_ID, PER_DAY


class IndexNames(NamedTuple):
    """The names of the indices of the archive called `archive`."""

    archive: str

    @property
    def articles(self) -> str:
        """The alias of all indices of articles."""
        return self.archive

    @property
    def every_articles(self) -> str:
        """The pattern that the names of all indices of articles fit."""
        return f"{self.archive}.articles-*"

    @property
    def every_index(self) -> str:
        """The pattern that the names of all indices of the archive fit, and no other archive's."""
        return f"{self.archive}.*"

    @property
    def all(self) -> tuple[str, ...]:
        """All indices, by name or pattern."""
        return self.every_articles, self.files, self.forms, self.records, self.pairs

    @property
    def files(self) -> str:
        """The files that articles were read from, one document each."""
        return f"{self.archive}.files"

    @property
    def forms(self) -> str:
        """The words of the articles with their stems, one document each."""
        return f"{self.archive}.forms"

    @property
    def records(self) -> str:
        """Everything else: what the archive is, the last number of each day, alerts, removed articles, changes."""
        return f"{self.archive}.records"

    @property
    def pairs(self) -> str:
        """The pairs of near-duplicates, and which articles have been compared."""
        return f"{self.archive}.pairs"

    def articles_of(self, date: datetime.date | None) -> str:
        """The index of the articles of a date, or of those without one."""
        return f"{self.archive}.articles-{f'{date.year:04}' if date else 'undated'}"

    def articles_with(self, article_id: int) -> str:
        """The index of the article with an id."""
        year = article_id // (PER_DAY * 10_000)
        return f"{self.archive}.articles-{'undated' if article_id < FIRST_DATED_ID else f'{year:04}'}"
