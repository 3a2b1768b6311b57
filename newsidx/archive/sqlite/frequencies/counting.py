"""How many articles match a query, in an archive that has term frequencies."""

from __future__ import annotations

from newsidx.archive.matching.expansion import Expansion
from newsidx.archive.matching.terms import Terms
from newsidx.archive.sqlite.database import Database
from newsidx.archive.sqlite.frequencies.document_frequencies import document_frequencies_of
from newsidx.archive.sqlite.frequencies.matching import is_vector, matching_of
from newsidx.archive.sqlite.fts5 import compile as compiling
from newsidx.query import Query
from newsidx.query.fields import TEXT_FIELDS


def count_by_frequencies(database: Database, query: Query, expansion: Expansion) -> int | None:
    """How many articles match a query; None where the term frequencies do not decide it."""
    if (known := _count_of_word(database, query, expansion)) is not None:
        return known
    matching = matching_of(database, query, expansion)
    return matching.count() if matching else None


def _count_of_word(database: Database, query: Query, expansion: Expansion) -> int | None:
    """How many articles match a query that is a single word; None for other queries, and for a word with a form that
    the archive had not yet when it counted its common words.
    """
    if database.is_outdated or not query.tree or query.undated or not query.dates.is_everything:
        return None
    lookup = expansion.lookup(query.tree)
    if lookup is None or set(lookup.columns) != set(TEXT_FIELDS) or not is_vector(lookup):
        return None
    frequencies = document_frequencies_of(database)
    if frequencies is None or not isinstance(lookup.terms, Terms) or lookup.terms.is_prefix or not lookup.terms.places:
        return None
    (forms,) = lookup.terms.places
    known = frequencies.of_word(forms)
    if known is None and not frequencies.of_terms(forms):  # the postings of rare terms are soon read
        return int(database.value(*compiling.count(query, expansion)))
    return known
