"""How a query is looked up, for `--explain`."""

from __future__ import annotations

from newsidx.archive.records import QueryPlan
from newsidx.archive.sqlite.database import Database
from newsidx.archive.sqlite.fts5.expansions import expansion_of
from newsidx.archive.sqlite.fts5.match import fts5_match
from newsidx.query import Query


def plan(database: Database, query: Query) -> QueryPlan:
    """The FTS5 expression of a query, and whether it finds exactly the articles that match."""
    expansion = expansion_of(database, query)
    matched = fts5_match(query.tree, expansion) if query.tree else None
    return QueryPlan(
        matched.expression if matched else None,
        matched is not None and matched.is_exact,
        expansion.languages,
        expansion.as_written,
    )
