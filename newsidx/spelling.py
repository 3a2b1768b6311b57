"""Words of an archive's own vocabulary that are spelled nearly as one that was typed."""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

from newsidx.archive import Archive
from newsidx.archive.vocabulary import articles_with, terms
from newsidx.folding import folded
from newsidx.query import Query, compiling
from newsidx.query.prefixes import ENDINGS
from newsidx.query.stems import stems
from newsidx.query.tree import Word
from newsidx.query.widening import spelled, words_of_tree

MOST = 50
"""Spellings of one word that are looked for, the nearest first and of those the most common."""

RARER = 100
"""How many times as common a spelling has to be to be offered for a word that does occur."""

_COMPARED = 8
"""Spellings of which one is chosen to be offered."""

_SHOWN = 10
"""Articles read to see how a word is mostly written."""


class Spelling(NamedTuple):
    """A term of the index near to a word: at how many edits (1 or 2), and in how many articles it stands."""

    term: str
    edits: int
    articles: int


class Suggestion(NamedTuple):
    """A question as it may have been meant, to be pasted; and of each word replaced how many articles have which.

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

    asked = {word: forms for word in words if (forms := _comparable(word))}
    vocabulary = terms(archive) if asked else []
    near: dict[str, dict[str, int]] = {}
    for word, forms in asked.items():
        edits: dict[str, int] = {}
        for form in forms:
            most = 1 if len(form) < 6 else 2
            for term, distance, _ in process.extract(
                form, vocabulary, scorer=OSA.distance, processor=None, score_cutoff=most, limit=None
            ):
                edits[term] = min(distance, edits.get(term, distance))
        stem = stems([word])[0][0]
        near[word] = {term: max(1, distance) for term, distance in edits.items() if term != stem and not term.isdigit()}
    articles = articles_with(archive, {term for edits in near.values() for term in edits})
    found = {
        word: [Spelling(term, distance, articles[term]) for term, distance in edits.items() if term in articles]
        for word, edits in near.items()
    }
    return {word: sorted(one, key=lambda s: (s.edits, -s.articles, s.term))[:MOST] for word, one in found.items()}


def near_words(archive: Archive, words: list[str]) -> dict[str, list[tuple[str, int]]]:
    """For each word others that FTS5 finds by a near spelling, with their edits, nearest first."""
    found = spellings(archive, words)
    return {word: [(other, one.edits) for one in near if (other := _word_of(one.term))] for word, near in found.items()}


def suggestion(archive: Archive, query: Query) -> Suggestion | None:
    """What may have been meant by a question some of whose words are in no article, or in a hundredth as many as
    a word spelled nearly so; None if there is nothing to offer.
    """
    words = words_of_tree(query.tree)
    articles = {word: int(archive.value(*compiling.count(Query(tree=Word(word))))) for word in words}
    total = int(archive.value(*compiling.count(Query()))) if words else 0
    # A spelling a hundred times as common as any other word would be in over a tenth of the archive.
    doubtful = [word for word in words if articles[word] <= max(1, total // (10 * RARER))]
    meant = {
        word: better
        for word, near in spellings(archive, doubtful).items()
        if (better := _better(archive, word, articles[word], near))
    }
    if not meant:
        return None
    tree = spelled(query, {word: [other] for word, (other, _) in meant.items()}, is_instead=True).tree
    replaced = tuple((word, articles[word], *meant[word]) for word in meant)
    return Suggestion(str(tree), replaced)


def _better(archive: Archive, word: str, articles: int, near: list[Spelling]) -> tuple[str, int] | None:
    """The word most likely meant, as it is mostly written, and its articles: each edit has to be made up for by its
    being a hundred times as common. The edits are those from form to form, for stems can be near where words are not.
    """
    from rapidfuzz.distance import OSA

    choices: list[tuple[float, str, int]] = []
    for one in near:
        if len(choices) == _COMPARED:
            break
        if one.articles >= max(1, articles * RARER):
            forms = _forms(archive, one.term)
            form = min(
                forms, key=lambda form: (OSA.distance(folded(word), folded(form)), -forms[form]), default=one.term
            )
            share = forms[form] / max(1, forms.total())
            choices.append(
                (share * one.articles / RARER ** OSA.distance(folded(word), folded(form)), form, one.articles)
            )
    if not choices:
        return None
    _, form, others = max(choices)
    is_near = OSA.distance(folded(word), folded(form)) <= (1 if articles else 2)
    return (form, others) if is_near else None


def _comparable(word: str) -> set[str]:
    """The forms of a word that are held against the vocabulary: as it is typed, and its stem."""
    stem = stems([word])[0]
    forms = {folded(word), *stem} if len(stem) == 1 else set()
    return {form for form in forms if len(form) > 2 and not re.search(r"\d", form)}


def _word_of(term: str) -> str | None:
    """A word whose stem a term is, for FTS5 looks for the stem of what it is given; None if no ending makes one."""
    if stems([term])[0] == (term,):
        return term
    words = [term + ending for ending in ENDINGS]
    return next((word for word, stem in zip(words, stems(words), strict=True) if stem == (term,)), None)


def _forms(archive: Archive, term: str) -> Counter[str]:
    """The forms in which a term stands in some articles that have it, each with how often."""
    word = _word_of(term)
    forms: Counter[str] = Counter()
    for (text,) in archive.rows(*compiling.marked_bodies(Word(word), _SHOWN)) if word else ():
        forms.update(re.findall(f"{compiling.MARK_START}([^{compiling.MARK_END}]*){compiling.MARK_END}", text))
    return forms
