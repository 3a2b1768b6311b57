"""Words of similar spelling, taken from the archive's own vocabulary.

Most searches find enough: what compares words is imported when there is a word to compare.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice, product
from typing import TYPE_CHECKING, NamedTuple

from newsidx.query import Query
from newsidx.query.capitals import written
from newsidx.query.function_words import function_words_of
from newsidx.query.rewrite import corrected, words_of_tree
from newsidx.query.tree import Word
from newsidx.text.fold import folded

if TYPE_CHECKING:
    from collections.abc import Set

    from newsidx.archive.contract import Archive
    from newsidx.search.similarity import Similar

MOST = 50
"""The most spellings found for one word: the nearest first, and of those the most common."""

MAX_WORDS = 40
"""Other spellings of at most this many words of a query are looked for, of the rarest: a longer one is a whole text."""

RARER = 100
"""How many times as common a word must be, for it to be suggested for a word that is in the archive; and how much more
common a word one edit further away, to be as likely.
"""

_MAX_COMPARED = 200
"""How many terms similar to a word are counted, the nearest of them."""

_MAX_TRIED = 3
"""How many words are tried in combination with those for other words."""

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

    The other forms of a word are not similar spellings of it, and of the forms of another word only one is. Numbers and
    words of one or two letters have no other spellings.
    """
    from newsidx.search.similarity import max_edits, within_edits

    comparable = _comparable(archive, words)
    vocabulary = archive.terms() if comparable else []
    near = {word: dict(within_edits(term, vocabulary, max_edits(term))) for word, term in comparable.items()}
    articles = archive.term_statistics({term for edits in near.values() for term in edits})
    forms = archive.forms({*articles, *comparable.values()})
    return {
        word: _one_of_each(
            sorted(
                (Spelling(term, edits, articles[term]) for term, edits in near[word].items() if term in articles),
                key=lambda spelling: (spelling.edits, -spelling.articles, spelling.term),
            ),
            forms,
            own=comparable[word],
        )
        for word in comparable
    }


def near_words(archive: Archive, words: list[str]) -> dict[str, list[tuple[str, int]]]:
    """For each word others of similar spelling that the index finds, with their edits, nearest first.

    Of more than `MAX_WORDS` words only the rarest have any.
    """
    if len(words) > MAX_WORDS:
        comparable = _comparable(archive, words)
        articles = archive.term_statistics(set(comparable.values()))
        words = sorted(comparable, key=lambda word: articles.get(comparable[word], 0))[:MAX_WORDS]
    return {
        word: [(spelling.term, spelling.edits) for spelling in near] for word, near in spellings(archive, words).items()
    }


def suggestion(archive: Archive, query: Query) -> Suggestion | None:
    """The query with other words for those that are in no article, or in a hundredth as many as a word of similar
    spelling or sound; None if no more articles would match.

    How common a word is does not depend on the dates: it is counted in the whole archive.
    """
    function_words = function_words_of(query, archive.languages())
    words = [word for word in words_of_tree(query.tree, with_phrases=True) if folded(word) not in function_words]
    articles = {word: archive.count(Query(tree=Word(word), language=query.language)) for word in words}
    total = archive.article_count()
    # For any more common word, a spelling a hundred times as common would be in more than a tenth of the archive.
    doubtful = [word for word in words if articles[word] <= max(1, total // (10 * RARER))]
    if not doubtful or len(doubtful) > _MAX_DOUBTFUL:
        return None
    choices = _choices(archive, {word: articles[word] for word in doubtful}, function_words)
    match_count = archive.count(query) if choices else 0
    for meant in _combinations(choices, articles):
        words_meant = {word: other for word, (other, _) in meant.items()}
        if archive.count(corrected(query, words_meant)) > match_count:
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


def _choices(archive: Archive, doubtful: dict[str, int], function_words: Set[str]) -> dict[str, list[tuple[str, int]]]:
    """For each doubtful word, given with its articles, the words that may have been meant; none if there are none."""
    from newsidx.search.similarity import similar

    comparable = _comparable(archive, list(doubtful))
    vocabulary = archive.terms() if comparable else []
    choices: dict[str, list[tuple[str, int]]] = {}
    for word, term in comparable.items():
        near = similar(term, vocabulary, _MAX_COMPARED)
        if better := _better(archive, term, doubtful[word], [s for s in near if s.term not in function_words]):
            choices[word] = better
    return choices


def _better(archive: Archive, typed: str, article_count: int, near: list[Similar]) -> list[tuple[str, int]]:
    """The words that may have been meant, as they are usually written, and their articles, the most likely first.

    Of the forms of a word only one is meant. A word typed that is in the archive may be right, so that only words about
    one edit away are better.
    """
    from newsidx.search.similarity import ONE_EDIT

    counts = archive.term_statistics([candidate.term for candidate in near])
    forms = archive.forms([typed, *counts])
    likely = sorted(
        (candidate for candidate in near if candidate.term in counts),
        key=lambda candidate: counts[candidate.term] / RARER**candidate.distance,
        reverse=True,
    )
    words: dict[frozenset[str], Similar] = {}
    for candidate in likely:
        if candidate.term not in forms[typed] and (not article_count or candidate.distance <= ONE_EDIT):
            words.setdefault(frozenset(forms[candidate.term]), candidate)
    better: list[tuple[str, int]] = []
    for candidate in words.values():
        articles = archive.count(Query(tree=Word(candidate.term)))
        if articles >= max(1, article_count * RARER):
            better.append((archive.spellings(candidate.term).most_common(1)[0][0], articles))
            if len(better) == _MAX_TRIED:
                break
    return better


def _one_of_each(near: Sequence[Spelling], forms: dict[str, tuple[str, ...]], own: str) -> list[Spelling]:
    """The first of the terms that are forms of one word, without the forms of the word itself; at most `MOST`."""
    chosen: dict[frozenset[str], Spelling] = {}
    for spelling in near:
        if spelling.term not in forms[own]:
            chosen.setdefault(frozenset(forms[spelling.term]), spelling)
    return list(chosen.values())[:MOST]


def _comparable(archive: Archive, words: list[str]) -> dict[str, str]:
    """The words that may have other spellings, each with its term."""
    from newsidx.search.similarity import is_comparable

    terms = dict(zip(words, archive.analyze(words), strict=True))
    return {word: terms[word][0] for word in words if is_comparable(terms[word])}
