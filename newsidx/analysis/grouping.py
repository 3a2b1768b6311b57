"""An answer with one article of each cluster of near-duplicates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import ClassVar

from newsidx.analysis.near_duplicates import clusters
from newsidx.archive.contract import Archive
from newsidx.search.answer import FETCHED, Answer, Hit, Part
from newsidx.search.request import SearchRequest


@dataclass
class _Grouped:
    """The articles to show, in order, each with its part; and how many others are in the cluster of each."""

    shown: dict[int, Part] = field(default_factory=dict)
    others: Counter[int] = field(default_factory=Counter)


class GroupedAnswer(Answer):
    """An answer in which only the first article of each cluster is a hit, and `total` counts one of each.

    Only articles that were compared (`newsidx.analysis.near_duplicates.compare`) are known to be near-duplicates.
    """

    is_grouped: ClassVar[bool] = True

    @cached_property
    def total(self) -> int:
        """How many articles the whole answer has, with one of each cluster."""
        return len(self._grouped.shown)

    @cached_property
    def uncompared(self) -> int:
        """How many articles of the archive were not compared yet."""
        return self.archive.count_uncompared()

    @cached_property
    def _grouped(self) -> _Grouped:
        cluster_of = {
            article_id: number
            for number, cluster in enumerate(clusters(self.archive))
            for article_id in cluster.articles
        }
        found = _Grouped()
        first_of: dict[int, int] = {}
        for part in self.parts:
            for article_id, _ in self.archive.ids(part.query, sort=self.request.sort):
                cluster = cluster_of.get(article_id)
                if cluster is None or cluster not in first_of:
                    found.shown[article_id] = part
                    if cluster is not None:
                        first_of[cluster] = article_id
                elif article_id not in found.shown:
                    found.others[first_of[cluster]] += 1
        return found

    def _hits(self) -> Iterator[Hit]:
        limit, offset = self.request.limit, self.request.offset
        found = list(self._grouped.shown.items())[offset : None if limit is None else offset + limit]
        for part in self.parts:
            in_part = [(article_id, None) for article_id, of in found if of is part]
            for start in range(0, len(in_part), FETCHED):
                for hit in self._read(part, in_part[start : start + FETCHED]):
                    yield hit._replace(others=self._grouped.others[hit.article.id])


def grouped_answer(archive: Archive, request: SearchRequest) -> GroupedAnswer:
    """The answer of an archive to a request, with one article of each cluster of near-duplicates."""
    return GroupedAnswer(archive, request)
