"""Words of similar spelling, taken from the archive's own vocabulary."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice, product
from typing import NamedTuple

from newsidx.archive import Archive
from newsidx.query import Query
from newsidx.query.rewrite import FUNCTION_WORDS, corrected, words_of_tree
from newsidx.query.tree import Word
from newsidx.text.fold import folded

MOST = 50
"""Spellings of one word that are looked for, the nearest first and of those the most common."""

RARER = 100
"""How many times as common a spelling has to be to be offered for a word that does occur."""

_DOUBLED = re.compile(r"(.)\1")
_COMPARED = 12
"""Spellings of which one is chosen to be offered."""

_LIKELIEST = 3
"""Of these so many are tried, where the likeliest of all words together find nothing."""

_COMBINED = 81
_MOST_DOUBTED = 12
"""A text with more words that are not in the archive is not misspelt, but of something else."""


class Spelling(NamedTuple):
    """A term of the index that is spelled similarly to a word: its edits (1 or 2), and how many articles have it."""

    term: str
    edits: int
    articles: int


class Suggestion(NamedTuple):
    """A query as it may have been meant, to be pasted, and the words replaced in it.

    `replaced` are (typed, its articles, meant, its articles).
    """

    question: str
    replaced: tuple[tuple[str, int, str, int], ...]


def spellings(archive: Archive, words: list[str]) -> dict[str, list[Spelling]]:
    """For each word the terms within an edit (words of 3 to 5 letters) or two (longer ones), nearest first.

    An edit is a letter more, less, other, or two exchanged (optimal string alignment). Numbers and words of one or
    two letters have no other spellings.
    """
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    asked = {word: forms for word in words if (forms := _comparable(archive, word))}
    vocabulary = archive.terms() if asked else []
    near: dict[str, dict[str, int]] = {}
    for word, forms in asked.items():
        edits: dict[str, int] = {}
        for form in forms:
            most = 1 if len(form) < 6 else 2
            for term, distance, _ in process.extract(
                form, vocabulary, scorer=OSA.distance, processor=None, score_cutoff=most, limit=None
            ):
                edits[term] = min(distance, edits.get(term, distance))
        stem = archive.analyze([word])[0][0]
        near[word] = {term: max(1, distance) for term, distance in edits.items() if term != stem and not term.isdigit()}
    articles = archive.term_statistics({term for edits in near.values() for term in edits})
    found = {
        word: [Spelling(term, distance, articles[term]) for term, distance in edits.items() if term in articles]
        for word, edits in near.items()
    }
    return {word: sorted(one, key=lambda s: (s.edits, -s.articles, s.term))[:MOST] for word, one in found.items()}


def near_words(archive: Archive, words: list[str]) -> dict[str, list[tuple[str, int]]]:
    """For each word others of similar spelling that the index finds, with their edits, nearest first."""
    found = spellings(archive, words)
    return {
        word: [(other, one.edits) for one in near if (other := archive.word_of(one.term))]
        for word, near in found.items()
    }


def suggestion(archive: Archive, query: Query) -> Suggestion | None:
    """The query with other words for those that are in no article, or in a hundredth as many as a word of similar
    spelling; None if no article of its dates would match.

    How common a word is does not depend on the dates: it is counted in the whole archive.
    """
    words = [word for word in words_of_tree(query.tree, with_phrases=True) if folded(word) not in FUNCTION_WORDS]
    articles = {word: archive.count(Query(tree=Word(word))) for word in words}
    total = archive.article_count()
    # A spelling a hundred times as common as any other word would be in over a tenth of the archive.
    doubtful = [word for word in words if articles[word] <= max(1, total // (10 * RARER))]
    if not doubtful or len(doubtful) > _MOST_DOUBTED:
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
            return Suggestion(str(corrected(replace(query, tree=query.typed), words_meant).tree), replaced)
    return None


def _combinations(
    choices: dict[str, list[tuple[str, int]]], articles: dict[str, int]
) -> Iterator[dict[str, tuple[str, int]]]:
    """What may have been meant by all the words together, the likeliest first. A word that occurs may be right."""
    ranked = [
        [*enumerate(better), *([(len(better), None)] if articles[word] else [])] for word, better in choices.items()
    ]
    # The first of them alone are looked at, which are too many to be sorted where many words are doubted.
    together = sorted(islice(product(*ranked), _COMBINED), key=lambda one: sum(rank for rank, _ in one))
    for one in together:
        meant = {word: other for word, (_, other) in zip(choices, one, strict=True) if other}
        if meant:
            yield meant


def _better(archive: Archive, word: str, articles: int, near: list[Spelling]) -> list[tuple[str, int]]:
    """The words that may have been meant, as they are mostly written, and their articles, the likeliest first: each
    edit has to be made up for by its being a hundred times as common. The edits are those from form to form, for stems
    can be near where words are not.
    """
    choices: list[tuple[float, float, str, int]] = []
    for one in near[:_COMPARED]:
        forms = archive.word_forms(one.term)
        if one.articles < max(1, articles * RARER) or not forms:
            continue
        form = min(forms, key=lambda form: (_edits(word, form), -forms[form]))
        edits = _edits(word, form)
        if edits <= (1 if articles else 2) and folded(form) not in FUNCTION_WORDS:
            share = forms[form] / forms.total()
            choices.append((share * one.articles / RARER**edits, -edits, form, one.articles))
    return [(form, others) for _, _, form, others in sorted(choices, reverse=True)[:_LIKELIEST]]


def _edits(word: str, form: str) -> float:
    """How many letters are other, a letter doubled or not counting half."""
    from rapidfuzz.distance import OSA

    word, form = folded(word), folded(form)
    slip = 0.5 if _DOUBLED.sub(r"\1", word) == _DOUBLED.sub(r"\1", form) else 0.0
    return max(0.0, OSA.distance(word, form) - slip)


def _comparable(archive: Archive, word: str) -> set[str]:
    """The forms of a word that are held against the vocabulary: as it is typed, and its stem."""
    stem = archive.analyze([word])[0]
    forms = {folded(word), *stem} if len(stem) == 1 else set()
    return {form for form in forms if len(form) > 2 and not re.search(r"\d", form)}
