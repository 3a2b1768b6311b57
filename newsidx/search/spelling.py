"""Words of similar spelling, taken from the archive's own vocabulary."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice, product
from typing import TYPE_CHECKING, NamedTuple

from newsidx.query import Query
from newsidx.query.capitals import written
from newsidx.query.rewrite import FUNCTION_WORDS, corrected, words_of_tree
from newsidx.query.tree import Word
from newsidx.text.fold import folded

if TYPE_CHECKING:
    from newsidx.archive.contract import Archive

MOST = 50
"""The most spellings found for one word: the nearest first, and of those the most common."""

RARER = 100
"""How many times as common a spelling must be, for it to be suggested for a word that is in the archive."""

_DOUBLED = re.compile(r"(.)\1")
_MAX_COMPARED = 12
"""How many spellings of a word are compared to choose a suggestion from."""

_MAX_TRIED = 3
"""How many of these are tried in combination with those of other words."""

_MAX_COMBINATIONS = 81
_MAX_DOUBTFUL = 12
"""A text with more doubtful words than this is not misspelt: it is about something else."""


class Spelling(NamedTuple):
    """A term of the index that is spelled similarly to a word: its edits (1 or 2), and how many articles have it."""

    term: str
    edits: int
    articles: int


class Suggestion(NamedTuple):
    """A query as it may have been meant, to be pasted, and the words replaced in it.

    `replaced` are (typed, its articles, meant, its articles).
    """

    query: str
    replaced: tuple[tuple[str, int, str, int], ...]


def spellings(archive: Archive, words: list[str]) -> dict[str, list[Spelling]]:
    """For each word the terms within one edit (words of 3 to 5 letters) or two (longer words), nearest first.

    An edit adds, drops or replaces a letter, or swaps two neighbours (optimal string alignment). Numbers and words of
    one or two letters have no other spellings.
    """
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    comparable = {word: forms for word in words if (forms := _comparable(archive, word))}
    vocabulary = archive.terms() if comparable else []
    near: dict[str, dict[str, int]] = {}
    for word, forms in comparable.items():
        edits: dict[str, int] = {}
        for form in forms:
            max_edits = 1 if len(form) < 6 else 2
            for term, distance, _ in process.extract(
                form, vocabulary, scorer=OSA.distance, processor=None, score_cutoff=max_edits, limit=None
            ):
                edits[term] = min(distance, edits.get(term, distance))
        own = set(archive.forms(archive.analyze([word])[0])[archive.analyze([word])[0][0]])
        near[word] = {term: distance for term, distance in edits.items() if term not in own}
    articles = archive.term_statistics({term for edits in near.values() for term in edits})
    known = {
        word: [Spelling(term, distance, articles[term]) for term, distance in edits.items() if term in articles]
        for word, edits in near.items()
    }
    return {word: sorted(terms, key=lambda s: (s.edits, -s.articles, s.term))[:MOST] for word, terms in known.items()}


def near_words(archive: Archive, words: list[str]) -> dict[str, list[tuple[str, int]]]:
    """For each word others of similar spelling that the index finds, with their edits, nearest first."""
    return {
        word: [(spelling.term, spelling.edits) for spelling in near] for word, near in spellings(archive, words).items()
    }


def suggestion(archive: Archive, query: Query) -> Suggestion | None:
    """The query with other words for those that are in no article, or in a hundredth as many as a word of similar
    spelling; None if no article of its dates would match.

    How common a word is does not depend on the dates: it is counted in the whole archive.
    """
    words = [word for word in words_of_tree(query.tree, with_phrases=True) if folded(word) not in FUNCTION_WORDS]
    articles = {word: archive.count(Query(tree=Word(word))) for word in words}
    total = archive.article_count()
    # For any more common word, a spelling a hundred times as common would be in more than a tenth of the archive.
    doubtful = [word for word in words if articles[word] <= max(1, total // (10 * RARER))]
    if not doubtful or len(doubtful) > _MAX_DOUBTFUL:
        return None
    choices: dict[str, list[tuple[str, int]]] = {
        word: better
        for word, near in spellings(archive, doubtful).items()
        if (better := _better(archive, word, articles[word], near))
    }
    for meant in _combinations(choices, articles):
        words_meant = {word: other for word, (other, _) in meant.items()}
        if archive.count(corrected(query, words_meant)):
            replaced = tuple((word, articles[word], *meant[word]) for word in meant)
            typed = corrected(replace(query, tree=query.typed), words_meant).tree
            return Suggestion(written(typed) if typed else "", replaced)
    return None


def _combinations(
    choices: dict[str, list[tuple[str, int]]], articles: dict[str, int]
) -> Iterator[dict[str, tuple[str, int]]]:
    """What all the words together may have meant, the most likely first. A word that is in the archive may be right."""
    ranked = [
        [*enumerate(better), *([(len(better), None)] if articles[word] else [])] for word, better in choices.items()
    ]
    # With many doubtful words there are too many combinations to sort, so only the first are used.
    combinations = islice(product(*ranked), _MAX_COMBINATIONS)
    for combination in sorted(combinations, key=lambda combination: sum(rank for rank, _ in combination)):
        meant = {word: other for word, (_, other) in zip(choices, combination, strict=True) if other}
        if meant:
            yield meant


def _better(archive: Archive, word: str, articles: int, near: list[Spelling]) -> list[tuple[str, int]]:
    """The words that may have been meant, as they are usually written, and their articles, the most likely first.

    A word one edit further away must be a hundred times as common to be as likely. Edits are counted between written
    forms, because stems can be similar where the words are not.
    """
    choices: list[tuple[float, float, str, int]] = []
    for spelling in near[:_MAX_COMPARED]:
        forms = archive.spellings(spelling.term)
        if spelling.articles < max(1, articles * RARER) or not forms:
            continue
        form = min(forms, key=lambda form: (_edits(word, form), -forms[form]))
        edits = _edits(word, form)
        if edits <= (1 if articles else 2) and folded(form) not in FUNCTION_WORDS:
            share = forms[form] / forms.total()
            choices.append((share * spelling.articles / RARER**edits, -edits, form, spelling.articles))
    return [(form, article_count) for _, _, form, article_count in sorted(choices, reverse=True)[:_MAX_TRIED]]


def _edits(word: str, form: str) -> float:
    """How many edits lie between two words; a letter doubled or not counts as half an edit."""
    from rapidfuzz.distance import OSA

    word, form = folded(word), folded(form)
    slip = 0.5 if _DOUBLED.sub(r"\1", word) == _DOUBLED.sub(r"\1", form) else 0.0
    return max(0.0, OSA.distance(word, form) - slip)


def _comparable(archive: Archive, word: str) -> set[str]:
    """The forms of a word to compare with the vocabulary."""
    terms = archive.analyze([word])[0]
    return {term for term in terms if len(term) > 2 and not re.search(r"\d", term)} if len(terms) == 1 else set()
