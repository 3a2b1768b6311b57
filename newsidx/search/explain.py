"""How a question was understood, what FTS5 was asked, and what each step of the answer took."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import perf_counter

from newsidx.archive import Archive
from newsidx.query import Query
from newsidx.search.answer import Tier, count, hits, tiers


@dataclass(frozen=True)
class ExplainedTier:
    """A tier, how many articles it has, and the FTS5 expression that finds them.

    The expression is None if FTS5 alone finds none of them; it `is_enough` if it finds them all and no other.
    """

    tier: Tier
    articles: int
    expression: str | None
    is_enough: bool


@dataclass
class Explanation:
    """A question as understood, its tiers, and (step, seconds) of everything done to answer it."""

    query: Query
    tiers: list[ExplainedTier] = field(default_factory=list)
    steps: list[tuple[str, float]] = field(default_factory=list)

    @contextmanager
    def timing(self, step: str) -> Iterator[None]:
        """Note how long what is done within takes."""
        start = perf_counter()
        yield
        self.steps.append((step, perf_counter() - start))


def explained(
    archive: Archive, query: Query, sort: str, limit: int, words: str = "", fuzzy: bool = False
) -> Explanation:
    """Answer a question as `search` does, and tell how. The parameters are those of `search`."""
    explanation = Explanation(query)
    with explanation.timing("reading the question"):
        Query.parse(query.text)
    with explanation.timing("choosing what to look for"):
        answer = tiers(archive, query, sort, words, fuzzy)
    for tier in answer:
        with explanation.timing(f"counting, {tier.matched or 'by date'}"):
            articles = count(archive, tier.query)
        plan = archive.plan(tier.query)
        explanation.tiers.append(ExplainedTier(tier, articles, plan.expression, plan.is_complete))
    with explanation.timing(f"finding and ranking the first {limit}"):
        list(hits(archive, answer, sort, limit, with_snippets=False))
    with explanation.timing("the same with their snippets"):
        list(hits(archive, answer, sort, limit))
    return explanation
