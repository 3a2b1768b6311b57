"""The tree -> the query language of OpenSearch. Whatever a query contains, the server accepts it.

A word is looked up as all of its forms at once, in one clause; a phrase has the forms of each word at its place. Words
near each other are found as intervals. Where intervals find too much (a word that must be there twice, or is a part of
another), and for the beginnings of words in phrases, the candidates are checked in their texts.

https://docs.opensearch.org/latest/query-dsl/
"""

from __future__ import annotations

import datetime
import os
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeAlias

from newsidx.archive.matching.expansion import Expansion, Lookup, written_terms
from newsidx.archive.matching.nearness import Nearness
from newsidx.archive.matching.terms import Terms
from newsidx.archive.opensearch.schema import LONGEST_TERM, START
from newsidx.article import FIRST_DATED_ID, id_range_of
from newsidx.dates import DateRange
from newsidx.disk.paths import path_on_disk, path_text
from newsidx.query import Query
from newsidx.query.tree import All, Dated, Metadata, Node, Not
from newsidx.query.tree import Any as AnyOf
from newsidx.text.tag_names import tag_name

Clause: TypeAlias = dict[str, Any]
"""A query of the server, or a part of one."""

Checked: TypeAlias = "Callable[[Lookup, Clause], Clause]"
"""Makes of the candidates for what a leaf looks up the clause that finds exactly those that have it."""

EVERYTHING: Clause = {"match_all": {}}
NOTHING: Clause = {"match_none": {}}

_MOST_VALUES = 60_000
"""The most values in one clause (index.max_terms_count)."""

_MOST_LANGUAGES = 1000
"""The most words that a beginning stands for in the field of languages, which has few."""


class Compiler:
    """Makes clauses of a query. `checked` is asked where the server alone finds too much."""

    def __init__(self, expansion: Expansion, checked: Checked) -> None:
        self._expansion = expansion
        self._checked = checked

    def query(self, query: Query) -> Clause:
        """The clause that finds exactly the articles that match a query, unranked."""
        if query.is_blank:
            return NOTHING
        clauses = [] if query.dates.is_everything else [in_dates(query.dates)]
        if query.undated:
            clauses.append({"range": {"id": {"lt": FIRST_DATED_ID}}})
        if query.tree is not None:
            clauses.append(self.node(query.tree))
        return all_of(clauses)

    def node(self, node: Node) -> Clause:
        """The clause for a part of the tree."""
        if isinstance(node, All):
            return self._all(node)
        if isinstance(node, AnyOf):
            return any_of(_merged(self.node(part) for part in dict.fromkeys(node.parts)))
        if isinstance(node, Not):
            return {"bool": {"must_not": [self.node(node.node)]}}
        if isinstance(node, Dated):
            return in_dates(node.dates)
        if isinstance(node, Metadata) and node.field in _METADATA:
            return _METADATA[node.field](node)
        if isinstance(node, Metadata) and node.field == "note":
            return self._note(node)
        lookup = self._expansion.lookup(node)
        if lookup is None:
            raise TypeError(f"{node!r} is not a part of a query")
        return self.lookup(lookup)

    def _all(self, group: All) -> Clause:
        parts = tuple(dict.fromkeys(group.parts))
        required = [self.node(part) for part in parts if not isinstance(part, Not)]
        excluded = [self.node(part.node) for part in parts if isinstance(part, Not)]
        if not excluded:
            return all_of(required)
        return {"bool": {"filter": required or [EVERYTHING], "must_not": _merged(excluded)}}

    def _note(self, node: Metadata) -> Clause:
        if not node.value:
            return {"exists": {"field": "note_words"}}
        return self.lookup(Lookup(written_terms(node.value, node.is_prefix), ("note",)))

    def lookup(self, lookup: Lookup) -> Clause:
        """The clause for what one leaf looks up, in any of its fields."""
        fields = [f"{column}_words" for column in lookup.columns]
        if isinstance(lookup.terms, Nearness):
            return self._near(lookup, lookup.terms, fields)
        if not lookup.terms.places:
            return NOTHING
        if lookup.at_start:
            return any_of([_at_start(lookup.terms, field) for field in fields])
        if lookup.terms.is_prefix and len(lookup.terms.places) > 1:
            before = Terms(lookup.terms.places[:-1])
            last = Terms(lookup.terms.places[-1:], is_prefix=True)
            candidates = any_of([all_of([_phrase(before, field), _phrase(last, field)]) for field in fields])
            return self._checked(lookup, candidates)
        return any_of([_phrase(lookup.terms, field) for field in fields])

    def _near(self, lookup: Lookup, near: Nearness, fields: Sequence[str]) -> Clause:
        words = list(dict.fromkeys(near.words))
        if not words:
            return NOTHING
        if len(near.words) == 1:
            return self.lookup(lookup._replace(terms=words[0]))
        every_term = [term for word in near.words for term in {term for place in word.places for term in place}]
        has_others = any(word.is_prefix or word.ends_in_pair for word in near.words)
        if len(set(every_term)) == len(every_term) and not has_others:
            return any_of([_intervals(words, near.distance, field) for field in fields])
        candidates = [all_of([_phrase(_first_place(word), field) for word in words]) for field in fields]
        return self._checked(lookup, any_of(candidates))


