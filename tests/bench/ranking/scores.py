"""What ir-measures says of the run of a system."""

from __future__ import annotations

from dataclasses import dataclass

import ir_measures
from ir_measures import AP, R, nDCG

from tests.bench.ranking.collection import Collection
from tests.bench.ranking.systems import Run

_NDCG, _AP, _RECALL = nDCG @ 10, AP @ 100, R @ 100


@dataclass(frozen=True)
class Scores:
    """The means over the queries, and the nDCG of each half of them (None where a half has no query)."""

    ndcg: float
    ap: float
    recall: float
    halves: tuple[float | None, float | None]

    def ndcg_of_half(self, half: int | None) -> float:
        """The nDCG of one half of the queries, or of all: of None, and where that half has none."""
        of_half = None if half is None else self.halves[half]
        return self.ndcg if of_half is None else of_half


def scores_of(collection: Collection, run: Run) -> Scores:
    """The scores of a run. A document counts by its rank, so that each system's own order of equal scores counts."""
    qrels = [
        ir_measures.Qrel(query, document, grade)
        for query, documents in collection.judgments.items()
        for document, grade in documents.items()
    ]
    places = [
        ir_measures.ScoredDoc(query, name, -place) for query, names in run.items() for place, name in enumerate(names)
    ]
    values = {
        (metric.query_id, metric.measure): metric.value
        for metric in ir_measures.iter_calc([_NDCG, _AP, _RECALL], qrels, places)
    }

    def mean(measure: ir_measures.Measure, queries: list[str]) -> float | None:
        return sum(values.get((query, measure), 0.0) for query in queries) / len(queries) if queries else None

    queries = list(collection.queries)
    halves = [mean(_NDCG, [query for query in queries if collection.half_of(query) == half]) for half in (0, 1)]
    ndcg, ap, recall = (mean(measure, queries) or 0.0 for measure in (_NDCG, _AP, _RECALL))
    return Scores(ndcg, ap, recall, (halves[0], halves[1]))