def all_of(clauses: Sequence[Clause]) -> Clause:
    """The clause that finds what all of some find."""
    needed = [clause for clause in clauses if clause != EVERYTHING]
    if not needed:
        return EVERYTHING
    return needed[0] if len(needed) == 1 else {"bool": {"filter": needed}}


def any_of(clauses: Sequence[Clause]) -> Clause:
    """The clause that finds what any of some find."""
    possible = [clause for clause in clauses if clause != NOTHING]
    if not possible:
        return NOTHING
    return possible[0] if len(possible) == 1 else {"bool": {"should": possible, "minimum_should_match": 1}}


def _merged(clauses: Iterable[Clause]) -> list[Clause]:
    """Clauses side by side, those that look for values of one field made one: the server limits their number."""
    values: dict[str, dict[str, None]] = {}
    others: list[Clause] = []
    for clause in clauses:
        if "terms" in clause:
            ((field, listed),) = clause["terms"].items()
            values.setdefault(field, {}).update(dict.fromkeys(listed))
        elif _is_choice_of_values(clause):
            for part in clause["bool"]["should"]:
                ((field, listed),) = part["terms"].items()
                values.setdefault(field, {}).update(dict.fromkeys(listed))
        else:
            others.append(clause)
    return [*(one_of(field, list(listed)) for field, listed in values.items()), *others]


def _is_choice_of_values(clause: Clause) -> bool:
    """Whether a clause looks for values of some fields, and for nothing else."""
    choice = clause.get("bool", {})
    return choice.keys() == {"should", "minimum_should_match"} and all("terms" in part for part in choice["should"])


def one_of(field: str, values: Sequence[Any]) -> Clause:
    """The clause that finds the documents with any of some values in a field."""
    parts = [values[start : start + _MOST_VALUES] for start in range(0, len(values), _MOST_VALUES)]
    return any_of([{"terms": {field: list(part)}} for part in parts])


def below(roots: Sequence[str]) -> Clause:
    """The clause that finds documents with paths at or below some paths."""
    folders = [root.rstrip("/") for root in roots]
    return any_of(
        [
            one_of("path", folders),
            *({"prefix": {"path": {"value": f"{folder}/"}}} for folder in folders),
        ]
    )


def with_ids(ids: Sequence[int]) -> Clause:
    """The clause that finds the articles with some ids."""
    return one_of("id", ids)


def in_dates(dates: DateRange) -> Clause:
    """The clause that finds the articles within a range of dates. The servers leave out the years that have none."""
    if dates.is_everything:
        return EVERYTHING
    first, last = dates.first or datetime.date(1, 1, 1), dates.last or datetime.date.max
    if first > last:
        return NOTHING
    within: dict[str, str] = {}
    if dates.first:
        within["gte"] = dates.first.isoformat()
    if dates.last:
        within["lte"] = dates.last.isoformat()
    clauses: list[Clause] = [{"range": {"date": within}}] if within else [{"range": {"id": {"gte": FIRST_DATED_ID}}}]
    if dates.every_year:
        month, day = dates.every_year
        clauses.append({"term": {"month_day": month * 100 + day}})
    return all_of(clauses)


def _phrase(terms: Terms, field: str) -> Clause:
    """The clause that finds a word or phrase in a field. Of several words, none is only a beginning."""
    if len(terms.places) == 1:
        (forms,) = terms.places
        if terms.is_prefix:
            return {"prefix": {field: {"value": forms[0][:LONGEST_TERM]}}}
        return {"terms": {field: [form[:LONGEST_TERM] for form in forms]}}
    return {"match_phrase": {field: {"query": as_forms(terms), "analyzer": "newsidx_forms"}}}


def as_forms(terms: Terms) -> str:
    """A word or phrase as the analyzer `newsidx_forms` reads it: `oil|oils prices|price`."""
    return " ".join("|".join(form[:LONGEST_TERM] for form in forms) for forms in terms.places)


def _first_place(word: Terms) -> Terms:
    """What every text has that has a word or phrase: all of it, or the places that can be looked up together."""
    if word.is_prefix and len(word.places) > 1:
        return Terms(word.places[:-1])
    return word


def _intervals(words: Sequence[Terms], distance: int, field: str) -> Clause:
    """The clause that finds words, none of which has a term of another, near each other in a field.

    https://docs.opensearch.org/latest/query-dsl/intervals/
    """
    rules = [
        {"match": {"query": as_forms(word), "analyzer": "newsidx_forms", "ordered": True, "max_gaps": 0}}
        for word in words
    ]
    return {"intervals": {field: {"all_of": {"ordered": False, "max_gaps": distance, "intervals": rules}}}}


def _at_start(terms: Terms, field: str) -> Clause:
    """The clause that finds words at the beginning of a field: `lang:en` finds `en-gb`."""
    kind = "match_phrase_prefix" if terms.is_prefix else "match_phrase"
    clause: Clause = {"query": f"{START} {as_forms(terms)}", "analyzer": "newsidx_forms"}
    if terms.is_prefix:
        clause["max_expansions"] = _MOST_LANGUAGES
    return {kind: {field: clause}}


def _ids(node: Metadata) -> Clause:
    span = id_range_of(node.value)
    return {"range": {"id": {"gte": span[0], "lte": span[1]}}} if span else NOTHING


def _file(node: Metadata) -> Clause:
    path = path_text(os.path.abspath(path_on_disk(node.value)))
    below = {"prefix": {"copies.path": {"value": f"{path.rstrip('/')}/"}}}
    return any_of([{"term": {"copies.path": path}}, below])


def _tag(node: Metadata) -> Clause:
    tag = tag_name(node.value)
    if node.is_prefix:
        return {"prefix": {"tags": {"value": tag}}} if tag else {"exists": {"field": "tags"}}
    return {"terms": {"tags": [tag]}}


def _contains(field: str) -> Callable[[Metadata], Clause]:
    def clause(node: Metadata) -> Clause:
        text = "".join(f"\\{letter}" if letter in "*?\\" else letter for letter in node.value.casefold())
        return {"wildcard": {field: {"value": f"*{text}*"}}}

    return clause


_METADATA: dict[str, Callable[[Metadata], Clause]] = {
    "id": _ids,
    "file": _file,
    "tag": _tag,
    "path": _contains("folded_paths"),
    "url": _contains("folded_url"),
}
"""The fields that are looked up by their whole values."""
